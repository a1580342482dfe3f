import type { StorageAdapter } from '../contract.js';
import { type Call, type Fault, faulty } from '../faulty.js';
import { equal } from './assert.js';
import { key, nextTask, put, readFeed, write } from './documents.js';
import { type Chapter, isShared } from './kit.js';
import { randomFrom } from './random.js';

export const unknownOutcomes: Chapter = (kit) => {
  kit.chapter('unknown', 'after an unknown outcome a receipt tells what happened', () => {
    kit.test('6 writers over an unsteady connection count each of their steps once', async ({ store, another }) => {
      const random = randomFrom(kit.options.seed);
      const outcomes = [undefined, undefined, 'fail', 'lose-request', 'lose-reply'] as const;
      const plan = ({ method }: Call): Fault | null => {
        const outcome = method === 'commit' ? outcomes[random(outcomes.length)] : undefined;
        return { delay: nextTask, ...(outcome ? { outcome } : {}) };
      };
      const other = isShared(kit) ? await another() : store;
      await write(store, 'p', { puts: [put('counter', 0)] });
      const steps = Array.from({ length: 6 }, (_, n) => Array.from({ length: 5 }, (_, step) => `receipt-${n}-${step}`));
      await Promise.all(
        steps.map(async (receipts, n) => {
          for (const receipt of receipts) await countOnce(faulty(n % 2 ? store : other, plan), receipt);
        }),
      );
      equal((await store.get('p', [key('counter')]))[0]?.body, 30, 'the counter');
      const { docs } = await readFeed(store, 'p');
      equal(docs.map(({ id }) => id).sort(), ['counter', ...steps.flat()].sort(), 'the receipts');
    });

    kit.test('a feed in the smallest pages, some of them late, is the same feed', async ({ store }) => {
      for (let n = 0; n < 12; n += 1)
        await write(store, 'p', { puts: Array.from({ length: 1 + (n % 3) }, (_, i) => put(`d${n}-${i}`, n)) });
      const unsteady = faulty(store, ({ number }) => ({
        outcome: 'split',
        ...(number % 3 ? {} : { delay: nextTask }),
      }));
      equal((await readFeed(unsteady, 'p')).docs, (await readFeed(store, 'p')).docs, 'the feed');
    });
  });
};

/** One step of a caller who repeats it until it is known to have happened. */
async function countOnce(store: StorageAdapter, receipt: string): Promise<void> {
  for (;;) {
    const [counter, done] = await store.get('p', [key('counter'), key(receipt)]);
    if (done) return;
    const expect = [
      { ...key('counter'), rev: counter?.rev ?? null },
      { ...key(receipt), rev: null },
    ];
    try {
      await write(store, 'p', { expect, puts: [put('counter', Number(counter?.body) + 1), put(receipt, true)] });
      return;
    } catch (error) {
      const again = error instanceof Error && ['ConflictError', 'UnavailableError'].includes(error.name);
      if (!again) throw error;
    }
  }
}
