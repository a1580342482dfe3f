import { communityIdOf } from '../identity/ids.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { type Hook, hook } from '../operations/hooks.js';
import { aboutPost, histories, replies, threads } from '../threads/records.js';
import { holdsInForce } from './holding.js';
import { heldTexts, holds } from './records.js';

/**
 * People may take back what they wrote, held or not, and are not told of a hold by being refused. What nobody would
 * keep then is kept for the hold, in the commit that takes it away.
 */
export const withdrawalHook: Hook = hook('threads.withdraw', {
  alsoReads: [holds.name, heldTexts.name],
  async before(context, { postId }) {
    const thread = postId.startsWith('t_') ? await context.get(threads, postId) : null;
    const reply = thread ? null : await context.get(replies, postId);
    const post = thread ?? reply;
    const threadId = thread?.id ?? reply?.threadId;
    if (!post || !threadId || post.visibility !== 'visible') return undefined;
    if (!(await isHeld(context, [post.authorId, threadId, communityIdOf(postId)]))) return undefined;
    const history = await context.get(histories, aboutPost(threadId, postId));
    context.put(heldTexts, aboutPost(threadId, postId), {
      authorId: post.authorId,
      title: thread?.title ?? null,
      body: post.body,
      versions: history?.versions ?? [],
      at: context.now,
    });
    return undefined;
  },
});

export async function isHeld({ kit, now }: ReadContext | WriteContext, ids: readonly string[]): Promise<boolean> {
  return (await holdsInForce(kit, now)).some(({ subjectId }) => ids.includes(subjectId));
}
