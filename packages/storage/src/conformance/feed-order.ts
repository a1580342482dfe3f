import { equal, ok } from './assert.js';
import { checkUnsplit, feedPage, ids, key, put, readFeed, write } from './documents.js';
import type { Chapter } from './kit.js';

export const feedOrder: Chapter = (kit) => {
  kit.chapter('P5', 'the feed gives each document once, at its latest state, skipping nothing', () => {
    kit.test('documents come in the order of their latest commit, tombstones included', async ({ store }) => {
      await write(store, 'p', { puts: [put('a', 1)] });
      await write(store, 'p', { puts: [put('b', 1)] });
      await write(store, 'p', { puts: [put('c', 1)] });
      await write(store, 'p', { puts: [put('a', 2)] });
      await write(store, 'p', { deletes: [key('b')] });
      const { docs } = await readFeed(store, 'p', null, 1);
      equal(
        docs.map(({ id, body }) => [id, body]),
        [
          ['c', 1],
          ['a', 2],
          ['b', null],
        ],
        'the feed',
      );
      equal((await store.get('p', [key('b')]))[0], null, 'a tombstone is in the feed only');
    });

    kit.test('deleting what is not there leaves nothing in the feed', async ({ store }) => {
      const rev = await write(store, 'p', { puts: [put('a', 1)], deletes: [key('never')] });
      equal(ids((await readFeed(store, 'p')).docs), ['a'], 'the feed');
      const gone = await write(store, 'p', { deletes: [key('a')] });
      await write(store, 'p', { puts: [put('b', 1)], deletes: [key('a')] });
      const [tombstone] = (await readFeed(store, 'p')).docs;
      equal(tombstone, { ...key('a'), rev: gone, body: null }, 'the tombstone of the first deletion');
      ok(rev !== gone, 'two commits share a rev');
    });

    kit.test('a document that lives again comes once, alive', async ({ store }) => {
      await write(store, 'p', { puts: [put('a', 1)] });
      await write(store, 'p', { deletes: [key('a')] });
      const { cursor } = await readFeed(store, 'p');
      await write(store, 'p', { puts: [put('a', 2)] });
      equal(
        (await readFeed(store, 'p', cursor)).docs.map((doc) => doc.body),
        [2],
        'after the cursor',
      );
      equal(
        (await readFeed(store, 'p')).docs.map((doc) => doc.body),
        [2],
        'from the beginning',
      );
    });

    kit.test('a page never splits a commit, however small its limit', async ({ store }) => {
      for (const size of [3, 1, 7, 2])
        await write(store, 'p', { puts: Array.from({ length: size }, (_, n) => put(`${size}-${n}`, n)) });
      for (const limit of [1, 2, 4, 5]) {
        const { pages } = await readFeed(store, 'p', null, limit);
        checkUnsplit(pages);
        equal(pages.flat().length, 13, `documents with limit ${limit}`);
      }
    });

    kit.test('the cursor is stable while nothing is new and equals the head', async ({ store }) => {
      await write(store, 'p', { puts: [put('a', 1)] });
      const { cursor } = await readFeed(store, 'p');
      equal(await feedPage(store, 'p', cursor), { kind: 'page', docs: [], cursor, more: false }, 'a second reading');
      equal(await store.heads(['p', 'never']), [cursor, null], 'the heads');
      await write(store, 'p', { puts: [put('b', 1)] });
      ok((await store.heads(['p']))[0] !== cursor, 'the head did not move with a commit');
    });

    kit.test('a reader of a partition that does not exist yet misses nothing later', async ({ store }) => {
      const { cursor, docs } = await readFeed(store, 'p');
      equal(docs, [], 'the empty feed');
      await write(store, 'p', { puts: [put('a', 1)] });
      equal(ids((await readFeed(store, 'p', cursor)).docs), ['a'], 'the feed after the first commit');
    });

    kit.test('late pages give the newest state of what was rewritten meanwhile', async ({ store }) => {
      for (let n = 0; n < 10; n += 1) await write(store, 'p', { puts: [put(`d${n}`, 'old')] });
      const first = await feedPage(store, 'p', null, 3);
      await write(store, 'p', { puts: [put('d0', 'new'), put('d5', 'new')] });
      await write(store, 'p', { deletes: [key('d6')] });
      const rest = await readFeed(store, 'p', first.cursor, 3);
      const latest = new Map([...first.docs, ...rest.docs].map((doc) => [doc.id, doc.body]));
      equal(rest.docs.length, new Set(ids(rest.docs)).size, 'documents in the late pages, each once');
      for (const id of ['d0', 'd5']) equal(latest.get(id), 'new', id);
      equal(latest.get('d6'), null, 'd6');
      equal(latest.size, 10, 'documents seen');
    });

    kit.test('compaction forgets old tombstones and tells those who have not seen them', async ({ store }) => {
      await write(store, 'p', { puts: [put('a', 1), put('b', 1)] });
      const early = (await readFeed(store, 'p')).cursor;
      await write(store, 'p', { deletes: [key('a')] });
      await write(store, 'p', { puts: [put('c', 1)] });
      const late = (await readFeed(store, 'p')).cursor;
      await store.compact('p', new Date(0));
      equal(ids((await readFeed(store, 'p', early)).docs), ['a', 'c'], 'the feed when no tombstone was old enough');
      await store.compact('p', new Date(Date.now() + 86_400_000));
      equal(await store.changes('p', early, 10), { kind: 'reset', reason: 'expired' }, 'an early reader');
      equal((await readFeed(store, 'p', late)).docs, [], 'a late reader');
      equal(ids((await readFeed(store, 'p')).docs), ['b', 'c'], 'a new reader');
      await write(store, 'p', { expect: [{ ...key('a'), rev: null }], puts: [put('a', 2)] });
      equal(ids((await readFeed(store, 'p', late)).docs), ['a'], 'a document that lives again');
    });

    kit.test('a new reader comes to the end page by page, whatever was forgotten before', async ({ store }) => {
      for (const id of ['a', 'b', 'c', 'd']) await write(store, 'p', { puts: [put(id, 1)] });
      const halfWay = (await feedPage(store, 'p', null, 2)).cursor;
      await write(store, 'p', { deletes: [key('b')] });
      await store.compact('p', new Date(Date.now() + 86_400_000));
      equal(await store.changes('p', halfWay, 1), { kind: 'reset', reason: 'expired' }, 'a reader that knows of b');
      equal(ids((await readFeed(store, 'p', null, 1)).docs), ['a', 'c', 'd'], 'a new reader');
      const begun = (await feedPage(store, 'p', null, 1)).cursor;
      await write(store, 'p', { puts: [put('e', 1)] });
      equal(ids((await readFeed(store, 'p', begun, 1)).docs), ['c', 'd', 'e'], 'one that had begun');
      await write(store, 'p', { deletes: [key('a')] });
      await store.compact('p', new Date(Date.now() + 86_400_000));
      equal(await store.changes('p', begun, 1), { kind: 'reset', reason: 'expired' }, 'one that knows of a');
    });

    kit.test('a cursor of another store is told so', async ({ store, elsewhere }) => {
      const other = await elsewhere();
      ok((await store.open()).storeId !== (await other.open()).storeId, 'two stores have one id');
      for (const one of [store, other]) await write(one, 'p', { puts: [put('a', 1)] });
      const { cursor } = await readFeed(other, 'p');
      equal(await store.changes('p', cursor, 10), { kind: 'reset', reason: 'other-store' }, 'changes');
      equal(
        await store.changes('never', cursor, 10),
        { kind: 'reset', reason: 'other-store' },
        'an unwritten partition',
      );
    });
  });
};
