import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import type { Hook } from '../operations/hooks.js';
import type { InputOf } from '../operations/operation.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { ThreadsApi } from '../threads/api.js';
import { resolveFlag } from '../threads/flagging.js';
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

interface Decided {
  readonly postId: string;
  /** Left out only by who decides with the core's own operations. */
  readonly reason?: string | undefined;
}

export async function hide(context: WriteContext, { postId, reason }: Decided): Promise<string> {
  const { authorId, visibility } = await refuseHeld(context, postId);
  // What an edit took out of sight stays there by the facilitator's decision.
  const closed = await closeFlags(context, postId, 'hidden');
  if (closed > 0) reviewed(context, postId, authorId, 'hidden');
  if (visibility !== 'hidden' || closed === 0)
    await hideText(context, { postId, ...(reason !== undefined && { reason }) });
  inform(context, authorId, { outcome: 'hidden', reason, postId });
  return postId;
}

export async function restore(context: WriteContext, { postId, reason }: Decided): Promise<string> {
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

/**
 * What the core has for a community without this extension, and what the elements call, does the same where the extension
 * is: it closes the flags and tells the author. Only the reason may be left out there.
 */
export const decisionHooks: readonly Hook[] = [
  {
    operation: 'threads.hide',
    instead: async (context, input) => ({ result: await hide(context, input as Decided) }),
  },
  {
    operation: 'threads.restore',
    instead: async (context, input) => ({ result: await restore(context, input as Decided) }),
  },
  {
    operation: 'threads.resolveFlag',
    instead: async (context, input) => ({ result: await decideFlag(context, input as FlagDecision) }),
  },
];

type FlagDecision = InputOf<ThreadsApi['resolveFlag']>;

/** A single flag. The author hears of it where it hides their post. */
async function decideFlag(context: WriteContext, input: FlagDecision): Promise<string> {
  const flag = await context.get(flags, input.flagId);
  const post = flag && (await findPost(context, flag.postId)).post;
  const decided = await resolveFlag(context, input);
  if (post?.visibility === 'visible' && input.outcome === 'hidden')
    inform(context, post.authorId, { outcome: 'hidden', postId: post.id });
  return decided;
}
