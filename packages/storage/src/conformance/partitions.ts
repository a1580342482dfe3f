import { equal, ok, rejects } from './assert.js';
import { end, ids, key, put, readFeed, readScan, write } from './documents.js';
import type { Chapter } from './kit.js';

export const partitions: Chapter = (kit) => {
  kit.chapter('P9', 'partitions are isolated', () => {
    kit.test('equal names in two partitions are different documents', async ({ store }) => {
      const left = await write(store, 'left', { puts: [put('a', 'left', ['by', 'k'])] });
      const right = await write(store, 'right', { puts: [put('a', 'right', ['by', 'k'])] });
      await write(store, 'right', { expect: [{ ...key('a'), rev: right }], deletes: [key('a')] });
      equal(await store.get('left', [key('a')]), [{ ...key('a'), rev: left, body: 'left' }], 'the left document');
      equal(await store.get('right', [key('a')]), [null], 'the right document');
      equal(ids(await readScan(store, 'left', { index: 'by', from: '', to: end, limit: 10 })), ['a'], 'the left index');
      equal(
        (await readFeed(store, 'left')).docs.map((doc) => doc.body),
        ['left'],
        'the left feed',
      );
    });

    kit.test('a commit moves the head of its own partition only', async ({ store }) => {
      await write(store, 'left', { puts: [put('a', 1)] });
      await write(store, 'right', { puts: [put('a', 1)] });
      const [left, right] = await store.heads(['left', 'right']);
      await write(store, 'right', { puts: [put('a', 2)] });
      const [leftNow, rightNow] = await store.heads(['left', 'right']);
      equal(leftNow, left, 'the left head');
      ok(rightNow !== right, 'the right head did not move');
    });

    kit.test('partitions are listed in byte order, page by page', async ({ store }) => {
      const names = ['b', 'a/2', 'B', '__proto__', 'a/10', '~', '!'];
      for (const name of names) await write(store, name, { puts: [put('a', 1)] });
      const listed: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: readonly string[] = await store.listPartitions(after, 2);
        listed.push(...page);
        after = page.at(-1) ?? null;
        if (after === null) break;
      }
      equal(listed, [...names].sort(), 'the names');
    });

    kit.test('a purge removes a partition with feed and index, and nothing else', async ({ store }) => {
      await write(store, 'gone', { puts: [put('a', 1, ['by', 'k']), put('b', 1)] });
      await write(store, 'gone', { deletes: [key('b')] });
      await write(store, 'kept', { puts: [put('a', 1, ['by', 'k'])] });
      const { cursor } = await readFeed(store, 'gone');
      const kept = await readFeed(store, 'kept');
      await store.purge('gone');
      equal(await store.get('gone', [key('a')]), [null], 'a document');
      equal(await readScan(store, 'gone', { index: 'by', from: '', to: end, limit: 10 }), [], 'the index');
      equal((await readFeed(store, 'gone')).docs, [], 'the feed');
      equal(await store.heads(['gone']), [null], 'the head');
      equal(await store.listPartitions(null, 10), ['kept'], 'the partitions');
      equal(await readFeed(store, 'kept'), kept, 'the other feed');
      equal((await store.changes('gone', cursor, 10)).kind, 'reset', 'a reader from before');
      await store.purge('never-there');
    });

    kit.test(
      'a reader from before a purge is told, also when the partition has been written again',
      async ({ store }) => {
        for (let n = 0; n < 3; n += 1) await write(store, 'p', { puts: [put(`old${n}`, 1)] });
        const { cursor } = await readFeed(store, 'p');
        await store.purge('p');
        for (let n = 0; n < 5; n += 1) {
          await write(store, 'p', { puts: [put(`new${n}`, 1)] });
          equal((await store.changes('p', cursor, 10)).kind, 'reset', `after ${n + 1} commits`);
        }
        const stale = write(store, 'p', { expect: [{ ...key('new0'), rev: 'old' }], puts: [] });
        await rejects(stale, 'ConflictError', 'an expectation from before');
      },
    );
  });
};
