import { chapters } from './chapters.js';
import { type ConformanceOptions, createKit, type Harness, type Runner } from './kit.js';
import type { ConformanceRecord } from './record.js';

/**
 * Registers the promises P1 to P10 of a `StorageAdapter`, and what shows several of them together, as tests: one
 * `describe` for each chapter. Give tests a minute: those that kill processes take some seconds.
 *
 * ```ts
 * storageConformance({ describe, it }, {
 *   sample: sqlite('never-opened.db'),
 *   create: async () => {
 *     const file = newFile();
 *     return {
 *       open: async () => { const adapter = sqlite(file); await adapter.open(); return adapter; },
 *       reopenInNewProcess: (writer) => startProcess('writer.mjs', file, writer),
 *       destroy: () => remove(file),
 *     };
 *   },
 * });
 * ```
 *
 * @returns what was run, what was skipped and why; complete once the runner has run all tests.
 */
export function storageConformance(
  runner: Runner,
  harness: Harness,
  options: ConformanceOptions = {},
): ConformanceRecord {
  const { kit, record } = createKit(runner, harness, options);
  runner.describe(`${harness.sample.name} keeps the storage promises`, () => {
    for (const chapter of chapters) chapter(kit);
  });
  return record;
}

/**
 * Runs the suite without a test runner, one test after the other, to the end. A test that fails stands in the record;
 * nothing is thrown for it.
 * @param onTest told after each test how many are done.
 */
export async function runStorageConformance(
  harness: Harness,
  options: ConformanceOptions = {},
  onTest: (done: number, all: number) => void = () => {},
): Promise<ConformanceRecord> {
  const bodies: (() => Promise<void>)[] = [];
  const runner: Runner = { describe: (_, body) => body(), it: (_, body) => bodies.push(body) };
  const record = storageConformance(runner, harness, options);
  for (const [done, body] of bodies.entries()) {
    await body().catch(() => {});
    onTest(done + 1, bodies.length);
  }
  return record;
}
