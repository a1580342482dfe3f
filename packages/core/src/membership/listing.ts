import * as z from 'zod';
import { type Operation, read } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import { shortText } from '../operations/text.js';
import { membershipChanges } from './records.js';
import * as schema from './schemas.js';
import { communityId, type In, type Out, ofCommunity, personId } from './transition.js';

const handlers = async () => (await import('../late/oversight.js')).membership;

/** Who is, was and wants to be a member. */
export const listingOperations: readonly Operation[] = [
  read<In<'list'>, Out<'list'>>({
    name: 'membership.list',
    summary: 'The members of a community.',
    input: z.strictObject({
      communityId,
      role: schema.role.optional(),
      text: shortText(100).optional(),
      ...pageFields,
    }),
    output: z.strictObject(pageOf(schema.membership)),
    allow: ['reader'],
    community: ofCommunity,
    run: async (context, input) => (await handlers()).list(context, input),
  }),

  read<In<'listRequests'>, Out<'listRequests'>>({
    name: 'membership.listRequests',
    summary: 'Who asked to join.',
    input: z.strictObject({ communityId, ...pageFields }),
    output: z.strictObject(pageOf(schema.joinRequest)),
    allow: ['facilitator'],
    community: ofCommunity,
    run: async (context, input) => (await handlers()).listRequests(context, input),
  }),

  read<In<'getHistory'>, Out<'getHistory'>>({
    name: 'membership.getHistory',
    summary: 'The states a membership has been in, oldest first.',
    input: z.strictObject({ communityId, personId }),
    output: z.strictObject({ items: z.array(schema.membershipChange) }),
    allow: ['facilitator', 'owner'],
    alsoReads: [membershipChanges.name],
    owner: (_context, input) => input.personId,
    community: ofCommunity,
    run: async (context, input) => (await handlers()).getHistory(context, input),
  }),
];
