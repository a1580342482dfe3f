import * as z from 'zod';
import type { ReadContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, write } from '../operations/operation.js';
import type { ReactionKind, ThreadsApi } from './api.js';
import { findPost } from './post.js';
import { aboutPost, follows, reactionKinds, reactions, tallies } from './records.js';
import * as schema from './schemas.js';
import { reactionCounts } from './view.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

const handlers = async () => (await import('../late/oversight.js')).withholding;

async function answer(context: ReadContext, about: string): Promise<Out<'react'>> {
  const [tally, mine] = await Promise.all([
    context.get(tallies, about),
    context.get(reactions, `${about}:${context.actor.id}`),
  ]);
  return { reactions: reactionCounts(tally, mine?.kinds ?? []) };
}

function reacting<I extends { postId: string; kind?: ReactionKind }>(
  name: string,
  summary: string,
  input: z.ZodType<I>,
  on: boolean,
): Operation {
  return write<I, Out<'react'>, string>({
    name,
    summary,
    input,
    output: schema.reactionCounts,
    allow: ['participant'],
    community: ({ postId }) => postId,
    run: async (context, { postId, kind }) =>
      (await handlers()).setReaction(context, { postId, kind: kind ?? 'thanks', on }),
    answer,
  });
}

function following(name: 'follow' | 'unfollow', summary: string): Operation {
  const on = name === 'follow';
  return write<In<'follow'>, { following: boolean }, null>({
    name: `threads.${name}`,
    summary,
    input: z.strictObject({ threadId: schema.threadId }),
    output: z.strictObject({ following: z.boolean() }),
    allow: ['reader'],
    community: ({ threadId }) => threadId,
    async run(context, { threadId }) {
      await findPost(context, threadId, 'threadId');
      const id = aboutPost(threadId, context.actor.id);
      const known = await context.get(follows, id);
      if (on && !known) context.put(follows, id, { at: context.now });
      if (!on && known) context.remove(follows, id);
      return null;
    },
    async answer() {
      return { following: on };
    },
  });
}

const kind = z.enum(reactionKinds);

export const reactingOperations: readonly Operation[] = [
  reacting<In<'react'>>('threads.react', 'Reacts to a post.', z.strictObject({ postId: schema.postId, kind }), true),
  reacting<In<'unreact'>>(
    'threads.unreact',
    'Takes a reaction back.',
    z.strictObject({ postId: schema.postId, kind }),
    false,
  ),
  reacting<In<'thank'>>(
    'threads.thank',
    'Tells an author that it helped.',
    z.strictObject({ postId: schema.postId }),
    true,
  ),
  following('follow', 'Hears of new replies.'),
  following('unfollow', 'Hears no more of new replies.'),
];
