import type { MetricInfo, Organisation } from '@copkit/core';
import { type MetricTexts, metricTexts } from '../metrics/texts.js';
import { en } from './locale/en.js';

type Rung = MetricInfo['rung'];

/** What the dashboard says in one language, beyond what all that is measured says. */
export interface DashboardMoreTexts {
  readonly view: Readonly<Record<'facilitator' | 'sponsor' | 'organisation', string>>;
  readonly rung: Readonly<Record<Rung, string>>;
  /** What figures of a rung say, and what they do not. */
  readonly rungSays: Readonly<Record<Rung, string>>;
  readonly unmeasured: (count: number) => string;
  readonly withheld: (count: number) => string;
  readonly unmeasuredSays: string;
  readonly notOffered: string;
  readonly records: string;
  readonly community: string;
  readonly stage: string;
  readonly noStage: string;
  readonly measured: string;
  readonly toDo: string;
  readonly byName: string;
  readonly total: Readonly<Record<Organisation['totals'][number]['code'], string>>;
  readonly totalOf: (communities: number, leftOut: number) => string;
  readonly tally: (ok: number, suppressed: number, insufficient: number, notMeasured: number) => string;
}

export type DashboardTexts = MetricTexts & DashboardMoreTexts;

export const dashboardTexts = metricTexts.with<DashboardMoreTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
