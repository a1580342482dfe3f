import type { CallOptions } from '../operations/call.js';

/**
 * - `ok` there is a value.
 * - `suppressed` too few people stand behind it, or it would let somebody work out a figure behind which too few stand.
 * - `insufficient` too few records to say anything, or none.
 */
export type Verdict = 'ok' | 'suppressed' | 'insufficient';

/** `R` robust, `C` contested, `X` restricted. */
export type Grade = 'R' | 'C' | 'X';

/**
 * The next thing to do:
 * - `route-to-experts` questions wait: invite those who know.
 * - `introduce-units` help stays within units: bring people of others together.
 * - `tell-units` units have not taken up what is good: show it to them.
 * - `ask-for-a-story` adoption stands still: ask a unit that adopted to tell how.
 * - `invite-questions` there is too little to measure.
 * - `widen-window` a longer window may have a figure.
 * - `wait` figures of this window are not out yet.
 * - `add-periods` the series is too short to compare with.
 * - `watch-series` something was changed: see how the series goes on.
 */
export type NextStep =
  | 'route-to-experts'
  | 'introduce-units'
  | 'tell-units'
  | 'ask-for-a-story'
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

/** One figure: how it stands, what it is and how far it can be trusted. The same for everybody who may ask. */
export interface MetricResult<T> {
  readonly status: Verdict;
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

/** A share with its 95 % interval. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Share still waiting at a time after the beginning. */
export interface CurvePoint extends Share {
  /** In the unit of the curve. */
  readonly at: number;
  /** Still waiting and observed just before. */
  readonly atRisk: number;
}

/** How long something takes, with what has not happened yet counted as waiting. */
export interface Waiting {
  readonly unit: 'hours' | 'days';
  /** When half is done; `null`: not reached. The bounds likewise. */
  readonly median: number | null;
  readonly medianLow: number | null;
  readonly medianHigh: number | null;
  /**
   * Mean time waited within the horizon; `null` where too few were observed that long, without bounds where some ended
   * otherwise.
   */
  readonly restrictedMean: {
    readonly horizon: number;
    readonly mean: number;
    readonly low: number | null;
    readonly high: number | null;
  } | null;
  /** Steps, at fixed times. Ends where too few people are still waiting. */
  readonly points: readonly CurvePoint[];
  readonly happened: number;
  /** Still waiting when the window ended, or no longer observed. */
  readonly waiting: number;
  /** Ended otherwise, such as closed without an answer. */
  readonly endedOtherwise: number;
}

export interface AnswerRate extends Share {
  /** The share above is within this many hours. */
  readonly hours: number;
  readonly answered: number;
  readonly questions: number;
  /** The shortest first, without those within which too few people answered. */
  readonly horizons: readonly (Share & { readonly hours: number; readonly answered: number })[];
}

/** A cell of a breakdown: a unit with too few people, or one that would give such a unit away, has no figures. */
export interface UnitCell {
  /** The unit's id. */
  readonly unitId: string;
  /** The unit's name. */
  readonly unit: string;
  readonly status: 'ok' | 'suppressed';
  readonly count: number | null;
  readonly of: number | null;
}

export interface CrossUnitHelp extends Share {
  /** Answers to a question from another unit, of all whose two units are known. */
  readonly crossing: number;
  readonly answers: number;
  /** What would be seen if units did not matter: 95 % of shuffles of the unit labels lie between low and high. */
  readonly chance: Share;
  /** By the asker's unit; for quarters only, otherwise empty. */
  readonly byUnit: readonly UnitCell[];
}

export interface AdoptionBreadth extends Share {
  /** Pairs of a practice and a unit. */
  readonly adopted: number;
  readonly eligible: number;
  readonly practices: readonly { readonly practiceId: string; readonly adopted: number; readonly eligible: number }[];
  /** Practices adopted by each unit, of those it could adopt. */
  readonly byUnit: readonly UnitCell[];
  /** Adoptions in force at the end of each month of the window, `YYYY-MM`. */
  readonly byMonth: readonly { readonly month: string; readonly adopted: number; readonly eligible: number }[];
}

/** The value of each metric. */
export interface MetricValues {
  readonly 'time-to-first-response': Waiting;
  readonly 'answer-rate': AnswerRate;
  readonly 'cross-unit-help': CrossUnitHelp;
  readonly 'adoption-breadth': AdoptionBreadth;
  readonly 'time-to-adoption': Waiting;
}
export type MetricName = keyof MetricValues;

/** How a metric is defined. */
export interface MetricInfo {
  readonly name: MetricName;
  /** A short label. */
  readonly label: string;
  readonly says: string;
  readonly formula: string;
  readonly source: string;
  readonly floor: string;
  readonly grade: Grade;
  /** The rung of the ladder from inputs to outcomes it stands on. */
  readonly rung: 'activity' | 'growth' | 'outcome';
}

/** A window of the calendar, in UTC. */
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
