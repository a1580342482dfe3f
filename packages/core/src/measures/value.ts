import { insufficient, type Measured, MeasureError, ok } from './measured.js';
import { proportion, type Share } from './proportion.js';

/** Cycles of value creation (Wenger, Trayner & de Laat 2011), in their order. */
export const cycles = ['immediate', 'potential', 'applied', 'realised', 'reframing'] as const;
export type Cycle = (typeof cycles)[number];

/** One step of a story: what happened in a cycle, and whether something shows it. */
export interface StoryStep {
  readonly cycle: Cycle;
  readonly evidence: number;
}

export interface ValueStory {
  readonly id: string;
  readonly steps: readonly StoryStep[];
}

/** What is measured in a cycle, such as the answer rate; `value` is for whoever shows it. */
export interface ValueIndicator {
  readonly cycle: Cycle;
  readonly name: string;
  readonly measured: boolean;
}

export interface ValueCell {
  readonly cycle: Cycle;
  readonly indicators: readonly ValueIndicator[];
  readonly stories: number;
}

export interface ValueMatrix {
  /** One for each cycle, in their order. */
  readonly cells: readonly ValueCell[];
  /** Cycles with both a measured indicator and a story, by 5; 0 to 1. */
  readonly coverage: number;
  /** Stories that reach the realised cycle with every cycle up to it told and shown, of all; `null` without stories. */
  readonly chains: Share | null;
}

/**
 * The value-creation matrix: for each cycle its indicators beside the number of stories that have a step in it, how
 * many cycles have both, and how many stories are complete chains (Wenger, Trayner & de Laat 2011). Shares, 0 to 1;
 * never a sum of money. Contested as a measure, robust as a record. Floor: none; stories are told with consent.
 *
 * @throws MeasureError `out-of-range` for a story that is counted twice or evidence below 0.
 */
export function valueMatrix(indicators: readonly ValueIndicator[], stories: readonly ValueStory[]): ValueMatrix {
  if (new Set(stories.map(({ id }) => id)).size < stories.length)
    throw new MeasureError('out-of-range', 'stories', 'A story is there twice.');
  if (stories.some(({ steps }) => steps.some(({ evidence }) => !(evidence >= 0))))
    throw new MeasureError('out-of-range', 'stories', 'Pieces of evidence are counted from 0.');
  const cells = cycles.map((cycle): ValueCell => {
    const told = stories.filter(({ steps }) => steps.some((step) => step.cycle === cycle));
    return { cycle, indicators: indicators.filter((each) => each.cycle === cycle), stories: told.length };
  });
  const both = cells.filter((cell) => cell.stories > 0 && cell.indicators.some(({ measured }) => measured));
  const chain = cycles.slice(0, cycles.indexOf('realised') + 1);
  const complete = stories.filter(({ steps }) =>
    chain.every((cycle) => {
      const told = steps.filter((step) => step.cycle === cycle);
      return told.length > 0 && told.every(({ evidence }) => evidence > 0);
    }),
  );
  const chains = proportion(complete.length, stories.length);
  return { cells, coverage: both.length / cycles.length, chains: chains.status === 'ok' ? chains.value : null };
}

/** A realist record: in which context which mechanism brought which outcome, and what it says of the theory. */
export interface RealistRecord {
  readonly context: string;
  /** What was offered, and how people reasoned about it. */
  readonly mechanism: { readonly resource: string; readonly reasoning: string };
  readonly outcome: string;
  readonly evidence: readonly string[];
  readonly verdict: 'supports' | 'refutes' | 'refines';
  readonly theoryVersion: string;
}

export type RealistGap = 'context' | 'resource' | 'reasoning' | 'outcome' | 'evidence' | 'theoryVersion';

export interface RealistTable {
  readonly rows: readonly { readonly record: RealistRecord; readonly missing: readonly RealistGap[] }[];
  /** By version of the theory, in the order in which they come: verdicts of the records that are complete. */
  readonly verdicts: ReadonlyMap<string, Readonly<Record<RealistRecord['verdict'], number>>>;
}

/**
 * The table of contexts, mechanisms and outcomes (Pawson & Tilley 1997; Ranmuthugala et al. 2011): each record with
 * what it lacks, and how the complete ones judge each version of the theory. A table, not a score: verdicts are not to
 * be added into one. Floor: none.
 *
 * @returns `too-few` without records.
 */
export function realistTable(records: readonly RealistRecord[]): Measured<RealistTable> {
  if (records.length === 0) return insufficient('too-few', 'There are no records.');
  const rows = records.map((record) => ({ record, missing: missingIn(record) }));
  const verdicts = new Map<string, Record<RealistRecord['verdict'], number>>();
  for (const { record, missing } of rows) {
    if (missing.length > 0) continue;
    const counts = verdicts.get(record.theoryVersion) ?? { supports: 0, refutes: 0, refines: 0 };
    counts[record.verdict]++;
    verdicts.set(record.theoryVersion, counts);
  }
  return ok({ rows, verdicts });
}

function missingIn({ context, mechanism, outcome, evidence, theoryVersion }: RealistRecord): RealistGap[] {
  const texts: readonly (readonly [RealistGap, string])[] = [
    ['context', context],
    ['resource', mechanism.resource],
    ['reasoning', mechanism.reasoning],
    ['outcome', outcome],
    ['theoryVersion', theoryVersion],
  ];
  const missing = texts.flatMap(([gap, text]) => (text.trim() === '' ? [gap] : []));
  return evidence.some((each) => each.trim() !== '') ? missing : [...missing, 'evidence'];
}
