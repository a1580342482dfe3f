import type { StorageAdapter, StoredDoc } from '@copkit/storage';
import { documents, partitions } from '../integrity/feed.js';

export interface Kept extends StoredDoc {
  readonly partition: string;
}

/** Every document of the store. */
export async function everyDocument(storage: StorageAdapter): Promise<Kept[]> {
  const all: Kept[] = [];
  for await (const partition of partitions(storage)) {
    for await (const doc of documents(storage, partition)) all.push({ ...doc, partition });
  }
  return all;
}

/** Where each partition's feed stands: equal before and after, nothing was written. */
export async function headsOf(storage: StorageAdapter): Promise<Record<string, string | null>> {
  const names: string[] = [];
  for await (const partition of partitions(storage)) names.push(partition);
  const heads = await storage.heads(names);
  return Object.fromEntries(names.map((name, at) => [name, heads[at] ?? null]));
}
