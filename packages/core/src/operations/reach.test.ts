import { expect, test } from 'vitest';
import * as z from 'zod';
import { collection, EVERY_KEY, type Extension, type Grant, type Hook, read, scanAll } from '../index.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { flags, withheld } from '../threads/records.js';

const notes = collection<{ text: string }>({
  name: 'notes',
  home: 'community',
  audience: 'system',
  schema: z.strictObject({ text: z.string() }),
  keys: (_body, id) => [['notes', id]],
});

interface In {
  communityId: string;
  collection: 'flags' | 'withheld' | 'notes';
  from: 'here' | 'elsewhere';
  id?: string;
}

/** An operation that reads a collection by its id, and all of it, here or as another partition. */
function looking(name: string, allow: readonly Grant[], alsoReads?: readonly string[]) {
  return read<In, { found: boolean }>({
    name,
    summary: 'Looks where it should not.',
    input: z.strictObject({
      communityId: z.string(),
      collection: z.enum(['flags', 'withheld', 'notes']),
      from: z.enum(['here', 'elsewhere']),
      id: z.string().optional(),
    }),
    output: z.strictObject({ found: z.boolean() }),
    allow,
    ...(alsoReads ? { alsoReads } : {}),
    community: ({ communityId }) => communityId,
    async run(context, input) {
      const home = input.from === 'here' ? context : context.in(context.partition);
      const collection = { flags, withheld, notes }[input.collection] as typeof notes;
      if (input.id) return { found: (await home.get(collection, input.id)) !== null };
      return { found: (await scanAll(home, collection, { index: 'flags', ...EVERY_KEY })).length > 0 };
    },
  });
}

async function world(...operations: ReturnType<typeof looking>[]) {
  const hooks: Hook[] = [
    {
      operation: 'threads.reply',
      alsoReads: ['notes'],
      before: async ({ get }) => {
        await get(notes, 'rule');
      },
    },
    {
      operation: 'threads.follow',
      before: async ({ get }) => {
        await get(notes, 'rule');
      },
    },
  ];
  const extension: Extension = { name: 'looking', collections: [notes], operations, hooks };
  const org = await organisation({ extensions: [extension] });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  return { org, communityId };
}

const members = looking('looking.getAll', ['reader']);
const staff = looking('looking.getStaff', ['facilitator']);
const declared = looking('looking.getDeclared', ['reader'], ['flags']);

test('a collection above the callers is out of reach, also for a caller who may see it, and in every way of reading', async () => {
  const { org, communityId } = await world(members);
  for (const who of ['Ada', 'Bo']) {
    for (const collection of ['flags', 'withheld', 'notes'] as const) {
      for (const from of ['here', 'elsewhere'] as const) {
        for (const id of ['some', undefined]) {
          const input = { communityId, collection, from, ...(id ? { id } : {}) };
          const refusal = await refusalOf(org.as(who).call('looking.getAll', input));
          expect(refusal.code).toBe('internal');
          expect(String(refusal.cause)).toContain(`looking.getAll reads ${collection}`);
        }
      }
    }
  }
});

test('an operation of the staff reads what is for the staff, and not what is for nobody', async () => {
  const { org, communityId } = await world(staff);
  const ask = (collection: string) =>
    org.as('Ada').call('looking.getStaff', { communityId, collection, from: 'here', id: 'some' });
  expect(await ask('flags')).toEqual({ found: false });
  expect(await ask('withheld')).toEqual({ found: false });
  expect((await refusalOf(ask('notes'))).code).toBe('internal');
});

test('what is declared is within reach, and nothing besides; what is about the caller bears their id', async () => {
  const { org, communityId } = await world(declared);
  const ask = (collection: string, id: string) =>
    org.as('Bo').call('looking.getDeclared', { communityId, collection, from: 'here', id });
  expect(await ask('flags', 'some')).toEqual({ found: false });
  expect((await refusalOf(ask('withheld', 'some'))).code).toBe('internal');
  const own = `about-${await org.idOf('Bo')}`;
  expect(await ask('withheld', own)).toEqual({ found: false });
  expect((await refusalOf(ask('notes', own))).code).toBe('internal');
});

test('a hook reads what it declares', async () => {
  const { org, communityId } = await world();
  const { id: threadId } = await startThread(org.as('Ada'), communityId);
  expect(await org.as('Bo').threads.reply({ threadId, body: 'So does mine.' })).toMatchObject({ threadId });
  expect((await refusalOf(org.as('Bo').threads.follow({ threadId }))).code).toBe('internal');
});
