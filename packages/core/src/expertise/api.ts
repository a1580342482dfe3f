import type { ExpertEvidence, ExpertSettings } from '../experts/api.js';
import type { CallOptions } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { TopicRef } from '../topics/api.js';

/** What somebody says that they know. It holds for a year, and is said again to last another. */
export interface Declaration {
  readonly topic: TopicRef;
  readonly note: string | null;
  readonly at: string;
  readonly expiresAt: string;
}

/**
 * What is known of somebody about one topic, by where it comes from. The three are never made into one, and there is no
 * number that compares people.
 */
export interface ProfileTopic {
  readonly topic: TopicRef;
  /** From what they wrote, as far as the actor may read it. */
  readonly inferred: {
    readonly evidenceCount: number;
    /** The newest first, at most 3. */
    readonly evidence: readonly ExpertEvidence[];
  } | null;
  /** From what they say themselves. `pending`: nothing that the actor may read bears it out yet. */
  readonly declared: (Omit<Declaration, 'topic'> & { readonly pending: boolean }) | null;
  /**
   * From colleagues who are listed, in communities that the actor may read. By name. The actor's own is shown to them
   * also where it was turned down, which they are not told.
   */
  readonly endorsed: { readonly by: readonly PersonCard[] } | null;
}

/** Somebody as one viewer may see them. */
export interface ExpertProfile {
  readonly person: PersonCard;
  /** By label. */
  readonly topics: readonly ProfileTopic[];
  /** May be asked now: agreed to be, is not away and not asked often enough already. */
  readonly askable: boolean;
  /** The last day away, `YYYY-MM-DD`, while they are. */
  readonly awayUntil: string | null;
}

export interface Endorsement {
  readonly communityId: string;
  readonly topic: TopicRef;
  /** Who is endorsed. */
  readonly person: PersonCard;
  readonly by: PersonCard;
  readonly at: string;
}

/** What somebody said against a contribution of their own as evidence. */
export interface Dispute {
  /** The post or practice. */
  readonly itemId: string;
  readonly communityId: string;
  /** It does not speak for them at all. */
  readonly whole: boolean;
  /** What it is not about; `instead`: what it is about in place of that. */
  readonly topics: readonly { readonly topic: TopicRef; readonly instead: TopicRef | null }[];
  readonly reason: string | null;
  readonly at: string;
}

/** One topic of the actor's own. */
export interface MyTopic {
  readonly topic: TopicRef;
  /** They hid it: nobody else is shown any of it. */
  readonly hidden: boolean;
  /** `score`: what the contributions come to, as `listWhy` takes it apart. Nobody else is told. */
  readonly inferred: { readonly evidenceCount: number; readonly score: number } | null;
  readonly declared: Declaration | null;
  readonly endorsed: { readonly count: number } | null;
}

export interface MyProfile extends ExpertSettings {
  /** Agreed to be named where a topic hangs on few people, to who answers for the community. */
  readonly named?: boolean;
  readonly topics: readonly MyTopic[];
  /** Those that one turned down are marked, and seen by nobody else. */
  readonly endorsementsReceived: readonly (Endorsement & { readonly declined: boolean })[];
  readonly endorsementsGiven: readonly Endorsement[];
  readonly disputes: readonly Dispute[];
  /** Invitations within the last seven days. */
  readonly invitedThisWeek: number;
}

/** What adds to the actor's score: a contribution, or one of the three badges as a whole. */
export interface WhyListed {
  readonly kind: 'item' | 'declared' | 'endorsed';
  /** `null` where it is no contribution. */
  readonly evidence: ExpertEvidence | null;
  readonly points: number;
}

type OnTopic = { topic: string };
type EndorsementOf = OnTopic & { communityId: string; personId: string };

/** Topics are given by id or any label; one that the organisation does not have is refused as `not-found`. */
export interface ExpertiseApi {
  /** Says that one knows about a topic, for a year from now. `note`: at most 500 characters, for everybody who is shown the profile. */
  declare(input: OnTopic & { note?: string }, options?: CallOptions): Promise<Declaration>;
  withdraw(input: OnTopic, options?: CallOptions): Promise<{ readonly topicId: string }>;
  /** Says that a colleague knows about a topic, in a community that both belong to. */
  endorse(input: EndorsementOf, options?: CallOptions): Promise<Endorsement>;
  withdrawEndorsement(input: EndorsementOf, options?: CallOptions): Promise<{ readonly topicId: string }>;
  /** Turns down what a colleague said of the actor: it counts for nothing, nobody else is shown it, and the colleague is not told. */
  declineEndorsement(
    input: OnTopic & { communityId: string; endorserId: string },
    options?: CallOptions,
  ): Promise<{ readonly topicId: string }>;
  /** Lets it count after all. */
  acceptEndorsement(
    input: OnTopic & { communityId: string; endorserId: string },
    options?: CallOptions,
  ): Promise<{ readonly topicId: string }>;
  /**
   * Says that a contribution of one's own is not about a topic, or with `instead` which it is about in its place, or
   * without a topic that it does not speak for one at all. It stops counting at once.
   */
  dispute(
    input: { itemId: string; topic?: string; instead?: string; reason?: string },
    options?: CallOptions,
  ): Promise<Dispute>;
  /** Takes it back: for one topic, or without one all of it. */
  undispute(input: { itemId: string; topic?: string }, options?: CallOptions): Promise<{ readonly itemId: string }>;
  /** What the actor may see of somebody. @throws `not-found` alike for who is unknown, erased or not listed. */
  getProfile(input: { personId: string }, options?: CallOptions): Promise<ExpertProfile>;
  /**
   * Whether the actor may be named to facilitators, stewards, sponsors and administrators where a topic hangs on them and few
   * others. Nobody is without having said so.
   */
  setNamed(input: { named: boolean }, options?: CallOptions): Promise<{ readonly named: boolean }>;
  /** Everything that is kept and counted about the actor. */
  getMine(input?: Record<string, never>, options?: CallOptions): Promise<MyProfile>;
  /** Why the actor is listed for a topic: everything that counts, best first; the points add up to `score`. */
  listWhy(
    input: OnTopic & { limit?: number; after?: string },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly WhyListed[]; readonly score: number; readonly next: string | null }>;
  /** Who is told of questions of a unit's people that stay unanswered. `null` for nobody. For administrators. */
  setLead(
    input: { unitId: string; personId: string | null },
    options?: CallOptions,
  ): Promise<{ readonly unitId: string; readonly lead: PersonCard | null }>;
  /** Where unanswered questions go after the last round: to the facilitators, or to the lead of the asker's unit. */
  setEscalation(
    input: { to: 'facilitators' | 'leads' },
    options?: CallOptions,
  ): Promise<{ readonly to: 'facilitators' | 'leads' }>;
  getEscalation(
    input?: Record<string, never>,
    options?: CallOptions,
  ): Promise<{
    readonly to: 'facilitators' | 'leads';
    readonly leads: readonly { readonly unitId: string; readonly lead: PersonCard }[];
  }>;
}
