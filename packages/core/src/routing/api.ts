import type { CallOptions } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { RouteReason } from './router.js';

/** How a community puts questions to people who might know. */
export interface RoutingSettings {
  /** Whether every question is, unless its asker says otherwise. */
  readonly enabled: boolean;
  /** How long a round waits for an answer before the next are asked, in hours; 1 to 720. */
  readonly waitHours: number;
  /** How many are asked at a time; 1 to 10. */
  readonly perRound: number;
  /** After so many the facilitators hear of it; 1 to 5. */
  readonly rounds: number;
}

/** `expired`: somebody else answered, or the question is no longer open. */
export type InvitationState = 'invited' | 'declined' | 'answered' | 'expired';

export interface Asked {
  readonly person: PersonCard;
  /** What they wrote that speaks for asking them. Empty where they are asked for their role, or as somebody new. */
  readonly reasons: readonly RouteReason[];
  readonly slot: 'evidence' | 'newcomer';
}

export interface Invitation {
  readonly threadId: string;
  readonly communityId: string;
  readonly title: string;
  readonly at: string;
  readonly reasons: readonly RouteReason[];
}

export interface RoutingApi {
  /** Who would be asked first. Nobody is ranked: there are no scores, and the order says nothing. */
  preview(
    input: { communityId: string; title: string; body?: string; topics?: readonly string[] },
    options?: CallOptions,
  ): Promise<{ readonly people: readonly Asked[] }>;
  /** The questions that wait for the actor, the newest first. */
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
