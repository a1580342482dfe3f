import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memory, type StorageAdapter } from '@copkit/storage';
import pg from 'pg';
import type { Bench, Case, Options } from './harness.js';
import { type Amounts, casesOf, type Pair, sizeOf } from './storage/cases.js';
import { type Contender, contender } from './storage/contender.js';
import { measureInBrowser } from './storage/idb.js';
import { fillElsewhere } from './storage/memory-use.js';
import { type Place, storeAt } from './storage/places.js';
import { postgresBaseline } from './storage/postgres-baseline.js';
import { sqliteBaseline } from './storage/sqlite-baseline.js';
import { loadPostgres } from './storage/unbundled.js';
import { ADAPTER_FILLING, BASELINE_FILLING, fill } from './storage/workload.js';

const ADAPTERS = ['memory', 'idb', 'sqlite', 'postgres'] as const;
type Name = (typeof ADAPTERS)[number];

const ROUNDS = 15;
const SMALL = [10_000];
const LARGE = [10_000, 100_000, 1_000_000];
/** A tab is not for more. */
const MOST_IN_BROWSER = 100_000;
interface Peak {
  readonly name: string;
  readonly count: number;
  readonly megabytes: number;
}

export default async ({ large, only }: Options): Promise<Bench> => {
  const unknown = only.filter((name) => !ADAPTERS.some((adapter) => adapter === name));
  if (unknown.length > 0) throw new Error(`No adapter is called ${unknown.join(', ')}: ${ADAPTERS.join(', ')}.`);
  const wanted = (name: Name) => only.length === 0 || only.includes(name);
  const counts = large ? LARGE : SMALL;
  const peaks: Peak[] = [];
  const closing: (() => Promise<unknown> | unknown)[] = [];
  const cases: Case[] = [];

  /** Stores of each size, written by a process of their own when their memory is of interest. */
  const pairsOf = async (placeOf: (count: number) => Place, baselineOf: (count: number) => Promise<Contender>) => {
    const pairs: Pair[] = [];
    for (const count of counts) {
      const place = placeOf(count);
      if (large) peaks.push({ name: place.adapter, count, megabytes: await fillElsewhere(place, count) });
      else await written(storeAt(place), count);
      const adapter = await opened(storeAt(place));
      const filling = await baselineOf(count);
      await fill(filling, count, BASELINE_FILLING);
      // As the adapter, it comes to a store that is there already: the log of SQLite begins anew with that.
      await filling.close();
      const baseline = await baselineOf(count);
      closing.unshift(adapter.close, baseline.close);
      pairs.push({ count, adapter, baseline });
    }
    return pairs;
  };

  if (wanted('memory')) {
    const pairs: Pair[] = [];
    for (const count of counts) {
      const adapter = await opened(memory());
      await fill(adapter, count, ADAPTER_FILLING);
      pairs.push({ count, adapter, baseline: null });
    }
    cases.push(...(await casesOf('memory', pairs, inProcess)));
  }

  if (wanted('sqlite')) {
    const folder = await mkdtemp(join(tmpdir(), 'copkit-bench-'));
    closing.push(() => rm(folder, { recursive: true }));
    const pairs = await pairsOf(
      (count) => ({ adapter: 'sqlite', file: join(folder, `store-${count}.db`) }),
      async (count) => sqliteBaseline(join(folder, `baseline-${count}.db`)),
    );
    cases.push(...(await casesOf('sqlite', pairs, inProcess)));
  }

  if (wanted('postgres')) {
    const { startPostgres } = await loadPostgres();
    const server = await startPostgres();
    closing.push(server.remove);
    const admin = new pg.Client(server.url);
    await admin.connect();
    const databaseOf = async (name: string) => {
      await admin.query(`CREATE DATABASE ${name}`);
      return server.url.replace(/[^/]+$/, name);
    };
    const urls = new Map<number, string>();
    for (const count of counts) urls.set(count, await databaseOf(`store_${count}`));
    const pairs = await pairsOf(
      (count) => ({ adapter: 'postgres', connectionString: urls.get(count) ?? '', schema: 'copkit' }),
      async (count) => postgresBaseline(urls.get(count) ?? ''),
    );
    // As autovacuum would, but not in the middle of a round.
    for (const connectionString of urls.values()) {
      const client = new pg.Client(connectionString);
      await client.connect();
      await client.query('VACUUM ANALYZE');
      await client.end();
    }
    await admin.end();
    cases.push(...(await casesOf('postgres', pairs, overNetwork, 2)));
  }

  return {
    rounds: ROUNDS,
    async *report(as) {
      if (as === 'text')
        yield 'Each beside the same by hand on its raw driver: × is the throughput relative to that.\n';
      for (const peak of peaks) {
        const tenth = peaks.find(({ name, count }) => name === peak.name && count === peak.count / 10);
        yield memoryLine(peak, tenth, as);
      }
      if (!wanted('idb')) return;
      const inBrowser = counts.filter((count) => count <= MOST_IN_BROWSER);
      yield* await measureInBrowser(inBrowser, ROUNDS, as);
    },
    cases,
    async close() {
      for (const close of closing) await close();
    },
  };
};

const inProcess: Amounts = { commits: 400, batches: 2, gets: 4_000, pages: 200, feedPages: 200 };
const overNetwork: Amounts = { commits: 400, batches: 2, gets: 400, pages: 100, feedPages: 100 };

async function written(store: StorageAdapter, count: number): Promise<void> {
  const adapter = await opened(store);
  await fill(adapter, count, ADAPTER_FILLING);
  await adapter.close();
}

async function opened(store: StorageAdapter): Promise<Contender> {
  await store.open();
  return contender(store);
}

/** The memory of the process that wrote and read a store, beside that of the next smaller store. */
function memoryLine(peak: Peak, smaller: Peak | undefined, as: 'json' | 'text'): string {
  const [value, baseline] = [peak.megabytes, smaller?.megabytes ?? null];
  const ratio = baseline && value / baseline;
  const what = `${peak.name}: peak memory of a process that writes and reads ${sizeOf(peak.count)}`;
  if (as === 'json')
    return JSON.stringify({ bench: 'storage', case: what, unit: 'MB', value, baseline, ratio, better: 'lower' });
  const compared = ratio ? `, × ${ratio.toFixed(2)} that of a tenth of them (lower is better)` : '';
  return `${what}: ${value.toFixed(0)} MB${compared}`;
}
