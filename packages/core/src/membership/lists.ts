import type { ReadContext } from '../operations/context.js';
import { cursorAt, type Listing, page, placeOf } from '../operations/paging.js';
import { textKey, under, wordKeys } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { Membership } from './api.js';
import { allMembers, memberKey } from './members.js';
import { membershipChanges, type RequestRecord, requests } from './records.js';
import type { In, Out } from './transition.js';

const oldestFirst: Listing<RequestRecord> = {
  collection: requests,
  index: 'requests',
  prefix: 'all/',
  descending: false,
  keyOf: ({ id, body }) => `all/${body.at}/${id}`,
};

export async function list(context: ReadContext, input: In<'list'>): Promise<Out<'list'>> {
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
}

export async function listRequests(context: ReadContext, input: In<'listRequests'>): Promise<Out<'listRequests'>> {
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
}

export async function getHistory(context: ReadContext, input: In<'getHistory'>): Promise<Out<'getHistory'>> {
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
}
