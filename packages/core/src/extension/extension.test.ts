import { memory } from '@copkit/storage';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import {
  type CallOptions,
  CopkitError,
  collection,
  createCopkit,
  type Extension,
  type Hook,
  hook,
  read,
  type StartThread,
  theCommunity,
  type WriteContext,
  write,
} from '../index.js';
import { everyDocument, headsOf } from '../testing/documents.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';

interface Praise {
  postId: string;
  words: string;
}

interface PraisesApi {
  give(input: Praise, options?: CallOptions): Promise<Praise>;
  list(input: { communityId: string }, options?: CallOptions): Promise<{ items: Praise[] }>;
}

declare module '../api.js' {
  interface CopkitApi {
    readonly praises: PraisesApi;
  }
}

const praise = z.strictObject({ postId: z.string(), words: z.string() });
const praises = collection<Praise>({
  name: 'praises',
  home: 'community',
  audience: 'readers',
  schema: praise,
  keys: ({ postId }) => [['activity', `all/${postId}`]],
});

const praising: Extension = {
  name: 'praising',
  collections: [praises],
  operations: [
    write<Praise, Praise, string>({
      name: 'praises.give',
      summary: 'Praises a post.',
      input: praise,
      output: praise,
      allow: ['participant'],
      community: ({ postId }) => postId,
      async run(context, input) {
        context.put(praises, input.postId, input);
        return input.postId;
      },
      async answer(context, postId) {
        const found = await context.get(praises, postId);
        if (!found) throw new CopkitError('not-found', 'There is no praise.');
        return found;
      },
    }),
    read<{ communityId: string }, { items: Praise[] }>({
      name: 'praises.list',
      summary: 'All praise.',
      input: z.strictObject({ communityId: z.string() }),
      output: z.strictObject({ items: z.array(praise) }),
      allow: ['reader'],
      community: ({ communityId }) => communityId,
      async run(context) {
        const page = await context.scan(praises, { index: 'activity', from: '', to: '\x7f', limit: 100 });
        return { items: page.items.map(({ body }) => body) };
      },
    }),
  ],
};

test('an operation and a collection of an extension are like our own', async () => {
  const org = await organisation({ extensions: [praising] });
  const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'private' }, ['Bo']);
  const thread = await startThread(org.as('Ada'), communityId);
  const given = await org.as('Bo').praises.give({ postId: thread.id, words: 'Well asked.' });
  expect(given.words).toBe('Well asked.');
  expect((await org.as('Bo').praises.list({ communityId })).items).toEqual([given]);
  expect(await refusalOf(org.as('Cy').praises.list({ communityId }))).toMatchObject({ code: 'not-found' });
  expect(await refusalOf(org.as('Bo').call('praises.give', { postId: thread.id }))).toMatchObject({
    code: 'invalid',
    field: 'words',
  });
  expect(org.cop.operations.map(({ name }) => name)).toContain('praises.give');
  expect((await org.as('Bo').communities.get({ communityId })).may).toContain('praises.give');
});

test('an index of an extension may be called like one of ours', async () => {
  const org = await organisation({ extensions: [praising] });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const thread = await startThread(org.as('Ada'), communityId);
  await org.as('Ada').praises.give({ postId: thread.id, words: 'Well asked.' });
  expect((await org.as('Ada').threads.list({ communityId })).items.map(({ id }) => id)).toEqual([thread.id]);
  expect((await org.as('Ada').communities.get({ communityId })).lastActivityAt).toBe(thread.createdAt);
});

