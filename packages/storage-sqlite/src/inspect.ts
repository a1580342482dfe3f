import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UnavailableError } from '@copkit/storage';
import { openDatabase } from './database.js';
import { storeFile } from './schema.js';

export interface SqliteInspection {
  /** The version of the tables. */
  readonly format: number;
  /** Bytes of the file. */
  readonly size: number;
  /** What SQLite finds wrong with it, the first few; empty where it is sound. */
  readonly damage: readonly string[];
}

/**
 * Looks through the whole file of a store, which takes about as long as reading it.
 * @throws UnavailableError where it cannot be opened as a store.
 */
export async function inspectSqlite(file: string): Promise<SqliteInspection> {
  if (!existsSync(file)) throw new UnavailableError('not-applied', `${file} does not exist.`);
  const db = await openDatabase(resolve(file), storeFile(), 5_000);
  try {
    const rows = db.prepare('PRAGMA integrity_check(5)').raw().all() as [string][];
    const [format, size] = db
      .prepare(
        'SELECT user_version, page_count * page_size FROM pragma_user_version, pragma_page_count, pragma_page_size',
      )
      .raw()
      .get() as [number, number];
    return { format, size, damage: rows.map(([line]) => line).filter((line) => line !== 'ok') };
  } finally {
    db.close();
  }
}
