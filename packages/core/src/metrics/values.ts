/**
 * What the value of a metric looks like. Many metrics share a shape, so that whoever shows or exports them needs one
 * renderer for each. Some have more fields than those of their shape.
 * - `share` {@link Share}: a share with its interval, and beside it what chance would give.
 * - `number` {@link NumberFigure}
 * - `count` {@link CountFigure}
 * - `range` {@link RangeFigure}: low, middle and high of what was claimed.
 * - `waiting` {@link Waiting}: a survival curve.
 * - `endings` {@link Endings}: two ways to end, as cumulative incidence.
 * - `comparison` {@link Comparison}: two groups beside each other.
 * - `lorenz` {@link LorenzFigure}
 * - `distribution` {@link Distribution}: quartiles over people, of nobody in particular.
 * - `groups` {@link Groups}: how people or contributions spread over levels, tiers or channels.
 * - `transitions` {@link Transitions}: from a level in one quarter to one in the next.
 * - `matrix` {@link UnitMatrix}: who talks with whom, units only.
 * - `series` {@link SeriesFigure}: by month.
 * - `against-chance` {@link AgainstChance}: counts beside what shuffled unit labels give.
 * - `change-point` {@link ChangePointFigure}
 */
export type MetricShape =
  | 'share'
  | 'number'
  | 'count'
  | 'range'
  | 'waiting'
  | 'endings'
  | 'comparison'
  | 'lorenz'
  | 'distribution'
  | 'groups'
  | 'transitions'
  | 'matrix'
  | 'series'
  | 'against-chance'
  | 'change-point';

/** In what a figure counts; `none` for indices and shares. */
export type MetricUnit =
  | 'none'
  | 'people'
  | 'questions'
  | 'items'
  | 'topics'
  | 'ties'
  | 'reactions'
  | 'hours'
  | 'days'
  | 'bits'
  | 'points';

/** A share with its 95 % interval. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** So many of so many. */
export interface ShareFigure extends Share {
  readonly count: number;
  readonly of: number;
  /** What would be seen if units did not matter; `null` where there is no such comparison. */
  readonly chance: Share | null;
}

