import type { Json, Put, Scan } from '../contract.js';
import { equal, refused } from './assert.js';
import { end, key, put, readScan, write } from './documents.js';
import type { Chapter } from './kit.js';

const encoder = new TextEncoder();

/** A body of exactly that many bytes as JSON; two of three bytes of its text are outside ASCII. */
function bodyOf(bytes: number): Json {
  const room = bytes - encoder.encode('{"text":""}').byteLength;
  return { text: 'aé'.repeat(Math.floor(room / 3)) + 'a'.repeat(room % 3) };
}

export const limits: Chapter = (kit) => {
  const { docBytes, keyBytes, commitOps, commitBytes } = kit.sample.capabilities.limits;

  kit.chapter('P10', 'limits are honest', () => {
    kit.test('what the adapter declared before opening holds after it', async ({ store }) => {
      equal(store.capabilities, kit.sample.capabilities, 'the capabilities');
    });

    kit.test('a document of the largest size is stored, one byte more is refused', async ({ store }) => {
      await write(store, 'p', { puts: [put('a', bodyOf(docBytes))] });
      equal((await store.get('p', [key('a')]))[0]?.body, bodyOf(docBytes), 'the largest document');
      await refused(write(store, 'p', { puts: [put('b', bodyOf(docBytes + 1))] }), 'docBytes');
      equal(await store.get('p', [key('b')]), [null], 'the larger document');
    });

    kit.test('names of the greatest length are stored, one character more is refused', async ({ store }) => {
      const long = 'x'.repeat(keyBytes);
      const doc: Put = { collection: long, id: long, body: 1, keys: [[long, long]] };
      await write(store, long, { puts: [doc] });
      equal((await store.get(long, [doc]))[0]?.body, 1, 'the document');
      const scan: Scan = { index: long, from: long, to: `${long}${end}`, limit: 1 };
      equal((await readScan(store, long, scan)).length, 1, 'documents scanned');
      equal(await store.listPartitions(null, 10), [long], 'partitions');
      const longer = `${long}x`;
      await refused(write(store, longer, { puts: [doc] }), 'keyBytes');
      for (const part of [{ collection: longer }, { id: longer }, { keys: [['by', longer]] as const }])
        await refused(write(store, 'p', { puts: [{ ...put('a', 1), ...part }] }), 'keyBytes');
      await refused(write(store, 'p', { puts: [put('a', 1, [longer, 'k'])] }), 'keyBytes');
      await refused(store.get('p', [key(longer)]), 'keyBytes');
      equal(await store.heads(['p']), [null], 'the head');
    });

    kit.test('a commit of the most operations is stored, one more is refused', async ({ store }) => {
      const third = Math.floor(commitOps / 3);
      const commit = {
        expect: Array.from({ length: third }, (_, n) => ({ ...key(`e${n}`), rev: null })),
        deletes: Array.from({ length: third }, (_, n) => key(`d${n}`)),
        puts: Array.from({ length: commitOps - 2 * third }, (_, n) => put(`p${n}`, n, ['by', 'k'])),
      };
      await write(store, 'p', commit);
      equal(
        (await readScan(store, 'p', { index: 'by', from: '', to: end, limit: 1000 })).length,
        commit.puts.length,
        'documents',
      );
      await refused(write(store, 'q', { ...commit, puts: [...commit.puts, put('more', 1)] }), 'commitOps');
      equal(await store.heads(['q']), [null], 'the head');
    });

    kit.test('a commit of the most bytes is stored, one byte more is refused', async ({ store }) => {
      const parts = Math.ceil(commitBytes / docBytes);
      const size = Math.floor(commitBytes / parts);
      const puts = Array.from({ length: parts }, (_, n) =>
        put(`d${n}`, bodyOf(n ? size : commitBytes - size * (parts - 1))),
      );
      await write(store, 'p', { puts });
      equal(
        (await store.get('p', puts)).map((doc) => doc !== null),
        puts.map(() => true),
        'documents',
      );
      await refused(write(store, 'q', { puts: [...puts, put('more', 1)] }), 'commitBytes');
      equal(await store.heads(['q']), [null], 'the head');
    });

    kit.test('a page has 1 to 1,000 documents', async ({ store }) => {
      const scan = (limit: number): Scan => ({ index: 'by', from: '', to: end, limit });
      for (const limit of [0, -1, 1001, 1.5, Number.NaN]) {
        await refused(store.scan('p', scan(limit)), 'scan');
        await refused(store.changes('p', null, limit), 'scan');
        await refused(store.listPartitions(null, limit), 'scan');
      }
      for (const limit of [1, 1000]) equal((await store.scan('p', scan(limit))).docs, [], `limit ${limit}`);
    });
  });
};
