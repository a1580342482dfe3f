import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { isThreadId } from '../identity/ids.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, write } from '../operations/operation.js';
import type { ReactionKind, ThreadsApi } from './api.js';
import { findPost, refuseUnlessVisible, updateListing } from './post.js';
import { aboutPost, follows, reactionKinds, reactions, type TallyRecord, tallies } from './records.js';
import * as schema from './schemas.js';
import { reactionCounts } from './view.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

interface Reaction {
  readonly postId: string;
  readonly kind: ReactionKind;
  readonly on: boolean;
}

/** Reacting twice is reacting once: what counts is how it ends. */
async function setReaction(context: WriteContext, { postId, kind, on }: Reaction): Promise<string> {
  const found = await findPost(context, postId);
  refuseUnlessVisible(found);
  const { thread, post } = found;
  const me = context.actor.id;
  if (kind === 'thanks' && on && post.authorId === me) {
    throw new CopkitError('conflict', 'You cannot thank yourself.', 'postId');
  }
  const about = aboutPost(thread.id, post.id);
  const mine = (await context.get(reactions, `${about}:${me}`))?.kinds ?? [];
  if (mine.includes(kind) === on) return about;
  const kinds = on ? [...mine, kind] : mine.filter((each) => each !== kind);
  if (kinds.length > 0) context.put(reactions, `${about}:${me}`, { kinds });
  else context.remove(reactions, `${about}:${me}`);

  const step = on ? 1 : -1;
  const tally: TallyRecord = (await context.get(tallies, about)) ?? { reactions: {}, votes: [] };
  const counted = { ...tally.reactions, [kind]: (tally.reactions[kind] ?? 0) + step };
  context.put(tallies, about, { ...tally, reactions: counted });
  if (isThreadId(post.id)) {
    await updateListing(context, thread, (earlier) => ({ reactionCount: earlier.reactionCount + step }));
  }
  const act = { object: post.id, target: post.authorId, topics: thread.topics };
  if (!on) context.log({ verb: 'unrate', ...act, detail: { kind } });
  else if (kind === 'thanks') context.log({ verb: 'thank', ...act });
  else context.log({ verb: 'rate', ...act, detail: { kind, count: 1 } });
  return about;
}

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
    run: (context, { postId, kind }) => setReaction(context, { postId, kind: kind ?? 'thanks', on }),
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
