import type { MetricResult } from '../metrics/api.js';
import type { CallOptions } from '../operations/call.js';

/** How long a period is; written `2025-03-03` (the Monday of a week), `2025-03` or `2025-Q1`. */
export type SeriesPeriod = 'week' | 'month' | 'quarter';

/**
 * - `count` so many things, such as tickets.
 * - `share` some of them, of all: reworked orders of all orders.
 * - `mean` a total by the number of things: hours by tickets.
 */
export type SeriesMeasure = 'count' | 'share' | 'mean';

/** What a system of the host counts, period by period. */
export interface OutcomeSeries {
  readonly id: string;
  readonly communityId: string;
  /** Such as "Orders reworked". */
  readonly name: string;
  readonly measure: SeriesMeasure;
  readonly every: SeriesPeriod;
  /** What is counted or added up, such as "reworked orders" or "hours". */
  readonly numerator: string;
  /** What it is divided by; `null` for a count. */
  readonly denominator: string | null;
  /** `null` where nobody said. */
  readonly better: 'lower' | 'higher' | null;
  /** The system it comes from. */
  readonly source: string;
  readonly rows: number;
  readonly updatedAt: string;
}

export interface SeriesPoint {
  readonly period: string;
  readonly from: string;
  readonly to: string;
  /** `suppressed`: a share or mean of fewer than five things; `empty`: nothing was reported. */
  readonly status: 'ok' | 'suppressed' | 'empty';
  readonly value: number | null;
  /** 95 % interval, for shares. */
  readonly low: number | null;
  readonly high: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** `practice`: one was published; `channelChange`: an office moved, a tool was switched. */
export type InterventionKind = 'practice' | 'channelChange' | 'other';

/** Something that was changed, to be drawn into series. */
export interface Intervention {
  /** Of the practice where that was published. */
  readonly id: string;
  readonly kind: InterventionKind;
  readonly title: string;
  /** ISO 8601. */
  readonly at: string;
  readonly note: string | null;
}

export interface SeriesValue {
  readonly series: OutcomeSeries;
  /** Every period from the first reported to the last, over all units. */
  readonly points: readonly SeriesPoint[];
  /** Those in this time, the oldest first. */
  readonly interventions: readonly Intervention[];
}

export interface OutcomesApi {
  /**
   * A series of that name, new or changed. What rows are of cannot change once there are some. With `csv`, the series
   * and its rows come in together, or neither does; see `importRows`.
   */
  define(
    input: {
      communityId: string;
      name: string;
      measure: SeriesMeasure;
      every: SeriesPeriod;
      numerator: string;
      denominator?: string;
      better?: 'lower' | 'higher';
      source: string;
      csv?: string;
    },
    options?: CallOptions,
  ): Promise<OutcomeSeries>;
  /**
   * Rows from a CSV text with the columns period and numerator, for all measures but `count` denominator, and
   * optionally unit (an id or a name). Rows of a known period and unit are replaced. All or nothing: `invalid` names
   * the wrong lines.
   */
  importRows(
    input: { seriesId: string; csv: string },
    options?: CallOptions,
  ): Promise<{
    readonly seriesId: string;
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
  }>;
  list(input: { communityId: string }, options?: CallOptions): Promise<{ readonly items: readonly OutcomeSeries[] }>;
  get(input: { seriesId: string }, options?: CallOptions): Promise<MetricResult<SeriesValue>>;
}

export interface InterventionsApi {
  /** `at`: the day, `YYYY-MM-DD`. */
  record(
    input: { communityId: string; kind: 'channelChange' | 'other'; title: string; at: string; note?: string },
    options?: CallOptions,
  ): Promise<Intervention>;
  /** Takes back one that was recorded. */
  remove(input: { interventionId: string }, options?: CallOptions): Promise<{ readonly interventionId: string }>;
  /** Recorded ones and published practices, the oldest first. */
  list(input: { communityId: string }, options?: CallOptions): Promise<{ readonly items: readonly Intervention[] }>;
}