/** The mean of what chance gives, and where 95 % of it lies. */
export interface ChanceBand {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** A figure that belongs to another, such as the mean degree to the density. */
export interface Aside {
  /** For translations, such as `mean-degree`. */
  readonly code: string;
  /** In English. */
  readonly label: string;
  readonly value: number;
  readonly unit: MetricUnit;
}

export interface NumberFigure {
  readonly value: number;
  /** 95 % interval; `null` where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: MetricUnit;
  /** Seeded shuffles of the unit labels; `null` where there is no such comparison. */
  readonly chance: ChanceBand | null;
  readonly asides: readonly Aside[];
}

export interface CountFigure {
  readonly count: number;
  /** Of so many; `null` where it is no part of anything. */
  readonly of: number | null;
  readonly unit: MetricUnit;
  readonly asides: readonly Aside[];
}

export interface RangeFigure {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly unit: MetricUnit;
  /** Of so many records. */
  readonly records: number;
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

/** Share to which it has happened by a time. */
export interface EndingPoint {
  readonly at: number;
  readonly happened: Share;
  readonly otherwise: Share;
  readonly atRisk: number;
}

/** Two ways to end that rule each other out; the rest of each point is still open. */
export interface Endings {
  readonly unit: 'hours' | 'days';
  /** What is waited for, in English, such as `accepted`. */
  readonly ending: string;
  readonly otherEnding: string;
  /** At fixed times. Ends where too few people are still waiting. */
  readonly points: readonly EndingPoint[];
  readonly happened: number;
  readonly endedOtherwise: number;
  readonly open: number;
}

/** What one of two groups has. */
export interface ComparedGroup extends Share {
  /** For translations, such as `newcomers`. */
  readonly group: string;
  /** In English. */
  readonly label: string;
  readonly records: number;
  /** Hours until half was done; `null` where not reached, or not told. */
  readonly median: number | null;
}

/** The first group less the second. */
export interface Comparison {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Of the log-rank test over all times; `null` where it cannot be computed, or does not apply. */
  readonly p: number | null;
  readonly groups: readonly [ComparedGroup, ComparedGroup];
}

/** Share of the contributions that come from the least active share of the people; at fixed shares of people. */
export interface LorenzAt {
  readonly people: number;
  readonly contributions: number;
}

export interface LorenzFigure {
  /** Gini over those who contributed, and over all members, by n/(n−1). */
  readonly gini: number;
  readonly giniOfMembers: number | null;
  /** 95 % interval of the former, by resampling people; `null` where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  readonly contributors: number;
  readonly members: number;
  readonly points: readonly LorenzAt[];
}

export interface Distribution {
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly unit: MetricUnit;
  readonly people: number;
}

/** One part of the whole; without figures where it is kept back. */
export interface Group {
  /** For translations, such as `core`. */
  readonly group: string;
  /** In English. */
  readonly label: string;
  readonly status: 'ok' | 'suppressed';
  readonly people: number | null;
  /** Of the people. */
  readonly share: number | null;
  /** Of the contributions; `null` also where groups are not of contributions. */
  readonly contributions: number | null;
}

export interface Groups {
  /** From the middle outwards, or the most first. */
  readonly groups: readonly Group[];
  /** So many in all groups together. */
  readonly people: number;
}

export interface Transitions {
  /** Codes of the levels, in the order of the columns. */
  readonly levels: readonly string[];
  /** Rows with too few transitions have no shares. */
  readonly rows: readonly {
    readonly from: string;
    readonly status: 'ok' | 'suppressed';
    readonly people: number | null;
    readonly to: readonly (number | null)[];
  }[];
  /** From the periphery to active or core; `null` where too few were there. */
  readonly inbound: Share | null;
}

/** Ties from people of one unit to people of another, in both directions apart. */
export interface UnitTie {
  readonly from: string;
  readonly to: string;
  readonly status: 'ok' | 'suppressed';
  readonly ties: number | null;
}

export interface UnitMatrix {
  /** By id and name, by name in order. */
  readonly units: readonly { readonly unitId: string; readonly unit: string; readonly people: number | null }[];
  /** Only pairs that have ties, or that are kept back. */
  readonly cells: readonly UnitTie[];
  /** Share of ties that cross units, and what chance gives. */
  readonly crossing: ShareFigure;
}

export interface SeriesFigure {
  readonly unit: MetricUnit;
  readonly points: readonly {
    /** `YYYY-MM` */
    readonly at: string;
    readonly value: number;
    readonly low: number | null;
    readonly high: number | null;
    readonly records: number;
  }[];
}

export interface AgainstChance {
  readonly rows: readonly {
    /** For translations, such as `gatekeeper`. */
    readonly code: string;
    /** In English. */
    readonly label: string;
    readonly count: number;
    /** Mean over seeded shuffles of the unit labels. */
    readonly expected: number;
    /** Standard deviations above it; `null` where shuffles are all alike. */
    readonly z: number | null;
  }[];
}

export interface ChangePointFigure {
  /** By month, without the count where fewer than five people made them. */
  readonly periods: readonly { readonly at: string; readonly count: number | null }[];
  /** The last period of the first rate. */
  readonly after: string;
  /** Of that period, given that there is a change. */
  readonly probability: number;
  /** Of that period and the two beside it. */
  readonly near: number;
  /** One change against none: above 0 for it, 1 is tenfold. */
  readonly log10BayesFactor: number;
  /** Events per period before and after. */
  readonly rates: readonly [before: number, after: number];
  /** Whether other priors place it within one period of there. */
  readonly robust: boolean;
}

export interface AnswerRate extends Share {
  /** The share above is within this many hours. */
  readonly hours: number;
  readonly answered: number;
  readonly questions: number;
  /** The shortest first, without those within which too few people answered. */
  readonly horizons: readonly (Share & { readonly hours: number; readonly answered: number })[];
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
