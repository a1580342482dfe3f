import { atomicCommits } from './atomic-commits.js';
import { conflicts } from './conflicts.js';
import { durability } from './durability.js';
import { expectations } from './expectations.js';
import { feed } from './feed.js';
import { type Chapter, createKit, type Harness, type Runner } from './kit.js';
import { limits } from './limits.js';
import { openingAndHints } from './opening-and-hints.js';
import { partitions } from './partitions.js';
import { revisions } from './revisions.js';
import { scans } from './scans.js';
import { values } from './values.js';
import { visibility } from './visibility.js';

export { ConformanceError } from './assert.js';
export type { Chapter, Harness, Kit, Location, Place, Runner } from './kit.js';
export { type SearchHarness, type SearchLocation, searchIndexConformance } from './search-index.js';

const chapters: readonly Chapter[] = [
  atomicCommits,
  expectations,
  visibility,
  revisions,
  feed,
  scans,
  conflicts,
  durability,
  partitions,
  limits,
  values,
  openingAndHints,
];

/**
 * Registers the promises P1 to P10 of a `StorageAdapter` as tests, one `describe` each.
 *
 * ```ts
 * storageConformance({ describe, it }, {
 *   sample: memory(),
 *   create: async () => {
 *     const store = new MemoryStore();
 *     return { open: async () => { const adapter = memory({ store }); await adapter.open(); return adapter; },
 *              destroy: async () => {} };
 *   },
 * });
 * ```
 */
export function storageConformance(runner: Runner, harness: Harness): void {
  const kit = createKit(runner, harness);
  runner.describe(`${harness.sample.name} keeps the storage promises`, () => {
    for (const chapter of chapters) chapter(kit);
  });
}
