import { equal, ok } from './assert.js';
import { feedPage, key, put, write } from './documents.js';
import type { Chapter } from './kit.js';

export const revisions: Chapter = (kit) => {
  kit.chapter('P4', 'each commit has one new rev, shared by its documents', () => {
    kit.test('every document of a commit carries the rev that the commit returned', async ({ store }) => {
      await write(store, 'p', { puts: [put('gone', 1)] });
      const rev = await write(store, 'p', { puts: [put('a', 1), put('b', 2)], deletes: [key('gone')] });
      const got = await store.get('p', [key('a'), key('b')]);
      equal(
        got.map((doc) => doc?.rev),
        [rev, rev],
        'revs of documents',
      );
      const { docs } = await feedPage(store, 'p', null);
      equal(
        docs.map((doc) => doc.rev),
        [rev, rev, rev],
        'revs in the feed, tombstone included',
      );
    });

    kit.test('no two commits share a rev, whatever they write', async ({ store }) => {
      const revs = new Set<string>();
      for (let n = 0; n < 30; n += 1) revs.add(await write(store, 'p', { puts: [put('same', 'same')] }));
      equal(revs.size, 30, 'different revs');
    });

    kit.test('a rev from before a purge is never met again', async ({ store }) => {
      const before: string[] = [];
      for (let n = 0; n < 3; n += 1) before.push(await write(store, 'p', { puts: [put('a', n)] }));
      await store.purge('p');
      for (let n = 0; n < 3; n += 1) {
        const rev = await write(store, 'p', { puts: [put('a', n)] });
        ok(!before.includes(rev), 'a commit after the purge has the rev of one before');
      }
    });
  });
};
