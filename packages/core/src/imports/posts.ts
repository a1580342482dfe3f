import * as z from 'zod';
import type { InputOf, Operation, OutputOf } from '../operations/operation.js';
import { moment } from '../operations/text.js';
import { closeReasons } from '../threads/records.js';
import * as schema from '../threads/schemas.js';
import type { ImportsApi, Sourced } from './api.js';
import { importing } from './importing.js';
import { outcome, sourcedFields } from './sourced.js';

type In<K extends keyof ImportsApi> = InputOf<ImportsApi[K]>;
type Out<K extends keyof ImportsApi> = OutputOf<ImportsApi[K]>;

const community = (input: Sourced) => input.communityId;
const handlers = async () => (await import('../late/oversight.js')).imports;

/** Each day is logged, and all of it is one commit. */
const MOST_DAYS = 800;

const written = {
  authorId: schema.personId,
  at: moment(),
  body: schema.body,
  editedAt: moment().nullable().optional(),
};
const justOutcome = z.strictObject({ outcome });

export const importPostOperations: readonly Operation[] = [
  importing<In<'thread'>, Out<'thread'>>({
    name: 'imports.thread',
    summary: 'A thread from elsewhere.',
    input: z.strictObject({
      ...sourcedFields,
      ...written,
      kind: schema.kind,
      title: schema.title,
      topics: schema.topics,
    }),
    output: z.strictObject({ threadId: z.string(), outcome }),
    community,
    run: async (context, input) => (await handlers()).importThread(context, input),
  }),
  importing<In<'reply'>, Out<'reply'>>({
    name: 'imports.reply',
    summary: 'A reply from elsewhere.',
    input: z.strictObject({
      ...sourcedFields,
      ...written,
      onSourceId: sourcedFields.sourceId,
      role: z.enum(['answer', 'comment']),
    }),
    output: z.strictObject({ replyId: z.string(), threadId: z.string(), outcome }),
    community,
    run: async (context, input) => (await handlers()).importReply(context, input),
  }),
  importing<In<'accept'>, Out<'accept'>>({
    name: 'imports.accept',
    summary: 'An acceptance from elsewhere.',
    input: z.strictObject({ ...sourcedFields, at: moment().nullable() }),
    output: justOutcome,
    community,
    run: async (context, input) => (await handlers()).importAcceptance(context, input),
  }),
  importing<In<'close'>, Out<'close'>>({
    name: 'imports.close',
    summary: 'A closure from elsewhere.',
    input: z.strictObject({
      ...sourcedFields,
      at: moment(),
      reason: z.enum(closeReasons),
      duplicateOfSourceId: sourcedFields.sourceId.optional(),
    }),
    output: justOutcome,
    community,
    run: async (context, input) => (await handlers()).importClosure(context, input),
  }),
  importing<In<'votes'>, Out<'votes'>>({
    name: 'imports.votes',
    summary: 'Votes without voters, as totals by day.',
    input: z.strictObject({
      ...sourcedFields,
      days: z
        .array(z.strictObject({ day: z.iso.date(), up: z.int().min(0), down: z.int().min(0) }))
        .max(MOST_DAYS, `must have at most ${MOST_DAYS} days`),
    }),
    output: justOutcome,
    community,
    run: async (context, input) => (await handlers()).importVotes(context, input),
  }),
];
