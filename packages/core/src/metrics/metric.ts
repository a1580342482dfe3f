import type { ReadContext } from '../operations/context.js';
import type { Grade, MetricInfo, MetricName, MetricValues, NextStep } from './api.js';
import type { CaveatCode } from './caveats.js';
import type { CommunityLog } from './columns.js';
import { K } from './publication.js';
import type { Months } from './windows.js';

/** One record that enters a figure: when, and who in which part. People are numbers of the log. */
export interface Evidence {
  readonly at: number;
  /** By part, such as askers and answerers. Each part needs enough people, so that no figure is one person's. */
  readonly parts: readonly (readonly number[])[];
}

/** What a metric makes of a window that is published. */
export type Computed<T> =
  | {
      readonly value: T;
      readonly ci: readonly [number, number] | null;
      readonly nRecords: number;
      readonly caveats: readonly CaveatCode[];
      readonly next: NextStep | null;
    }
  | { readonly insufficient: CaveatCode; readonly nRecords: number; readonly next?: NextStep | null }
  /** What could be said of the window, but not without telling of a few. */
  | { readonly suppressed: CaveatCode };

export interface Window {
  readonly months: Months;
  /** Milliseconds; up to but not including the last one. */
  readonly from: number;
  readonly to: number;
  /** Whether it is a quarter: the only windows that are broken down, as they do not overlap. */
  readonly quarter: boolean;
}

/** What there is besides the log when a figure is computed. */
export interface Besides<R> {
  readonly unitName: (unitId: string) => string;
  /** The horizons that may be told of. */
  readonly told: readonly number[];
  /** What was gathered. */
  readonly records: R;
}

/** Something that a share counts, as it enters a breakdown. */
export interface CountedRecord extends Evidence {
  readonly counted: boolean;
  /** The unit of whom it is about, 0 where it is not known; ids of its topics; who it is about, for tenure. */
  readonly unit: number;
  readonly topics: readonly string[];
  readonly person: number;
}

/**
 * A figure of a community, of the catalogue or of an extension.
 *
 * @typeParam R what it is made of besides the log.
 */
export interface Measure<T, R = null> {
  /** Unlike any other's. */
  readonly name: string;
  /** Another where the same log gives another figure. */
  readonly version: number;
  readonly grade: Grade;
  readonly method: string;
  /** Only told of quarters: networks, and what is compared between quarters. */
  readonly windows?: 'quarters';
  /** Takes long, as what resamples: asked for once on a dashboard, and not for the windows before. */
  readonly costly?: boolean;
  /** Reads what does not stand in the log, such as texts; before each figure, as it is not known when it changes. */
  gather?(context: ReadContext, communityId: string, log: CommunityLog): Promise<R>;
  /**
   * Records by people, on which publication depends; of the whole log. What happens after the quarter of a record was
   * published changes nothing of it, as publication is decided once.
   */
  evidence(log: CommunityLog, horizon: number | undefined, records: R): readonly Evidence[];
  /** In hours, the shortest first: for each the figure is told where enough people stand behind its own records. */
  readonly horizons?: readonly number[];
  /**
   * The people behind a figure that is about units and not about acts of people; `null` for what everybody who may read
   * the community can count.
   */
  persons?(log: CommunityLog, window: Window, records: R): number | null;
  compute(log: CommunityLog, window: Window, besides: Besides<R>): Computed<T>;
  /** For shares: what is counted, of what, over the whole log. */
  counted?(log: CommunityLog): readonly CountedRecord[];
}

/** What a catalogue says of a metric besides its name, its grade and how it may be asked for. */
export type Described = Omit<MetricInfo, 'name' | 'version' | 'grade' | 'windows' | 'breakdowns'>;

/** One of the catalogue. */
export interface Metric<N extends MetricName, R = null> extends Measure<MetricValues[N], R> {
  readonly name: N;
  readonly info: Described;
}

/** Distinct people in any part of records. */
export function peopleIn(evidence: Iterable<Evidence>): number {
  const people = new Set<number>();
  for (const { parts } of evidence) for (const part of parts) for (const person of part) people.add(person);
  return people.size;
}

/** Whether in each part of some records there is nobody or there are enough. */
export function isTellable(records: Iterable<{ readonly parts: readonly Iterable<number>[] }>): boolean {
  const people: Set<number>[] = [];
  for (const { parts } of records) {
    for (const [number, part] of parts.entries()) {
      people[number] ??= new Set();
      for (const person of part) people[number].add(person);
    }
  }
  return people.every(({ size }) => size === 0 || size >= K);
}
