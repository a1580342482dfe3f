import * as z from 'zod';
import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, write } from '../operations/operation.js';
import { mayRead } from '../operations/policy.js';
import { standingIn } from '../operations/standing.js';
import { longText } from '../operations/text.js';
import { communityPartition } from '../store/partitions.js';
import type { ThreadCard, ThreadsApi } from './api.js';
import { authorOf, findReply, findThread, openState, refuseUnlessVisible, unknownPost, updateListing } from './post.js';
import { closeReasons, listings, type ThreadRecord, threads } from './records.js';
import * as schema from './schemas.js';
import { threadCard } from './view.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

async function put(context: WriteContext, thread: ThreadRecord): Promise<void> {
  context.put(threads, thread.id, thread);
  await updateListing(context, thread);
}

/** A mutation of a thread's state that answers with its row. */
function onThread<I extends { threadId: string }>(definition: {
  name: string;
  summary: string;
  input: z.ZodType<I>;
  allow: Parameters<typeof write>[0]['allow'];
  ownedByAuthor?: boolean;
  run: (context: WriteContext, thread: ThreadRecord, input: I) => Promise<void>;
}): Operation {
  const { run, ownedByAuthor, ...described } = definition;
  return write<I, ThreadCard, string>({
    ...described,
    output: schema.threadCard,
    community: (input) => input.threadId,
    ...(ownedByAuthor ? { owner: (context, input) => authorOf(context, input.threadId) } : {}),
    async run(context, input) {
      const thread = await findThread(context, input.threadId);
      await run(context, thread, input);
      return thread.id;
    },
    answer: threadCard,
  });
}

/** A duplicate may point into another community, but only at what the actor can read. */
async function refuseUnknownDuplicate(context: WriteContext, duplicateOf: string): Promise<void> {
  const partition = communityPartition(duplicateOf);
  const home = partition === context.partition ? context : context.in(partition);
  const readable = mayRead(await standingIn(context, duplicateOf));
  if (!readable || !(await home.get(threads, duplicateOf))) throw unknownPost('duplicateOf');
}

async function asker(context: Parameters<typeof authorOf>[0], replyId: string): Promise<string> {
  return (await findReply(context, replyId)).thread.authorId;
}

