import { type ChapterId, type ConformanceOptions, runStorageConformance } from '@copkit/storage/conformance';
import { brokenCommits } from './commits.js';
import { brokenDurability } from './durability.js';
import type { BrokenAdapter } from './fault.js';
import { brokenLifecycles } from './lifecycle.js';
import { brokenReads } from './reads.js';

/** Each breaks one promise, and the kit must see it. */
export const brokenAdapters: readonly BrokenAdapter[] = [
  ...brokenCommits,
  ...brokenReads,
  ...brokenLifecycles,
  ...brokenDurability,
];

/** Less than an honest adapter is put through: a broken one shows itself soon. */
export const soonEnough: ConformanceOptions = { kills: 10, soak: 1, patienceMs: 20_000 };

/** The chapters that see that an adapter is broken, in their order. */
export async function chaptersThatFail(
  { harness }: BrokenAdapter,
  options: ConformanceOptions = {},
): Promise<ChapterId[]> {
  const { tests } = await runStorageConformance(harness, { ...soonEnough, ...options });
  return [...new Set(tests.flatMap(({ outcome, chapter }) => (outcome === 'failed' ? [chapter] : [])))];
}
