import type { CallOptions } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { TopicRef } from '../topics/api.js';

/**
 * How far somebody lets themselves be found by what they wrote.
 * - `unlisted` not at all
 * - `listed` when somebody looks for who knows about something
 * - `routable` and they are asked when a question of their communities fits
 */
export type ExpertConsent = 'unlisted' | 'listed' | 'routable';

/** A contribution that speaks for somebody, among those the actor may read. */
export interface ExpertEvidence {
  /** The post or practice; of a review or an adoption the practice, of a story or an event what an app keeps of it. */
  readonly itemId: string;
  /** `null` where it stands in no thread. */
  readonly threadId: string | null;
  readonly communityId: string;
  /** The question that was answered, or the title of the practice. */
  readonly title: string;
  readonly topics: readonly TopicRef[];
  readonly at: string;
  readonly kind: EvidenceShown;
}

/**
 * - `answer`, `accepted` an answer, and one that was accepted
 * - `practice` a published practice, for its author
 * - `review` a practice that its steward confirmed, where somebody else wrote it
 * - `adoption` another unit works by the practice, for its author
 * - `story`, `event` what an extension says of somebody
 */
export type EvidenceShown = 'answer' | 'accepted' | 'practice' | 'review' | 'adoption' | 'story' | 'event';

/** Where it comes from that somebody is listed. The three are never made into one. */
export interface ExpertBadges {
  readonly inferred: { readonly evidenceCount: number; readonly newestAt: string } | null;
  /** `pending`: nothing that the actor may read bears it out yet. */
  readonly declared: {
    readonly topics: readonly TopicRef[];
    readonly pending: boolean;
    readonly expiresAt: string;
  } | null;
  /** `count`: of colleagues. */
  readonly endorsed: { readonly topics: readonly TopicRef[]; readonly count: number } | null;
}

/** One part of why somebody stands where they do. */
export interface ExpertPart {
  /** A contribution that is shown, all others together, what they declared, what colleagues endorsed. */
  readonly kind: 'item' | 'others' | 'declared' | 'endorsed';
  /** `null` where it is no contribution. */
  readonly itemId: string | null;
  /** Of the whole, in hundredths. */
  readonly share: number;
}

/** Somebody who wrote about it. No score: those are their owner's alone to see. */
export interface FoundExpert {
  readonly person: PersonCard;
  /** The strongest first, at most 3. */
  readonly evidence: readonly ExpertEvidence[];
  /** How many contributions are about it. */
  readonly evidenceCount: number;
  /** May be asked now: agreed to be, and is not away. */
  readonly askable: boolean;
  readonly badges?: ExpertBadges;
  /**
   * From the mass of the evidence, by the unit of an answer that fits best, is fresh and that nobody voted for: `medium`
   * from ¾, `high` from 3 in three contributions.
   */
  readonly confidence?: 'low' | 'medium' | 'high';
  /** What makes them stand here, as shares that add up to 1. */
  readonly explanation?: readonly ExpertPart[];
}

/** Days, both included, `YYYY-MM-DD`. */
export interface Away {
  readonly from: string;
  readonly until: string;
}

export interface ExpertSettings {
  readonly consent: ExpertConsent;
  readonly away: Away | null;
  /** Invitations within seven days after which no more come. */
  readonly weeklyCap: number;
  /** Contributions about these count for nothing, nobody is shown them, and questions about them are not put to the actor. */
  readonly hiddenTopics: readonly TopicRef[];
}

export interface MyExpertise extends ExpertSettings {
  /** How many contributions count, by topic, most first. */
  readonly topics: readonly { readonly topic: TopicRef; readonly evidenceCount: number }[];
  readonly evidenceCount: number;
  /** Invitations within the last seven days. */
  readonly invitedThisWeek: number;
}

/** A contribution of the actor's own, and what it adds to their score for what was looked for. */
export interface MyEvidence extends ExpertEvidence {
  readonly points: number | null;
}

export interface ExpertsApi {
  /**
   * Who wrote about something, over all communities the actor may read or one of them, best first. Only people who
   * let themselves be found, by evidence the actor may read. Text or topics must be given: nobody is listed without a
   * question.
   */
  find(
    input: {
      /** 1 to 500 characters. */
      text?: string;
      /** Topic ids or labels, at most 5. */
      topics?: readonly string[];
      communityId?: string;
      /** 1 to 20; 10 where absent. */
      limit?: number;
    },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly FoundExpert[] }>;
  /** What the actor agreed to, and what is counted for them. */
  getMine(input?: Record<string, never>, options?: CallOptions): Promise<MyExpertise>;
  /**
   * Every contribution that counts for the actor. With a text, those about it, best first, each with its points: they
   * add up to `score`, which nobody else is told. Without one, the newest first.
   */
  listMine(
    input: { text?: string; limit?: number; after?: string },
    options?: CallOptions,
  ): Promise<{
    readonly items: readonly MyEvidence[];
    readonly score: number | null;
    readonly next: string | null;
  }>;
  setConsent(input: { consent: ExpertConsent }, options?: CallOptions): Promise<ExpertSettings>;
  /** `null` for being back. `from`: today where absent. */
  setAway(input: { away: { from?: string; until: string } | null }, options?: CallOptions): Promise<ExpertSettings>;
  /** 0 to 50; `null` for what holds for everybody. */
  setCap(input: { weeklyCap: number | null }, options?: CallOptions): Promise<ExpertSettings>;
  hideTopic(input: { topic: string }, options?: CallOptions): Promise<ExpertSettings>;
  showTopic(input: { topic: string }, options?: CallOptions): Promise<ExpertSettings>;
}
