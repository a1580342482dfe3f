import type { MetricInfo, MetricResult, Share } from '../metrics/api.js';
import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { TopicRef } from '../topics/api.js';

/**
 * Cycles of value creation. The first five are those of Wenger, Trayner & de Laat 2011, which the matrix counts:
 * - `immediate` what happened, what it was like.
 * - `potential` what insight, tool or contact came of it.
 * - `applied` what was done differently.
 * - `realised` what changed in results, and for whom.
 * - `reframing` what counts as success now.
 *
 * The others came in later editions: `strategic` (which conversation with the organisation), `enabling` (what support
 * made it possible), `orienting` (where it stands among the rest).
 */
export type StoryCycle =
  | 'immediate'
  | 'potential'
  | 'applied'
  | 'realised'
  | 'reframing'
  | 'strategic'
  | 'enabling'
  | 'orienting';

/**
 * - `draft` for its author, and whoever is asked to corroborate it.
 * - `corroborated` everybody who was asked and answered confirmed it, one at least.
 * - `published` with the author's consent, for whoever may read the community.
 * - `withdrawn` for its author alone.
 */
export type StoryState = 'draft' | 'corroborated' | 'published' | 'withdrawn';

/** Something in the same community that shows a step. */
export interface StoryEvidence {
  readonly kind: 'thread' | 'practice' | 'adoption' | 'series';
  readonly id: string;
  /** `null` where it is not there to be read any more. */
  readonly title: string | null;
}

export interface StoryStepView {
  readonly cycle: StoryCycle;
  /** Markdown. */
  readonly text: string;
  /** The same as safe HTML. */
  readonly html: string;
  readonly evidence: readonly StoryEvidence[];
}

export interface StoryCorroborator {
  readonly person: PersonCard;
  readonly state: 'invited' | 'confirmed' | 'declined';
  /** What they said with it; to the author and themselves only. */
  readonly note: string | null;
}

/** How somebody says that taking part led to something, step by step. */
export interface Story {
  readonly id: string;
  readonly communityId: string;
  readonly author: PersonCard;
  readonly title: string;
  readonly topics: readonly TopicRef[];
  readonly steps: readonly StoryStepView[];
  readonly corroborators: readonly StoryCorroborator[];
  readonly state: StoryState;
  /** When the author agreed to its publication; `null` where they did not. */
  readonly consentAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly publishedAt: string | null;
  /** What the caller may do with it now: names of operations. */
  readonly may: readonly string[];
}

/** A step as it is written. `evidence`: ids of threads, practices, adoptions and outcome series of the community. */
export interface StoryStepInput {
  cycle: StoryCycle;
  text: string;
  evidence?: readonly string[];
}

/** One indicator of a cycle, as the catalogue of metrics has it, with its figure for the window. */
export interface MatrixIndicator {
  /** The name of the metric, for `metrics.get`. */
  readonly metric: string;
  readonly label: string;
  readonly grade: MetricInfo['grade'];
  readonly result: MetricResult<unknown>;
}

export interface MatrixRow {
  readonly cycle: 'immediate' | 'potential' | 'applied' | 'realised' | 'reframing';
  /** What a story of this cycle tells, as a question. */
  readonly prompt: string;
  readonly indicators: readonly MatrixIndicator[];
  /** Published stories of the window with a step in this cycle. */
  readonly stories: number;
  /** The newest of them, at most ten. */
  readonly storyIds: readonly string[];
}

/** Cycle by indicator, beside the stories. Never summed, and never to money. */
export interface ValueMatrixView {
  readonly rows: readonly MatrixRow[];
  /** Cycles with both a figure and a story, of five; 0 to 1. */
  readonly coverage: number;
  /** Share of stories that reach `realised` with every cycle up to it told and shown; `null` without stories. */
  readonly chains: (Share & { readonly stories: number }) | null;
  readonly window: readonly [from: string, to: string];
}

export interface StoriesApi {
  /** Begins one: 1 to 20 steps of at most 10,000 characters, at most 20 pieces of evidence each. */
  create(
    input: { communityId: string; title: string; topics?: readonly string[]; steps: readonly StoryStepInput[] },
    options?: CallOptions,
  ): Promise<Story>;
  /** Changes a draft or a corroborated story, which is a draft again: whoever confirmed it is asked anew. */
  revise(
    input: { storyId: string; title?: string; topics?: readonly string[]; steps?: readonly StoryStepInput[] },
    options?: CallOptions,
  ): Promise<Story>;
  /** Asks members who saw it happen, at most ten in all. Not oneself. */
  invite(input: { storyId: string; personIds: readonly string[] }, options?: CallOptions): Promise<Story>;
  /** Confirms that it was so. */
  corroborate(input: { storyId: string; note?: string }, options?: CallOptions): Promise<Story>;
  /** Does not confirm it, and need not say why. A story that nobody confirmed is not published. */
  decline(input: { storyId: string; note?: string }, options?: CallOptions): Promise<Story>;
  /** The author's agreement to publication, or its end, which withdraws what was published. */
  setConsent(input: { storyId: string; consent: boolean }, options?: CallOptions): Promise<Story>;
  /** Shows a corroborated story, with its author's consent, to whoever may read the community. */
  publish(input: { storyId: string }, options?: CallOptions): Promise<Story>;
  withdraw(input: { storyId: string }, options?: CallOptions): Promise<Story>;
  get(input: { storyId: string }, options?: CallOptions): Promise<Story>;
  /**
   * Published ones, the newest first. With `mine`, one's own in every state and those that one is asked to corroborate.
   * By `cycle`: with a step in it.
   */
  list(
    input: { communityId: string; cycle?: StoryCycle; mine?: boolean } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<Story>>;
  /** For a window of the calendar as in `metrics.listWindows`; to those who answer for the community, the same for all. */
  getMatrix(input: { communityId: string; window: string }, options?: CallOptions): Promise<ValueMatrixView>;
}
