import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { mayRead } from '../operations/policy.js';
import { standingIn } from '../operations/standing.js';
import { communityPartition } from '../store/partitions.js';
import type { ThreadsApi } from './api.js';
import { findReply, findThread, openState, refuseUnlessVisible, unknownPost, updateListing } from './post.js';
import { listings, type ThreadRecord, threads } from './records.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

async function put(context: WriteContext, thread: ThreadRecord): Promise<void> {
  context.put(threads, thread.id, thread);
  await updateListing(context, thread);
}

/** A duplicate may point into another community, but only at what the actor can read. */
async function refuseUnknownDuplicate(context: WriteContext, duplicateOf: string): Promise<void> {
  const partition = communityPartition(duplicateOf);
  const home = partition === context.partition ? context : context.in(partition);
  const readable = mayRead(await standingIn(context, duplicateOf));
  if (!readable || !(await home.get(threads, duplicateOf))) throw unknownPost('duplicateOf');
}

export async function accept(context: WriteContext, { replyId }: In<'accept'>): Promise<Out<'accept'>> {
  const found = await findReply(context, replyId);
  const { thread, post } = found;
  refuseUnlessVisible(found);
  if (post.role !== 'answer')
    throw new CopkitError('conflict', 'Only an answer to a question can be accepted.', 'replyId');
  if (thread.acceptedReplyId === replyId)
    throw new CopkitError('conflict', 'This answer is accepted already.', 'replyId');
  if (thread.state === 'closed') throw new CopkitError('conflict', 'This thread is closed. Reopen it first.');
  if (thread.acceptedReplyId !== null)
    context.log({ verb: 'unaccept', object: thread.acceptedReplyId, topics: thread.topics });
  await put(context, { ...thread, acceptedReplyId: replyId, state: 'resolved' });
  context.notify(post.authorId, `accepted ${replyId}`, {
    type: 'accepted',
    object: replyId,
    actor: context.actor.id,
    detail: { threadId: thread.id },
  });
  context.log({
    verb: 'accept',
    object: replyId,
    inReplyTo: thread.id,
    target: post.authorId,
    topics: thread.topics,
  });
  return { threadId: thread.id, acceptedReplyId: replyId };
}

export async function unaccept(context: WriteContext, { replyId }: In<'unaccept'>): Promise<Out<'unaccept'>> {
  const { thread, post } = await findReply(context, replyId);
  if (thread.acceptedReplyId !== replyId) throw new CopkitError('conflict', 'This answer is not accepted.', 'replyId');
  const listing = await context.get(listings, thread.id);
  const open: ThreadRecord = { ...thread, acceptedReplyId: null };
  const state = thread.state === 'closed' ? 'closed' : openState(open, listing?.answerCount ?? 0);
  await put(context, { ...open, state });
  context.log({
    verb: 'unaccept',
    object: replyId,
    inReplyTo: thread.id,
    target: post.authorId,
    topics: thread.topics,
  });
  return { threadId: thread.id, acceptedReplyId: null };
}

export async function setPinned(context: WriteContext, { threadId, pinned }: In<'setPinned'>): Promise<string> {
  const thread = await findThread(context, threadId);
  await put(context, { ...thread, pinned });
  context.log({ verb: 'pin', object: thread.id, detail: { on: pinned } });
  return threadId;
}

export async function setLocked(context: WriteContext, { threadId, locked }: In<'setLocked'>): Promise<string> {
  const thread = await findThread(context, threadId);
  await put(context, { ...thread, locked });
  context.log({ verb: 'lock', object: thread.id, detail: { on: locked } });
  return threadId;
}

export async function close(
  context: WriteContext,
  { threadId, reason, duplicateOf, note }: In<'close'>,
): Promise<string> {
  const thread = await findThread(context, threadId);
  if (thread.state === 'closed') throw new CopkitError('conflict', 'This thread is closed already.');
  if ((reason === 'duplicate') !== (duplicateOf !== undefined)) {
    throw new CopkitError('invalid', 'A duplicate, and only a duplicate, names the thread it repeats.', 'duplicateOf');
  }
  if (duplicateOf === thread.id) throw new CopkitError('invalid', 'A thread cannot repeat itself.', 'duplicateOf');
  if (duplicateOf !== undefined) await refuseUnknownDuplicate(context, duplicateOf);
  const closed = { reason, duplicateOf: duplicateOf ?? null, note: note ?? null, at: context.now };
  await put(context, { ...thread, state: 'closed', closed });
  context.log({
    verb: 'close',
    object: thread.id,
    target: thread.authorId,
    topics: thread.topics,
    detail: { reason, duplicateOf: duplicateOf ?? null },
  });
  return threadId;
}

export async function reopen(context: WriteContext, { threadId }: In<'reopen'>): Promise<string> {
  const thread = await findThread(context, threadId);
  if (thread.state !== 'closed') throw new CopkitError('conflict', 'This thread is not closed.');
  const listing = await context.get(listings, thread.id);
  await put(context, { ...thread, state: openState(thread, listing?.answerCount ?? 0), closed: null });
  context.log({ verb: 'reopen', object: thread.id, target: thread.authorId, topics: thread.topics });
  return threadId;
}
