import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import { memberships } from '../membership/records.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import type { WriteOperation } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import { currentUnit } from '../people/records.js';
import { aboutPost, listings, type ReplyRecord, replies, type ThreadRecord, threads } from '../threads/records.js';
import { type HeldRecord, held } from './records.js';
import { inform } from './telling.js';

type Posting = WriteOperation<unknown, unknown>;

function postingOf(context: WriteContext, name: string): Posting {
  return context.kit.operations.get(name) as unknown as Posting;
}

/** The post of a mutation's result: its id, or an object that names it. */
export function postIdOf(result: unknown): string {
  return typeof result === 'string' ? result : String((result as { postId: unknown }).postId);
}

/**
 * Does as if somebody posted: everything that may refuse it is asked, but nothing of it is written except the post
 * itself, as held back. It counts nowhere, nobody is told of it, and no list has it.
 */
export async function hold(context: WriteContext, operation: string, input: unknown, reason: string): Promise<unknown> {
  const written = new Map<string, unknown>();
  const without = () => {};
  const result = await postingOf(context, operation).run(
    {
      ...context,
      put: (collection, id, body) => written.set(`${collection.name} ${id}`, body),
      remove: without,
      log: without,
      effect: without,
      notify: without,
      schedule: without,
      unschedule: without,
    },
    input,
  );
  const postId = postIdOf(result);
  const thread = written.get(`${threads.name} ${postId}`) as ThreadRecord | undefined;
  const reply = written.get(`${replies.name} ${postId}`) as ReplyRecord | undefined;
  if (operation === 'subjects.discuss' && thread) {
    // The page has one discussion, which everybody else would find held back.
    throw new CopkitError('invalid', `This cannot open the discussion of the page. ${reason}`, 'body');
  }
  if (thread) {
    const record: ThreadRecord = { ...thread, topics: [], subject: null, visibility: 'held' };
    context.put(threads, postId, record);
    const listing = written.get(`${listings.name} ${postId}`) as Parameters<typeof listings.keys>[0];
    context.put(listings, postId, { ...listing, topics: [], subject: null, visibility: 'held', listed: false });
  } else if (reply) {
    context.put(replies, postId, { ...reply, visibility: 'held' });
  } else throw new Error(`${operation} was held back and wrote no post.`);

  const threadId = reply?.threadId ?? postId;
  const person = await context.kit.people.record(context.actor.id);
  context.put(held, aboutPost(threadId, postId), {
    postId,
    threadId,
    authorId: context.actor.id,
    unit: person && currentUnit(person),
    operation,
    input: input as HeldRecord['input'],
    at: context.now,
    reason,
  });
  inform(context, context.actor.id, { outcome: 'held', reason, postId, role: 'system' });
  const { facilitatorIds, id: object } = theCommunity(context);
  for (const facilitatorId of facilitatorIds) {
    context.notify(facilitatorId, `held ${postId}`, {
      type: 'moderation',
      object,
      actor: context.actor.id,
      detail: { outcome: 'waiting', role: 'system', reason, postId },
      forStaff: true,
    });
  }
  return result;
}

export async function heldPost(context: WriteContext, postId: string): Promise<HeldRecord> {
  const reply = await context.get(replies, postId);
  const found = await context.get(held, aboutPost(reply?.threadId ?? postId, postId));
  if (!found) throw new CopkitError('conflict', 'This post is not held back.', 'postId');
  return found;
}

function forget(context: WriteContext, { postId, threadId }: HeldRecord): void {
  context.remove(held, aboutPost(threadId, postId));
  if (postId === threadId) {
    context.remove(threads, postId);
    context.remove(listings, postId);
  } else context.remove(replies, postId);
}

/** The author's call, made now: it counts, notifies and is logged as theirs. What has become impossible is refused. */
export async function release(context: WriteContext, { postId }: { postId: string }): Promise<string> {
  const post = await heldPost(context, postId);
  const { authorId, unit, operation, input } = post;
  const membership = await context.get(memberships, authorId);
  if (!isParticipant(membership)) {
    throw new CopkitError('conflict', 'Its author is no longer a member. It can only be rejected.', 'postId');
  }
  forget(context, post);
  let acts = 0;
  await postingOf(context, operation).run(
    {
      ...context,
      actor: { kind: 'person', id: authorId, admin: false },
      membership,
      newId: () => postId,
      log(act) {
        const id = `${derive(`released ${postId}`, 16)}-${String(++acts).padStart(3, '0')}`;
        context.log({ ...act, imported: { id, actor: authorId, at: context.now, unitAtEvent: unit, origin: 'live' } });
      },
    },
    input,
  );
  inform(context, authorId, { outcome: 'released', postId });
  return postId;
}

export async function reject(
  context: WriteContext,
  { postId, reason }: { postId: string; reason: string },
): Promise<string> {
  const post = await heldPost(context, postId);
  forget(context, post);
  inform(context, post.authorId, { outcome: 'rejected', reason, postId });
  return postId;
}
