import type { Json } from '@copkit/storage';
import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { NoticeType } from './notice.js';

export interface InboxEntry {
  readonly id: string;
  readonly type: NoticeType;
  readonly at: string;
  readonly unread: boolean;
  /** Whose act it is; `null` where it is nobody's. */
  readonly actor: PersonCard | null;
  readonly community: { readonly id: string; readonly name: string } | null;
  /** The id of what it leads to: a post, a practice, a community. */
  readonly object: string;
  /** The thread to open, where it leads to a post. */
  readonly threadId: string | null;
  /** What it is called now: the thread's title, the practice's, the community's name. */
  readonly title: string | null;
  /** Plain facts that depend on the type, such as `state` of a `membership`. */
  readonly detail: Readonly<Record<string, Json>>;
}

/** The actor's own. What they may no longer read, or was withdrawn, is left out and not counted. */
export interface InboxApi {
  /** The newest first. A page may hold fewer than were asked for though there is a `next`. */
  list(input?: { unread?: boolean; type?: NoticeType } & PageRequest, options?: CallOptions): Promise<Page<InboxEntry>>;
  /** At most 100, which stands for as many or more. */
  countUnread(input?: Record<string, never>, options?: CallOptions): Promise<{ readonly count: number }>;
  /** Of `all`, the newest 500 at a time. Answers how many were unread before. */
  markRead(
    input: { entryIds: readonly string[] } | { all: true },
    options?: CallOptions,
  ): Promise<{ readonly marked: number }>;
}
