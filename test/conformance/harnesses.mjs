// @ts-check

/**
 * What `npm run conformance -- NAME` runs: the file of each harness, from the root of the project. Such a file exports
 * `harness(): Harness | Promise<Harness>` and, where something was started that must be stopped, `stop(): Promise<void>`.
 * @type {Readonly<Record<string, string>>}
 */
export const harnesses = {
  memory: 'packages/storage/src/testing/harness.ts',
  // IndexedDB in memory. The browser tests run the same kit on the real one, with workers that are terminated.
  idb: 'packages/storage-idb/src/testing/harness.ts',
  sqlite: 'packages/storage-sqlite/src/testing/harness.ts',
  postgres: 'test/conformance/postgres.ts',
  example: 'examples/custom-adapter/testing/harness.ts',
};
