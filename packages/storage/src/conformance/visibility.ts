import { equal, rejects } from './assert.js';
import { end, feedPage, ids, key, put, write } from './documents.js';
import { type Chapter, durable, exclusive, sharing } from './kit.js';

export const visibility: Chapter = (kit) => {
  kit.chapter('P3', 'a resolved commit is visible at once', () => {
    kit.test('to the adapter that wrote it', async ({ store }) => {
      for (let n = 0; n < 20; n += 1) {
        const rev = await write(store, 'p', { puts: [put('a', n)] });
        equal(await store.get('p', [key('a')]), [{ ...key('a'), rev, body: n }], `commit ${n}`);
      }
    });

    kit.test(
      'to every other adapter, by every way of reading',
      async ({ store, another }) => {
        const others = [await another(), await another()];
        for (let n = 0; n < 10; n += 1) {
          const rev = await write(store, 'p', { puts: [put(`d${n}`, n, ['by', `k${n}`]), put('same', n)] });
          for (const other of others) {
            equal(await other.get('p', [key(`d${n}`)]), [{ ...key(`d${n}`), rev, body: n }], 'get');
            equal(await other.get('p', [key('same')]), [{ ...key('same'), rev, body: n }], 'get again');
            const scanned = await other.scan('p', { index: 'by', from: `k${n}`, to: end, limit: 10 });
            equal(ids(scanned.docs), [`d${n}`], 'scan');
            const { docs, cursor } = await feedPage(other, 'p', null);
            equal(docs.at(-1)?.rev, rev, 'feed');
            equal(await other.heads(['p']), [cursor], 'head');
            equal(await other.listPartitions(null, 10), ['p'], 'partitions');
          }
        }
      },
      sharing,
    );

    kit.test(
      'adapters on one place have one store id',
      async ({ store, another }) => {
        const first = await store.open();
        equal(await (await another()).open(), first, 'the store id');
      },
      sharing,
    );

    kit.test(
      'where one adapter at a time may have the place open, a second one is refused, or is on the same store',
      async ({ store, location, another }) => {
        await write(store, 'p', { puts: [put('a', 1)] });
        const opening = location.open();
        const second = await opening.catch(() => null);
        if (second) {
          try {
            equal(await second.open(), await store.open(), 'the store id');
            equal(ids(await second.get('p', [key('a')])), ['a'], 'what the first wrote, read by the second');
            await write(second, 'p', { puts: [put('b', 1)] });
            equal(ids(await store.get('p', [key('b')])), ['b'], 'what the second wrote, read by the first');
          } finally {
            await second.close();
          }
        } else await rejects(opening, 'UnavailableError', 'opening a place that is open');
        await write(store, 'p', { puts: [put('c', 1)] });
        await store.close();
        equal(ids(await (await another()).get('p', [key('a'), key('c')])), ['a', 'c'], 'all that was written');
      },
      exclusive,
      durable,
    );
  });
};
