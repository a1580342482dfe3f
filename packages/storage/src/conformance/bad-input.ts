import type { Commit, Json, Put, Scan, StorageAdapter } from '../contract.js';
import type { LimitError } from '../errors.js';
import { equal, refused } from './assert.js';
import { end, feedPage, key, put, readFeed, write } from './documents.js';
import type { Chapter } from './kit.js';

const malformedNames: readonly unknown[] = [
  '',
  'é',
  'a\tb',
  'a\n',
  '\x00',
  '\x7f',
  '💥',
  '\ud800',
  5,
  null,
  undefined,
  {},
];

const malformedCursors: readonly unknown[] = [
  '',
  'x',
  '1',
  'a.b.c.d',
  '💥',
  "'; --",
  '9'.repeat(400),
  '1'.repeat(100_000),
  5,
  {},
  Number.NaN,
];

const malformedAfters: readonly unknown[] = ['', 'x', '{}', '[]', '["a"]', '[1,2,3]', '["a","b",null]', 5, {}];

/** What cannot be written as JSON and read again unchanged. */
function notJson(): unknown[] {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const round: unknown[] = [];
  round.push([round]);
  const hole: unknown[] = [1];
  hole[2] = 3;
  let deep: unknown = 1;
  for (let level = 0; level < 20_000; level += 1) deep = [deep];
  const scalars = [undefined, Number.NaN, Infinity, -Infinity, 1n, Symbol('s'), () => 1];
  const objects = [new Date(0), new Map(), new Set([1]), /a/, new Uint8Array(2), new (class Note {})(), new Error('e')];
  const inner = [{ a: undefined }, [undefined], { a: { b: [Number.NaN] } }, { toJSON: () => 1 }, [new Date(0)]];
  const surrogates = ['\ud800', 'a\udc00b', { '\udc00': 1 }, ['a\ud83d']];
  return [null, ...scalars, ...objects, ...inner, ...surrogates, circle, round, hole, deep];
}

