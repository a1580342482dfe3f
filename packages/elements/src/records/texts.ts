import type { CmoConfiguration, CmoText, LifeStage, MatrixRow, StageTarget } from '@copkit/core/evaluation';
import { type MetricTexts, metricTexts } from '../metrics/texts.js';
import { en } from './locale/en.js';

type Count = (count: number) => string;

type Plain =
  | 'valueMatrix'
  | 'valueSays'
  | 'cycle'
  | 'indicators'
  | 'stories'
  | 'noIndicator'
  | 'realist'
  | 'realistSays'
  | 'context'
  | 'mechanism'
  | 'outcome'
  | 'evidence'
  | 'verdict'
  | 'theory'
  | 'noRecords'
  | 'lifeCycle'
  | 'lifeSays'
  | 'decided'
  | 'suggested'
  | 'nothingDecided'
  | 'nothingSuggested'
  | 'signs'
  | 'targets'
  | 'noTargets'
  | 'metric'
  | 'target'
  | 'actual'
  | 'due'
  | 'owner'
  | 'status'
  | 'gaps'
  | 'outcomes'
  | 'outcomesSay'
  | 'measure'
  | 'structural'
  | 'relational'
  | 'cognitive'
  | 'leadsAre'
  | 'notOffered';

/** What matrices and tables of records say in one language, beyond what all that is measured says. */
export interface RecordMoreTexts {
  readonly said: Readonly<Record<Plain, string>>;
  readonly cycle: Readonly<Record<MatrixRow['cycle'], readonly [name: string, prompt: string]>>;
  readonly coverage: (cycles: string, of: string) => string;
  readonly chains: (complete: string, stories: string) => string;
  readonly storyCount: Count;
  readonly verdict: Readonly<Record<CmoText['verdict'], string>>;
  readonly missing: Readonly<Record<CmoConfiguration['missing'][number], string>>;
  readonly lacks: (what: string) => string;
  readonly verdicts: (version: string, supports: string, refutes: string, refines: string) => string;
  readonly lifeStage: Readonly<Record<LifeStage, string>>;
  readonly targetStatus: Readonly<Record<StageTarget['status'], string>>;
  readonly atLeast: (value: string) => string;
  readonly atMost: (value: string) => string;
  readonly decidedBy: (person: string, day: string) => string;
  readonly suggestedFor: (quarter: string) => string;
  readonly holds: Readonly<Record<'yes' | 'no' | 'unknown', string>>;
  readonly onOne: (on: string, topics: string) => string;
  readonly lesserStorck: Readonly<Partial<Record<string, string>>>;
}

export type RecordTexts = MetricTexts & RecordMoreTexts;

export const recordTexts = metricTexts.with<RecordMoreTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
