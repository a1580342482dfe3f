import { existsSync } from 'node:fs';
import { views as all } from '@copkit/core/sql-views';
import { createPostgresViews } from '@copkit/storage-postgres';
import { createSqliteViews } from '@copkit/storage-sqlite';
import { EXIT, Failure } from '../failure.js';
import { isDatabase } from '../store.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';

/** Makes the views for SQL in a store, anew where they are there. */
export async function views(options: { data: string; json?: boolean }, terminal: Terminal): Promise<number> {
  if (isDatabase(options.data)) {
    await createPostgresViews({ connectionString: options.data }, all);
  } else {
    if (!existsSync(options.data)) throw new Failure(`${options.data} does not exist.`);
    await createSqliteViews(options.data, all);
  }
  if (options.json) terminal.out(JSON.stringify(all.map(({ name, columns }) => ({ name, columns: columns.length }))));
  else terminal.out(table(all.map(({ name, about }): [string, string] => [name, about])));
  return EXIT.ok;
}
