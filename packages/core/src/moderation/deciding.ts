import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { hide as hideText, restore as restoreText } from '../threads/hiding.js';
import { findPost } from '../threads/post.js';
import { flags } from '../threads/records.js';
import type { ModerationApi } from './api.js';
import { inform } from './telling.js';

type In<K extends keyof ModerationApi> = InputOf<ModerationApi[K]>;

/** Closes the open flags of a post, all with the same outcome. Answers how many there were. */
async function closeFlags(context: WriteContext, postId: string, outcome: 'kept' | 'hidden'): Promise<number> {
  const open = await scanAll(context, flags, { index: 'flags', ...under('open/') });
  const ids = open.filter(({ body }) => body.postId === postId).map(({ id }) => id);
  let closed = 0;
  // Read one by one, as a scan is not expected to hold when the mutation commits.
  for (const flag of await context.getMany(flags, ids)) {
    if (!flag || flag.resolved) continue;
    context.put(flags, flag.id, { ...flag, resolved: { outcome, by: context.actor.id, at: context.now } });
    closed++;
  }
  return closed;
}

async function refuseHeld(context: WriteContext, postId: string) {
  const found = await findPost(context, postId);
  if (found.post.visibility === 'held') {
    throw new CopkitError('conflict', 'This post was held back. Release it or reject it.', 'postId');
  }
  return found.post;
}

const reviewed = (context: WriteContext, postId: string, authorId: string, outcome: 'kept' | 'hidden'): void =>
  context.log({ verb: 'review', object: postId, target: authorId, detail: { outcome } });

export async function hide(context: WriteContext, { postId, reason }: In<'hide'>): Promise<string> {
  const { authorId, visibility } = await refuseHeld(context, postId);
  // What an edit took out of sight stays there by the facilitator's decision.
  const closed = await closeFlags(context, postId, 'hidden');
  if (closed > 0) reviewed(context, postId, authorId, 'hidden');
  if (visibility !== 'hidden' || closed === 0) await hideText(context, { postId, reason });
  inform(context, authorId, { outcome: 'hidden', reason, postId });
  return postId;
}

export async function restore(context: WriteContext, { postId, reason }: In<'restore'>): Promise<string> {
  const { authorId } = await refuseHeld(context, postId);
  await restoreText(context, { postId });
  if ((await closeFlags(context, postId, 'kept')) > 0) reviewed(context, postId, authorId, 'kept');
  inform(context, authorId, { outcome: 'restored', reason, postId });
  return postId;
}

export async function keep(context: WriteContext, { postId }: In<'keep'>): Promise<string> {
  const { authorId } = await refuseHeld(context, postId);
  if ((await closeFlags(context, postId, 'kept')) === 0) {
    throw new CopkitError('conflict', 'This post has no open flag.', 'postId');
  }
  reviewed(context, postId, authorId, 'kept');
  return postId;
}
