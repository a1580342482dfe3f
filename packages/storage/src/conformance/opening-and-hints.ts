import type { StorageAdapter } from '../contract.js';
import { equal, rejects } from './assert.js';
import { end, key, put, write } from './documents.js';
import { type Chapter, hinting, isShared } from './kit.js';

const calls: Readonly<Record<string, (store: StorageAdapter) => Promise<unknown>>> = {
  get: (store) => store.get('p', [key('a')]),
  scan: (store) => store.scan('p', { index: 'by', from: '', to: end, limit: 1 }),
  commit: (store) => write(store, 'p', { puts: [put('a', 1)] }),
  changes: (store) => store.changes('p', null, 1),
  heads: (store) => store.heads(['p']),
  listPartitions: (store) => store.listPartitions(null, 1),
  compact: (store) => store.compact('p', new Date(0)),
  purge: (store) => store.purge('p'),
};

export const openingAndHints: Chapter = (kit) => {
  kit.chapter('P10', 'close is idempotent, hints come after visibility', () => {
    kit.test('an adapter that is not open says so', async ({ store }) => {
      for (const [name, call] of Object.entries(calls))
        await rejects(call(kit.sample), 'ClosedError', `${name} before open`);
      await store.close();
      for (const [name, call] of Object.entries(calls))
        await rejects(call(store), 'ClosedError', `${name} after close`);
    });

    kit.test('opening and closing twice is harmless', async ({ store }) => {
      const first = await store.open();
      equal(await store.open(), first, 'the store id');
      await write(store, 'p', { puts: [put('a', 1)] });
      await store.close();
      await store.close();
    });

    kit.test(
      'whoever is woken finds the commit',
      async ({ store, another }) => {
        const listeners = isShared(kit) ? [store, await another()] : [store];
        const woken = listeners.map((listener) => nextHint(listener, 'p').then(() => listener.get('p', [key('a')])));
        await write(store, 'other', { puts: [put('a', 1)] });
        await write(store, 'p', { puts: [put('a', 'new')] });
        for (const got of await Promise.all(woken)) equal(got[0]?.body, 'new', 'the document');
      },
      hinting,
    );

    kit.test(
      'who stopped listening is left in peace',
      async ({ store }) => {
        let heard = 0;
        const listener = (): void => {
          heard += 1;
        };
        const stop = store.onHint?.(listener);
        const first = nextHint(store, 'p');
        await write(store, 'p', { puts: [put('a', 1)] });
        await first;
        equal(heard, 1, 'hints while listening');
        stop?.();
        const second = nextHint(store, 'p');
        await write(store, 'p', { puts: [put('a', 2)] });
        await second;
        equal(heard, 1, 'hints after stopping');
      },
      hinting,
    );
  });
};

function nextHint(store: StorageAdapter, partition: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.onHint?.((hinted) => {
      if (hinted !== partition) return;
      stop?.();
      resolve();
    });
  });
}