export const stateOperations: readonly Operation[] = [
  write<In<'accept'>, Out<'accept'>, Out<'accept'>>({
    name: 'threads.accept',
    summary: 'Says that an answer solved the question.',
    input: z.strictObject({ replyId: schema.replyId }),
    output: z.strictObject({ threadId: z.string(), acceptedReplyId: z.string() }),
    allow: ['owner', 'facilitator'],
    community: (input) => input.replyId,
    owner: (context, input) => asker(context, input.replyId),
    async run(context, { replyId }) {
      const found = await findReply(context, replyId);
      const { thread, post } = found;
      refuseUnlessVisible(found);
      if (post.role !== 'answer')
        throw new CopkitError('conflict', 'Only an answer to a question can be accepted.', 'replyId');
      if (thread.acceptedReplyId === replyId)
        throw new CopkitError('conflict', 'This answer is accepted already.', 'replyId');
      if (thread.state === 'closed') throw new CopkitError('conflict', 'This thread is closed. Reopen it first.');
      if (thread.acceptedReplyId !== null)
        context.log({ verb: 'unaccept', object: thread.acceptedReplyId, topics: thread.topics });
      await put(context, { ...thread, acceptedReplyId: replyId, state: 'resolved' });
      context.notify(post.authorId, `accepted ${replyId}`, {
        type: 'accepted',
        object: replyId,
        actor: context.actor.id,
        detail: { threadId: thread.id },
      });
      context.log({
        verb: 'accept',
        object: replyId,
        inReplyTo: thread.id,
        target: post.authorId,
        topics: thread.topics,
      });
      return { threadId: thread.id, acceptedReplyId: replyId };
    },
    async answer(_context, result) {
      return result;
    },
  }),

  write<In<'unaccept'>, Out<'unaccept'>, Out<'unaccept'>>({
    name: 'threads.unaccept',
    summary: 'Takes an acceptance back.',
    input: z.strictObject({ replyId: schema.replyId }),
    output: z.strictObject({ threadId: z.string(), acceptedReplyId: z.null() }),
    allow: ['owner', 'facilitator'],
    community: (input) => input.replyId,
    owner: (context, input) => asker(context, input.replyId),
    async run(context, { replyId }) {
      const { thread, post } = await findReply(context, replyId);
      if (thread.acceptedReplyId !== replyId)
        throw new CopkitError('conflict', 'This answer is not accepted.', 'replyId');
      const listing = await context.get(listings, thread.id);
      const open: ThreadRecord = { ...thread, acceptedReplyId: null };
      const state = thread.state === 'closed' ? 'closed' : openState(open, listing?.answerCount ?? 0);
      await put(context, { ...open, state });
      context.log({
        verb: 'unaccept',
        object: replyId,
        inReplyTo: thread.id,
        target: post.authorId,
        topics: thread.topics,
      });
      return { threadId: thread.id, acceptedReplyId: null };
    },
    async answer(_context, result) {
      return result;
    },
  }),

  onThread<In<'setPinned'>>({
    name: 'threads.setPinned',
    summary: 'Keeps a thread at the top of lists, or lets it go.',
    input: z.strictObject({ threadId: schema.threadId, pinned: z.boolean() }),
    allow: ['facilitator', 'steward'],
    async run(context, thread, { pinned }) {
      await put(context, { ...thread, pinned });
      context.log({ verb: 'pin', object: thread.id, detail: { on: pinned } });
    },
  }),

  onThread<In<'setLocked'>>({
    name: 'threads.setLocked',
    summary: 'Stops a thread from taking replies, or lets it again.',
    input: z.strictObject({ threadId: schema.threadId, locked: z.boolean() }),
    allow: ['facilitator', 'steward'],
    async run(context, thread, { locked }) {
      await put(context, { ...thread, locked });
      context.log({ verb: 'lock', object: thread.id, detail: { on: locked } });
    },
  }),

  onThread<In<'close'>>({
    name: 'threads.close',
    summary: 'Closes a thread as a duplicate, as obsolete or as answered elsewhere.',
    input: z.strictObject({
      threadId: schema.threadId,
      reason: z.enum(closeReasons),
      duplicateOf: schema.threadId.optional(),
      note: longText(1_000).optional(),
    }),
    allow: ['owner', 'facilitator', 'steward'],
    ownedByAuthor: true,
    async run(context, thread, { reason, duplicateOf, note }) {
      if (thread.state === 'closed') throw new CopkitError('conflict', 'This thread is closed already.');
      if ((reason === 'duplicate') !== (duplicateOf !== undefined)) {
        throw new CopkitError(
          'invalid',
          'A duplicate, and only a duplicate, names the thread it repeats.',
          'duplicateOf',
        );
      }
      if (duplicateOf === thread.id) throw new CopkitError('invalid', 'A thread cannot repeat itself.', 'duplicateOf');
      if (duplicateOf !== undefined) await refuseUnknownDuplicate(context, duplicateOf);
      const closed = { reason, duplicateOf: duplicateOf ?? null, note: note ?? null, at: context.now };
      await put(context, { ...thread, state: 'closed', closed });
      context.log({
        verb: 'close',
        object: thread.id,
        target: thread.authorId,
        topics: thread.topics,
        detail: { reason, duplicateOf: duplicateOf ?? null },
      });
    },
  }),

  onThread<In<'reopen'>>({
    name: 'threads.reopen',
    summary: 'Opens a closed thread again.',
    input: z.strictObject({ threadId: schema.threadId }),
    allow: ['owner', 'facilitator', 'steward'],
    ownedByAuthor: true,
    async run(context, thread) {
      if (thread.state !== 'closed') throw new CopkitError('conflict', 'This thread is not closed.');
      const listing = await context.get(listings, thread.id);
      await put(context, { ...thread, state: openState(thread, listing?.answerCount ?? 0), closed: null });
      context.log({ verb: 'reopen', object: thread.id, target: thread.authorId, topics: thread.topics });
    },
  }),
];
