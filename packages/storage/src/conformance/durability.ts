import { equal } from './assert.js';
import { end, key, put, readFeed, readScan, write } from './documents.js';
import { type Chapter, durable } from './kit.js';

export const durability: Chapter = (kit) => {
  kit.chapter('P8', 'commits are durable', () => {
    kit.test(
      'everything is there after all adapters were closed',
      async ({ store, another }) => {
        const { storeId } = await store.open();
        await write(store, 'p', { puts: [put('a', { text: 'Überblick 🛠' }, ['by', 'a']), put('b', 2, ['by', 'b'])] });
        const rev = await write(store, 'p', { puts: [put('c', 3, ['by', 'c'])], deletes: [key('a')] });
        const before = await readFeed(store, 'p');
        await store.close();
        const reopened = await another();
        equal(await reopened.open(), { storeId }, 'the store id');
        equal(await readFeed(reopened, 'p'), before, 'the feed');
        equal((await readFeed(reopened, 'p', before.cursor)).docs, [], 'the feed after the old cursor');
        equal((await reopened.get('p', [key('c')]))[0]?.rev, rev, 'a rev');
        const scanned = await readScan(reopened, 'p', { index: 'by', from: '', to: end, limit: 10 });
        equal(
          scanned.map((doc) => doc.body),
          [2, 3],
          'an index',
        );
        const next = await write(reopened, 'p', { expect: [{ ...key('c'), rev }], puts: [put('c', 4)] });
        equal(
          (await readFeed(reopened, 'p', before.cursor)).docs.map((doc) => doc.rev),
          [next],
          'the next commit',
        );
      },
      durable,
    );
  });
};
