import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import type { PostVisibility, ThreadsApi } from './api.js';
import {
  type FoundPost,
  findPost,
  openState,
  putPost,
  refuseUnlessVisible,
  repliesInSight,
  updateListing,
} from './post.js';
import { aboutPost, histories, listings, type ThreadRecord, threads, withheld } from './records.js';
import { stranger } from './view.js';
import { countThread } from './writing.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

/**
 * Takes the text of a post, its history included, out of sight of readers in one commit. What was hidden is kept for
 * the staff, who may restore it; what its author took back is kept by nobody.
 */
export async function withhold(
  context: WriteContext,
  found: FoundPost,
  visibility: Exclude<PostVisibility, 'visible'>,
  reason: string | null,
): Promise<void> {
  refuseUnlessVisible(found);
  const { thread, post } = found;
  const about = aboutPost(thread.id, post.id);
  if (visibility === 'hidden') {
    const history = await context.get(histories, about);
    context.put(withheld, about, {
      title: found.type === 'thread' ? found.post.title : null,
      body: post.body,
      versions: history?.versions ?? [],
      by: context.actor.id,
      at: context.now,
      reason,
    });
  }
  context.remove(histories, about);
  if (found.type === 'thread') {
    const changed: ThreadRecord = { ...found.post, title: '', body: '', visibility };
    await relist(context, changed);
  } else {
    putPost(context, { ...found, post: { ...found.post, body: '', visibility } });
    await recount(context, found, -1);
  }
}

/** Puts an opening back into the lists or takes it out, and the community's count with it. */
async function relist(context: WriteContext, thread: ThreadRecord): Promise<void> {
  context.put(threads, thread.id, thread);
  const before = (await context.get(listings, thread.id))?.listed ?? true;
  const after = await updateListing(context, thread);
  if (before !== after.listed) await countThread(context, after.listed ? 1 : -1);
}

/** A reply that goes or comes back changes the thread's counts, and with the answers its state. */
async function recount(context: WriteContext, found: FoundPost & { type: 'reply' }, by: 1 | -1): Promise<void> {
  const { thread, post } = found;
  const counts = await context.get(listings, thread.id);
  const answers = (counts?.answerCount ?? 0) + (post.role === 'answer' ? by : 0);
  const acceptedReplyId = by < 0 && thread.acceptedReplyId === post.id ? null : thread.acceptedReplyId;
  const open = { ...thread, acceptedReplyId };
  const changed: ThreadRecord = { ...open, state: thread.state === 'closed' ? 'closed' : openState(open, answers) };
  context.put(threads, thread.id, changed);
  await updateListing(context, changed, (earlier) => ({
    replyCount: earlier.replyCount + by,
    answerCount: answers,
  }));
}

async function putBack(context: WriteContext, found: FoundPost): Promise<void> {
  const { thread, post } = found;
  const about = aboutPost(thread.id, post.id);
  const kept = await context.get(withheld, about);
  if (post.visibility !== 'hidden' || !kept) throw new CopkitError('conflict', 'This post is not hidden.', 'postId');
  if (kept.versions.length > 0) context.put(histories, about, { versions: kept.versions });
  context.remove(withheld, about);
  if (found.type === 'thread') {
    await relist(context, { ...found.post, title: kept.title ?? '', body: kept.body, visibility: 'visible' });
  } else {
    putPost(context, { ...found, post: { ...found.post, body: kept.body, visibility: 'visible' } });
    await recount(context, found, 1);
  }
}

export async function withdraw(context: WriteContext, { postId }: In<'withdraw'>): Promise<string> {
  const found = await findPost(context, postId);
  await withhold(context, found, 'withdrawn', null);
  context.log({ verb: 'withdraw', object: postId, target: found.post.authorId, topics: found.thread.topics });
  return postId;
}

export async function hide(context: WriteContext, { postId, reason }: In<'hide'>): Promise<string> {
  const found = await findPost(context, postId);
  await withhold(context, found, 'hidden', reason ?? null);
  context.log({ verb: 'hide', object: postId, target: found.post.authorId, topics: found.thread.topics });
  return postId;
}

export async function restore(context: WriteContext, { postId }: In<'restore'>): Promise<string> {
  const found = await findPost(context, postId);
  await putBack(context, found);
  context.log({ verb: 'restore', object: postId, target: found.post.authorId, topics: found.thread.topics });
  return postId;
}

export async function getHistory(context: ReadContext, { postId }: In<'getHistory'>): Promise<Out<'getHistory'>> {
  const { thread } = await findPost(context, postId);
  const inSight = repliesInSight(context, thread);
  const history = inSight ? await context.get(histories, aboutPost(thread.id, postId)) : null;
  const people = await context.kit.people.cards((history?.versions ?? []).map(({ by }) => by));
  const versions = history?.versions ?? [];
  return { items: versions.map((version) => ({ ...version, by: people.get(version.by) ?? stranger(version.by) })) };
}
