import type { StorageAdapter, StoredDoc } from '@copkit/storage';
import { bodyOf, type Collection, indexOf } from './collection.js';

export interface Range {
  readonly index: string;
  readonly from: string;
  readonly to: string;
  readonly reverse?: boolean;
  readonly limit: number;
  readonly after?: string;
}

export interface Found<T> {
  readonly id: string;
  readonly body: T;
}

export interface FoundPage<T> {
  readonly items: readonly Found<T>[];
  readonly after: string | null;
}

/** Typed reading of one partition. */
export interface PartitionReader {
  readonly partition: string;
  get<T>(collection: Collection<T>, id: string): Promise<T | null>;
  /** In the order of the ids. */
  getMany<T>(collection: Collection<T>, ids: readonly string[]): Promise<readonly (T | null)[]>;
  /** Documents of one collection, in an index of its own. */
  scan<T>(collection: Collection<T>, range: Range): Promise<FoundPage<T>>;
}

export function reader(storage: StorageAdapter, partition: string): PartitionReader {
  return {
    partition,
    async get(collection, id) {
      const [doc] = await storage.get(partition, [{ collection: collection.name, id }]);
      return bodyOf(collection, doc ?? null);
    },
    async getMany(collection, ids) {
      if (ids.length === 0) return [];
      const keys = ids.map((id) => ({ collection: collection.name, id }));
      return (await storage.get(partition, keys)).map((doc) => bodyOf(collection, doc));
    },
    async scan(collection, range) {
      const index = indexOf(collection.name, range.index);
      const page = await storage.scan(partition, { ...range, index });
      return { items: page.docs.map((doc) => found(collection, doc)), after: page.after };
    },
  };
}

function found<T>(_collection: Collection<T>, doc: StoredDoc): Found<T> {
  return { id: doc.id, body: doc.body as T };
}

/** Every document in the range, page by page. For ranges that are known to be small. */
export async function scanAll<T>(
  from: PartitionReader,
  collection: Collection<T>,
  range: Omit<Range, 'limit' | 'after'>,
): Promise<Found<T>[]> {
  const items: Found<T>[] = [];
  let after: string | undefined;
  do {
    const page = await from.scan(collection, { ...range, limit: 500, ...(after ? { after } : {}) });
    items.push(...page.items);
    after = page.after ?? undefined;
  } while (after);
  return items;
}
