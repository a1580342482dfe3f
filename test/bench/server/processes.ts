import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Bare, serveBare } from './bare.js';
import { type Filled, fillStore } from './filling.js';
import { serveCopkit } from './subject.js';
import type { World } from './worlds.js';

type Order =
  | { readonly what: 'fill'; readonly world: World; readonly threads: number }
  | { readonly what: 'serve'; readonly world: World }
  | ({ readonly what: 'serve bare' } & Bare);

/** A server in a process of its own, so that processor time and memory are the server's alone. */
export interface ServerProcess {
  readonly url: string;
  processorMs(): Promise<number>;
  /** Resident, in MB. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

// The benchmark is one bundled file, which the child runs as well.
if (process.send && process.env.COPKIT_BENCH_CHILD) {
  process.once('message', async (order: Order) => {
    if (order.what === 'fill') return process.send?.(await fillStore(order.world, order.threads));
    const started = order.what === 'serve' ? await serveCopkit(order.world) : await serveBare(order);
    process.on('message', () => {
      const { user, system } = process.cpuUsage();
      process.send?.({ processorMs: (user + system) / 1000, memory: process.memoryUsage.rss() / 1e6 });
    });
    process.send?.(started);
  });
}

function begin(order: Order) {
  const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, COPKIT_BENCH_CHILD: '1' } });
  const ended = once(child, 'exit').then(() => {
    throw new Error('A process of the benchmark ended before it had answered.');
  });
  // It ends by itself when it is no longer needed.
  ended.catch(() => {});
  const answer = async <T>(message: Order | string): Promise<T> => {
    child.send(message);
    const [reply] = await Promise.race([once(child, 'message'), ended]);
    return reply as T;
  };
  const stop = async () => {
    const exited = once(child, 'exit');
    child.kill();
    await exited;
  };
  return { first: answer(order), answer, stop };
}

/** Fills a store in a process that is gone when it is served. */
export async function fill(world: World, threads: number): Promise<Filled> {
  const { first, stop } = begin({ what: 'fill', world, threads });
  const filled = (await first) as Filled;
  await stop();
  return filled;
}

export async function start(order: Exclude<Order, { what: 'fill' }>): Promise<ServerProcess> {
  const { first, answer, stop } = begin(order);
  const { url } = (await first) as { url: string };
  const state = () => answer<{ processorMs: number; memory: number }>('state');
  return {
    url,
    processorMs: async () => (await state()).processorMs,
    memory: async () => (await state()).memory,
    stop,
  };
}
