import * as z from 'zod';
import type { Operation } from '../operations/operation.js';
import { longText } from '../operations/text.js';
import type { OfPerson } from './api.js';
import * as schema from './schemas.js';
import { communityId, type In, personId, transition } from './transition.js';

const handlers = async () => (await import('../late/oversight.js')).membership;

/** What becomes of a membership once there is one. */
export const keepingOperations: readonly Operation[] = [
  transition<In<'leave'>>({
    name: 'membership.leave',
    summary: 'Leaves a community; its last facilitator names a successor.',
    input: z.strictObject({ communityId, successorId: personId.optional() }),
    allow: ['participant'],
    whenArchived: true,
    run: async (context, input) => (await handlers()).leave(context, input),
  }),

  transition<In<'remove'>>({
    name: 'membership.remove',
    summary: 'Removes a member, or takes back an invitation.',
    input: z.strictObject({ communityId, personId, reason: longText(1_000).optional() }),
    allow: ['facilitator'],
    run: async (context, input) => (await handlers()).remove(context, input),
  }),

  transition<In<'setRoles'>>({
    name: 'membership.setRoles',
    summary: 'Says which roles a member has.',
    input: z.strictObject({ communityId, personId, roles: z.array(schema.role).min(1).max(6) }),
    allow: ['facilitator'],
    run: async (context, input) => (await handlers()).setRoles(context, input),
  }),

  transition<In<'appoint'>>({
    name: 'membership.appoint',
    summary: 'Gives a community that has no facilitator one.',
    input: z.strictObject({ communityId, personId }),
    allow: ['sponsor', 'admin'],
    run: async (context, input) => (await handlers()).appoint(context, input),
  }),

  transition<OfPerson>({
    name: 'membership.end',
    summary: 'Ends the membership of somebody who was erased.',
    input: z.strictObject({ communityId, personId }),
    allow: ['system'],
    run: async (context, input) => (await handlers()).end(context, input),
  }),

  transition<In<'setDormant'>>({
    name: 'membership.setDormant',
    summary: 'Lets a membership rest, or wakes it.',
    input: z.strictObject({ communityId, personId: personId.optional(), dormant: z.boolean() }),
    allow: ['facilitator', 'owner'],
    owner: (context, input) => input.personId ?? context.actor.id,
    run: async (context, input) => (await handlers()).setDormant(context, input),
  }),
];
