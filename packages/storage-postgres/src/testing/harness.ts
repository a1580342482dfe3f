import { fileURLToPath } from 'node:url';
import type { StorageAdapter } from '@copkit/storage';
import type { Harness } from '@copkit/storage/conformance';
import pg from 'pg';
import { bundleScript, startProcess } from '../../../../test/conformance/child-process.js';
import { type PostgresOptions, postgres } from '../postgres.js';
import { newSchema } from './schemas.js';

const writer = `
  import { writeSync } from 'node:fs';
  import { writeUntilKilled } from '@copkit/storage/conformance';
  import { postgres } from './postgres.js';
  const [, , connectionString, schema, writer] = process.argv;
  await writeUntilKilled(postgres({ connectionString, schema }), writer, (text) => writeSync(1, text));
`;

/** Schemas of their own in one database, opened by this process and by others. */
export function harness(url: () => string): Harness {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  let script: Promise<string> | undefined;
  const opened = async (options: PostgresOptions): Promise<StorageAdapter> => {
    const adapter = postgres(options);
    await adapter.open();
    return adapter;
  };
  return {
    sample: postgres('postgres://never.opened'),
    create: async () => {
      const connectionString = url();
      const schema = newSchema();
      return {
        open: () => opened({ connectionString, schema }),
        openPausing: (pause) => opened({ connectionString, schema, pool: { Client: pausingClient(pause) } }),
        reopenInNewProcess: async (name) => {
          script ??= bundleScript('postgres', folder, writer);
          return startProcess(await script, connectionString, schema, name);
        },
        destroy: async () => {
          const client = new pg.Client(connectionString);
          await client.connect();
          await client.query(`DROP SCHEMA ${schema} CASCADE`);
          await client.end();
        },
      };
    },
  };
}

/** A client that opens a transaction around each commit, and pauses in it when all is written. */
function pausingClient(pause: () => Promise<void>): typeof pg.Client {
  return class extends pg.Client {
    // The driver declares a dozen ways to call `query`; the adapter uses the one with an object and a promise.
    override query = ((...args: [pg.QueryConfig]) => {
      const [{ text = '' }] = args;
      return text.includes('write_commits') ? this.#pausing(...args) : super.query(...args);
    }) as pg.Client['query'];

    async #pausing(query: pg.QueryConfig): Promise<pg.QueryResult> {
      await super.query('BEGIN');
      try {
        const result = await super.query(query);
        await pause();
        await super.query('COMMIT');
        return result;
      } catch (error) {
        await super.query('ROLLBACK');
        throw error;
      }
    }
  };
}
