import { CopkitError } from '../errors.js';
import { isThreadId } from '../identity/ids.js';
import type { WriteContext } from '../operations/context.js';
import type { ReactionKind } from './api.js';
import { findPost, refuseUnlessVisible, updateListing } from './post.js';
import { aboutPost, reactions, type TallyRecord, tallies } from './records.js';

interface Reaction {
  readonly postId: string;
  readonly kind: ReactionKind;
  readonly on: boolean;
}

/** Reacting twice is reacting once: what counts is how it ends. */
export async function setReaction(context: WriteContext, { postId, kind, on }: Reaction): Promise<string> {
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
