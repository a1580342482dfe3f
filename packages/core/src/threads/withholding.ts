import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import { longText } from '../operations/text.js';
import type { ThreadsApi } from './api.js';
import { authorOf } from './post.js';
import { flagReasons, flags } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

const handlers = async () => (await import('../late/oversight.js')).withholding;

const done = z.strictObject({ postId: z.string() });

export const withholdingOperations: readonly Operation[] = [
  write<In<'withdraw'>, Out<'withdraw'>, string>({
    name: 'threads.withdraw',
    summary: "Takes back a post of one's own; its place in the thread stays.",
    input: z.strictObject({ postId: schema.postId }),
    output: done,
    allow: ['owner'],
    community: ({ postId }) => postId,
    owner: (context, { postId }) => authorOf(context, postId),
    run: async (context, input) => (await handlers()).withdraw(context, input),
    answer: async (_context, postId) => ({ postId }),
  }),

  write<In<'hide'>, Out<'hide'>, string>({
    name: 'threads.hide',
    summary: 'Takes the text of a post out of sight.',
    input: z.strictObject({ postId: schema.postId, reason: longText(1_000).optional() }),
    output: done,
    allow: ['facilitator'],
    community: ({ postId }) => postId,
    run: async (context, input) => (await handlers()).hide(context, input),
    answer: async (_context, postId) => ({ postId }),
  }),

  write<In<'restore'>, Out<'restore'>, string>({
    name: 'threads.restore',
    summary: 'Shows a hidden post again.',
    input: z.strictObject({ postId: schema.postId }),
    output: done,
    allow: ['facilitator'],
    community: ({ postId }) => postId,
    run: async (context, input) => (await handlers()).restore(context, input),
    answer: async (_context, postId) => ({ postId }),
  }),

  read<In<'getHistory'>, Out<'getHistory'>>({
    name: 'threads.getHistory',
    summary: 'Earlier versions of a post, oldest first.',
    input: z.strictObject({ postId: schema.postId }),
    output: z.strictObject({ items: z.array(schema.postVersion) }),
    allow: ['reader'],
    community: ({ postId }) => postId,
    run: async (context, input) => (await handlers()).getHistory(context, input),
  }),

  write<In<'flag'>, Out<'flag'>, string>({
    name: 'threads.flag',
    summary: 'Tells the facilitators that something is wrong with a post.',
    input: z.strictObject({ postId: schema.postId, reason: z.enum(flagReasons), note: longText(1_000).optional() }),
    output: z.strictObject({ flagId: z.string() }),
    allow: ['reader'],
    alsoReads: [flags.name],
    community: ({ postId }) => postId,
    run: async (context, input) => (await handlers()).flag(context, input),
    answer: async (_context, flagId) => ({ flagId }),
  }),

  read<In<'listFlags'>, Out<'listFlags'>>({
    name: 'threads.listFlags',
    summary: 'What was flagged, oldest first.',
    input: z.strictObject({ communityId: schema.communityId, resolved: z.boolean().optional(), ...pageFields }),
    output: z.strictObject(pageOf(schema.flag)),
    allow: ['facilitator'],
    community: ({ communityId }) => communityId,
    run: async (context, input) => (await handlers()).listFlags(context, input),
  }),

  write<In<'resolveFlag'>, Out<'resolveFlag'>, string>({
    name: 'threads.resolveFlag',
    summary: 'Decides on a flag: the post is kept or hidden.',
    input: z.strictObject({ flagId: schema.flagId, outcome: z.enum(['kept', 'hidden']) }),
    output: z.strictObject({ flagId: z.string() }),
    allow: ['facilitator'],
    community: ({ flagId }) => flagId,
    run: async (context, input) => (await handlers()).resolveFlag(context, input),
    answer: async (_context, flagId) => ({ flagId }),
  }),
];
