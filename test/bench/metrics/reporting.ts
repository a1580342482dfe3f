import { createCopkit } from '@copkit/core';
import { evaluation } from '@copkit/core/evaluation';
import { sqlite } from '@copkit/storage-sqlite';
import { ADMIN, NOW, writeActs } from './filling.js';
import { syntheticLog } from './history.js';

/** Counts and shares that add up over acts; the others resample, follow curves or go through a network. */
const ADDITIVE = ['answer-rate', 'interaction-rate', 'thanks-coverage', 'duplicate-rate'] as const;
/** Draws samples many times over, or shuffles labels. */
const RESAMPLING = [
  'contribution-inequality',
  'answer-load',
  'cross-unit-help',
  'vocabulary-convergence',
  'newcomer-surprise',
];
/** Goes through a network. */
const ON_NETWORKS = ['reciprocity', 'give-receive-balance'];
const NEW_ACTS = 1_000;

export interface Took {
  readonly processorMs: number;
  readonly wallMs: number;
}

export interface Reported {
  /** From the store to the columns. */
  readonly reading: Took;
  /** Every metric for all time, the last year, its quarters and its months. */
  readonly byMetric: Readonly<Record<string, Took>>;
  readonly total: Took;
  /** Of that what resamples or goes through networks. */
  readonly apart: Took;
  /** Of the additive metrics, for the same windows, after new acts were written. */
  readonly refresh: Took;
  /** Of all metrics then, by the same process, which remembers what did not change. */
  readonly again: Took;
  /** The most the process had resident, in MB. */
  readonly memory: number;
}

async function timed(run: () => Promise<unknown>): Promise<Took> {
  const [before, began] = [process.cpuUsage(), performance.now()];
  await run();
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { processorMs: (user + system) / 1_000, wallMs };
}

const sum = (all: readonly Took[]): Took => ({
  processorMs: all.reduce((total, { processorMs }) => total + processorMs, 0),
  wallMs: all.reduce((total, { wallMs }) => total + wallMs, 0),
});

/** A full report by a process that has nothing in memory yet, and a refresh after more was written. */
export async function reportOn(file: string, communityId: string): Promise<Reported> {
  const storage = sqlite({ file });
  const cop = await createCopkit({ storage, clock: () => new Date(NOW), extensions: [evaluation()] });
  await cop.firstSweep;
  const { metrics } = cop.as(ADMIN);
  const { items } = await metrics.list();
  let windows: readonly string[] = [];
  const reading = await timed(async () => {
    const found = await metrics.listWindows({ communityId });
    const [year] = found.items.slice(1);
    windows = found.items
      .filter(({ window, from }) => window === 'all' || (year !== undefined && from >= year.from))
      .map(({ window }) => window);
  });
  const all = (metric: (typeof items)[number]['name']) => async () => {
    for (const window of windows) await metrics.get({ communityId, metric, window });
  };
  const byMetric: Record<string, Took> = {};
  for (const { name } of items) byMetric[name] = await timed(all(name));
  const memory = process.resourceUsage().maxRSS / 1024;
  const additive = items.filter(({ name }) => ADDITIVE.some((each) => each === name));
  const later = [...syntheticLog(communityId, 3 * NEW_ACTS)].slice(-NEW_ACTS);
  const at = new Date(NOW).toISOString();
  await writeActs(
    storage,
    communityId,
    later.map((act, number) => ({ ...act, id: `later-${number}`, at, recordedAt: at })),
  );
  const refresh = await timed(async () => {
    for (const { name } of additive) await all(name)();
  });
  const again = await timed(async () => {
    for (const { name } of items) await all(name)();
  });
  await cop.close();
  const isApart = ({ name, group }: (typeof items)[number]) =>
    group === 'networks' || RESAMPLING.includes(name) || ON_NETWORKS.includes(name);
  const apart = sum(items.filter(isApart).flatMap(({ name }) => byMetric[name] ?? []));
  return { reading, byMetric, total: sum([reading, ...Object.values(byMetric)]), apart, refresh, again, memory };
}
