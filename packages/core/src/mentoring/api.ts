import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { Slot } from '../routing/api.js';
import type { RouteReason } from '../routing/router.js';
import type { TopicRef } from '../topics/api.js';

/**
 * - `requested` somebody wants to be mentored; nobody has been found yet, or not both have said yes
 * - `accepted` both have said yes
 * - `active` the first session was held
 * - `completed`, `endedEarly` it is over: with what was wanted, or before
 * - `declined` the mentor who was wished for said no
 * - `withdrawn` whoever asked took it back before anybody was found
 */
export type MentoringState =
  | 'requested'
  | 'accepted'
  | 'active'
  | 'completed'
  | 'endedEarly'
  | 'declined'
  | 'withdrawn';

/** Why a pair ended before it was through: plain kinds, so that nothing has to be said of the other. */
export type MentoringEnd = 'goals-changed' | 'no-time' | 'moved-on' | 'no-match' | 'left-community';

/** Somebody who is put forward as the mentor of a request. Both have to say yes. */
export interface MentorProposal {
  readonly mentor: PersonCard;
  readonly mentorAgreed: boolean;
  readonly menteeAgreed: boolean;
  readonly at: string;
}

/** A mentoring of one person by another, from the request on. For the two and for facilitators. */
export interface MentoringRelation {
  readonly id: string;
  readonly communityId: string;
  readonly mentee: PersonCard;
  /** `null` until both have said yes. */
  readonly mentor: PersonCard | null;
  readonly topic: TopicRef;
  /** What the mentee wants to come to. Their own words. */
  readonly goals: string;
  readonly state: MentoringState;
  /** They asked for this mentor and nobody else. */
  readonly wished: boolean;
  /** Who is put forward at present, while requested. */
  readonly proposal: MentorProposal | null;
  readonly requestedAt: string;
  readonly acceptedAt: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly endReason: MentoringEnd | null;
  readonly sessionsPlanned: number;
  readonly sessionsHeld: number;
  /** What the actor may do: names of operations, without `mentoring.`. */
  readonly may: readonly string[];
}

/** Somebody is willing to mentor. */
export interface MentoringOffer {
  readonly communityId: string;
  readonly mentor: PersonCard;
  readonly topics: readonly TopicRef[];
  /** How many at once, 1–10. */
  readonly capacity: number;
  /** Of those still free. */
  readonly free: number;
  readonly note: string | null;
  readonly at: string;
}

/**
 * Somebody who might be asked to mentor:
 * - `offered` they are willing and have room
 * - `evidence` what they wrote speaks for them
 * - `declared`, `newcomer` in the place that is kept for who says that they know, or is new (`colleague` is of questions)
 */
export interface SuggestedMentor {
  readonly person: PersonCard;
  readonly why: 'offered' | Slot;
  /** What speaks for them, at most 3. */
  readonly reasons: readonly RouteReason[];
}

