import type { Activity, Detail, Origin, Verb } from '../activity/records.js';
import type { CommunityRecord } from '../communities/records.js';
import type { Actor } from '../identity/identity.js';
import type { LocalKind } from '../identity/ids.js';
import type { Notice } from '../inbox/notice.js';
import type { JobPayload } from '../jobs/job.js';
import type { Kit } from '../kit.js';
import type { MembershipRecord } from '../membership/records.js';
import type { Collection } from '../store/collection.js';
import type { PartitionReader } from '../store/reader.js';
import { unknownCommunity } from './policy.js';

/** What an operation may use. `get` and `scan` read its home partition. */
export interface ReadContext extends PartitionReader {
  readonly kit: Kit;
  readonly actor: Actor;
  /** The moment of the call, ISO 8601. */
  readonly now: string;
  readonly signal: AbortSignal | undefined;
  /** The community whose rules apply, and the actor's standing in it. */
  readonly community: CommunityRecord | null;
  readonly membership: MembershipRecord | null;
  /** Other partitions. What they say may be older than this call. */
  in(partition: string): PartitionReader;
}

/** In a mutation, what `get` reads must still hold when it commits; `scan` sees what is committed and is not checked. */
export interface WriteContext extends ReadContext {
  put<T>(collection: Collection<T>, id: string, body: T): void;
  remove<T>(collection: Collection<T>, id: string): void;
  /** An id that follows from the actor and the mutation id: a retry makes the same one. */
  newId(kind: LocalKind): string;
  log<V extends Verb>(act: Act<V>): void;
  /** Owes something to another partition. One effect of a type and key is enough, however often it is said. */
  effect(type: string, key: string, payload?: Readonly<Record<string, unknown>>): void;
  /**
   * Tells somebody: an entry in their inbox, if they may read what it leads to. The same key twice is one entry. For
   * a handful of people; who has thousands to tell, owes an effect.
   */
  notify(personId: string, key: string, notice: Notice): void;
  /** A job of this partition, due at a moment (ISO 8601). The same type and key again moves it. */
  schedule(type: string, key: string, due: string, payload?: JobPayload): void;
  unschedule(type: string, key: string): void;
}

/** An act of the actor, now, in this community. Imported history says otherwise, and so does what was held back for a while. */
export interface Act<V extends Verb> {
  readonly verb: V;
  readonly object: string;
  readonly inReplyTo?: string | null;
  readonly target?: string | null;
  readonly topics?: readonly string[];
  readonly detail?: Detail<V>;
  readonly imported?: {
    readonly id: string;
    readonly actor: string | null;
    readonly at: string;
    readonly unitAtEvent: string | null;
    /** `imported` where absent. */
    readonly origin?: Origin;
  };
}

export type ActivityListener = (activity: Activity) => void;
export type { Origin };

/** The community of an operation that has one; the policy has already refused where there is none. */
export function theCommunity(context: Pick<ReadContext, 'community'>): CommunityRecord {
  if (!context.community) throw unknownCommunity();
  return context.community;
}