export const badInput: Chapter = (kit) => {
  const { docBytes, keyBytes, commitBytes } = kit.sample.capabilities.limits;

  kit.chapter('input', 'bad input is one typed error, and nothing is written', () => {
    kit.test('bodies that are not JSON: cycles, NaN, lone surrogates, classes, holes', async ({ store }) => {
      for (const body of notJson())
        await unwritten(store, 'json', () => write(store, 'p', { puts: [put('a', body as Json)] }));
    });

    kit.test('bodies that are far too large', async ({ store }) => {
      const text = 'x'.repeat(docBytes * 4);
      const list = Array.from({ length: docBytes }, () => 0);
      const umlauts = 'é'.repeat(Math.floor(docBytes / 2) + 1);
      for (const body of [text, list, umlauts, { [text]: 1 }])
        await unwritten(store, 'docBytes', () => write(store, 'p', { puts: [put('a', body)] }));
      const puts = Array.from({ length: Math.ceil(commitBytes / docBytes) + 1 }, (_, n) =>
        put(`d${n}`, 'x'.repeat(docBytes - 2)),
      );
      await unwritten(store, 'commitBytes', () => write(store, 'p', { puts }));
    });

    kit.test('names that are empty, no text or not printable ASCII', async ({ store }) => {
      for (const wrong of malformedNames) {
        const name = wrong as string;
        const commits: Partial<Commit>[] = [
          { puts: [put(name, 1)] },
          { puts: [{ collection: name, id: 'a', body: 1 }] },
          { puts: [put('a', 1, [name, 'k'])] },
          { puts: [put('good', 1)], expect: [{ ...key(name), rev: null }] },
          { puts: [put('good', 1)], deletes: [key(name)] },
        ];
        for (const commit of commits) await unwritten(store, 'key', () => write(store, 'p', commit));
        await refusedAll(store, 'key', [
          () => write(store, name, { puts: [put('a', 1)] }),
          () => store.get('p', [key(name)]),
          () => store.get(name, [key('a')]),
          () => store.scan(name, scanOf({})),
          () => store.scan('p', scanOf({ index: name })),
          () => store.changes(name, null, 1),
          () => store.heads([name]),
          () => store.compact(name, new Date(0)),
          () => store.purge(name),
        ]);
      }
    });

    kit.test('index keys that are not printable ASCII', async ({ store }) => {
      // An empty key is a key: it stands before all others.
      for (const wrong of malformedNames.slice(1))
        await unwritten(store, 'key', () => write(store, 'p', { puts: [put('a', 1, ['by', wrong as string])] }));
      await write(store, 'p', { puts: [put('a', 1, ['by', ''])] });
      equal((await store.scan('p', scanOf({}))).docs.length, 1, 'documents under the empty key');
    });

    kit.test('a document that stands twice in one commit', async ({ store }) => {
      const twice = { ...key('a'), rev: null };
      const commits: Partial<Commit>[] = [
        { puts: [put('a', 1), put('a', 2)] },
        { puts: [put('a', 1)], deletes: [key('a')] },
        { deletes: [key('a'), key('a')] },
        { expect: [twice, { ...twice, rev: 'r' }], puts: [put('b', 1)] },
      ];
      for (const commit of commits) await unwritten(store, 'key', () => write(store, 'p', commit));
    });

    kit.test('cursors that no feed gave', async ({ store }) => {
      await write(store, 'p', { puts: [put('a', 1)] });
      for (const cursor of malformedCursors) {
        await refused(store.changes('p', cursor as string, 10), 'cursor', show(cursor));
        await refused(store.changes('never', cursor as string, 10), 'cursor', show(cursor));
      }
    });

    kit.test('bounds and places of a scan that cannot be', async ({ store }) => {
      for (const after of malformedAfters)
        await refused(store.scan('p', scanOf({ after: after as string })), 'scan', show(after));
      for (const bound of ['é', '\n', '\x80', '💥', 5, null, undefined]) {
        await refused(store.scan('p', scanOf({ from: bound as string })), 'scan', show(bound));
        await refused(store.scan('p', scanOf({ to: bound as string })), 'scan', show(bound));
      }
      await refused(store.scan('p', scanOf({ to: 'x'.repeat(keyBytes + 2) })), 'keyBytes');
    });

    kit.test('pages of less than 1 or more than 1,000', async ({ store }) => {
      for (const wrong of [0, -1, 1001, 1.5, Number.NaN, Infinity, '10', null, undefined]) {
        const limit = wrong as number;
        await refusedAll(store, 'scan', [
          () => store.scan('p', scanOf({ limit })),
          () => store.changes('p', null, limit),
          () => store.listPartitions(null, limit),
        ]);
      }
    });

    kit.test('a date that is none: no tombstone is forgotten', async ({ store }) => {
      await write(store, 'p', { puts: [put('a', 1), put('b', 1)] });
      await write(store, 'p', { deletes: [key('a')] });
      const { cursor } = await feedPage(store, 'p', null, 1);
      const before = await readFeed(store, 'p');
      for (const wrong of [new Date(Number.NaN), 0, '2020-01-01', null, undefined]) {
        await refused(store.compact('p', wrong as Date), 'date', show(wrong));
        await refused(store.compact('never', wrong as Date), 'date', show(wrong));
      }
      equal(await readFeed(store, 'p'), before, 'the feed');
      equal((await store.changes('p', cursor, 100)).kind, 'page', 'the answer to a reader from before');
    });

    kit.test('a refused call changes nothing in a partition that was written', async ({ store }) => {
      const rev = await write(store, 'p', { puts: [put('a', 1, ['by', 'a'])] });
      const before = await readFeed(store, 'p');
      const puts: readonly Put[] = [put('a', 2, ['by', 'z']), put('b', Number.NaN)];
      await refused(write(store, 'p', { expect: [{ ...key('a'), rev }], puts, deletes: [key('c')] }), 'json');
      equal(await readFeed(store, 'p'), before, 'the feed');
      equal((await store.scan('p', scanOf({}))).docs, before.docs, 'the index');
    });
  });
};

function scanOf(part: Partial<Scan>): Scan {
  return { index: 'by', from: '', to: end, limit: 1, ...part };
}

/** The call is refused, and the store is as empty as before. */
async function unwritten(
  store: StorageAdapter,
  limit: LimitError['limit'],
  call: () => Promise<unknown>,
): Promise<void> {
  await refused(call(), limit);
  equal(await store.heads(['p']), [null], 'the head after a refused commit');
  equal(await store.listPartitions(null, 10), [], 'the partitions after a refused commit');
}

async function refusedAll(
  store: StorageAdapter,
  limit: LimitError['limit'],
  calls: readonly (() => Promise<unknown>)[],
): Promise<void> {
  for (const call of calls) await unwritten(store, limit, call);
}

function show(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 40);
}
