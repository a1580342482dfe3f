import { dequal } from 'dequal/lite';
import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { utc } from '../operations/text.js';
import { activityBy, findPost, findThread, updateListing } from '../threads/post.js';
import { aboutPost, type ReplyRecord, replies, type ThreadRecord, tallies, threads } from '../threads/records.js';
import { countThread } from '../threads/writing.js';
import type { ImportsApi, Sourced } from './api.js';
import { happened, historic, replyIdFrom, threadIdFrom } from './sourced.js';

type In<K extends keyof ImportsApi> = InputOf<ImportsApi[K]>;
type Out<K extends keyof ImportsApi> = OutputOf<ImportsApi[K]>;

const act = (input: Sourced, what: string) => `${input.source} ${input.sourceId} ${what}`;

/** The thread or reply that an id of the source stands for here. */
async function imported(context: WriteContext, input: Sourced, sourceId: string, field: string) {
  const threadId = threadIdFrom(input, sourceId);
  if (await context.get(threads, threadId)) return findPost(context, threadId, field);
  const replyId = replyIdFrom(input, sourceId);
  if (await context.get(replies, replyId)) return findPost(context, replyId, field);
  throw new CopkitError('not-found', `The source has no "${sourceId}", or it was not imported.`, field);
}

export async function importThread(context: WriteContext, input: In<'thread'>): Promise<Out<'thread'>> {
  const threadId = threadIdFrom(input);
  const known = await context.get(threads, threadId);
  const topics = await context.kit.topics.take(context, input.topics);
  const editedAt = input.editedAt ? utc(input.editedAt) : null;
  const at = utc(input.at);
  if (known) {
    const same = known.title === input.title && known.body === input.body && known.topics.join() === topics.join();
    if (same || known.editedBy !== null || known.visibility !== 'visible') return { threadId, outcome: 'unchanged' };
    const updated: ThreadRecord = { ...known, title: input.title, body: input.body, topics, editedAt };
    context.put(threads, threadId, updated);
    await updateListing(context, updated);
    return { threadId, outcome: 'updated' };
  }
  const thread: ThreadRecord = {
    id: threadId,
    kind: input.kind,
    title: input.title,
    body: input.body,
    topics,
    subject: null,
    authorId: input.authorId,
    createdAt: at,
    editedAt,
    editedBy: null,
    visibility: 'visible',
    origin: 'imported',
    state: 'open',
    acceptedReplyId: null,
    pinned: false,
    locked: false,
    customerWaiting: false,
    closed: null,
    ext: {},
  };
  context.put(threads, threadId, thread);
  await updateListing(context, thread);
  await countThread(context, 1);
  const past = await historic(context, act(input, 'start'), { actor: input.authorId, at });
  if (input.kind === 'question') {
    context.log({ verb: 'ask', object: threadId, topics, detail: { customerWaiting: false }, ...past });
  } else {
    context.log({ verb: 'start', object: threadId, topics, detail: { kind: input.kind }, ...past });
  }
  return { threadId, outcome: 'created' };
}

export async function importReply(context: WriteContext, input: In<'reply'>): Promise<Out<'reply'>> {
  const replyId = replyIdFrom(input);
  const known = await context.get(replies, replyId);
  const editedAt = input.editedAt ? utc(input.editedAt) : null;
  if (known) {
    if (known.body === input.body || known.editedBy !== null || known.visibility !== 'visible') {
      return { replyId, threadId: known.threadId, outcome: 'unchanged' };
    }
    context.put(replies, replyId, { ...known, body: input.body, editedAt });
    await updateListing(context, await findThread(context, known.threadId));
    return { replyId, threadId: known.threadId, outcome: 'updated' };
  }
  const at = utc(input.at);
  const parent = await imported(context, input, input.onSourceId, 'onSourceId');
  const { thread } = parent;
  const role = thread.kind === 'question' && parent.type === 'thread' ? input.role : 'comment';
  const reply: ReplyRecord = {
    id: replyId,
    threadId: thread.id,
    kind: thread.kind,
    role,
    inReplyTo: parent.type === 'reply' ? parent.post.id : null,
    authorId: input.authorId,
    body: input.body,
    createdAt: at,
    editedAt,
    editedBy: null,
    visibility: 'visible',
    origin: 'imported',
  };
  context.put(replies, replyId, reply);
  const answered = role === 'answer' && thread.state === 'open' ? { ...thread, state: 'answered' as const } : thread;
  if (answered !== thread) context.put(threads, thread.id, answered);
  await updateListing(context, answered, (earlier) => ({
    replyCount: earlier.replyCount + 1,
    answerCount: earlier.answerCount + (role === 'answer' ? 1 : 0),
    ...(at > earlier.lastActivityAt ? activityBy(earlier, input.authorId, at) : {}),
  }));
  context.log({
    verb: role === 'answer' ? 'answer' : 'reply',
    object: replyId,
    inReplyTo: parent.post.id,
    target: parent.post.authorId,
    topics: thread.topics,
    ...(await historic(context, act(input, 'reply'), { actor: input.authorId, at })),
  });
  return { replyId, threadId: thread.id, outcome: 'created' };
}

