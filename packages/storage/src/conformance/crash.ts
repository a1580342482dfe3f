import { equal } from './assert.js';
import { key, put, write } from './documents.js';
import { type Chapter, durable, processes } from './kit.js';
import { randomFrom } from './random.js';
import { checkWriter, startWriter } from './writers.js';

/** So many processes one place survives; then a new one is taken. */
const KILLS_OF_A_PLACE = 10;
const AT_ONCE = 5;

export const crash: Chapter = (kit) => {
  const { kills, seed } = kit.options;

  kit.chapter('crash', 'killed processes lose and tear nothing', () => {
    for (let first = 1; first <= kills; first += KILLS_OF_A_PLACE) {
      const last = Math.min(kills, first + KILLS_OF_A_PLACE - 1);
      kit.test(
        `kills ${first} to ${last}`,
        async ({ store, location, another }) => {
          await store.close();
          const random = randomFrom(seed + first);
          const acknowledged = new Map<string, readonly string[]>();
          const atOnce = processes.holds(kit.sample) ? AT_ONCE : 1;
          for (let n = first; n <= last; n += atOnce) {
            const names = Array.from({ length: Math.min(atOnce, last - n + 1) }, (_, i) => `w${n + i}`);
            const writers = await Promise.all(names.map((name) => startWriter(location, name)));
            const revs = await Promise.all(
              writers.map((writer) => writer.killAfter(1 + random(12), random(120) / 100)),
            );
            names.forEach((name, i) => {
              acknowledged.set(name, revs[i] ?? []);
            });
            const survivor = await another();
            for (const [name, all] of acknowledged) await checkWriter(survivor, name, all);
            await write(survivor, 'p', { puts: [put(`after-${n}`, n)] });
            equal((await survivor.get('p', [key(`after-${n}`)]))[0]?.body, n, 'a commit after the kill');
            await survivor.close();
          }
        },
        durable,
      );
    }
  });
};
