import * as z from 'zod';
import { jobs } from '../jobs/records.js';
import { resultOf } from '../metrics/schemas.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { ANSWERABLE } from '../operations/policy.js';
import { shortText } from '../operations/text.js';
import { authorOf } from '../threads/post.js';
import { communityId, personId, threadId } from '../threads/schemas.js';
import type { Dealt, RouteOutcome, RoutingMore } from './api.js';
import * as dealing from './dealing.js';
import { asked } from './operations.js';
import { outcomesByRoute, routes } from './outcomes.js';
import { invitationStates, invitations } from './records.js';

type In<K extends keyof RoutingMore> = InputOf<RoutingMore[K]>;
type Out<K extends keyof RoutingMore> = OutputOf<RoutingMore[K]>;

const people = z.array(z.strictObject(asked));
const dealt = z.strictObject({ threadId: z.string(), state: z.enum(invitationStates) });
const outcome: z.ZodType<RouteOutcome> = z.strictObject({
  route: z.enum(routes),
  questions: z.number(),
  answered: z.number(),
  median: z.number().nullable(),
  medianLow: z.number().nullable(),
  medianHigh: z.number().nullable(),
});
const ofThread = (input: { threadId: string }) => input.threadId;

const forWhoAsks = {
  allow: ['owner', 'facilitator'],
  alsoReads: [invitations.name, jobs.name],
  community: ofThread,
  owner: (context: Parameters<typeof authorOf>[0], input: { threadId: string }) => authorOf(context, input.threadId),
} as const;

const forWhoIsAsked = {
  output: dealt,
  allow: ['participant'],
  alsoReads: [invitations.name, jobs.name],
  community: ofThread,
  answer: async (_context: unknown, result: Dealt) => result,
} as const;

/** Those that come with the extension `expertise`. */
export const moreRoutingOperations: readonly Operation[] = [
  read<In<'previewRound'>, Out<'previewRound'>>({
    ...forWhoAsks,
    name: 'routing.previewRound',
    summary: 'Whom the next round would ask about a question, and why; by name, without scores.',
    input: z.strictObject({ threadId }),
    output: z.strictObject({ people }),
    run: dealing.previewRound,
  }),

  write<In<'route'>, Out<'route'>, dealing.AskedNow>({
    ...forWhoAsks,
    name: 'routing.route',
    summary: 'Puts a question to the next people now.',
    input: z.strictObject({ threadId }),
    output: z.strictObject({ people, nextAt: z.string().nullable() }),
    run: dealing.route,
    answer: dealing.askedNow,
  }),

  write<In<'accept'>, Out<'accept'>, Dealt>({
    ...forWhoIsAsked,
    name: 'routing.accept',
    summary: 'Says that one will answer a question that was put to one.',
    input: z.strictObject({ threadId }),
    run: dealing.accept,
  }),

  write<In<'handOn'>, Out<'handOn'>, Dealt>({
    ...forWhoIsAsked,
    name: 'routing.handOn',
    summary: 'Names a colleague who is asked in place of the actor.',
    input: z.strictObject({ threadId, personId }),
    run: dealing.handOn,
  }),

  read<In<'getOutcomes'>, Out<'getOutcomes'>>({
    name: 'routing.getOutcomes',
    summary: 'How soon questions were answered, by the route they took.',
    input: z.strictObject({ communityId, window: shortText(10) }),
    output: resultOf(z.strictObject({ routes: z.array(outcome) })),
    allow: ANSWERABLE,
    community: (input) => input.communityId,
    run: ({ kit, now }, input) => outcomesByRoute(kit, now, input),
  }),
];
