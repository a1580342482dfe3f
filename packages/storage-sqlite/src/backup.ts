import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UnavailableError } from '@copkit/storage';
import { openDatabase } from './database.js';
import { storeFile } from './schema.js';

/**
 * Copies a store as it is at one moment into a new file, while others go on using it. The copy is a store of its
 * own right, compact, there only when it is complete, and for nobody else to read.
 * @throws UnavailableError where the store cannot be read, or where `to` exists already.
 */
export async function backupSqlite(file: string, to: string): Promise<void> {
  const target = resolve(to);
  if (!existsSync(file)) throw new UnavailableError('not-applied', `${file} does not exist.`);
  if (existsSync(target)) throw new UnavailableError('not-applied', `${to} exists already. Name a new file.`);
  if (!existsSync(dirname(target)))
    throw new UnavailableError('not-applied', `The folder of ${to} does not exist. Create it first.`);
  const making = `${target}.making-${process.pid}`;
  const db = await openDatabase(resolve(file), storeFile(), 5_000);
  try {
    // SQLite fills a file that is there and empty, and leaves it the rights that it has.
    writeFileSync(making, '', { flag: 'wx', mode: 0o600 });
    db.exec(`VACUUM INTO '${making.replaceAll("'", "''")}'`);
    renameSync(making, target);
  } catch (error) {
    rmSync(making, { force: true });
    throw new UnavailableError('not-applied', `${to} could not be written. Is there room for it?`, { cause: error });
  } finally {
    db.close();
  }
}
