import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UnavailableError } from '@copkit/storage';
import { openDatabase } from './database.js';
import { storeFile } from './schema.js';
import { searchFile } from './search-write.js';

/**
 * Writes the file of a store, and that of its search index where there is one, anew: nothing is left in their bytes of
 * what was deleted. What is deleted is overwritten at once, but SQLite keeps copies of it where it moves rows between
 * pages. Needs the room of the files a second time, and holds up those who write meanwhile.
 * @throws UnavailableError where the store is not there, or others keep it locked.
 */
export async function scrubSqlite(file: string): Promise<void> {
  if (!existsSync(file)) throw new UnavailableError('not-applied', `${file} does not exist.`);
  const files = [
    [resolve(file), storeFile()],
    [resolve(`${file}-search`), searchFile],
  ] as const;
  for (const [each, kind] of files) {
    if (!existsSync(each)) continue;
    const db = await openDatabase(each, kind, 5_000);
    try {
      db.exec('VACUUM');
      const [busy] = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().get() as [number];
      if (busy !== 0)
        throw new UnavailableError('not-applied', `${each} is in use, so its log could not be emptied. Try again.`);
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      throw new UnavailableError('not-applied', `${each} could not be written anew. Is there room, or who keeps it?`, {
        cause: error,
      });
    } finally {
      db.close();
    }
  }
}
