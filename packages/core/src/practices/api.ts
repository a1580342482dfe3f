import type { Adoption } from '../adoptions/api.js';
import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { Subject, SubjectInput } from '../subjects/api.js';
import type { TopicRef } from '../topics/api.js';

export type PracticeKind = 'bestPractice' | 'method' | 'story' | 'case' | 'tool' | 'document';
/**
 * `draft` its author's own → `inReview` → `good` → `proven` (two independent units sustain it) → `needsReview` (its
 * review date has come) → `good` or `proven` again; `superseded` by another, or `retired`, from any.
 */
export type PracticeState = 'draft' | 'inReview' | 'good' | 'proven' | 'needsReview' | 'superseded' | 'retired';

/** Units by how far they are with it now. */
export interface AdoptionCounts {
  readonly considering: number;
  readonly trial: number;
  readonly adopted: number;
  readonly sustained: number;
}

export interface PracticeCard {
  readonly id: string;
  readonly communityId: string;
  readonly kind: PracticeKind;
  readonly title: string;
  readonly state: PracticeState;
  /** Counts from 1. */
  readonly version: number;
  readonly topics: readonly TopicRef[];
  readonly subjects: readonly Subject[];
  readonly author: PersonCard;
  readonly steward: PersonCard | null;
  /** The unit it comes from, by name. */
  readonly unit: string | null;
  /** `YYYY-MM-DD`. */
  readonly reviewBy: string | null;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly adoptions: AdoptionCounts;
  /** What a unit adapted, and which version of it. */
  readonly forkOf: { readonly practiceId: string; readonly version: number; readonly title: string | null } | null;
  /** Of a fork: whether its improvements were offered to what it was made of. */
  readonly offer: { readonly state: 'open' | 'merged'; readonly note: string | null; readonly at: string } | null;
}

/** Markdown, and the same as sanitised HTML. */
export interface RichText {
  readonly body: string;
  readonly html: string;
}

export interface Practice extends PracticeCard {
  readonly createdAt: string;
  /** When and where it holds. */
  readonly context: RichText;
  readonly problem: RichText;
  readonly steps: readonly RichText[];
  /** The answer it was made of; its title is `null` where the thread was withdrawn or hidden. */
  readonly source: { readonly threadId: string; readonly replyId: string; readonly title: string | null } | null;
  readonly supersededBy: { readonly practiceId: string; readonly title: string | null } | null;
  readonly retiredReason: string | null;
  /** When somebody said last that it still holds, and what they noted. */
  readonly reviewed: { readonly at: string; readonly note: string | null } | null;
  /** What the actor's own unit does with it. */
  readonly yours: Adoption | null;
  /** Names of the operations on it that the actor may call now, such as `practices.approve`. */
  readonly may: readonly string[];
}

export interface PracticeVersion {
  readonly version: number;
  readonly title: string;
  readonly context: string;
  readonly problem: string;
  readonly steps: readonly string[];
  readonly note: string | null;
  readonly at: string;
  readonly by: PersonCard;
  /** The fork whose improvements this version took over. */
  readonly mergedFrom: string | null;
}

/** Title: 1 to 200 characters. Context: at most 10,000, problem and each of at most 50 steps 40,000; together 100,000. */
export interface PracticeText {
  title: string;
  context?: string;
  problem?: string;
  steps?: readonly string[];
}

interface Described {
  kind?: PracticeKind;
  /** Topic ids or labels, at most 5. */
  topics?: readonly string[];
  /** At most 10. */
  subjects?: readonly SubjectInput[];
  /** A member who looks after it. Where absent the actor, who publishes at once, or later whoever approves. */
  stewardId?: string;
  /** `YYYY-MM-DD`, in the future. Where absent a year from its publication. */
  reviewBy?: string;
}

type OnPractice = { practiceId: string };

export interface PracticesApi {
  /** Stewards, experts and facilitators publish at once; what others write goes into review, or stays a `draft`. */
  create(
    input: { communityId: string; draft?: boolean } & PracticeText & Described,
    options?: CallOptions,
  ): Promise<Practice>;
  /**
   * Makes an accepted answer a practice. What is not said is taken from the thread: its title, the question as the
   * problem, the answer's numbered list as the steps. `conflict` where it is one already, which the message names.
   */
  fromReply(input: { replyId: string } & Partial<PracticeText> & Described, options?: CallOptions): Promise<Practice>;
  /**
   * Of what is published a new version; who adopted an older one is told. Of a draft, or in review, in place.
   * `basedOn`: the version that was read; `conflict` where there is a newer one.
   */
  revise(
    input: OnPractice &
      Partial<PracticeText> & {
        topics?: readonly string[];
        subjects?: readonly SubjectInput[];
        note?: string;
        basedOn?: number;
      },
    options?: CallOptions,
  ): Promise<Practice>;
  /** A draft goes into review, or is published at once by who may. */
  submit(input: OnPractice, options?: CallOptions): Promise<Practice>;
  /** Throws a draft away. */
  discard(input: OnPractice, options?: CallOptions): Promise<{ readonly practiceId: string }>;
  approve(input: OnPractice & { stewardId?: string; reviewBy?: string }, options?: CallOptions): Promise<Practice>;
  /** It still holds. `reviewBy`: when to look again; a year from now where absent. */
  confirm(input: OnPractice & { reviewBy?: string; note?: string }, options?: CallOptions): Promise<Practice>;
  setSteward(input: OnPractice & { stewardId: string }, options?: CallOptions): Promise<Practice>;
  supersede(input: OnPractice & { byPracticeId: string }, options?: CallOptions): Promise<Practice>;
  retire(input: OnPractice & { reason?: string }, options?: CallOptions): Promise<Practice>;
  get(input: OnPractice, options?: CallOptions): Promise<Practice>;
  /**
   * Proven ones first, then good ones, the newest first; with a `text` the best match first, among what is published.
   * `state: 'draft'` lists the actor's own.
   */
  list(
    input: {
      communityId: string;
      topic?: string;
      subject?: string;
      state?: PracticeState;
      kind?: PracticeKind;
      /** The adaptations of a practice. */
      forkOf?: string;
      stewardId?: string;
      text?: string;
    } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<PracticeCard>>;
  /** The newest first. */
  listVersions(input: OnPractice & PageRequest, options?: CallOptions): Promise<Page<PracticeVersion>>;
  /** A unit's adaptation: a practice of its own that keeps where it comes from. */
  fork(
    input: OnPractice & Partial<PracticeText> & { note?: string; draft?: boolean },
    options?: CallOptions,
  ): Promise<Practice>;
  /** Offers the improvements of a fork to what it was made of. */
  offerBack(input: OnPractice & { note?: string }, options?: CallOptions): Promise<Practice>;
  /** Takes offered improvements over: a new version with the fork's text, or with what is said here. */
  merge(
    input: OnPractice & { forkId: string; note?: string } & Partial<PracticeText>,
    options?: CallOptions,
  ): Promise<Practice>;
}
