import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { contender } from './contender.js';
import { type Place, storeAt } from './places.js';
import { ADAPTER_FILLING, Filled, fill } from './workload.js';

interface Order {
  readonly place: Place;
  readonly count: number;
}

// The benchmark is one bundled file, which the child runs as well.
if (process.send && process.env.COPKIT_BENCH_CHILD) {
  process.once('message', async ({ place, count }: Order) => {
    const store = storeAt(place);
    await store.open();
    const adapter = contender(store);
    await fill(adapter, count, ADAPTER_FILLING);
    const filled = await Filled.of(adapter, count);
    for (let index = 0; index < 5_000; index++) {
      await filled.get(index);
      await filled.page(index);
      await filled.feed(index);
    }
    await adapter.close();
    process.send?.(process.resourceUsage().maxRSS / 1024);
  });
}

/** Fills a store and reads from all over it in a process of its own; the most memory it had, in MB. */
export async function fillElsewhere(place: Place, count: number): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, COPKIT_BENCH_CHILD: '1' } });
  const memory = new Promise<number>((resolve, reject) => {
    child.once('message', (megabytes: number) => resolve(megabytes));
    child.once('exit', () => reject(new Error('The process that fills a store ended before it had.')));
  });
  child.send({ place, count } satisfies Order);
  return memory.finally(() => child.kill());
}
