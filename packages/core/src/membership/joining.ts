import * as z from 'zod';
import type { Operation } from '../operations/operation.js';
import { longText } from '../operations/text.js';
import { communityId, type In, personId, transition } from './transition.js';

const handlers = async () => (await import('../late/oversight.js')).membership;

/** How somebody becomes a member. */
export const joiningOperations: readonly Operation[] = [
  transition<In<'join'>>({
    name: 'membership.join',
    summary: 'Joins a community, or asks to where it decides on requests.',
    input: z.strictObject({ communityId, message: longText(1_000).optional() }),
    allow: ['viewer'],
    run: async (context, input) => (await handlers()).join(context, input),
  }),

  transition<In<'cancelRequest'>>({
    name: 'membership.cancelRequest',
    summary: 'Takes back a request to join.',
    input: z.strictObject({ communityId }),
    allow: ['viewer'],
    run: async (context) => (await handlers()).cancelRequest(context),
  }),

  transition<In<'approve'>>({
    name: 'membership.approve',
    summary: 'Lets somebody in who asked to join.',
    input: z.strictObject({ communityId, personId }),
    allow: ['facilitator'],
    run: async (context, input) => (await handlers()).approve(context, input),
  }),

  transition<In<'decline'>>({
    name: 'membership.decline',
    summary: 'Turns down a request to join.',
    input: z.strictObject({ communityId, personId, reason: longText(1_000).optional() }),
    allow: ['facilitator'],
    run: async (context, input) => (await handlers()).decline(context, input),
  }),

  transition<In<'invite'>>({
    name: 'membership.invite',
    summary: 'Invites somebody.',
    input: z.strictObject({ communityId, personId, role: z.enum(['member', 'guest', 'expert']).optional() }),
    allow: ['facilitator', 'sponsor'],
    run: async (context, input) => (await handlers()).invite(context, input),
  }),

  transition<In<'accept'>>({
    name: 'membership.accept',
    summary: 'Accepts an invitation.',
    input: z.strictObject({ communityId }),
    allow: ['viewer'],
    run: async (context) => (await handlers()).accept(context),
  }),

  transition<In<'refuse'>>({
    name: 'membership.refuse',
    summary: 'Declines an invitation.',
    input: z.strictObject({ communityId }),
    allow: ['viewer'],
    run: async (context) => (await handlers()).refuse(context),
  }),
];
