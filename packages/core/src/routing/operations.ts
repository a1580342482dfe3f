import * as z from 'zod';
import { jobs } from '../jobs/records.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { longText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { personPartition } from '../store/partitions.js';
import { authorOf } from '../threads/post.js';
import { communityId, threadId, title, topics } from '../threads/schemas.js';
import type { RoutingApi } from './api.js';
import { invitationStates, invitations, routeReason, slots } from './records.js';

type In<K extends keyof RoutingApi> = InputOf<RoutingApi[K]>;
type Out<K extends keyof RoutingApi> = OutputOf<RoutingApi[K]>;

const handlers = async () => (await import('../late/knowledge.js')).routing;

export const asked = { person: personCard, reasons: z.array(routeReason), slot: z.enum(slots) };

export const routingOperations: readonly Operation[] = [
  read<In<'preview'>, Out<'preview'>>({
    name: 'routing.preview',
    summary: 'Who would be asked a question first, and why; by name, without scores.',
    input: z.strictObject({ communityId, title, body: longText(40_000).optional(), topics: topics.optional() }),
    output: z.strictObject({ people: z.array(z.strictObject(asked)) }),
    allow: ['participant'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).preview(context, input),
  }),

  read<In<'listMine'>, Out<'listMine'>>({
    name: 'routing.listMine',
    summary: 'The questions that wait for the actor.',
    input: z.strictObject({}) as unknown as z.ZodType<Record<string, never>>,
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          threadId: z.string(),
          communityId: z.string(),
          title: z.string(),
          at: z.string(),
          state: z.enum(['invited', 'accepted']),
          reasons: z.array(routeReason),
        }),
      ),
    }),
    allow: ['person'],
    home: (_input, actorId) => personPartition(actorId),
    run: async (context) => (await handlers()).listMine(context),
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'routing.list',
    summary: 'Who was asked about a question, and when the next are.',
    input: z.strictObject({ threadId }),
    output: z.strictObject({
      items: z.array(z.strictObject({ ...asked, round: z.number(), at: z.string(), state: z.enum(invitationStates) })),
      nextAt: z.string().nullable(),
    }),
    allow: ['owner', 'facilitator'],
    alsoReads: [invitations.name, jobs.name],
    community: (input) => input.threadId,
    owner: (context, input) => authorOf(context, input.threadId),
    run: async (context, input) => (await handlers()).list(context, input),
  }),

  write<In<'decline'>, Out<'decline'>, Out<'decline'>>({
    name: 'routing.decline',
    summary: 'Says that one cannot help with a question.',
    input: z.strictObject({ threadId }),
    output: z.strictObject({ threadId: z.string(), state: z.enum(invitationStates) }),
    allow: ['participant'],
    alsoReads: [invitations.name, jobs.name],
    community: (input) => input.threadId,
    run: async (context, input) => (await handlers()).decline(context, input),
    async answer(_context, result) {
      return result;
    },
  }),
];
