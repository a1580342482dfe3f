import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memory, type StorageAdapter } from '@copkit/storage';
import { sqlite } from '@copkit/storage-sqlite';
import { ExpertEngine } from '../../../packages/core/src/experts/engine.js';
import { Snapshots } from '../../../packages/core/src/experts/snapshot.js';
import type { Happening } from './history.js';
import { Replay } from './replay.js';

const COMMUNITY = 'c_0000000000000000';
const ROUNDS = 3;

/** From the start of a process to the evidence of a community, in milliseconds. */
export interface Restart {
  readonly store: string;
  readonly items: number;
  readonly documents: number;
  /** Of the processor, the median of the rounds. */
  readonly rebuiltMs: number;
  readonly resumedMs: number;
  /** Once, in the background. */
  readonly keptMs: number;
}

const nobody = { record: async () => null };

async function timed<T>(run: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1_000 };
}

async function measured(storage: StorageAdapter, history: readonly Happening[]): Promise<Restart> {
  await storage.open();
  const replay = new Replay(storage, COMMUNITY, (sourceId) => `p_${sourceId}`);
  for (const happening of history) await replay.take(happening);
  await replay.flush();
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const rounds = async (engine: () => ExpertEngine) => {
    const all: number[] = [];
    let items = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { result, ms } = await timed(async () => (await engine().evidenceOf(COMMUNITY)).size);
      all.push(ms);
      items = result;
    }
    return { ms: median(all), items };
  };
  const rebuilt = await rounds(() => new ExpertEngine(storage, nobody));
  const snapshots = new Snapshots(storage);
  const first = new ExpertEngine(storage, nobody, snapshots);
  await first.evidenceOf(COMMUNITY);
  const kept = await timed(() => first.close());
  const resumed = await rounds(() => new ExpertEngine(storage, nobody, snapshots));
  if (resumed.items !== rebuilt.items) throw new Error('What was kept is not what there is.');
  const result = {
    store: storage.name,
    items: rebuilt.items,
    documents: history.length,
    rebuiltMs: rebuilt.ms,
    resumedMs: resumed.ms,
    keptMs: kept.ms,
  };
  await storage.close();
  return result;
}

/** In memory, and on the disk of a server. */
export async function* restarts(history: readonly Happening[]): AsyncGenerator<Restart> {
  yield await measured(memory(), history);
  const directory = await mkdtemp(join(tmpdir(), 'copkit-bench-'));
  try {
    yield await measured(sqlite({ file: join(directory, 'bench.db') }), history);
  } finally {
    await rm(directory, { recursive: true });
  }
}
