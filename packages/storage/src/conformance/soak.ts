import type { StorageAdapter } from '../contract.js';
import { equal } from './assert.js';
import { end, key, put, readFeed, readScan, write } from './documents.js';
import type { Chapter } from './kit.js';
import { randomFrom } from './random.js';

const BATCH = 500;
const FAR_AHEAD = new Date(8_640_000_000_000_000);

export const soak: Chapter = (kit) => {
  kit.chapter('soak', 'a store that is used for long stays right', () => {
    kit.test(`${kit.options.soak} rounds of growing, replacing, deleting and compacting`, async ({ store }) => {
      const random = randomFrom(kit.options.seed);
      const expected = new Map<string, number>();
      let commits = 0;
      for (let round = 0; round < kit.options.soak; round += 1) {
        const puts = Array.from({ length: BATCH }, (_, n) => {
          const id = `d${(round * BATCH) / 2 + n}`;
          expected.set(id, round);
          return put(id, round, ['by', id], ['round', `${round}`]);
        });
        await write(store, 'p', { puts });
        for (let n = 0; n < 100; n += 1) {
          const id = `d${random(round * (BATCH / 2) + BATCH)}`;
          commits += 1;
          const isDeleted = random(3) === 0;
          await write(store, 'p', isDeleted ? { deletes: [key(id)] } : { puts: [put(id, commits, ['by', id])] });
          if (isDeleted) expected.delete(id);
          else expected.set(id, commits);
        }
        if (round % 3 === 2) await store.compact('p', FAR_AHEAD);
        await write(store, `temporary-${round}`, { puts: puts.slice(0, 100) });
        if (round > 0) await store.purge(`temporary-${round - 1}`);
        await check(store, expected);
        equal(await store.listPartitions(null, 10), ['p', `temporary-${round}`], 'the partitions');
      }
    });

    kit.test('many partitions side by side', async ({ store }) => {
      const names = Array.from({ length: 60 * kit.options.soak }, (_, n) => `p${String(n).padStart(5, '0')}`);
      for (const name of names) await write(store, name, { puts: [put('a', name, ['by', name])] });
      const listed: string[] = [];
      for (let after: string | null = null; ; after = listed.at(-1) ?? null) {
        const page: readonly string[] = await store.listPartitions(after, 25);
        if (page.length === 0) break;
        listed.push(...page);
      }
      equal(listed, names, 'the partitions');
      const heads = await store.heads(names);
      equal(new Set(heads).size, names.length, 'heads, all different');
      for (const name of names.filter((_, n) => n % 20 === 0))
        equal(
          (await readScan(store, name, { index: 'by', from: '', to: end, limit: 9 })).map(({ body }) => body),
          [name],
          name,
        );
    });
  });
};

async function check(store: StorageAdapter, expected: ReadonlyMap<string, number>): Promise<void> {
  const living = (await readFeed(store, 'p', null, 1000)).docs.filter(({ body }) => body !== null);
  equal(living.length, expected.size, 'living documents in the feed');
  for (const { id, body } of living) equal(body, expected.get(id), id);
  const scanned = await readScan(store, 'p', { index: 'by', from: '', to: end, limit: 1000 });
  equal(
    scanned.map(({ id }) => id),
    [...expected.keys()].sort(),
    'the index',
  );
}