describe('a hook', () => {
  const at = (operation: string, hook: Omit<Hook, 'operation'>): Extension => ({
    name: 'host rules',
    collections: [praises],
    hooks: [{ operation, ...hook }],
  });

  test('before refuses, and nothing is written', async () => {
    const refuse = at('threads.start', {
      before: (_context, input) => {
        if ((input as { title: string }).title.includes('secret'))
          throw new CopkitError('invalid', 'No secrets.', 'title');
      },
    });
    const org = await organisation({ extensions: [refuse] });
    const { id: communityId } = await foundCommunity(org, 'Ada');
    const before = await headsOf(org.storage);
    const refused = startThread(org.as('Ada'), communityId, { title: 'A secret' });
    expect(await refusalOf(refused)).toMatchObject({ code: 'invalid', field: 'title', message: 'No secrets.' });
    expect(await headsOf(org.storage)).toEqual(before);
    await startThread(org.as('Ada'), communityId);
  });

  test('knows the types of the operation it is named for', async () => {
    const seen: string[] = [];
    const hooks = [
      hook('threads.start', {
        before(_context, input) {
          expectTypeOf(input).toEqualTypeOf<StartThread>();
          return { ...input, title: input.title.toUpperCase() };
        },
        after({ put }, _input, id) {
          put(praises, String(id), { postId: String(id), words: 'Automatic.' });
        },
      }),
      hook('praises.list', {
        after: (_context, _input, { items }) => void seen.push(...items.map((each) => each.words)),
      }),
    ];
    const org = await organisation({ extensions: [praising, { name: 'host rules', hooks }] });
    const { id: communityId } = await foundCommunity(org, 'Ada');
    expect((await startThread(org.as('Ada'), communityId, { title: 'Hum' })).title).toBe('HUM');
    await org.as('Ada').praises.list({ communityId });
    expect(seen).toEqual(['Automatic.']);
    // @ts-expect-error There is no such operation.
    hook('threads.strat', {});
  });

  test('before hands on a changed input', async () => {
    const shout = at('threads.start', {
      before: (_context, input) => ({ ...(input as object), title: (input as { title: string }).title.toUpperCase() }),
    });
    const org = await organisation({ extensions: [shout] });
    const { id: communityId } = await foundCommunity(org, 'Ada');
    expect((await startThread(org.as('Ada'), communityId, { title: 'Hum' })).title).toBe('HUM');
  });

  test('what before changed is what the answer speaks of', async () => {
    const shout = at('drafts.discard', { before: () => ({ key: 'another' }) });
    const org = await organisation({ extensions: [shout] });
    expect(await org.as('Ada').drafts.discard({ key: 'one' })).toEqual({ key: 'another' });
  });

  test('after writes along in the same commit, or takes all of it back', async () => {
    const along = at('threads.start', {
      after(context, input, result) {
        const { put, log, community } = context as WriteContext;
        put(praises, String(result), { postId: String(result), words: 'Automatic.' });
        log({ verb: 'thank', object: theCommunity({ community }).id });
        if ((input as { title: string }).title === 'Fail') throw new CopkitError('conflict', 'Not today.');
      },
    });
    const org = await organisation({ extensions: [along] });
    const { id: communityId } = await foundCommunity(org, 'Ada');
    const thread = await startThread(org.as('Ada'), communityId);
    const docs = await everyDocument(org.storage);
    const revOf = (collection: string) =>
      docs.find((doc) => doc.collection === collection && doc.id === thread.id)?.rev;
    expect(revOf('praises')).toBe(revOf('threads'));
    const before = await headsOf(org.storage);
    expect(await refusalOf(startThread(org.as('Ada'), communityId, { title: 'Fail' }))).toMatchObject({
      code: 'conflict',
    });
    expect(await headsOf(org.storage)).toEqual(before);
  });

  test('runs around reads too, after the policy', async () => {
    const seen: unknown[] = [];
    const watchful = at('threads.list', { after: (_context, input, output) => void seen.push([input, output]) });
    const org = await organisation({ extensions: [watchful] });
    const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'closed' });
    const list = await org.as('Ada').threads.list({ communityId });
    await org
      .as('Cy')
      .threads.list({ communityId })
      .catch(() => undefined);
    expect(seen).toEqual([[{ communityId }, list]]);
  });
});

