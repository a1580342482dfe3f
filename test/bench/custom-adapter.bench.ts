import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leveldb } from '../../examples/custom-adapter/leveldb.js';
import type { Bench } from './harness.js';
import { casesOf } from './storage/cases.js';
import { contender } from './storage/contender.js';
import { leveldbBaseline } from './storage/leveldb-baseline.js';
import { fill } from './storage/workload.js';

const DOCUMENTS = 10_000;

/** The adapter of the example beside the same by hand on LevelDB, as `storage` measures those that we ship. */
export default async (): Promise<Bench> => {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-bench-'));
  const store = leveldb(join(folder, 'store'));
  await store.open();
  const adapter = contender(store);
  const baseline = await leveldbBaseline(join(folder, 'baseline'));
  for (const each of [adapter, baseline]) await fill(each, DOCUMENTS);
  const amounts = { commits: 64, batches: 2, gets: 2_000, pages: 100, feedPages: 100 };
  return {
    cases: await casesOf('leveldb', [{ count: DOCUMENTS, adapter, baseline }], amounts),
    async close() {
      await store.close();
      await baseline.close();
      await rm(folder, { recursive: true });
    },
  };
};
