import type { CallOptions, Ext, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { Subject, SubjectInput } from '../subjects/api.js';
import type { TopicRef } from '../topics/api.js';

export type ThreadKind = 'discussion' | 'question' | 'idea' | 'announcement';
/** `open` → `answered` (somebody answered) → `resolved` (an answer was accepted); `closed` from any. */
export type ThreadState = 'open' | 'answered' | 'resolved' | 'closed';
export type CloseReason = 'duplicate' | 'obsolete' | 'answered-elsewhere';
export type ReactionKind = 'like' | 'insightful' | 'celebrate' | 'thanks';
export type ThreadSort = 'activity' | 'newest' | 'unanswered' | 'reactions';
export type FlagReason = 'spam' | 'offensive' | 'confidential' | 'off-topic' | 'other';
/** `held`: waits to be released, and is there for its author and the facilitators only. */
export type PostVisibility = 'visible' | 'withdrawn' | 'hidden' | 'held';

export interface ReactionCount {
  readonly kind: ReactionKind;
  readonly count: number;
  /** Whether the actor is among them. */
  readonly mine: boolean;
}

/** What a thread's opening and a reply have in common. `threadId` and `replyId` are post ids. */
export interface Post {
  readonly id: string;
  readonly author: PersonCard;
  /** Markdown. Mentions stand in it as `@[personId]`. Empty when withdrawn or hidden. */
  readonly body: string;
  /** The body as sanitised HTML, mentions as names. */
  readonly html: string;
  readonly mentions: readonly PersonCard[];
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly visibility: PostVisibility;
  readonly reactions: readonly ReactionCount[];
  /** Votes for and against that came with an import and have no voter. */
  readonly importedVotes: { readonly up: number; readonly down: number };
  /** Names of the operations on this post the actor may call now, such as `threads.edit`. */
  readonly may: readonly string[];
}

export interface Reply extends Post {
  readonly threadId: string;
  /** In a question: an answer to it, or a comment. Elsewhere always `comment`. */
  readonly role: 'answer' | 'comment';
  /** The reply it responds to; `null` where it responds to the opening. */
  readonly inReplyTo: string | null;
  readonly accepted: boolean;
}

/** A row of a thread list. */
export interface ThreadCard {
  readonly id: string;
  readonly communityId: string;
  readonly kind: ThreadKind;
  readonly title: string;
  readonly topics: readonly TopicRef[];
  /** The key of the page, procedure or machine it is about. */
  readonly subject: string | null;
  readonly author: PersonCard;
  readonly createdAt: string;
  readonly lastActivityAt: string;
  readonly state: ThreadState;
  readonly replyCount: number;
  readonly answerCount: number;
  readonly reactionCount: number;
  readonly pinned: boolean;
  readonly locked: boolean;
  readonly unread: boolean;
  readonly visibility: PostVisibility;
}

export interface Thread extends ThreadCard, Post {
  /** The subject, called as it was when it was last written about. */
  readonly about: Subject | null;
  readonly acceptedReplyId: string | null;
  /** A customer waits for the answer; questions only. */
  readonly customerWaiting: boolean;
  readonly closed: {
    readonly reason: CloseReason;
    readonly duplicateOf: string | null;
    readonly note: string | null;
    readonly at: string;
  } | null;
  readonly following: boolean;
  /** The practice that was made of the accepted answer. */
  readonly practiceId: string | null;
  readonly reactions: readonly ReactionCount[];
  readonly ext: Ext;
}

export interface ThreadPage {
  readonly thread: Thread;
  /** The accepted answer, wherever its page is. */
  readonly acceptedReply: Reply | null;
  /** Oldest first. */
  readonly replies: Page<Reply>;
}

export interface StartThread {
  communityId: string;
  kind: ThreadKind;
  /** 1 to 200 characters. */
  title: string;
  /** Markdown, at most 40,000 characters. */
  body: string;
  /** Topic ids or labels, at most 5. */
  topics?: readonly string[];
  /** The page, procedure or machine it is about; what it is called now may be said along. */
  subject?: SubjectInput;
  customerWaiting?: boolean;
  /** Puts a question to people who might know; as the community's `routing` says where absent. */
  invite?: boolean;
  ext?: Ext;
}

export interface PostVersion {
  readonly title: string | null;
  readonly body: string;
  readonly at: string;
  readonly by: PersonCard;
}

export interface Flag {
  readonly id: string;
  readonly postId: string;
  readonly reason: FlagReason;
  readonly note: string | null;
  readonly by: PersonCard;
  readonly at: string;
  readonly resolved: { readonly outcome: 'kept' | 'hidden'; readonly by: PersonCard; readonly at: string } | null;
}

type OnPost = { postId: string };
type OnThread = { threadId: string };

export interface ThreadsApi {
  start(input: StartThread, options?: CallOptions): Promise<Thread>;
  get(input: OnThread & PageRequest, options?: CallOptions): Promise<ThreadPage>;
  /** Pinned threads come in `pinned`, on the first page only, and not again in `items`. */
  list(
    input: {
      communityId: string;
      sort?: ThreadSort;
      kind?: ThreadKind;
      topic?: string;
      /** Its key. */
      subject?: string;
      state?: ThreadState;
      authorId?: string;
    } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<ThreadCard> & { readonly pinned: readonly ThreadCard[] }>;
  /** `role` is `answer` in questions where `inReplyTo` is absent, unless said otherwise. */
  reply(
    input: OnThread & { body: string; inReplyTo?: string; role?: 'answer' | 'comment' },
    options?: CallOptions,
  ): Promise<Reply>;
  /** Oldest first. `around` opens the page that holds that reply. */
  listReplies(input: OnThread & { around?: string } & PageRequest, options?: CallOptions): Promise<Page<Reply>>;
  /** `title` and `topics` only for an opening. */
  edit(
    input: OnPost & {
      title?: string;
      body?: string;
      topics?: readonly string[];
      ext?: Ext;
      /** `editedAt` of the post that was looked at: refused with `conflict` when it was edited since. */
      ifEditedAt?: string | null;
    },
    options?: CallOptions,
  ): Promise<{ readonly postId: string; readonly editedAt: string }>;
  getHistory(input: OnPost, options?: CallOptions): Promise<{ readonly items: readonly PostVersion[] }>;
  /** By its author; the text is deleted, the place in the thread stays. */
  withdraw(input: OnPost, options?: CallOptions): Promise<{ readonly postId: string }>;
  /** By a facilitator; the text goes to the staff. */
  hide(input: OnPost & { reason?: string }, options?: CallOptions): Promise<{ readonly postId: string }>;
  /** Undoes `hide`. */
  restore(input: OnPost, options?: CallOptions): Promise<{ readonly postId: string }>;
  accept(
    input: { replyId: string },
    options?: CallOptions,
  ): Promise<{ readonly threadId: string; readonly acceptedReplyId: string }>;
  unaccept(
    input: { replyId: string },
    options?: CallOptions,
  ): Promise<{ readonly threadId: string; readonly acceptedReplyId: null }>;
  react(
    input: OnPost & { kind: ReactionKind },
    options?: CallOptions,
  ): Promise<{ readonly reactions: readonly ReactionCount[] }>;
  unreact(
    input: OnPost & { kind: ReactionKind },
    options?: CallOptions,
  ): Promise<{ readonly reactions: readonly ReactionCount[] }>;
  /** Tells the author that it helped. The same as reacting with `thanks`, and logged as such. */
  thank(input: OnPost, options?: CallOptions): Promise<{ readonly reactions: readonly ReactionCount[] }>;
  setPinned(input: OnThread & { pinned: boolean }, options?: CallOptions): Promise<ThreadCard>;
  /** A locked thread takes no replies. */
  setLocked(input: OnThread & { locked: boolean }, options?: CallOptions): Promise<ThreadCard>;
  close(
    input: OnThread & { reason: CloseReason; duplicateOf?: string; note?: string },
    options?: CallOptions,
  ): Promise<ThreadCard>;
  reopen(input: OnThread, options?: CallOptions): Promise<ThreadCard>;
  /** Of everybody one for a post: said again, it takes the place of the first while that is open. */
  flag(
    input: OnPost & { reason: FlagReason; note?: string },
    options?: CallOptions,
  ): Promise<{ readonly flagId: string }>;
  /** The oldest first. */
  listFlags(
    input: { communityId: string; resolved?: boolean } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<Flag>>;
  /** `hidden` hides the post as well. */
  resolveFlag(
    input: { flagId: string; outcome: 'kept' | 'hidden' },
    options?: CallOptions,
  ): Promise<{ readonly flagId: string }>;
  follow(input: OnThread, options?: CallOptions): Promise<{ readonly following: true }>;
  unfollow(input: OnThread, options?: CallOptions): Promise<{ readonly following: false }>;
  /** Everything in the thread up to now counts as read. */
  markRead(input: OnThread, options?: CallOptions): Promise<{ readonly threadId: string; readonly at: string }>;
  /** Everything in the community up to now counts as read. */
  markAllRead(
    input: { communityId: string },
    options?: CallOptions,
  ): Promise<{ readonly communityId: string; readonly at: string }>;
  /** What a text will look like. Writes nothing. */
  preview(
    input: { body: string },
    options?: CallOptions,
  ): Promise<{ readonly html: string; readonly mentions: readonly PersonCard[] }>;
}
