import type { Json } from '@copkit/storage';
import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { FlagReason, PostVisibility } from '../threads/api.js';

/** As what somebody decided. The person concerned is told this, and not who it was. */
export type ModeratorRole = 'facilitator' | 'administrator' | 'system';

/** A post that waits for a decision. */
export interface QueueItem {
  readonly postId: string;
  readonly threadId: string;
  readonly author: PersonCard;
  /** The thread's. */
  readonly title: string;
  /** Markdown; of long texts the beginning. */
  readonly text: string;
  readonly visibility: PostVisibility;
  /** Since when it waits. */
  readonly since: string;
  /** Open flags: how many of each reason, and what was said with them. */
  readonly flags: readonly { readonly reason: FlagReason; readonly count: number; readonly notes: readonly string[] }[];
  /** Why the spam check held it back; `null` where it did not. */
  readonly heldBecause: string | null;
}

export interface Sanction {
  readonly person: PersonCard;
  readonly kind: 'mute' | 'ban';
  readonly reason: string;
  readonly at: string;
  /** When a mute ends by itself; `null` for bans. */
  readonly until: string | null;
  readonly by: PersonCard;
  readonly role: ModeratorRole;
}

export interface Suspension {
  readonly person: PersonCard;
  readonly reason: string;
  readonly at: string;
  /** `null`: until it is lifted. */
  readonly until: string | null;
  readonly by: PersonCard;
}

/** What the actor should know of themselves in a community. */
export interface OwnStanding {
  /** While they may read and not write. */
  readonly mute: { readonly until: string; readonly reason: string; readonly role: ModeratorRole } | null;
  readonly ban: { readonly reason: string; readonly role: ModeratorRole } | null;
  /** Their posts that wait to be released, the oldest first. */
  readonly held: readonly {
    readonly postId: string;
    readonly threadId: string;
    readonly text: string;
    readonly at: string;
    readonly reason: string;
  }[];
}

/** One act of moderation or administration. Nothing changes or removes it. */
export interface AuditRecord {
  /** Counted from 1 within its partition, without gaps. */
  readonly number: number;
  readonly at: string;
  readonly actor: { readonly kind: 'person' | 'system'; readonly id: string };
  readonly role: ModeratorRole | 'sponsor' | 'member';
  /** The operation, such as `moderation.mute`. */
  readonly act: string;
  /** The id of what it was done to. */
  readonly object: string | null;
  /** The id of the person whom it concerns. */
  readonly whom: string | null;
  readonly reason: string | null;
  /** Of what changed, in small: states, roles, settings. Never texts. */
  readonly before: Json;
  readonly after: Json;
  /** The hash of the record before it in its partition, or of the partition's name. */
  readonly previous: string;
  /** SHA-256, in hexadecimal, of all of the above as JSON with its keys in order. */
  readonly hash: string;
}

export interface AuditEntry {
  readonly partition: string;
  readonly record: AuditRecord;
  readonly by: PersonCard | null;
  readonly whom: PersonCard | null;
}

type OnPost = { postId: string };
type InCommunity = { communityId: string };
type OnPerson = InCommunity & { personId: string };
type Because = { reason: string };

export interface ModerationApi {
  /** Posts with open flags and posts that were held back, the longest waiting first. */
  listQueue(input: InCommunity & PageRequest, options?: CallOptions): Promise<Page<QueueItem>>;
  /** Takes a post out of sight and closes its flags. */
  hide(input: OnPost & Because, options?: CallOptions): Promise<{ readonly postId: string }>;
  /** Shows a hidden post again and closes its flags. */
  restore(input: OnPost & Because, options?: CallOptions): Promise<{ readonly postId: string }>;
  /** Leaves a flagged post as it is and closes its flags. */
  keep(input: OnPost & { reason?: string }, options?: CallOptions): Promise<{ readonly postId: string }>;
  /** Lets a post that was held back appear, as if its author had written it now. */
  release(input: OnPost, options?: CallOptions): Promise<{ readonly postId: string }>;
  /** Turns down a post that was held back. It is deleted. */
  reject(input: OnPost & Because, options?: CallOptions): Promise<{ readonly postId: string }>;
  /** Until a moment within a year they may read, and not write. Said again, it replaces the earlier one. */
  mute(input: OnPerson & Because & { until: string }, options?: CallOptions): Promise<Sanction>;
  unmute(input: OnPerson & { reason?: string }, options?: CallOptions): Promise<{ readonly personId: string }>;
  /** Removes somebody, or keeps out who was no member, until the ban is lifted. */
  ban(input: OnPerson & Because, options?: CallOptions): Promise<Sanction>;
  /** They may join again as anybody may. */
  liftBan(input: OnPerson & { reason?: string }, options?: CallOptions): Promise<{ readonly personId: string }>;
  /** Mutes that have not ended and bans, the newest first. */
  listSanctions(input: InCommunity & PageRequest, options?: CallOptions): Promise<Page<Sanction>>;
  /** In the whole organisation: until it ends or is lifted nothing of copkit answers them. */
  suspend(input: { personId: string; until?: string } & Because, options?: CallOptions): Promise<Suspension>;
  liftSuspension(
    input: { personId: string; reason?: string },
    options?: CallOptions,
  ): Promise<{ readonly personId: string }>;
  listSuspensions(
    input?: Record<string, never>,
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Suspension[] }>;
  getMine(input: InCommunity, options?: CallOptions): Promise<OwnStanding>;
  /** What was done in a community, the newest first. */
  listAudit(input: InCommunity & PageRequest, options?: CallOptions): Promise<Page<AuditEntry>>;
  /** What was done outside of communities, to people, units and topics, the newest first. */
  listOrganisationAudit(
    input?: { limit?: number; after?: string },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly AuditEntry[]; readonly next: string | null }>;
}
