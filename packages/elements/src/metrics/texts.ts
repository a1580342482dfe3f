import type { Grade, InterventionKind, MetricName, NextStep } from '@copkit/core';
import { Catalog } from '../locale/catalog.js';
import { en } from './locale/en.js';

type Count = (count: number) => string;

type Plain =
  | 'window'
  | 'allTime'
  | 'suppressed'
  | 'insufficient'
  | 'notMeasured'
  | 'notReached'
  | 'mostStillWaiting'
  | 'stillWaiting'
  | 'nextStep'
  | 'nothingCalledFor'
  | 'keepInMind'
  | 'computed'
  | 'formula'
  | 'source'
  | 'floor'
  | 'definition'
  | 'figures'
  | 'figuresByUnit'
  | 'figuresByMonth'
  | 'interval'
  | 'share'
  | 'within'
  | 'time'
  | 'atRisk'
  | 'answered'
  | 'unit'
  | 'practice'
  | 'month'
  | 'count'
  | 'of'
  | 'keptBack'
  | 'median'
  | 'series'
  | 'noSeries'
  | 'period'
  | 'value'
  | 'nothingReported'
  | 'changes'
  | 'lowerIsBetter'
  | 'higherIsBetter';

/** What can be borne in mind about a figure, by the codes of its caveats. */
export type CaveatText =
  | 'not-out-yet'
  | 'too-few-people'
  | 'too-few-questions'
  | 'too-few-answers'
  | 'too-few-units'
  | 'no-practice'
  | 'not-reached'
  | 'closed-unanswered'
  | 'closed-as-waiting'
  | 'first-answer-not-solution'
  | 'withdrawn-left-out'
  | 'horizons-hidden'
  | 'units-unknown'
  | 'units-may-specialise'
  | 'eligible-by-taking-part'
  | 'adoption-as-told'
  | 'units-hidden'
  | 'not-a-cause'
  | 'as-reported'
  | 'too-few-periods'
  | 'short-sides'
  | 'few-things';

/** What the elements around figures say in one language. Numbers, shares, times and days come formatted. */
export interface MetricTexts extends Readonly<Record<Plain, string>> {
  /** In English as the catalogue of metrics says it. */
  readonly label: Readonly<Partial<Record<MetricName, string>>>;
  readonly says: Readonly<Partial<Record<MetricName, string>>>;
  /** Goes on from the value. */
  readonly meaning: Readonly<Partial<Record<MetricName, string>>>;
  readonly records: Readonly<Partial<Record<MetricName, Count>>>;
  /** Where there is no word of their own for what a figure is made of. */
  readonly recordsOf: Count;
  readonly people: Count;
  readonly rows: Count;
  readonly grade: Readonly<Record<Grade, string>>;
  readonly gradeMeans: Readonly<Record<Grade, string>>;
  readonly next: Readonly<Partial<Record<NextStep, string>>>;
  readonly nextFigures: (day: string) => string;
  /** In English as they come with the figure. */
  readonly caveat: Readonly<Partial<Record<CaveatText, string>>>;
  readonly intervalOf: (low: string, high: string) => string;
  readonly answeredWithin: (time: string) => string;
  readonly byChance: (low: string, high: string) => string;
  readonly fromTo: (from: string, to: string) => string;
  readonly quarter: (quarter: string, year: string) => string;
  readonly waitedAfter: (time: string, share: string) => string;
  readonly halfAfter: (time: string) => string;
  readonly seriesSummary: (first: string, from: string, last: string, to: string) => string;
  readonly changesMarked: Count;
  readonly change: Readonly<Record<InterventionKind, string>>;
}

export const metricTexts = new Catalog<MetricTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
