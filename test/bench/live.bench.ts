import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Options, percentile } from './harness.js';
import { Audience } from './live/audience.js';
import { startServer } from './live/servers.js';

// People who only listen: what an open stream costs, and how soon a change reaches all of them. Beside it the same by
// hand on node:http, which knows nobody and remembers nothing.

const SIZES = [1_000, 5_000];
/** Longer than the time between two heartbeats. */
const IDLE_MS = 30_000;
const WAKES = 5;
const FIRST = 100;

interface Cost {
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  readonly baseline: number;
}

function line({ what, unit, value, baseline }: Cost, as: 'json' | 'text'): string {
  const ratio = value / baseline;
  if (as === 'json')
    return JSON.stringify({ bench: 'live', case: what, unit, value, baseline, ratio, better: 'lower' });
  return `${what}: ${value.toFixed(1)} ${unit}, baseline ${baseline.toFixed(1)}, × ${ratio.toFixed(2)} (lower is better)`;
}

export default async ({ only }: Options): Promise<Bench> => {
  const sizes = only.length > 0 ? only.map(Number) : SIZES;
  let running: Running | undefined;
  return {
    async *report(as) {
      for (const size of sizes) {
        running = await start();
        for (const cost of await measure(running.audiences, size)) yield line(cost, as);
        await running.stop();
        running = undefined;
      }
    },
    cases: [],
    close: () => running?.stop(),
  };
};

interface Running {
  /** copkit's and the other's. */
  readonly audiences: readonly Audience[];
  stop(): Promise<void>;
}

async function start(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-bench-'));
  const servers = [await startServer({ serve: 'copkit', folder }), await startServer({ serve: 'bare', folder })];
  const audiences = servers.map((server) => new Audience(server));
  return {
    audiences,
    async stop() {
      for (const audience of audiences) await audience.close();
      for (const server of servers) await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function measure(audiences: readonly Audience[], size: number): Promise<Cost[]> {
  const [copkit, bare] = [await costs(audiences[0], size), await costs(audiences[1], size)];
  const cost = (what: string, unit: string, of: keyof Costs) => ({
    what: `${size} streams: ${what}`,
    unit,
    value: copkit[of],
    baseline: bare[of],
  });
  return [
    cost('resident memory for each', 'kB', 'kilobytesEach'),
    cost('processor time in an idle second', 'ms', 'idleMs'),
    cost('until a change has reached all', 'ms', 'reachMs'),
    cost('processor time of that', 'ms', 'reachProcessorMs'),
  ];
}

interface Costs {
  readonly kilobytesEach: number;
  readonly idleMs: number;
  readonly reachMs: number;
  readonly reachProcessorMs: number;
}

async function costs(audience: Audience | undefined, size: number): Promise<Costs> {
  if (!audience) throw new Error('There is no server to listen to.');
  const { server } = audience;
  // What a process needs for its first streams is no cost of further ones.
  await audience.grow(FIRST);
  for (let wake = 0; wake < WAKES; wake++) await audience.wakeAll();
  const first = await server.use();
  await audience.grow(size);
  const opened = await server.use();
  await sleep(IDLE_MS);
  const idled = await server.use();
  const taken: number[] = [];
  for (let wake = 0; wake < WAKES; wake++) {
    const started = performance.now();
    await audience.wakeAll();
    taken.push(performance.now() - started);
  }
  const woken = await server.use();
  return {
    kilobytesEach: (opened.residentBytes - first.residentBytes) / (size - FIRST) / 1_000,
    idleMs: (idled.processorMs - opened.processorMs) / (IDLE_MS / 1_000),
    reachMs: percentile(taken, 0.5),
    reachProcessorMs: (woken.processorMs - idled.processorMs) / WAKES,
  };
}
