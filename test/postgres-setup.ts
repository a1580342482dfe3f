import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** A connection string of the superuser of a PostgreSQL that all tests share. */
    readonly postgres: string;
  }
}

/** One server for all test files of a run. */
export default async function startShared(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgres', server.url);
  return server.remove;
}
