import type { CallOptions } from '../operations/call.js';
import type {
  AdoptionBreadth,
  AgainstChance,
  AnswerRate,
  ChangePointFigure,
  Comparison,
  CountFigure,
  CrossUnitHelp,
  Distribution,
  Endings,
  Groups,
  LorenzFigure,
  MetricShape,
  MetricUnit,
  NumberFigure,
  RangeFigure,
  SeriesFigure,
  ShareFigure,
  Transitions,
  UnitMatrix,
  Waiting,
} from './values.js';

export type * from './dashboard/api.js';
export type * from './values.js';

/**
 * - `ok` there is a value.
 * - `suppressed` too few people stand behind it, or it would let somebody work out a figure behind which too few stand.
 * - `insufficient` too few records to say anything, or none; also what copkit does not measure, with the caveat
 *   `not-measured`: what would supply it is said by {@link MetricInfo.supply}.
 */
export type Verdict = 'ok' | 'suppressed' | 'insufficient';

/** `R` robust, `C` contested, `X` restricted. */
export type Grade = 'R' | 'C' | 'X';

/**
 * The next thing to do:
 * - `route-to-experts` questions wait: invite those who know.
 * - `introduce-units` help stays within units: bring people of others together.
 * - `introduce-people` many stand apart: introduce them to others.
 * - `greet-newcomers` newcomers are answered less or leave soon: name somebody who greets them.
 * - `pair-mentors` something hangs on few people: let others learn it from them.
 * - `find-experts` topics have too few who answer: find more.
 * - `spread-load` few carry the answers: ask others first.
 * - `prompt-askers` answers are not accepted: remind those who asked.
 * - `tell-units` units have not taken up what is good: show it to them.
 * - `ask-for-a-story` adoption stands still: ask a unit that adopted to tell how.
 * - `review-items` practices are past their review: put them into the queue.
 * - `improve-search` the same is asked again: make it easier to find.
 * - `tend-glossary` few use the terms of the glossary: look whether they are the right ones.
 * - `check-in` activity falls: talk with the facilitators, about a graceful end too.
 * - `watch-learning` channels or tools were changed: watch the learning curve.
 * - `invite-questions` there is too little to measure.
 * - `widen-window` a longer window may have a figure.
 * - `wait` figures of this window are not out yet.
 * - `add-periods` the series is too short to compare with.
 * - `watch-series` something was changed: see how the series goes on.
 */
export type NextStep =
  | 'route-to-experts'
  | 'introduce-units'
  | 'introduce-people'
  | 'greet-newcomers'
  | 'pair-mentors'
  | 'find-experts'
  | 'spread-load'
  | 'prompt-askers'
  | 'tell-units'
  | 'ask-for-a-story'
  | 'review-items'
  | 'improve-search'
  | 'tend-glossary'
  | 'check-in'
  | 'watch-learning'
  | 'invite-questions'
  | 'widen-window'
  | 'wait'
  | 'add-periods'
  | 'watch-series';

/** Something to bear in mind about a figure. */
export interface Caveat {
  /** For translations and tests, such as `not-reached`. */
  readonly code: string;
  /** The sentence, in English. */
  readonly text: string;
}

/** By what a number can be reproduced later: another version is another formula, or other records. */
export interface Definition {
  /** The name of the metric, or of the operation that tells it. */
  readonly id: string;
  /** From 1 on. */
  readonly version: number;
}

/** One figure: how it stands, what it is and how far it can be trusted. The same for everybody who may ask. */
export interface MetricResult<T> {
  readonly status: Verdict;
  readonly definition: Definition;
  /** Absent unless `ok`. */
  readonly value?: T;
  /** 95 % interval of the headline of the value: its median or its share. Absent where it has no bound. */
  readonly ci?: readonly [low: number, high: number];
  /** Records it is made of; `null` when suppressed. */
  readonly nRecords: number | null;
  /** Distinct people behind them; `null` when suppressed, and where the records are not of people. */
  readonly nPersons: number | null;
  /** From, up to but not including; ISO 8601. */
  readonly window: readonly [from: string, to: string];
  /** In a sentence: what was computed. */
  readonly method: string;
  readonly grade: Grade;
  readonly caveats: readonly Caveat[];
  /** `null` where nothing is called for. */
  readonly next: NextStep | null;
}

/** The value of each metric. Extensions add theirs by declaration merging, and to `Extension.metrics`. */
export interface MetricValues {
  readonly 'time-to-first-response': Waiting;
  readonly 'answer-rate': AnswerRate;
  readonly 'cross-unit-help': CrossUnitHelp;
  readonly 'adoption-breadth': AdoptionBreadth;
  readonly 'time-to-adoption': Waiting;

