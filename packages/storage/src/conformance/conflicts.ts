import type { StoredDoc } from '../contract.js';
import { equal, rejects } from './assert.js';
import { key, put, write } from './documents.js';
import type { Chapter } from './kit.js';

export const conflicts: Chapter = (kit) => {
  kit.chapter('P7', 'a conflict carries the current documents', () => {
    kit.test('one for every expectation, in their order, null where there is none', async ({ store }) => {
      const rev = await write(store, 'p', { puts: [put('a', 1), put('b', 'two', ['by', 'b'])] });
      const gone = await write(store, 'p', { puts: [put('gone', 1)] });
      await write(store, 'p', { deletes: [key('gone')] });
      const expect = [
        { ...key('b'), rev: null },
        { ...key('a'), rev },
        { ...key('never'), rev },
        { ...key('gone'), rev: gone },
      ];
      const error = await rejects(write(store, 'p', { expect, puts: [put('a', 2)] }), 'ConflictError', 'commit');
      const current = (error as Error & { current?: readonly (StoredDoc | null)[] }).current;
      equal(current, [{ ...key('b'), rev, body: 'two' }, { ...key('a'), rev, body: 1 }, null, null], 'current');
    });

    kit.test('they are good for a second try', async ({ store }) => {
      await write(store, 'p', { puts: [put('a', 1)] });
      const expect = [{ ...key('a'), rev: null }];
      const error = await rejects(write(store, 'p', { expect, puts: [put('a', 2)] }), 'ConflictError', 'commit');
      const [current] = (error as Error & { current?: readonly (StoredDoc | null)[] }).current ?? [];
      await write(store, 'p', { expect: [{ ...key('a'), rev: current?.rev ?? null }], puts: [put('a', 2)] });
      equal((await store.get('p', [key('a')]))[0]?.body, 2, 'the document');
    });
  });
};
