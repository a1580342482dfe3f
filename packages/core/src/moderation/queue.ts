import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { FlagReason } from '../threads/api.js';
import {
  aboutPost,
  type FlagRecord,
  flags,
  replies,
  type ThreadRecord,
  threads,
  withheld,
} from '../threads/records.js';
import { stranger } from '../threads/view.js';
import type { ModerationApi, QueueItem } from './api.js';
import { type HeldRecord, held } from './records.js';

const MOST_TEXT = 2_000;
const MOST_NOTES = 20;
const USUAL = 50;

interface Waiting {
  readonly postId: string;
  since: string;
  readonly flags: FlagRecord[];
  held: HeldRecord | null;
}

/** Grouped as it is read, so that it cannot disagree with the flags: what is open is as much as staff can look at. */
async function waiting(context: ReadContext): Promise<Waiting[]> {
  const [open, back] = await Promise.all([
    scanAll(context, flags, { index: 'flags', ...under('open/') }),
    scanAll(context, held, { index: 'held', ...under('all/') }),
  ]);
  const byPost = new Map<string, Waiting>();
  for (const { body } of back) {
    byPost.set(body.postId, { postId: body.postId, since: body.at, flags: [], held: body });
  }
  for (const { body } of open) {
    const known = byPost.get(body.postId);
    if (known) known.flags.push(body);
    else byPost.set(body.postId, { postId: body.postId, since: body.at, flags: [body], held: null });
  }
  return [...byPost.values()];
}

const keyOf = ({ since, postId }: Waiting): string => `${since}/${postId}`;

export async function listQueue(
  context: ReadContext,
  { limit = USUAL, after, before }: InputOf<ModerationApi['listQueue']>,
): Promise<OutputOf<ModerationApi['listQueue']>> {
  const list = `${context.partition}:queue`;
  const from = after === undefined ? '' : placeOf(list, after, 'after');
  const to = before === undefined ? '\x7f' : placeOf(list, before, 'before');
  const all = (await waiting(context)).sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const among = all.filter((each) => keyOf(each) > from && keyOf(each) < to);
  const shown = before === undefined ? among.slice(0, limit) : among.slice(-limit);
  const first = shown[0];
  const last = shown.at(-1);
  const cursor = (each: Waiting | undefined) => (each ? cursorAt(list, keyOf(each)) : null);
  return {
    items: await views(context, shown),
    next: last && all.some((each) => keyOf(each) > keyOf(last)) ? cursor(last) : null,
    previous: first && all.some((each) => keyOf(each) < keyOf(first)) ? cursor(first) : null,
  };
}

async function views(context: ReadContext, items: readonly Waiting[]): Promise<QueueItem[]> {
  const ids = items.map(({ postId }) => postId);
  const inThreads = await context.getMany(replies, ids);
  const threadIds = ids.map((id, at) => inThreads[at]?.threadId ?? id);
  const [found, hidden] = await Promise.all([
    context.getMany(threads, threadIds),
    context.getMany(
      withheld,
      ids.map((id, at) => aboutPost(threadIds[at] ?? id, id)),
    ),
  ]);
  const people = await context.kit.people.cards(ids.flatMap((_, at) => (inThreads[at] ?? found[at])?.authorId ?? []));
  return items.flatMap((item, at): QueueItem[] => {
    const thread = found[at] as ThreadRecord | null;
    const post = inThreads[at] ?? thread;
    // Of a post that was erased from under its flags nothing is left to decide.
    if (!post || !thread) return [];
    return [
      {
        postId: item.postId,
        threadId: thread.id,
        author: people.get(post.authorId) ?? stranger(post.authorId),
        title: (post === thread ? hidden[at]?.title : null) ?? thread.title,
        text: (hidden[at]?.body ?? post.body).slice(0, MOST_TEXT).toWellFormed(),
        visibility: post.visibility,
        since: item.since,
        flags: byReason(item.flags),
        heldBecause: item.held?.reason ?? null,
      },
    ];
  });
}

/** The most frequent reason first. */
function byReason(given: readonly FlagRecord[]): QueueItem['flags'] {
  const counted = new Map<FlagReason, { reason: FlagReason; count: number; notes: string[] }>();
  for (const { reason, note } of given) {
    const known = counted.get(reason) ?? { reason, count: 0, notes: [] };
    known.count++;
    if (note !== null && known.notes.length < MOST_NOTES) known.notes.push(note);
    counted.set(reason, known);
  }
  return [...counted.values()].sort((left, right) => right.count - left.count);
}
