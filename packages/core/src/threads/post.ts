import { CopkitError } from '../errors.js';
import { isThreadId } from '../identity/ids.js';
import { changeMembership } from '../membership/change.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { allows } from '../operations/policy.js';
import type { PartitionReader } from '../store/reader.js';
import { type ListingRecord, listings, type ReplyRecord, replies, type ThreadRecord, threads } from './records.js';

/** A thread's opening, or a reply with the thread it is in. */
export type FoundPost =
  | { readonly type: 'thread'; readonly thread: ThreadRecord; readonly post: ThreadRecord }
  | { readonly type: 'reply'; readonly thread: ThreadRecord; readonly post: ReplyRecord };

export const unknownPost = (field: string): CopkitError =>
  new CopkitError('not-found', 'There is no such post in this community.', field);

export async function findThread(home: PartitionReader, threadId: string, field = 'threadId'): Promise<ThreadRecord> {
  const thread = await home.get(threads, threadId);
  if (!thread) throw unknownPost(field);
  return thread;
}

export async function findReply(home: PartitionReader, replyId: string, field = 'replyId') {
  const post = await home.get(replies, replyId);
  if (!post) throw unknownPost(field);
  const thread = await findThread(home, post.threadId, field);
  return { type: 'reply', thread, post } as const;
}

export async function findPost(home: PartitionReader, postId: string, field = 'postId'): Promise<FoundPost> {
  if (!isThreadId(postId)) return findReply(home, postId, field);
  const thread = await findThread(home, postId, field);
  return { type: 'thread', thread, post: thread };
}

/** For the grant `owner`: the author of a post that is still there. */
export async function authorOf(context: ReadContext, postId: string): Promise<string | null> {
  return (await findPost(context, postId)).post.authorId;
}

export function putPost(context: WriteContext, { type, post }: FoundPost): void {
  if (type === 'thread') context.put(threads, post.id, post);
  else context.put(replies, post.id, post);
}

export function refuseUnlessVisible(found: FoundPost): void {
  if (found.post.visibility !== 'visible' || found.thread.visibility === 'hidden') {
    throw new CopkitError('conflict', 'This post was withdrawn or hidden.');
  }
}

/** Replies go out of sight with their thread, but for who may bring it back. */
export function repliesInSight({ actor, community, membership }: ReadContext, thread: ThreadRecord): boolean {
  return thread.visibility !== 'hidden' || allows(['facilitator'], { actor, community, membership, owner: false });
}

/**
 * The thread as it stands in lists, brought in line with its state and with the given counts.
 * Read and written in the same commit, so counts are exact: two processes that reply to the same
 * thread at the same moment meet here, and one of them runs again.
 */
export async function updateListing(
  context: WriteContext,
  thread: ThreadRecord,
  change: (earlier: ListingRecord) => Partial<ListingRecord> = () => ({}),
): Promise<ListingRecord> {
  const earlier: ListingRecord = (await context.get(listings, thread.id)) ?? {
    replyCount: 0,
    answerCount: 0,
    reactionCount: 0,
    lastActivityAt: thread.createdAt,
    lastActivityBy: thread.authorId,
    activity: 1,
    before: { activity: 0, at: thread.createdAt },
    ...shownInLists(thread),
    listed: true,
  };
  const counted = { ...earlier, ...change(earlier) };
  const { visibility } = thread;
  const listed = visibility === 'visible' || (visibility === 'withdrawn' && counted.replyCount > 0);
  const listing: ListingRecord = { ...counted, ...shownInLists(thread), listed };
  context.put(listings, thread.id, listing);
  return listing;
}

/** What somebody's writing at a moment makes of the activity in a thread. */
export function activityBy(earlier: ListingRecord, personId: string, at: string) {
  const { activity, lastActivityAt, lastActivityBy } = earlier;
  return {
    lastActivityAt: at > lastActivityAt ? at : lastActivityAt,
    lastActivityBy: personId,
    activity: activity + 1,
    before: lastActivityBy === personId ? earlier.before : { activity, at: lastActivityAt },
  };
}

/** Of a thread what its listing repeats. */
export function shownInLists(thread: ThreadRecord) {
  const { kind, title, topics, subject, authorId, state, createdAt, pinned, locked, visibility } = thread;
  return { kind, title, topics, subject, authorId, state, createdAt, pinned, locked, visibility };
}

/** The state a question is in by what was answered and accepted. */
export function openState(
  thread: Pick<ThreadRecord, 'kind' | 'acceptedReplyId'>,
  answers: number,
): ThreadRecord['state'] {
  if (thread.kind !== 'question') return 'open';
  if (thread.acceptedReplyId !== null) return 'resolved';
  return answers > 0 ? 'answered' : 'open';
}

/** Taking part wakes a dormant membership. */
export async function wake(context: WriteContext): Promise<void> {
  if (context.membership?.state !== 'dormant' || !context.community) return;
  await changeMembership(context, { personId: context.actor.id, state: 'active', roles: context.membership.roles });
  context.log({ verb: 'wake', object: context.community.id, target: context.actor.id });
}
