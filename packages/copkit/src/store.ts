import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { ImportError } from '@copkit/importers';
import { sqlite, sqliteSearch } from '@copkit/storage-sqlite';
import { Failure, tell } from './failure.js';
import type { Terminal } from './terminal.js';

export const DEFAULT_FILE = './copkit.db';

interface OpenStore {
  readonly file: string;
  /** Whether a file that is not there is made. */
  readonly create: boolean;
  /** Hears at once of faults that no call is waiting for. Where absent they are told when all else went well. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * Opens the store in a file, hands it over and closes it, whatever happens. A file made for an import that
 * had nothing to import is removed again.
 */
export async function withStore<T>(
  { file, create, onFault }: OpenStore,
  terminal: Terminal,
  use: (cop: Copkit) => Promise<T>,
): Promise<T> {
  if (!existsSync(file) && !create)
    throw new Failure(`${file} does not exist; import something into it first, or name another file with --data.`);
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) throw new Failure(`the folder ${folder} does not exist.`);
  if (existsSync(file) && !statSync(file).isFile()) throw new Failure(`${file} is not a file.`);
  const made = !existsSync(file);
  const faults: unknown[] = [];
  const onError = onFault ?? ((error: unknown) => faults.push(error));
  const cop = await createCopkit({ storage: sqlite(file), search: sqliteSearch(file), onError });
  let result: T;
  try {
    result = await use(cop);
  } catch (error) {
    // A damaged store fails to close as well, which is not what the person has to know.
    await cop.close().catch(() => {});
    if (made && error instanceof ImportError) removeStore(file);
    throw error;
  }
  await cop.close();
  for (const fault of faults) tell(fault, terminal);
  return result;
}

/** The store and its search index, each with what SQLite keeps beside it. */
export function removeStore(file: string): void {
  for (const database of [file, `${file}-search`])
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
}
