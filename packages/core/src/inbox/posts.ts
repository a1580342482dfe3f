import { extractMentions } from '../markdown/mentions.js';
import type { WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import { under } from '../store/keys.js';
import { type PartitionReader, scanAll } from '../store/reader.js';
import type { FoundPost } from '../threads/post.js';
import { follows, replies, threads } from '../threads/records.js';
import { type Told, tell } from './effect.js';
import type { NoticeType } from './notice.js';

const TOGETHER = 20;

/** Owes the entries that follow from a new post: to those it names, and to those it replies to. */
export function announcePost(context: WriteContext, post: { readonly id: string; readonly body: string }): void {
  announceMentions(context, post);
  if (!post.id.startsWith('t_')) context.effect('replies', post.id, { postId: post.id });
}

/** After an edit too: who was named before is not told again. */
export function announceMentions(context: WriteContext, post: { readonly id: string; readonly body: string }): void {
  if (extractMentions(post.body).length > 0) context.effect('mentions', post.id, { postId: post.id });
}

async function visiblePost(home: PartitionReader, postId: string): Promise<FoundPost | null> {
  const reply = postId.startsWith('t_') ? null : await home.get(replies, postId);
  const thread = await home.get(threads, reply?.threadId ?? postId);
  if (thread?.visibility !== 'visible' || (reply && reply.visibility !== 'visible')) return null;
  return reply ? { type: 'reply', thread, post: reply } : { type: 'thread', thread, post: thread };
}

/** Tells of one post; a person hears of it once, whatever the reasons. */
function telling(
  type: string,
  whom: (home: PartitionReader, found: FoundPost) => Promise<ReadonlyMap<string, NoticeType>>,
) {
  return {
    type,
    async deliver(kit, _partition, payload, home) {
      const found = await visiblePost(home, String(payload.postId));
      if (!found) return;
      const { thread, post } = found;
      const told: Told[] = [...(await whom(home, found))]
        .filter(([personId]) => personId !== post.authorId && personId !== post.editedBy)
        .map(([personId, reason]) => ({
          personId,
          key: `post ${post.id}`,
          notice: { type: reason, object: post.id, actor: post.authorId, detail: { threadId: thread.id } },
          at: (reason === 'mention' && post.editedAt) || post.createdAt,
        }));
      for (let from = 0; from < told.length; from += TOGETHER) {
        await Promise.all(told.slice(from, from + TOGETHER).map((each) => tell(kit, each)));
      }
    },
  } satisfies Effect;
}

export const mentionsEffect: Effect = telling(
  'mentions',
  async (_home, { post }) => new Map(extractMentions(post.body).map((personId) => [personId, 'mention'])),
);

/** Whoever followed the thread when the reply was written, and whose post it responds to. */
export const repliesEffect: Effect = telling('replies', async (home, found) => {
  const whom = new Map<string, NoticeType>();
  if (found.type === 'thread') return whom;
  const { thread, post } = found;
  const following = await scanAll(home, follows, { index: 'follows', ...under(`${thread.id}:`) });
  for (const { id, body } of following) {
    const personId = id.slice(thread.id.length + 1);
    if (body.at <= post.createdAt) whom.set(personId, 'reply');
  }
  const parent = post.inReplyTo === null ? null : await home.get(replies, post.inReplyTo);
  if (parent) whom.set(parent.authorId, 'reply');
  if (post.role === 'answer' && whom.has(thread.authorId)) whom.set(thread.authorId, 'answer');
  return whom;
});
