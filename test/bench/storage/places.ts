import type { StorageAdapter } from '@copkit/storage';
import { postgres } from '@copkit/storage-postgres';
import { sqlite } from '@copkit/storage-sqlite';

/** Where a store is, so that another process finds it too. */
export type Place =
  | { readonly adapter: 'sqlite'; readonly file: string }
  | { readonly adapter: 'postgres'; readonly connectionString: string; readonly schema: string };

export function storeAt(place: Place): StorageAdapter {
  return place.adapter === 'sqlite' ? sqlite(place.file) : postgres(place);
}
