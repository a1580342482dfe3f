import type { StoredDoc } from '../contract.js';
import { equal, ok } from './assert.js';
import { end, ids, key, put, readScan, write } from './documents.js';
import type { Chapter } from './kit.js';

const punctuated = [
  'a',
  'B',
  '_',
  '~',
  '!',
  'Z',
  'z',
  '-',
  '0',
  ' ',
  'aa',
  'a!',
  'A',
  'a~',
  '9',
  '10',
  '[',
  'ab',
  '.',
  '/',
];

// The keys are ASCII, for which the order of code units is byte order.
const inByteOrder = [...punctuated].sort();

/** Some adapters read so many documents at a time. */
const LONG = 100;

export const scans: Chapter = (kit) => {
  kit.chapter('P6', 'scans run in byte order and page by key without repeats', () => {
    kit.test('capitals, small letters, digits and punctuation stand in byte order', async ({ store }) => {
      await write(store, 'p', { puts: punctuated.map((text, n) => put(`d${n}`, text, ['by', text])) });
      for (const limit of [1, 3, 1000]) {
        const scan = { index: 'by', from: '', to: end, limit };
        equal(
          (await readScan(store, 'p', scan)).map((doc) => doc.body),
          inByteOrder,
          `limit ${limit}`,
        );
        const reversed = await readScan(store, 'p', { ...scan, reverse: true });
        equal(
          reversed.map((doc) => doc.body),
          inByteOrder.toReversed(),
          `reverse, limit ${limit}`,
        );
      }
    });

    kit.test('from is inclusive, to is exclusive, in both directions', async ({ store }) => {
      await write(store, 'p', { puts: ['a', 'b', 'c', 'd'].map((text) => put(text, 1, ['by', text])) });
      const scan = { index: 'by', from: 'b', to: 'd', limit: 10 };
      equal(ids(await readScan(store, 'p', scan)), ['b', 'c'], 'forwards');
      equal(ids(await readScan(store, 'p', { ...scan, reverse: true })), ['c', 'b'], 'backwards');
      equal(await store.scan('p', { ...scan, from: 'd', to: 'b' }), { docs: [], after: null }, 'an empty range');
      equal(await store.scan('p', { ...scan, index: 'none' }), { docs: [], after: null }, 'an unknown index');
      equal(await store.scan('none', scan), { docs: [], after: null }, 'an unknown partition');
    });

    kit.test('U+007F ends a scan of a prefix', async ({ store }) => {
      await write(store, 'p', { puts: ['ab', 'ab~', 'ab~~', 'ac', 'aa'].map((text) => put(text, 1, ['by', text])) });
      const found = await readScan(store, 'p', { index: 'by', from: 'ab', to: `ab${end}`, limit: 10 });
      equal(ids(found), ['ab', 'ab~', 'ab~~'], 'keys with the prefix');
    });

    kit.test('documents with one key come once each over small pages', async ({ store }) => {
      const names = Array.from({ length: 25 }, (_, n) => `d${n}`);
      await write(store, 'p', { puts: names.map((name) => put(name, 1, ['by', 'same'])) });
      for (const reverse of [false, true]) {
        const found = await readScan(store, 'p', { index: 'by', from: 'same', to: 'samf', limit: 4, reverse });
        equal(ids(found).sort(), [...names].sort(), `reverse ${reverse}`);
      }
    });

    kit.test('the end is announced with the last document', async ({ store }) => {
      await write(store, 'p', { puts: ['a', 'b'].map((text) => put(text, 1, ['by', text])) });
      const scan = { index: 'by', from: '', to: end, limit: 2 };
      equal((await store.scan('p', scan)).after, null, 'after a full last page');
      ok((await store.scan('p', { ...scan, limit: 1 })).after !== null, 'a page before the last has no `after`');
    });

    kit.test('a put replaces all index entries of its document', async ({ store }) => {
      const scan = { index: 'by', from: '', to: end, limit: 10 };
      await write(store, 'p', { puts: [put('a', 1, ['by', 'x'], ['by', 'y'], ['by', 'y'], ['other', 'x'])] });
      equal(ids(await readScan(store, 'p', scan)), ['a', 'a'], 'two entries of one index');
      await write(store, 'p', { puts: [put('a', 2, ['by', 'y'], ['by', 'z'])] });
      equal(
        (await readScan(store, 'p', scan)).map((doc) => doc.body),
        [2, 2],
        'kept and new entries show the new state',
      );
      equal(ids(await readScan(store, 'p', { ...scan, to: 'y' })), [], 'the entry that went');
      equal(ids(await readScan(store, 'p', { ...scan, index: 'other' })), [], 'the index that went');
      await write(store, 'p', { puts: [{ ...key('a'), body: 3 }] });
      equal(ids(await readScan(store, 'p', scan)), [], 'a put without keys');
      await write(store, 'p', { puts: [put('a', 4, ['by', 'y'])] });
      await write(store, 'p', { deletes: [key('a')] });
      equal(ids(await readScan(store, 'p', scan)), [], 'a deleted document');
    });

    kit.test('long pages, of names and bodies with all that has a meaning in JSON and SQL', async ({ store }) => {
      const count = 2 * LONG;
      const name = (n: number): string => `\\"${String(n).padStart(4, '0')}'\\`;
      const puts = Array.from({ length: count }, (_, n) => ({
        ...put(name(n), { n, text: `\\"'\n\u0000ü💥${n}` }, [`"it's"`, name(n)]),
        collection: n % 2 ? 'notes' : `"no\\tes'`,
      }));
      await write(store, 'p', { puts });
      const written = puts.map(({ collection, id, body }) => ({ collection, id, body }));
      for (const limit of [LONG - 1, LONG, LONG + 1, count - 1, count, 1000]) {
        for (const reverse of [false, true]) {
          const found = await readScan(store, 'p', { index: `"it's"`, from: '', to: end, limit, reverse });
          const expected = reverse ? [...written].reverse() : written;
          equal(
            found.map(({ collection, id, body }) => ({ collection, id, body })),
            expected,
            `pages of ${limit}`,
          );
        }
      }
      const asked = [...written].reverse();
      const got = await store.get('p', [...asked, key('missing')]);
      equal(
        got.map((doc) => doc && { collection: doc.collection, id: doc.id, body: doc.body }),
        [...asked, null],
        'many documents by name',
      );
    });

    kit.test('paging goes on by key while others insert and delete', async ({ store }) => {
      const name = (n: number): string => `k${String(n).padStart(3, '0')}`;
      const even = Array.from({ length: 30 }, (_, n) => name(n * 2));
      for (const reverse of [false, true]) {
        const partition = `p-${reverse}`;
        await write(store, partition, { puts: even.map((text) => put(text, 1, ['by', text])) });
        const found: StoredDoc[] = [];
        let after: string | undefined;
        for (let round = 0; ; round += 1) {
          const scan = { index: 'by', from: '', to: end, limit: 7, reverse, ...(after === undefined ? {} : { after }) };
          const page = await store.scan(partition, scan);
          found.push(...page.docs);
          if (page.after === null) break;
          after = page.after;
          const last = page.docs.at(-1)?.id ?? '';
          const odd = name(round * 8 + 1);
          await write(store, partition, { puts: [put(odd, 1, ['by', odd])], deletes: [key(last)] });
        }
        const names = found.map((doc) => doc.id);
        equal(names.length, new Set(names).size, 'documents, none twice');
        equal(names, reverse ? [...names].sort().reverse() : [...names].sort(), 'the order over all pages');
        equal(names.filter((one) => even.includes(one)).sort(), even, 'documents that stood there from the start');
      }
    });
  });
};
