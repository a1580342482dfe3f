import type { CallOptions } from '../../operations/call.js';
import type { Breakdowns, MetricInfo, MetricName, MetricResult, MetricValues, Verdict } from '../api.js';
import type { Share } from '../values.js';

/** Who it is for: what facilitators can act on, or what a sponsor answers for. */
export type DashboardView = 'facilitator' | 'sponsor';

/** The headline of one window: a share, a median, a count or an index, as the shape of the metric has it. */
export interface TrendPoint {
  /** Such as `2025-Q3`. */
  readonly window: string;
  readonly status: Verdict;
  /** `null` unless `ok`, and where a median was not reached. */
  readonly value: number | null;
}

/** A metric as it stands on a dashboard. */
export interface Tile {
  readonly metric: MetricName;
  readonly info: MetricInfo;
  readonly result: MetricResult<MetricValues[MetricName]>;
  /**
   * Windows of the same length, the earliest first, the one asked for last; of the quarters for `all`. Of metrics that
   * are told of quarters only, the quarters.
   */
  readonly trend: readonly TrendPoint[];
}

export interface Dashboard {
  readonly communityId: string;
  readonly view: DashboardView;
  /** As asked for. */
  readonly window: string;
  /** What calls for something first in each part of the catalogue; what is not measured comes last. */
  readonly tiles: readonly Tile[];
  /** When the next figures come out. */
  readonly nextAt: string;
}

/** One cell; without figures where it is kept back. */
export interface BreakdownCell {
  /** The id of the unit or the topic, `newcomer` or `established`. */
  readonly id: string;
  /** Its name, in English for tenure. */
  readonly label: string;
  readonly status: 'ok' | 'suppressed';
  readonly share: Share | null;
  readonly count: number | null;
  readonly of: number | null;
}

export interface Breakdown {
  readonly by: Breakdowns;
  /** By name in order. Topics overlap. */
  readonly cells: readonly BreakdownCell[];
  /** How many have no figures. */
  readonly suppressed: number;
}

/** How many tiles of a community have a figure. */
export interface StateOfMeasures {
  readonly ok: number;
  readonly suppressed: number;
  readonly insufficient: number;
  readonly notMeasured: number;
}

export interface CommunityState {
  readonly communityId: string;
  readonly name: string;
  /** The stage of its life that its people confirmed; `null` where nobody did. */
  readonly stage: string | null;
  readonly measures: StateOfMeasures;
  /** What its figures call for, without repetition. */
  readonly next: readonly NonNullable<MetricResult<unknown>['next']>[];
}

/** Over the communities whose own figure is told, so that what is kept back stays so. */
export interface OrganisationTotal {
  /** Such as `active-members`. Somebody in two communities counts twice. */
  readonly code: 'active-members' | 'questions' | 'adoptions';
  readonly label: string;
  /** `null` where no community has one. */
  readonly value: number | null;
  readonly communities: number;
  readonly leftOut: number;
}

/** The communities of the organisation, by name: no league table. */
export interface Organisation {
  readonly window: string;
  readonly communities: readonly CommunityState[];
  readonly totals: readonly OrganisationTotal[];
}

/** With how many people somebody exchanged replies, answers and thanks, by unit: for that person alone. */
export interface MyTies {
  readonly window: readonly [from: string, to: string];
  readonly people: readonly {
    readonly personId: string;
    /** `null` for who was erased. */
    readonly name: string | null;
    readonly unit: string | null;
    /** Acts towards them, and theirs. */
    readonly given: number;
    readonly received: number;
  }[];
}

declare module '../api.js' {
  interface MetricsApi {
    /** All tiles of a view at once. Comes with the extension `evaluation`, as do the next three. */
    getDashboard(
      input: { communityId: string; view: DashboardView; window: string },
      options?: CallOptions,
    ): Promise<Dashboard>;
    /** A figure of a quarter by unit, topic or tenure. */
    getBreakdown(
      input: { communityId: string; metric: MetricName; by: Breakdowns; window: string },
      options?: CallOptions,
    ): Promise<MetricResult<Breakdown>>;
    /** The state of all communities, for administrators. */
    getOrganisation(input: { window: string }, options?: CallOptions): Promise<Organisation>;
    /** One's own ties over the last 91 days. Nobody else can ask for them. */
    getMyTies(input: { communityId: string }, options?: CallOptions): Promise<MyTies>;
  }
}
