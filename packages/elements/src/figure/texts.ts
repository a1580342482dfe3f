import type { MetricUnit, NextStep } from '@copkit/core';
import { type MetricTexts, metricTexts } from '../metrics/texts.js';
import { en } from './locale/en.js';

type Count = (count: number) => string;

type Plain =
  | 'trend'
  | 'details'
  | 'claimed'
  | 'difference'
  | 'group'
  | 'people'
  | 'contributions'
  | 'ofPeople'
  | 'ofContributions'
  | 'equalShares'
  | 'from'
  | 'to'
  | 'helps'
  | 'isHelped'
  | 'byChance'
  | 'deviations'
  | 'accepted'
  | 'otherwise'
  | 'stillOpen'
  | 'before'
  | 'after'
  | 'robust'
  | 'notRobust'
  | 'own'
  | 'ofUnit'
  | 'given'
  | 'received'
  | 'noTies'
  | 'ownOnly';

/** What figures of every shape say, beyond what all that is measured says. Numbers come formatted. */
export interface FigureMoreTexts {
  readonly plain: Readonly<Record<Plain, string>>;
  /** Metrics by their names; in English as the catalogue has them. */
  readonly metric: Readonly<Partial<Record<string, readonly [label: string, says: string]>>>;
  /** Groups, levels, roles and what stands beside a figure, by their codes; in English as they come. */
  readonly code: Readonly<Partial<Record<string, string>>>;
  /** What a button that leads to the next step says. */
  readonly act: Readonly<Partial<Record<NextStep, string>>>;
  readonly unit: Readonly<Record<Exclude<MetricUnit, 'none' | 'hours' | 'days'>, Count>>;
  readonly trendFrom: (first: string, window: string) => string;
  readonly trendTold: (first: string, from: string, last: string, to: string) => string;
  readonly ofAll: (all: string) => string;
  readonly claimedBetween: (low: string, high: string) => string;
  readonly halfBetween: (low: string, high: string) => string;
  readonly numbersByChance: (low: string, high: string) => string;
  readonly byTheTime: (time: string) => string;
  readonly leastActive: (people: string, contributions: string) => string;
  readonly tiesBetween: (from: string, to: string) => string;
  readonly strongest: (from: string, to: string) => string;
  readonly crossing: (share: string) => string;
  readonly versus: (one: string, first: string, other: string, second: string) => string;
  readonly expectedOf: (code: string, expected: string) => string;
  readonly changedAfter: (probability: string) => string;
  readonly cellsKept: Count;
}

export type FigureTexts = MetricTexts & FigureMoreTexts;

export const figureTexts = metricTexts.with<FigureMoreTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
