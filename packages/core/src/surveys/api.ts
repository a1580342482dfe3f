import type { Caveat } from '../metrics/api.js';
import type { CallOptions } from '../operations/call.js';

/**
 * Instruments that copkit has a place for. Their wording belongs to others, so it is not shipped: the organisation
 * enters it, with the licence it has.
 * - `psychological-safety` seven items, 1st, 3rd and 5th reversed (Edmondson 1999).
 * - `social-capital` trust, norms and shared language (Chiu, Hsu & Wang 2006).
 * - `adb-six` domain, community, practice, motivation, structure, mandate.
 * - `cat` the Community Assessment Toolkit (Verburg & Andriessen 2006), whose items are not public.
 */
export type InstrumentKind = 'psychological-safety' | 'social-capital' | 'adb-six' | 'cat' | 'own';

export interface InstrumentItem {
  readonly text: string;
  /** One of the instrument's dimensions. */
  readonly dimension: string;
  /** Agreement speaks against the dimension: it is turned round, scale + 1 − x. */
  readonly reversed: boolean;
}

/** A questionnaire of the organisation. What was asked in a wave stays with the wave. */
export interface Instrument {
  /** `null` for a place that the organisation has not filled. */
  readonly id: string | null;
  readonly kind: InstrumentKind;
  readonly title: string;
  /** How many answers there are to choose from, 2 to 11. */
  readonly scale: number;
  readonly dimensions: readonly string[];
  readonly items: readonly InstrumentItem[];
  /** By which right its wording is used; `null` while it is empty. */
  readonly licence: string | null;
  readonly source: string;
}

/**
 * - `planned` the facilitator has said when.
 * - `open` members answer; nobody sees how many did.
 * - `closed` it is over, and nothing is out yet.
 * - `released` its result is out, for every member the same.
 * - `suppressed` its result will not come out, and its answers are gone.
 */
export type WaveState = 'planned' | 'open' | 'closed' | 'released' | 'suppressed';

export interface SurveyWave {
  readonly id: string;
  readonly communityId: string;
  readonly instrumentId: string;
  readonly title: string;
  readonly state: WaveState;
  readonly scale: number;
  readonly items: readonly InstrumentItem[];
  /** The last day on which it can be answered, `YYYY-MM-DD`. */
  readonly until: string;
  /** Whether the caller answered; nobody else is told of them. `null` once it is closed. */
  readonly answered: boolean | null;
}

/** One dimension over everybody who answered it. */
export interface DimensionResult {
  readonly dimension: string;
  /**
   * - `ok` there is a mean.
   * - `disagreement` r_wg(J) is below .70: people differ so much that a mean would speak for nobody.
   * - `suppressed` fewer than five answered it.
   */
  readonly status: 'ok' | 'disagreement' | 'suppressed';
  /** In points of the scale; the interval is of Student's t, 95 %. */
  readonly mean: number | null;
  readonly ci: readonly [low: number, high: number] | null;
  /** r_wg(J), 0 to 1; `null` where suppressed. */
  readonly agreement: number | null;
  readonly respondents: number | null;
}

/** Why there is no result. */
export type SurveyShortage = 'not-out-yet' | 'too-few-respondents' | 'too-few-of-those-asked' | 'differs-by-few';

export interface SurveyResult {
  readonly waveId: string;
  readonly title: string;
  readonly status: 'ok' | 'suppressed' | 'insufficient';
  readonly why: SurveyShortage | null;
  readonly scale: number;
  /** Empty unless `ok`. */
  readonly dimensions: readonly DimensionResult[];
  /** Share of those asked who answered; `null` unless `ok`. Never who. */
  readonly responseRate: number | null;
  readonly respondents: number | null;
  /** The last day on which it could be answered. */
  readonly until: string;
  readonly caveats: readonly Caveat[];
}

/** How much belonging to a community says about a dimension. */
export interface AcrossCommunities {
  readonly dimension: string;
  readonly status: 'ok' | 'insufficient';
  /** Communities with a released wave, the last of each. */
  readonly communities: number;
  /** ICC(1); at most 1, may be below 0. */
  readonly icc1: number | null;
  readonly p: number | null;
}

export interface SurveysApi {
  /** Those of the organisation, and the places that it has not filled. */
  listInstruments(
    input?: Record<string, never>,
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Instrument[] }>;
  /** Enters the wording of an instrument, once: another wording is another instrument. At most 60 items. */
  defineInstrument(
    input: {
      kind: InstrumentKind;
      title: string;
      scale: number;
      items: readonly { text: string; dimension: string; reversed?: boolean }[];
      licence: string;
      source?: string;
    },
    options?: CallOptions,
  ): Promise<Instrument>;
  /**
   * A wave for the whole community; there are no others, and none by unit. `until`: at least three days and at most 60
   * away. Of one instrument a community has one wave at a time, and a quarter of a year lies between two.
   */
  plan(input: { communityId: string; instrumentId: string; until: string }, options?: CallOptions): Promise<SurveyWave>;
  /** Asks every member. It closes by itself after its last day. */
  open(input: { waveId: string }, options?: CallOptions): Promise<SurveyWave>;
  /**
   * One's answers, in the order of the items, 1 to the scale, `null` where not answered. They stand in a heap without
   * an order, and that somebody answered stands apart, so nobody can find, change or take back theirs. `recorded` is
   * false for who answered before: those answers stand.
   */
  respond(
    input: { waveId: string; answers: readonly (number | null)[] },
    options?: CallOptions,
  ): Promise<{ readonly recorded: boolean }>;
  close(input: { waveId: string }, options?: CallOptions): Promise<SurveyWave>;
  /** Lets the result out, once, or keeps it back for ever where too few answered. */
  release(input: { waveId: string }, options?: CallOptions): Promise<SurveyResult>;
  /** Calls off a wave that is planned or open; its answers are gone. */
  cancel(input: { waveId: string }, options?: CallOptions): Promise<{ readonly waveId: string }>;
  get(input: { waveId: string }, options?: CallOptions): Promise<SurveyWave>;
  /** The newest first. */
  listWaves(input: { communityId: string }, options?: CallOptions): Promise<{ readonly items: readonly SurveyWave[] }>;
  /** To every member and those who answer for the community the same. Over everybody; there are no filters. */
  getResults(input: { waveId: string }, options?: CallOptions): Promise<SurveyResult>;
  /** ICC(1) of each dimension of an instrument over the communities that released a wave of it. */
  getAcross(
    input: { instrumentId: string },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly AcrossCommunities[] }>;
}
