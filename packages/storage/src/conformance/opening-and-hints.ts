import type { StorageAdapter } from '../contract.js';
import type { UnavailableError } from '../errors.js';
import { equal, ok, rejects } from './assert.js';
import { end, key, nextTask, put, write } from './documents.js';
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

// More partitions than a usual pool has connections, and several commits of each.
const PARTITIONS = 16;
const COMMITS = 48;

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

    kit.test('commits under way are answered before it is closed, and the answers are true', async ({ store }) => {
      const names = Array.from({ length: COMMITS }, (_, n) => ({ partition: `p${n % PARTITIONS}`, id: `d${n}` }));
      let unanswered = COMMITS;
      const answers = names.map(async ({ partition, id }) => {
        const answer = await answerTo(write(store, partition, { puts: [put(id, 1)] }));
        unanswered -= 1;
        return answer;
      });
      await store.close();
      await nextTask();
      equal(unanswered, 0, 'commits without an answer after close');
      await store.open();
      for (const [n, answer] of (await Promise.all(answers)).entries()) {
        const { partition, id } = names[n] as (typeof names)[number];
        const [doc] = await store.get(partition, [key(id)]);
        const said = whatIsSaidBy(answer);
        if (said !== 'unknown') equal(doc ? 'applied' : 'not-applied', said, `${id} in ${partition}`);
      }
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

/** What it is rejected with; `null` when it resolves. */
async function answerTo(commit: Promise<unknown>): Promise<unknown> {
  try {
    await commit;
    return null;
  } catch (error) {
    return error;
  }
}

function whatIsSaidBy(answer: unknown): 'applied' | 'not-applied' | 'unknown' {
  if (answer === null) return 'applied';
  ok(answer instanceof Error, `a commit was rejected with ${String(answer)}`);
  if (answer.name === 'ClosedError') return 'not-applied';
  equal(answer.name, 'UnavailableError', `the error of a commit that was under way, ${answer.message}`);
  return (answer as UnavailableError).outcome;
}

function nextHint(store: StorageAdapter, partition: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.onHint?.((hinted) => {
      if (hinted !== partition) return;
      stop?.();
      resolve();
    });
  });
}
