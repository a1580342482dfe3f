import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Options } from './harness.js';
import { type Filled, fillStore } from './metrics/filling.js';
import { type Reported, reportOn } from './metrics/reporting.js';

// A full report on made-up logs of 5,000 people, each by a process that has nothing in memory. `metrics 10000` measures
// that size alone. Networks beside graphology's are the benchmark `graphs`.

const SIZES = [10_000, 100_000, 1_000_000];
const COLD_MS = 10_000;
const REFRESH_MS = 50;
const MEMORY_MB = 400;

type Order =
  | { readonly what: 'fill'; readonly file: string; readonly acts: number }
  | { readonly what: 'report'; readonly file: string; readonly communityId: string };

// The benchmark is one bundled file, which the child runs as well.
if (process.send && process.env.COPKIT_BENCH_CHILD) {
  process.once('message', async (order: Order) => {
    process.send?.(
      order.what === 'fill' ? await fillStore(order.file, order.acts) : await reportOn(order.file, order.communityId),
    );
    process.disconnect();
  });
}

async function elsewhere<T>(order: Order): Promise<T> {
  const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, COPKIT_BENCH_CHILD: '1' } });
  const answer = new Promise<T>((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', () => reject(new Error('A process of the benchmark ended before it had answered.')));
  });
  child.send(order);
  return answer.finally(() => child.kill());
}

function figure(as: 'json' | 'text', name: string, unit: string, value: number, target: number | null = null): string {
  if (as === 'json') return JSON.stringify({ bench: 'metrics', case: name, unit, value, better: 'lower', target });
  const aim = target === null ? '' : `   aimed at ${target} or less: ${value <= target ? 'reached' : 'missed'}`;
  return `  ${name.padEnd(60)}${value.toFixed(1).padStart(10)} ${unit}${aim}`;
}

export default async ({ only }: Options): Promise<Bench> => ({
  cases: [],
  async *report(as) {
    const folder = await mkdtemp(join(tmpdir(), 'copkit-bench-'));
    let before: { readonly acts: number; readonly ms: number } | null = null;
    try {
      for (const size of SIZES.filter((each) => only.length === 0 || only.includes(String(each)))) {
        const file = join(folder, `${size}.db`);
        const { communityId, acts } = await elsewhere<Filled>({ what: 'fill', file, acts: size });
        const { reading, byMetric, total, apart, refresh, again, memory } = await elsewhere<Reported>({
          what: 'report',
          file,
          communityId,
        });
        const of = `${acts} acts:`;
        const largest = size === SIZES.at(-1);
        yield figure(
          as,
          `${of} full report, nothing in memory`,
          'processor ms',
          total.processorMs,
          largest ? COLD_MS : null,
        );
        yield figure(as, `${of} full report, nothing in memory`, 'ms', total.wallMs, largest ? COLD_MS : null);
        yield figure(as, `${of} of that reading the log`, 'processor ms', reading.processorMs);
        yield figure(as, `${of} of that resampling and networks`, 'processor ms', apart.processorMs);
        for (const [name, { processorMs }] of Object.entries(byMetric))
          yield figure(as, `${of} of that ${name}`, 'processor ms', processorMs);
        yield figure(
          as,
          `${of} additive metrics after 1,000 acts more`,
          'processor ms',
          refresh.processorMs,
          REFRESH_MS,
        );
        yield figure(as, `${of} full report then, by the same process`, 'processor ms', again.processorMs);
        yield figure(as, `${of} resident at most`, 'MB', memory, MEMORY_MB);
        if (before) {
          const grown = total.processorMs / before.ms;
          const allowed = (acts * Math.log(acts)) / (before.acts * Math.log(before.acts));
          yield figure(as, `${of} times as long as ${before.acts} acts`, '×', grown, Number(allowed.toFixed(1)));
        }
        before = { acts, ms: total.processorMs };
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
});
