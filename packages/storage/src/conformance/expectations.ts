import { equal, rejects } from './assert.js';
import { key, put, write } from './documents.js';
import { type Chapter, isShared } from './kit.js';

export const expectations: Chapter = (kit) => {
  kit.chapter('P2', 'expectations are evaluated atomically with the write', () => {
    kit.test('a current revision is accepted, an older one is not', async ({ store }) => {
      const first = await write(store, 'p', { puts: [put('a', 1)] });
      const second = await write(store, 'p', { expect: [{ ...key('a'), rev: first }], puts: [put('a', 2)] });
      const stale = write(store, 'p', { expect: [{ ...key('a'), rev: first }], puts: [put('a', 3)] });
      await rejects(stale, 'ConflictError', 'stale commit');
      equal(await store.get('p', [key('a')]), [{ ...key('a'), rev: second, body: 2 }], 'the document');
    });

    kit.test('null expects absence; a deleted document is absent', async ({ store }) => {
      const rev = await write(store, 'p', { expect: [{ ...key('a'), rev: null }], puts: [put('a', 1)] });
      const again = write(store, 'p', { expect: [{ ...key('a'), rev: null }], puts: [put('a', 2)] });
      await rejects(again, 'ConflictError', 'second creation');
      await write(store, 'p', { expect: [{ ...key('a'), rev }], deletes: [key('a')] });
      await rejects(write(store, 'p', { expect: [{ ...key('a'), rev }] }), 'ConflictError', 'deleted document');
      await write(store, 'p', { expect: [{ ...key('a'), rev: null }], puts: [put('a', 3)] });
      equal((await store.get('p', [key('a')]))[0]?.body, 3, 'the document that was created again');
    });

    kit.test('documents that are expected need not be written', async ({ store }) => {
      const rev = await write(store, 'p', { puts: [put('guard', 1)] });
      await write(store, 'p', { expect: [{ ...key('guard'), rev }], puts: [put('a', 1)] });
      const moved = await write(store, 'p', { puts: [put('guard', 2)] });
      const blocked = write(store, 'p', { expect: [{ ...key('guard'), rev }], puts: [put('b', 1)] });
      await rejects(blocked, 'ConflictError', 'commit on a moved guard');
      equal((await store.get('p', [key('guard')]))[0]?.rev, moved, 'the guard');
    });

    kit.test('of 16 writers that create one document, one wins', async ({ store, another }) => {
      const other = isShared(kit) ? await another() : store;
      const outcomes = await Promise.allSettled(
        Array.from({ length: 16 }, (_, n) =>
          write(n % 2 ? other : store, 'p', { expect: [{ ...key('one'), rev: null }], puts: [put('one', n)] }),
        ),
      );
      const won = outcomes.flatMap((outcome, n) => (outcome.status === 'fulfilled' ? [n] : []));
      equal(won.length, 1, 'winners');
      equal((await store.get('p', [key('one')]))[0]?.body, won[0] ?? null, 'the document is the winner’s');
    });

    kit.test('16 writers that increment one counter lose no increment', async ({ store, another }) => {
      const other = isShared(kit) ? await another() : store;
      await write(store, 'p', { puts: [put('counter', 0)] });
      const increment = async (through: typeof store): Promise<void> => {
        for (;;) {
          const [doc] = await through.get('p', [key('counter')]);
          const expect = [{ ...key('counter'), rev: doc?.rev ?? null }];
          try {
            await write(through, 'p', { expect, puts: [put('counter', Number(doc?.body) + 1)] });
            return;
          } catch (error) {
            if (!(error instanceof Error && error.name === 'ConflictError')) throw error;
          }
        }
      };
      await Promise.all(Array.from({ length: 16 }, (_, n) => increment(n % 2 ? other : store)));
      equal((await other.get('p', [key('counter')]))[0]?.body, 16, 'the counter');
    });
  });
};
