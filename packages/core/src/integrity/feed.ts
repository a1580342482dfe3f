import type { StorageAdapter, StoredDoc } from '@copkit/storage';

/** Every document of a partition at its latest state. */
export async function* documents(storage: StorageAdapter, partition: string): AsyncGenerator<StoredDoc> {
  let since: string | null = null;
  for (;;) {
    const changes = await storage.changes(partition, since, 500);
    if (changes.kind === 'reset') {
      since = null;
      continue;
    }
    for (const doc of changes.docs) if (doc.body !== null) yield doc;
    since = changes.cursor;
    if (!changes.more) return;
  }
}

export async function* partitions(storage: StorageAdapter): AsyncGenerator<string> {
  let after: string | null = null;
  for (;;) {
    const names: readonly string[] = await storage.listPartitions(after, 500);
    yield* names;
    if (names.length < 500) return;
    after = names.at(-1) ?? null;
  }
}
