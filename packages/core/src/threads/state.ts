import * as z from 'zod';
import type { WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, write } from '../operations/operation.js';
import { longText } from '../operations/text.js';
import type { ThreadCard, ThreadsApi } from './api.js';
import { authorOf, findReply } from './post.js';
import { closeReasons } from './records.js';
import * as schema from './schemas.js';
import { threadCard } from './view.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

const handlers = async () => (await import('../late/knowledge.js')).settling;
type Handlers = Awaited<ReturnType<typeof handlers>>;

/** A mutation of a thread's state that answers with its row. */
function onThread<I extends { threadId: string }>(definition: {
  name: string;
  summary: string;
  input: z.ZodType<I>;
  allow: Parameters<typeof write>[0]['allow'];
  ownedByAuthor?: boolean;
  run: (handlers: Handlers, context: WriteContext, input: I) => Promise<string>;
}): Operation {
  const { run, ownedByAuthor, ...described } = definition;
  return write<I, ThreadCard, string>({
    ...described,
    output: schema.threadCard,
    community: (input) => input.threadId,
    ...(ownedByAuthor ? { owner: (context, input) => authorOf(context, input.threadId) } : {}),
    run: async (context, input) => run(await handlers(), context, input),
    answer: threadCard,
  });
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
    run: async (context, input) => (await handlers()).accept(context, input),
    answer: async (_context, result) => result,
  }),

  write<In<'unaccept'>, Out<'unaccept'>, Out<'unaccept'>>({
    name: 'threads.unaccept',
    summary: 'Takes an acceptance back.',
    input: z.strictObject({ replyId: schema.replyId }),
    output: z.strictObject({ threadId: z.string(), acceptedReplyId: z.null() }),
    allow: ['owner', 'facilitator'],
    community: (input) => input.replyId,
    owner: (context, input) => asker(context, input.replyId),
    run: async (context, input) => (await handlers()).unaccept(context, input),
    answer: async (_context, result) => result,
  }),

  onThread<In<'setPinned'>>({
    name: 'threads.setPinned',
    summary: 'Keeps a thread at the top of lists, or lets it go.',
    input: z.strictObject({ threadId: schema.threadId, pinned: z.boolean() }),
    allow: ['facilitator', 'steward'],
    run: ({ setPinned }, context, input) => setPinned(context, input),
  }),

  onThread<In<'setLocked'>>({
    name: 'threads.setLocked',
    summary: 'Stops a thread from taking replies, or lets it again.',
    input: z.strictObject({ threadId: schema.threadId, locked: z.boolean() }),
    allow: ['facilitator', 'steward'],
    run: ({ setLocked }, context, input) => setLocked(context, input),
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
    run: ({ close }, context, input) => close(context, input),
  }),

  onThread<In<'reopen'>>({
    name: 'threads.reopen',
    summary: 'Opens a closed thread again.',
    input: z.strictObject({ threadId: schema.threadId }),
    allow: ['owner', 'facilitator', 'steward'],
    ownedByAuthor: true,
    run: ({ reopen }, context, input) => reopen(context, input),
  }),
];
