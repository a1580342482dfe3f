import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';

export type Role = 'sponsor' | 'facilitator' | 'steward' | 'expert' | 'member' | 'guest';
export type MembershipState = 'requested' | 'invited' | 'active' | 'dormant' | 'left' | 'removed' | 'declined';

export interface Membership {
  readonly communityId: string;
  readonly person: PersonCard;
  readonly state: MembershipState;
  /** Never empty while active or dormant. */
  readonly roles: readonly Role[];
  /** Since when the state holds. */
  readonly since: string;
  readonly joinedAt: string | null;
}

export interface JoinRequest {
  readonly person: PersonCard;
  readonly message: string | null;
  readonly at: string;
}

export interface MembershipChange {
  readonly at: string;
  readonly state: MembershipState;
  readonly roles: readonly Role[];
  /** Who did it; `null` for the system. */
  readonly by: PersonCard | null;
  /** What was said of declining or removing. */
  readonly reason: string | null;
}

export interface OfPerson {
  communityId: string;
  personId: string;
}

export interface MembershipApi {
  /** Joins, or asks to where the community's join policy is `request`: see the answer's state. Accepts a standing invitation. */
  join(input: { communityId: string; message?: string }, options?: CallOptions): Promise<Membership>;
  /** Takes back the actor's own request. */
  cancelRequest(input: { communityId: string }, options?: CallOptions): Promise<Membership>;
  approve(input: OfPerson, options?: CallOptions): Promise<Membership>;
  decline(input: OfPerson & { reason?: string }, options?: CallOptions): Promise<Membership>;
  invite(input: OfPerson & { role?: 'member' | 'guest' | 'expert' }, options?: CallOptions): Promise<Membership>;
  /** Accepts an invitation. */
  accept(input: { communityId: string }, options?: CallOptions): Promise<Membership>;
  /** Declines an invitation. */
  refuse(input: { communityId: string }, options?: CallOptions): Promise<Membership>;
  /** The last facilitator names a successor, who must be an active member. */
  leave(input: { communityId: string; successorId?: string }, options?: CallOptions): Promise<Membership>;
  remove(input: OfPerson & { reason?: string }, options?: CallOptions): Promise<Membership>;
  setRoles(input: OfPerson & { roles: readonly Role[] }, options?: CallOptions): Promise<Membership>;
  /** Gives a community that has no facilitator one, who becomes a member by it. */
  appoint(input: OfPerson, options?: CallOptions): Promise<Membership>;
  /** The own membership, or somebody's by a facilitator. A dormant member wakes by taking part. */
  setDormant(
    input: { communityId: string; personId?: string; dormant: boolean },
    options?: CallOptions,
  ): Promise<Membership>;
  /** Active and dormant members by name, facilitators first. */
  list(
    input: { communityId: string; role?: Role; text?: string } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<Membership>>;
  /** The oldest first. */
  listRequests(input: { communityId: string } & PageRequest, options?: CallOptions): Promise<Page<JoinRequest>>;
  getHistory(input: OfPerson, options?: CallOptions): Promise<{ readonly items: readonly MembershipChange[] }>;
}
