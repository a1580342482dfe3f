import type { CallOptions } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { PracticeState } from '../practices/api.js';
import type { ThreadKind, ThreadState } from '../threads/api.js';
import type { TopicRef } from '../topics/api.js';

/** Text in pieces; `match` marks what was searched for. Plain text, to be shown as text. */
export type Extract = readonly { readonly text: string; readonly match: boolean }[];

export type SearchResult = PostResult | PracticeResult;

/** A thread's opening or a reply. */
export interface PostResult {
  readonly postId: string;
  readonly threadId: string;
  readonly communityId: string;
  readonly kind: ThreadKind;
  readonly state: ThreadState;
  readonly title: Extract;
  readonly extract: Extract;
  readonly author: PersonCard;
  readonly topics: readonly TopicRef[];
  readonly at: string;
}

/** A practice that is published. */
export interface PracticeResult {
  readonly practiceId: string;
  readonly communityId: string;
  readonly kind: 'practice';
  readonly state: PracticeState;
  readonly title: Extract;
  readonly extract: Extract;
  readonly author: PersonCard;
  readonly topics: readonly TopicRef[];
  /** When it was published. */
  readonly at: string;
}

export interface SearchApi {
  /** Posts and practices, best first, over all communities the actor may read or one of them. */
  find(
    input: {
      /** 1 to 500 characters. */
      text: string;
      communityId?: string;
      topic?: string;
      kind?: ThreadKind | 'practice';
      /** Both where absent. */
      among?: 'threads' | 'practices';
      authorId?: string;
      /** ISO 8601, inclusive. */
      from?: string;
      /** ISO 8601, exclusive. */
      to?: string;
      /** 1 to 50; 20 where absent. */
      limit?: number;
      after?: string;
    },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly SearchResult[]; readonly next: string | null }>;
}
