import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Copkit, type CopkitOptions, createCopkit } from '@copkit/core';
import type { StorageAdapter } from '@copkit/storage';
import { Failure, isImportError, tell } from './failure.js';
import type { Terminal } from './terminal.js';

/** Whether `--data` names a PostgreSQL database rather than a file. */
export const isDatabase = (data: string): boolean => /^postgres(?:ql)?:\/\//.test(data);

/** How a store is named to people: a connection string without its password, whatever signs that has. */
export function nameOfStore(data: string): string {
  return isDatabase(data) ? data.replace(/^([^:]+:\/\/[^:@/]*):.*@/s, '$1@').replace(/\?.*$/s, '') : data;
}

interface OpenStore {
  /** A file, or the connection string of a database. */
  readonly file: string;
  /** Whether a file that is not there is made. */
  readonly create: boolean;
  /** Hears at once of faults that no call is waiting for. Where absent they are told when all else went well. */
  readonly onFault?: (error: unknown) => void;
  /** Most connections to a database, for the store and as many again for its search index. */
  readonly poolMax?: number;
  /** What else holds for it, given the store. */
  readonly options?: (storage: StorageAdapter) => Partial<CopkitOptions>;
}

/**
 * Opens the store in a file or a database, hands it over and closes it, whatever happens. A file made for an import that
 * had nothing to import is removed again.
 */
export async function withStore<T>(
  { file, create, onFault, poolMax, options = () => ({}) }: OpenStore,
  terminal: Terminal,
  use: (cop: Copkit, storage: StorageAdapter) => Promise<T>,
): Promise<T> {
  const made = !isDatabase(file) && checkFile(file, create) === 'missing';
  const faults: unknown[] = [];
  const onError = onFault ?? ((error: unknown) => faults.push(error));
  const store = await storeIn(file, poolMax);
  const { organisationExtensions } = await import('./extensions.js');
  // Whoever only looks in does not know the rules by which something is deleted.
  const all = {
    ...store,
    onError,
    extensions: organisationExtensions({ trims: false }),
    // As the server has it: figures that are cut otherwise would tell what lies between.
    timeZone: process.env.COPKIT_TIME_ZONE || 'UTC',
    ...options(store.storage),
  };
  const cop = await createCopkit(all);
  let result: T;
  try {
    result = await use(cop, all.storage);
  } catch (error) {
    // A damaged store fails to close as well, which is not what the person has to know.
    await cop.close().catch(() => {});
    if (made && isImportError(error)) removeStore(file);
    throw error;
  }
  await cop.close();
  for (const fault of faults) tell(fault, terminal);
  return result;
}

function checkFile(file: string, create: boolean): 'missing' | 'there' {
  if (!existsSync(file) && !create)
    throw new Failure(`${file} does not exist; import something into it first, or name another file with --data.`);
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) throw new Failure(`the folder ${folder} does not exist.`);
  if (existsSync(file) && !statSync(file).isFile()) throw new Failure(`${file} is not a file.`);
  return existsSync(file) ? 'there' : 'missing';
}

async function storeIn(data: string, poolMax: number | undefined) {
  if (!isDatabase(data)) {
    const { sqlite, sqliteSearch } = await import('@copkit/storage-sqlite');
    return { storage: sqlite(data), search: sqliteSearch(data) };
  }
  const { postgres, postgresSearch } = await import('@copkit/storage-postgres');
  const options = { connectionString: data, ...(poolMax !== undefined && { pool: { max: poolMax } }) };
  return { storage: postgres(options), search: postgresSearch(options) };
}

/** The store and its search index, each with what SQLite keeps beside it. */
export function removeStore(file: string): void {
  for (const database of [file, `${file}-search`])
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
}