export async function importAcceptance(context: WriteContext, input: In<'accept'>): Promise<Out<'accept'>> {
  const found = await imported(context, input, input.sourceId, 'sourceId');
  const { thread, post } = found;
  if (found.type !== 'reply' || found.post.role !== 'answer') {
    throw new CopkitError('invalid', 'Only an answer to a question can be accepted.', 'sourceId');
  }
  const by = { actor: thread.authorId, at: input.at === null ? post.createdAt : utc(input.at) };
  const past = await historic(context, act(input, 'accept'), by);
  // What was accepted once and taken back here stays as it was decided here.
  if (thread.acceptedReplyId !== null || (await happened(context, past))) return { outcome: 'unchanged' };
  const resolved: ThreadRecord = {
    ...thread,
    acceptedReplyId: post.id,
    state: thread.state === 'closed' ? 'closed' : 'resolved',
  };
  context.put(threads, thread.id, resolved);
  await updateListing(context, resolved);
  context.log({
    verb: 'accept',
    object: post.id,
    inReplyTo: thread.id,
    target: post.authorId,
    topics: thread.topics,
    ...past,
  });
  return { outcome: 'created' };
}

export async function importClosure(context: WriteContext, input: In<'close'>): Promise<Out<'close'>> {
  const { thread } = await imported(context, input, input.sourceId, 'sourceId');
  const at = utc(input.at);
  const past = await historic(context, act(input, 'close'), { actor: null, at });
  if (thread.state === 'closed' || (await happened(context, past))) return { outcome: 'unchanged' };
  const original = input.duplicateOfSourceId;
  const duplicateOf =
    original === undefined ? null : (await imported(context, input, original, 'duplicateOfSourceId')).thread.id;
  const closed = { reason: input.reason, duplicateOf, note: null, at };
  const changed: ThreadRecord = { ...thread, state: 'closed', closed };
  context.put(threads, thread.id, changed);
  await updateListing(context, changed);
  context.log({
    verb: 'close',
    object: thread.id,
    target: thread.authorId,
    topics: thread.topics,
    detail: { reason: input.reason, duplicateOf },
    ...past,
  });
  return { outcome: 'created' };
}

export async function importVotes(context: WriteContext, input: In<'votes'>): Promise<Out<'votes'>> {
  const { type, thread, post } = await imported(context, input, input.sourceId, 'sourceId');
  const about = aboutPost(thread.id, post.id);
  const tally = (await context.get(tallies, about)) ?? { reactions: {}, votes: [] };
  const votes = [...input.days].sort((a, b) => (a.day < b.day ? -1 : 1));
  if (dequal(tally.votes, votes)) return { outcome: 'unchanged' };
  context.put(tallies, about, { ...tally, votes });
  const ups = (days: typeof tally.votes) => days.reduce((sum, { up }) => sum + up, 0);
  if (type === 'thread') {
    const more = ups(votes) - ups(tally.votes);
    await updateListing(context, thread, (earlier) => ({ reactionCount: earlier.reactionCount + more }));
  }
  const before = new Map(tally.votes.map((votes) => [votes.day, votes]));
  for (const { day, up, down } of votes) {
    if (dequal(before.get(day), { day, up, down })) continue;
    for (const [kind, count] of [
      ['up', up],
      ['down', down],
    ] as const) {
      if (count === 0) continue;
      context.log({
        verb: 'rate',
        object: post.id,
        target: post.authorId,
        topics: thread.topics,
        detail: { kind, count },
        ...(await historic(context, act(input, `${kind} ${day}`), { actor: null, at: `${day}T00:00:00.000Z` })),
      });
    }
  }
  return { outcome: tally.votes.length > 0 ? 'updated' : 'created' };
}