  // These come with the extension `evaluation`.
  readonly 'active-members': CountFigure;
  readonly 'participation-rate': ShareFigure;
  readonly 'interaction-rate': NumberFigure;
  readonly 'contribution-inequality': LorenzFigure;
  readonly 'volume-tiers': Groups;
  readonly 'onion-tiers': Groups;
  readonly 'engagement-levels': Groups;
  readonly 'level-transitions': Transitions;
  readonly 'newcomer-retention': Waiting;
  readonly 'absence-factor': CountFigure;
  readonly sponsorship: ShareFigure;
  readonly 'event-activation': ShareFigure;
  readonly 'channel-mix': Groups;

  readonly resolution: Endings;
  readonly backlog: CountFigure;
  readonly 'newcomer-gap': Comparison;
  readonly 'community-or-escalated': Comparison;
  readonly 'routing-hit-rate': ShareFigure;
  readonly 'expert-coverage': ShareFigure;
  readonly 'answer-load': LorenzFigure;
  readonly 'customer-response': Waiting;

  readonly 'adoption-as-is': ShareFigure;
  readonly 'adoption-persistence': ShareFigure;
  readonly 'reuse-ratio': ShareFigure;
  readonly 'hours-claimed': RangeFigure;
  readonly 'duplicate-rate': ShareFigure;
  readonly freshness: ShareFigure;
  readonly 'search-success': ShareFigure;
  readonly 'reading-without-asking': ShareFigure;

  readonly density: NumberFigure;
  readonly fragmentation: NumberFigure;
  readonly transitivity: NumberFigure;
  readonly 'k-core': CountFigure;
  readonly centralisation: NumberFigure;
  readonly betweenness: Distribution;
  readonly brokerage: AgainstChance;
  readonly 'external-internal': NumberFigure;
  readonly 'weak-ties': NumberFigure;
  readonly bottleneck: NumberFigure;
  readonly 'member-quadrants': Groups;
  readonly 'unit-ties': UnitMatrix;

  readonly reciprocity: NumberFigure;
  readonly 'give-receive-balance': Distribution;
  readonly 'thanks-coverage': ShareFigure;

  readonly 'vocabulary-convergence': NumberFigure;
  readonly 'newcomer-surprise': SeriesFigure;
  readonly 'glossary-uptake': ShareFigure;

  readonly 'procedure-change-point': ChangePointFigure;
}
export type MetricName = keyof MetricValues & string;

/** By what a figure may be broken down, for quarters only. */
export type Breakdowns = 'unit' | 'topic' | 'tenure';

/** How a metric is defined. */
export interface MetricInfo {
  readonly name: MetricName;
  readonly version: number;
  /** A short label. */
  readonly label: string;
  readonly says: string;
  /** What it does not say, and what a high or low figure may mean. */
  readonly reading: string;
  readonly formula: string;
  readonly source: string;
  readonly floor: string;
  readonly grade: Grade;
  /** The rung of the ladder from inputs to outcomes it stands on. */
  readonly rung: 'inputs' | 'activity' | 'growth' | 'outcome';
  /** The part of the catalogue it stands in, such as `participation`. */
  readonly group: string;
  readonly shape: MetricShape;
  readonly unit: MetricUnit;
  /** `quarters`: of a longer window the figure is that of its last quarter, of a month that of its quarter. */
  readonly windows: 'any' | 'quarters';
  readonly breakdowns: readonly Breakdowns[];
  /** What would supply the data where it is not measured; `null` where the log has what it takes. */
  readonly supply: string | null;
}

/** A window of the calendar, in the time zone of the organisation. */
export interface MetricWindow {
  /** `all`, `2025`, `2025-Q3` or `2025-08`. */
  readonly window: string;
  readonly from: string;
  readonly to: string;
}

export interface MetricsApi {
  /** The catalogue. */
  list(input?: Record<string, never>, options?: CallOptions): Promise<{ readonly items: readonly MetricInfo[] }>;
  /**
   * The windows for which there are figures: `all` first, then years, quarters and months, the latest first. They end
   * with the last quarter that ended at least seven days ago.
   */
  listWindows(
    input: { communityId: string },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly MetricWindow[]; readonly nextAt: string }>;
  /** One figure for one window of the calendar. */
  get<M extends MetricName>(
    input: { communityId: string; metric: M; window: string },
    options?: CallOptions,
  ): Promise<MetricResult<MetricValues[M]>>;
}
