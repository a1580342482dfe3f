import type { MetricResult } from '../metrics/api.js';
import type { CallOptions } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { RouteReason } from './router.js';

/** How a community puts questions to people who might know. */
export interface RoutingSettings {
  /** Whether every question is, unless its asker says otherwise. */
  readonly enabled: boolean;
  /** How long every question waits for an answer by itself before the first are asked, in hours; 0 to 720, 0 where absent. */
  readonly delayHours?: number | undefined;
  /** How long a round waits for an answer before the next are asked, in hours; 1 to 720. */
  readonly waitHours: number;
  /** How many are asked at a time; 1 to 10. */
  readonly perRound: number;
  /** After so many the facilitators hear of it; 1 to 5. */
  readonly rounds: number;
}

/**
 * - `accepted` they will answer
 * - `handedOn` they named a colleague, who is asked in their place
 * - `expired` somebody else answered, or the question is no longer open
 */
export type InvitationState = 'invited' | 'accepted' | 'declined' | 'handedOn' | 'answered' | 'expired';

/**
 * Why a place in a round is theirs:
 * - `evidence` what they wrote
 * - `declared` the place that is kept for who says that they know about it, without evidence yet
 * - `newcomer` the same place, for somebody new
 * - `colleague` somebody who was asked named them
 */
export type Slot = 'evidence' | 'declared' | 'newcomer' | 'colleague';

export interface Asked {
  readonly person: PersonCard;
  /** What they wrote that speaks for asking them. Empty where nothing does: see `slot`. */
  readonly reasons: readonly RouteReason[];
  readonly slot: Slot;
}

export interface Invitation {
  readonly threadId: string;
  readonly communityId: string;
  readonly title: string;
  readonly at: string;
  readonly state: 'invited' | 'accepted';
  readonly reasons: readonly RouteReason[];
}

export interface RoutingApi {
  /** Who would be asked first. Nobody is ranked: there are no scores, and the order says nothing. */
  preview(
    input: { communityId: string; title: string; body?: string; topics?: readonly string[] },
    options?: CallOptions,
  ): Promise<{ readonly people: readonly Asked[] }>;
  /** The questions that wait for the actor, those that they will answer among them, the newest first. */
  listMine(input?: Record<string, never>, options?: CallOptions): Promise<{ readonly items: readonly Invitation[] }>;
  /** Who was asked about a question of one's own, or as a facilitator; and when the next are, or the facilitators. */
  list(
    input: { threadId: string },
    options?: CallOptions,
  ): Promise<{
    readonly items: readonly (Asked & {
      readonly round: number;
      readonly at: string;
      readonly state: InvitationState;
    })[];
    readonly nextAt: string | null;
  }>;
  /** Says that one cannot help. When all have, the next are asked at once. */
  decline(
    input: { threadId: string },
    options?: CallOptions,
  ): Promise<{ readonly threadId: string; readonly state: InvitationState }>;
}

/** An invitation as it stands after the actor dealt with it. */
export interface Dealt {
  readonly threadId: string;
  readonly state: InvitationState;
}

/** Who could answer: the community, asked in the open or by invitation; its facilitators; the lead of the asker's unit. */
export type Route = 'community' | 'facilitators' | 'lead';

/** How questions fared on one route. */
export interface RouteOutcome {
  readonly route: Route;
  /** That took it. One that was escalated took two. */
  readonly questions: number;
  /** While they were on it. */
  readonly answered: number;
  /** Until the first answer, from when the question took the route, in hours; `null`: not reached. The bounds likewise. */
  readonly median: number | null;
  readonly medianLow: number | null;
  readonly medianHigh: number | null;
}

/** What the extension adds to the routing of questions. */
export interface RoutingMore {
  /** Whom the next round would ask about a question, for its asker and the facilitators. The order says nothing. */
  previewRound(input: { threadId: string }, options?: CallOptions): Promise<{ readonly people: readonly Asked[] }>;
  /** Asks them now. Goes on from there as if the round had been due. */
  route(
    input: { threadId: string },
    options?: CallOptions,
  ): Promise<{ readonly people: readonly Asked[]; readonly nextAt: string | null }>;
  /** Says that one will answer. */
  accept(input: { threadId: string }, options?: CallOptions): Promise<Dealt>;
  /** Puts the question to a colleague instead, who must agree to be asked and belong to the community. */
  handOn(input: { threadId: string; personId: string }, options?: CallOptions): Promise<Dealt>;
  /** How soon questions were answered by the community and after they were escalated, for who answers for the community. */
  getOutcomes(
    input: { communityId: string; window: string },
    options?: CallOptions,
  ): Promise<MetricResult<{ readonly routes: readonly RouteOutcome[] }>>;
}
