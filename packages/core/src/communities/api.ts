import type { MembershipState, Role } from '../membership/api.js';
import type { CallOptions, Ext } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { RoutingSettings } from '../routing/api.js';
import type { TopicRef } from '../topics/api.js';

export type CommunityType = 'practice' | 'interest' | 'project';
/** `open`: everybody reads. `closed`: listed, content for members. `private`: not listed. */
export type Visibility = 'open' | 'closed' | 'private';
export type JoinPolicy = 'open' | 'request' | 'invitation';

export interface Charter {
  /** What the community is about. */
  readonly domain: string | null;
  /** What it wants to achieve. */
  readonly purpose: string;
  readonly audience: string | null;
  /** What the organisation asked of it and gives it. */
  readonly mandate: string | null;
}

/** What the catalogue shows of a community. */
export interface CommunityCard {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly type: CommunityType;
  readonly visibility: Visibility;
  readonly joinPolicy: JoinPolicy;
  readonly topics: readonly TopicRef[];
  readonly archived: boolean;
  /** Nobody facilitates it any more, or yet: its sponsor or an administrator appoints somebody. */
  readonly needsFacilitator: boolean;
  readonly memberCount: number;
  readonly threadCount: number;
  /** ISO 8601; `null` while nothing was written. */
  readonly lastActivityAt: string | null;
  /** The actor's own standing. */
  readonly you: { readonly state: MembershipState | 'none'; readonly roles: readonly Role[] };
}

export interface Community extends CommunityCard {
  readonly charter: Charter;
  readonly sponsor: PersonCard | null;
  readonly facilitators: readonly PersonCard[];
  readonly createdAt: string;
  readonly routing: RoutingSettings;
  /** Names of the community's operations the actor may call now, such as `membership.approve`. */
  readonly may: readonly string[];
  readonly ext: Ext;
}

export interface CommunityFields {
  purpose?: string;
  domain?: string | null;
  audience?: string | null;
  mandate?: string | null;
  type?: CommunityType;
  visibility?: Visibility;
  joinPolicy?: JoinPolicy;
  /** Topic ids or labels, at most 10. Unknown labels become topics. */
  topics?: readonly string[];
  sponsorId?: string | null;
  /** What is not said stays, or is as usual: not enabled, 48 hours, 3 people a round, 2 rounds. */
  routing?: Partial<RoutingSettings>;
  ext?: Ext;
}

export interface CommunitiesApi {
  /** The actor becomes the first facilitator. Type `practice`, visibility and join policy `open` where absent. */
  create(input: CommunityFields & { name: string; purpose: string }, options?: CallOptions): Promise<Community>;
  get(input: { communityId: string }, options?: CallOptions): Promise<Community>;
  /**
   * Listed communities and the actor's own. `mine` keeps the own ones; `text` looks in names,
   * purposes and topics. By name.
   */
  list(
    input?: { mine?: boolean; text?: string; topic?: string; archived?: boolean; limit?: number; after?: string },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly CommunityCard[]; readonly next: string | null }>;
  update(input: CommunityFields & { communityId: string; name?: string }, options?: CallOptions): Promise<Community>;
  /** Makes everything in it read-only. */
  archive(input: { communityId: string }, options?: CallOptions): Promise<Community>;
  unarchive(input: { communityId: string }, options?: CallOptions): Promise<Community>;
}
