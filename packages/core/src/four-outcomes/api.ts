import type { Grade, MetricInfo, MetricResult } from '../metrics/api.js';
import type { CallOptions } from '../operations/call.js';
import type { Intervention, OutcomeSeries, SeriesValue } from '../outcomes/api.js';

/**
 * What a community does for its organisation (Lesser & Storck 2001):
 * - `newcomers` a shorter learning curve of newcomers
 * - `customers` a faster response to customers
 * - `rework` less rework and less invented anew
 * - `innovation` new products and services
 */
export type OrganisationOutcome = 'newcomers' | 'customers' | 'rework' | 'innovation';

/**
 * - `outcome` the outcome itself
 * - `structural`, `relational`, `cognitive` what may lead to it, by the kind of social capital: hypotheses all of them
 */
export type MatrixColumn = 'outcome' | 'structural' | 'relational' | 'cognitive';

/** The feature in which a record comes to be that a cell is made of. */
export type SupplyLink =
  | 'milestones'
  | 'mentoring'
  | 'questions'
  | 'practices'
  | 'ideas'
  | 'surveys'
  | 'series'
  | 'glossary'
  | 'experts'
  | 'people';

/** How what is not measured could be: in words, and where it is done. */
export interface Supply {
  readonly text: string;
  readonly link: SupplyLink;
}

/** A figure as `metrics.get` tells it. */
export interface MatrixFigure {
  /** The name of the metric. */
  readonly metric: string;
  readonly label: string;
  readonly grade: Grade;
  /** The rung of the ladder from inputs to outcomes it stands on. */
  readonly rung: MetricInfo['rung'];
  readonly result: MetricResult<unknown>;
}

/** What members say of trust or safety, over everybody who answered the last survey that was let out. */
export interface MatrixSurvey {
  readonly waveId: string;
  readonly title: string;
  /** Its last day. */
  readonly until: string;
  readonly dimensions: readonly {
    readonly dimension: string;
    readonly status: 'ok' | 'disagreement' | 'suppressed';
    readonly mean: number | null;
    readonly respondents: number | null;
  }[];
}

export interface MatrixCellView {
  readonly column: MatrixColumn;
  /** What it is, such as "Time to a declared competence milestone". */
  readonly label: string;
  /** Leads are hypotheses: that something moves first does not say that it moves the outcome. */
  readonly hypothesis: boolean;
  /** Something of it has a figure. */
  readonly status: 'measured' | 'not-measured';
  readonly figures: readonly MatrixFigure[];
  /** Of the host’s systems, those that were said to be of this outcome; for the column `outcome`. */
  readonly series: readonly { readonly series: OutcomeSeries; readonly result: MetricResult<SeriesValue> }[];
  readonly surveys: readonly MatrixSurvey[];
  /** What would supply what is missing; empty where nothing is. */
  readonly supply: readonly Supply[];
}

export interface MatrixRowView {
  readonly outcome: OrganisationOutcome;
  readonly label: string;
  readonly cells: readonly MatrixCellView[];
}

export interface OutcomeMatrix {
  readonly communityId: string;
  /** As asked for. */
  readonly window: string;
  readonly from: string;
  readonly to: string;
  /** The four outcomes, four cells each. */
  readonly rows: readonly MatrixRowView[];
  /** What was changed in the window: interventions, practices, channels; the oldest first. */
  readonly changes: readonly Intervention[];
}

/** A straight-line segment of a series before and after a date. */
export interface SegmentedAnalysis {
  readonly kind: 'segmented';
  /** First period after the change. */
  readonly from: string;
  /** Change of the level there, of the slope per period, and the slope before; 95 % intervals. */
  readonly level: Estimate;
  readonly slopeChange: Estimate;
  readonly slopeBefore: Estimate;
  readonly before: number;
  readonly after: number;
}

export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Whether one line fits both sides of a date as well as two. */
export interface ChowAnalysis {
  readonly kind: 'chow';
  readonly from: string;
  readonly f: number;
  readonly degrees: readonly [between: number, within: number];
  readonly p: number;
  readonly before: number;
  readonly after: number;
}

/** Each doubling of what was done multiplies the value by `progress`. */
export interface LearningAnalysis {
  readonly kind: 'learning';
  /** Of the power curve y = a·n^−b. */
  readonly a: number;
  readonly b: number;
  readonly progress: number;
  readonly points: number;
  /** The curve that fits better by AICc. */
  readonly better: 'power' | 'exponential' | null;
}

export type SeriesAnalysis = SegmentedAnalysis | ChowAnalysis | LearningAnalysis;

declare module '../outcomes/api.js' {
  interface OutcomesApi {
    /**
     * The four outcomes beside what may lead to them, for one window of the calendar. What is not measured says what
     * would supply it. Comes with the extension `evaluation`, as does `analyse`.
     */
    getMatrix(input: { communityId: string; window: string }, options?: CallOptions): Promise<OutcomeMatrix>;
    /**
     * Looks at a series for a break at the date of a change that was noted (`chow`, `segmented`), or for a learning
     * curve. Without `at`, the date of the last change of a channel within the series. Says nothing of causes.
     */
    getAnalysis(
      input: { seriesId: string; kind: SeriesAnalysis['kind']; at?: string },
      options?: CallOptions,
    ): Promise<MetricResult<SeriesAnalysis>>;
    /** Says which outcome a series is of, or of none. */
    assign(
      input: { seriesId: string; outcome: OrganisationOutcome | null },
      options?: CallOptions,
    ): Promise<{ readonly seriesId: string; readonly outcome: OrganisationOutcome | null }>;
  }
}
