import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { ImportError } from '@copkit/importers';
import { sqlite, sqliteSearch } from '@copkit/storage-sqlite';
import { Failure } from './failure.js';

export const DEFAULT_FILE = './copkit.db';

interface OpenStore {
  readonly file: string;
  /** Whether a file that is not there is made. */
  readonly create: boolean;
}

/**
 * Opens the store in a file, hands it over and closes it, whatever happens. A file made for an import that
 * had nothing to import is removed again.
 */
export async function withStore<T>({ file, create }: OpenStore, use: (cop: Copkit) => Promise<T>): Promise<T> {
  if (!existsSync(file) && !create)
    throw new Failure(`${file} does not exist; import something into it first, or name another file with --data.`);
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) throw new Failure(`the folder ${folder} does not exist.`);
  if (existsSync(file) && !statSync(file).isFile()) throw new Failure(`${file} is not a file.`);
  const made = !existsSync(file);
  const cop = await createCopkit({ storage: sqlite(file), search: sqliteSearch(file) });
  let nothingCameIn = false;
  try {
    return await use(cop);
  } catch (error) {
    nothingCameIn = error instanceof ImportError;
    throw error;
  } finally {
    await cop.close();
    if (made && nothingCameIn) rmSync(file, { force: true });
  }
}
