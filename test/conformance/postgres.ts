import type { Harness } from '@copkit/storage/conformance';
import { harness as schemas } from '../../packages/storage-postgres/src/testing/harness.js';
import { type PostgresServer, startPostgres } from '../postgres.mjs';

let server: PostgresServer | undefined;

/** Schemas on a server that is started for this run. */
export async function harness(): Promise<Harness> {
  const started = await startPostgres();
  server = started;
  return schemas(() => started.url);
}

export async function stop(): Promise<void> {
  await server?.remove();
}