describe('what could never work is refused before the store is opened', () => {
  const nothing = z.strictObject({});
  const operation = (more: object) =>
    read<Record<string, never>, Record<string, never>>({
      name: 'things.list',
      summary: 'Things.',
      input: nothing as never,
      output: nothing as never,
      allow: ['person'],
      home: () => 'units',
      run: async () => ({}),
      ...more,
    });

  test.each<[string, Extension[], RegExp]>([
    [
      'the same operation twice',
      [praising, { ...praising, name: 'again', collections: [] }],
      /"praises.give", which exists/,
    ],
    ['the same collection twice', [praising, { name: 'again', collections: [praises] }], /"praises", which exists/],
    ['a hook into nothing', [{ name: 'x', hooks: [{ operation: 'threads.begin' }] }], /"threads.begin", which is no/],
    [
      'a part with a taken name',
      [{ name: 'x', operations: [operation({ name: 'watch.list' })] }],
      /part named "watch"/,
    ],
    ['a grant without its community', [{ name: 'x', operations: [operation({ allow: ['reader'] })] }], /no community/],
    ['an owner nobody knows', [{ name: 'x', operations: [operation({ allow: ['owner'] })] }], /does not say who/],
    ['no home at all', [{ name: 'x', operations: [operation({ home: undefined })] }], /neither a home/],
  ])('%s', async (_what, extensions, message) => {
    const storage = memory();
    await expect(createCopkit({ storage, extensions })).rejects.toThrow(message);
    await expect(storage.listPartitions(null, 1)).rejects.toThrow();
  });

  test('a name that says another kind', () => {
    expect(() => operation({ name: 'things.make' })).toThrow(/is a read/);
    expect(() => operation({ name: 'things' })).toThrow(/part.verb/);
  });
});

describe('fields of the host', () => {
  const fields = {
    people: { hr: z.strictObject({ desk: z.string().max(10) }) },
    communities: { finance: z.strictObject({ costCentre: z.int() }) },
    threads: { plant: z.strictObject({ unit: z.int(), tags: z.array(z.string()).optional() }), loose: z.unknown() },
  };

  test('are kept with people, communities and threads', async () => {
    const org = await organisation({ fields });
    const ada = org.as('Ada');
    expect((await ada.people.update({ ext: { hr: { desk: 'B12' } } })).ext).toEqual({ hr: { desk: 'B12' } });
    const community = await foundCommunity(org, 'Ada', { ext: { finance: { costCentre: 7 } } });
    expect(community.ext).toEqual({ finance: { costCentre: 7 } });
    const thread = await startThread(ada, community.id, { ext: { plant: { unit: 2 }, loose: [1, null, { a: 'b' }] } });
    expect(thread.ext).toEqual({ plant: { unit: 2 }, loose: [1, null, { a: 'b' }] });
    await ada.threads.edit({ postId: thread.id, ext: { plant: { unit: 3 }, loose: null } });
    expect((await ada.threads.get({ threadId: thread.id })).thread.ext).toEqual({ plant: { unit: 3 } });
  });

  test('are refused by the path of what is wrong, and nothing is written', async () => {
    const org = await organisation({ fields });
    const { id: communityId } = await foundCommunity(org, 'Ada');
    const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
    let abyss: unknown = 1;
    for (let level = 0; level < 100_000; level++) abyss = [abyss];
    const cases: [unknown, string][] = [
      [{ unknown: 1 }, 'ext.unknown'],
      [{ plant: { unit: 'two' } }, 'ext.plant.unit'],
      [{ plant: { unit: 2, more: 1 } }, 'ext.plant'],
      [{ plant: { unit: 2, tags: ['a', 7] } }, 'ext.plant.tags.1'],
      [{ finance: { costCentre: 7 } }, 'ext.finance'],
      [{ loose: deep(21) }, 'ext.loose'],
      [{ loose: abyss }, 'ext.loose'],
      [{ loose: 'lone \ud800' }, 'ext.loose'],
      [{ loose: new Date() }, 'ext.loose'],
      [{ loose: Number.NaN }, 'ext.loose'],
      [{ constructor: 1 }, 'ext.constructor'],
      [{ toString: 1 }, 'ext.toString'],
    ];
    const before = await headsOf(org.storage);
    for (const [ext, field] of cases) {
      const refusal = await refusalOf(startThread(org.as('Ada'), communityId, { ext: ext as never }));
      expect(refusal).toMatchObject({ code: 'invalid', field });
    }
    expect(await headsOf(org.storage)).toEqual(before);
  });
});
