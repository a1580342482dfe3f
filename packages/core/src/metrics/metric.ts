import type { Grade, MetricInfo, MetricName, MetricValues, NextStep } from './api.js';
import type { CaveatCode } from './caveats.js';
import type { CommunityLog } from './columns.js';
import { K, type Tellable } from './publication.js';
import { type Months, monthOf } from './windows.js';

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
  | { readonly insufficient: CaveatCode; readonly nRecords: number };

export interface Window {
  readonly months: Months;
  /** Milliseconds; up to but not including the last one. */
  readonly from: number;
  readonly to: number;
  /** Whether it is a quarter: the only windows that are broken down, as they do not overlap. */
  readonly quarter: boolean;
}

export interface Metric<N extends MetricName> {
  readonly name: N;
  readonly grade: Grade;
  readonly method: string;
  /** Records by people, on which publication depends; of the whole log. */
  evidence(log: CommunityLog): readonly Evidence[];
  /** The people behind a figure that is about units and not about acts of people. */
  persons?(log: CommunityLog, window: Window): number;
  compute(log: CommunityLog, window: Window, unitName: (unitId: string) => string): Computed<MetricValues[N]>;
}

export type Described = Omit<MetricInfo, 'name' | 'grade'>;

/** People by part, over the records of some months. Counting stops at `most`. */
export function peopleOf(evidence: readonly Evidence[], most = Number.POSITIVE_INFINITY): number[] {
  const parts: Set<number>[] = [];
  for (const { parts: people } of evidence) {
    for (const [at, some] of people.entries()) {
      parts[at] ??= new Set();
      for (const person of some) if ((parts[at]?.size ?? 0) < most) parts[at]?.add(person);
    }
  }
  return parts.map((people) => people.size);
}

/** Months may be told of when in each part there is nobody or there are enough. */
export function tellableFrom(evidence: readonly Evidence[]): Tellable {
  const byMonth = new Map<number, Evidence[]>();
  for (const record of evidence) {
    const month = monthOf(record.at);
    const kept = byMonth.get(month);
    if (kept) kept.push(record);
    else byMonth.set(month, [record]);
  }
  return (months) => {
    const some: Evidence[] = [];
    for (const { from, to } of months) {
      for (let month = from; month < to; month++) some.push(...(byMonth.get(month) ?? []));
    }
    return peopleOf(some, K).every((people) => people === 0 || people >= K);
  };
}