/** A meeting of the pair: when and how long, and nothing of what was said. */
export interface MentoringSession {
  readonly id: string;
  readonly relationId: string;
  readonly state: 'planned' | 'held' | 'cancelled';
  /** The day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly minutes: number | null;
}

/** A note of the pair. Nobody else can read it: no facilitator, no administrator, no figure. */
export interface PairNote {
  readonly id: string;
  readonly relationId: string;
  readonly author: PersonCard;
  readonly body: string;
  readonly at: string;
}

/** Something a community expects whoever works in its field to come to master. */
export interface Milestone {
  readonly id: string;
  readonly communityId: string;
  readonly title: string;
  readonly description: string | null;
  readonly topic: TopicRef | null;
  readonly definedAt: string;
  readonly retired: boolean;
  /** The actor's own. */
  readonly mine: MilestoneState | null;
}

/** `declared` by the person, `confirmed` by their mentor or a facilitator, or `notYet` in their judgement. */
export type MilestoneState = 'declared' | 'confirmed' | 'notYet';

/** That somebody has come to master something, by their own word and that of somebody who knows. */
export interface ReachedMilestone {
  readonly milestoneId: string;
  readonly title: string;
  readonly person: PersonCard;
  readonly state: MilestoneState;
  readonly declaredAt: string;
  /** By whom it was confirmed, or put off. */
  readonly by: PersonCard | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
}

type OfRelation = { relationId: string };
type OfCommunity = { communityId: string };

export interface MentoringApi {
  /** Says that one is willing to mentor, in place of what one said before. `capacity`: how many at once. */
  offer(
    input: OfCommunity & { topics: readonly string[]; capacity: number; note?: string },
    options?: CallOptions,
  ): Promise<MentoringOffer>;
  withdrawOffer(input: OfCommunity, options?: CallOptions): Promise<{ readonly communityId: string }>;
  /** Who is willing, by when they said so. */
  listOffers(
    input: OfCommunity & { topic?: string },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly MentoringOffer[] }>;
  /**
   * Asks to be mentored. With `mentorId` that person and nobody else; without, whoever is put forward. At most 3
   * requests of one person are open in a community at once.
   */
  request(
    input: OfCommunity & { topic: string; goals: string; mentorId?: string },
    options?: CallOptions,
  ): Promise<MentoringRelation>;
  /** Who might mentor somebody in a topic: first the willing, then those of the others who agreed to be asked. */
  suggestMentors(
    input: OfCommunity & { topic: string; limit?: number },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly SuggestedMentor[] }>;
  /**
   * Puts somebody forward for an open request: its mentee whomever they like, a facilitator likewise, and whoever offers
   * to mentor themself. Who puts forward has said yes for themself; the others are told, and nothing begins without.
   */
  propose(input: OfRelation & { mentorId: string }, options?: CallOptions): Promise<MentoringRelation>;
  accept(input: OfRelation, options?: CallOptions): Promise<MentoringRelation>;
  /** Says no to the proposal. An open request looks on for somebody else; one for a certain mentor is `declined`. */
  decline(input: OfRelation, options?: CallOptions): Promise<MentoringRelation>;
  /** The mentee takes a request back. */
  withdraw(input: OfRelation, options?: CallOptions): Promise<MentoringRelation>;
  /** `day`: `YYYY-MM-DD`. */
  planSession(input: OfRelation & { day: string }, options?: CallOptions): Promise<MentoringSession>;
  /** A session took place, a planned one or another. The first one begins the mentoring. */
  holdSession(
    input: OfRelation & { day: string; minutes: number; sessionId?: string },
    options?: CallOptions,
  ): Promise<MentoringSession>;
  cancelSession(input: { sessionId: string }, options?: CallOptions): Promise<MentoringSession>;
  listSessions(input: OfRelation, options?: CallOptions): Promise<{ readonly items: readonly MentoringSession[] }>;
  complete(input: OfRelation, options?: CallOptions): Promise<MentoringRelation>;
  endEarly(
    input: OfRelation & { reason: Exclude<MentoringEnd, 'left-community'> },
    options?: CallOptions,
  ): Promise<MentoringRelation>;
  get(input: OfRelation, options?: CallOptions): Promise<MentoringRelation>;
  /** Those that the actor is the mentee or the mentor of, or is put forward for, in a community. */
  listMine(input: OfCommunity, options?: CallOptions): Promise<{ readonly items: readonly MentoringRelation[] }>;
  /** Open requests that whoever offers to mentor may step forward for; none for who does not offer it. */
  listOpen(input: OfCommunity & PageRequest, options?: CallOptions): Promise<Page<MentoringRelation>>;
  /** All of them, for facilitators, the newest first. */
  list(
    input: OfCommunity & { state?: MentoringState } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<MentoringRelation>>;
  /** For the pair alone. Notes stand apart from the community, and no figure is made of them. */
  writeNote(input: OfRelation & { body: string }, options?: CallOptions): Promise<PairNote>;
  /** The author takes their note back. */
  removeNote(input: OfRelation & { noteId: string }, options?: CallOptions): Promise<{ readonly noteId: string }>;
  /** The newest first. */
  listNotes(input: OfRelation & PageRequest, options?: CallOptions): Promise<Page<PairNote>>;
  /** A new milestone of a community, or with `milestoneId` what it says from now on. */
  defineMilestone(
    input: OfCommunity & { milestoneId?: string; title: string; description?: string; topic?: string },
    options?: CallOptions,
  ): Promise<Milestone>;
  /** Nobody can declare it any more; what was confirmed stays. */
  retireMilestone(input: { milestoneId: string }, options?: CallOptions): Promise<Milestone>;
  listMilestones(input: OfCommunity, options?: CallOptions): Promise<{ readonly items: readonly Milestone[] }>;
  /** Says that one has come to master it. Waits for the mentor or a facilitator. */
  declareMilestone(input: { milestoneId: string }, options?: CallOptions): Promise<ReachedMilestone>;
  /** The mentor of the person or a facilitator confirms what the person declared. Nobody confirms their own. */
  confirmMilestone(input: { milestoneId: string; personId: string }, options?: CallOptions): Promise<ReachedMilestone>;
  /** In the judgement of the mentor or a facilitator, not yet: the person is told why and may declare it again. */
  putOffMilestone(
    input: { milestoneId: string; personId: string; reason: string },
    options?: CallOptions,
  ): Promise<ReachedMilestone>;
  /** Takes one's own declaration back, while it is not confirmed. */
  withdrawMilestone(input: { milestoneId: string }, options?: CallOptions): Promise<{ readonly milestoneId: string }>;
  /** What waits for the actor: of a facilitator all that is declared, of a mentor what their mentees declared. */
  listDeclared(input: OfCommunity, options?: CallOptions): Promise<{ readonly items: readonly ReachedMilestone[] }>;
}
