import * as z from 'zod';
import { type Operation, read } from '../operations/operation.js';
import { cursorAt, type Listing, page, pageFields, pageOf, placeOf } from '../operations/paging.js';
import { shortText } from '../operations/text.js';
import { textKey, under, wordKeys } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { Membership } from './api.js';
import { allMembers, memberKey } from './members.js';
import { membershipChanges, type RequestRecord, requests } from './records.js';
import * as schema from './schemas.js';
import { communityId, type In, type Out, ofCommunity, personId } from './transition.js';

const oldestFirst: Listing<RequestRecord> = {
  collection: requests,
  index: 'requests',
  prefix: 'all/',
  descending: false,
  keyOf: ({ id, body }) => `all/${body.at}/${id}`,
};

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
    async run(context, input) {
      const begins = input.text === undefined ? null : textKey(input.text);
      const matching = (await allMembers(context, input.communityId)).filter(
        (member) =>
          (!input.role || member.roles.includes(input.role)) &&
          (begins === null || wordKeys(member.person.name ?? '').some((word) => word.startsWith(begins))),
      );
      const list = `members:${input.communityId}:${input.role ?? ''}:${begins ?? ''}`;
      const limit = input.limit ?? 50;
      const place = (cursor: string, field: 'after' | 'before') => placeOf(list, cursor, field);
      let from = 0;
      if (input.after !== undefined) {
        const key = place(input.after, 'after');
        from = matching.findIndex((member) => memberKey(member) > key);
        if (from < 0) from = matching.length;
      } else if (input.before !== undefined) {
        const key = place(input.before, 'before');
        const end = matching.findIndex((member) => memberKey(member) >= key);
        from = Math.max(0, (end < 0 ? matching.length : end) - limit);
      }
      const items = matching.slice(from, from + limit);
      const cursor = (member: Membership | undefined) => (member ? cursorAt(list, memberKey(member)) : null);
      return {
        items,
        next: from + limit < matching.length ? cursor(items.at(-1)) : null,
        previous: from > 0 ? cursor(items[0]) : null,
      };
    },
  }),

  read<In<'listRequests'>, Out<'listRequests'>>({
    name: 'membership.listRequests',
    summary: 'Who asked to join.',
    input: z.strictObject({ communityId, ...pageFields }),
    output: z.strictObject(pageOf(schema.joinRequest)),
    allow: ['facilitator'],
    community: ofCommunity,
    async run(context, input) {
      const { items: open, next, previous } = await page(context, oldestFirst, input);
      const people = await context.kit.people.cards(open.map(({ id }) => id));
      return {
        items: open.flatMap(({ id, body }) => {
          const person = people.get(id);
          return person ? [{ person, message: body.message, at: body.at }] : [];
        }),
        next,
        previous,
      };
    },
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
    async run(context, input) {
      const changes = await scanAll(context, membershipChanges, {
        index: 'membershipChanges',
        ...under(`${input.personId}/`),
      });
      const people = await context.kit.people.cards(changes.flatMap(({ body }) => (body.by ? [body.by] : [])));
      return {
        items: changes.map(({ body }) => ({
          at: body.at,
          state: body.state,
          roles: body.roles,
          by: body.by === null ? null : (people.get(body.by) ?? null),
          reason: body.reason,
        })),
      };
    },
  }),
];
