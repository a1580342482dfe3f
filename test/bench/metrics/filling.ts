import { createCopkit } from '@copkit/core';
import type { Json, Put } from '@copkit/storage';
import { sqlite } from '@copkit/storage-sqlite';
import { type Activity, activities } from '../../../packages/core/src/activity/records.js';
import { communityPartition } from '../../../packages/core/src/store/partitions.js';
import { syntheticLog, UNTIL } from './history.js';

const MOST_PUTS = 1_000;
export const ADMIN = { hostId: 'admin', name: 'Admin', admin: true };
/** So long after the end of the log that the figures of its last quarter are out. */
export const NOW = UNTIL + 20 * 86_400_000;

export interface Filled {
  readonly communityId: string;
  readonly acts: number;
}

const putOf = (act: Activity): Put => ({
  collection: activities.name,
  id: act.id,
  body: act as unknown as Json,
  keys: activities.keys(act, act.id),
});

/** Makes a store with a community, and writes its log through the storage adapter in the order of things. */
export async function fillStore(file: string, wanted: number): Promise<Filled> {
  const storage = sqlite({ file });
  const cop = await createCopkit({ storage, clock: () => new Date(NOW) });
  const { communityId } = await cop
    .system({ name: 'bench' })
    .imports.community({ source: 'bench', name: 'Bench', purpose: 'Measuring' });
  await cop.firstSweep;
  const acts = await writeActs(storage, communityId, syntheticLog(communityId, wanted));
  await cop.close();
  return { communityId, acts };
}

export async function writeActs(
  storage: Pick<ReturnType<typeof sqlite>, 'commit'>,
  communityId: string,
  acts: Iterable<Activity>,
): Promise<number> {
  let count = 0;
  let puts: Put[] = [];
  const flush = async () => {
    if (puts.length > 0) await storage.commit(communityPartition(communityId), { expect: [], puts, deletes: [] });
    count += puts.length;
    puts = [];
  };
  for (const act of acts) {
    puts.push(putOf(act));
    if (puts.length === MOST_PUTS) await flush();
  }
  await flush();
  return count;
}
