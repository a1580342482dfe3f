import { join } from 'node:path';
import type { SearchIndex, StorageAdapter } from '@copkit/storage';
import { postgres, postgresSearch } from '@copkit/storage-postgres';
import { sqlite, sqliteSearch } from '@copkit/storage-sqlite';

/** Where a server and its baseline keep what they have, so that a process of its own finds it. */
export type World =
  | { readonly store: 'sqlite'; readonly folder: string }
  | { readonly store: 'postgres'; readonly connectionString: string };

export function storageOf(world: World): StorageAdapter {
  return world.store === 'sqlite' ? sqlite(join(world.folder, 'copkit.db')) : postgres(world.connectionString);
}

export function searchOf(world: World): SearchIndex {
  return world.store === 'sqlite'
    ? sqliteSearch(join(world.folder, 'search.db'))
    : postgresSearch(world.connectionString);
}
