import type { Cursor, DocKey, StorageAdapter } from './contract.js';
import { LimitError } from './errors.js';

type Get = StorageAdapter['get'];

/**
 * What is asked of a partition in the same turn is fetched at once, whoever asks: by one statement, and of one state of
 * the store. `nextTurn` resolves when whoever is to be fetched for together has asked: who waits for the same, such as a
 * commit, goes on in the same turn of promises, and requests that came together are read in one of the event loop.
 */
export function gathered(get: Get, nextTurn: () => Promise<void> = async () => {}): Get {
  const partitions = new Map<string, { readonly keys: DocKey[]; readonly docs: ReturnType<Get> }>();
  const begin = (partition: string) => {
    const keys: DocKey[] = [];
    const docs = nextTurn().then(() => {
      partitions.delete(partition);
      return get(partition, keys);
    });
    const gathering = { keys, docs };
    partitions.set(partition, gathering);
    return gathering;
  };
  return async (partition, keys) => {
    const { keys: all, docs } = partitions.get(partition) ?? begin(partition);
    const from = all.length;
    all.push(...keys);
    try {
      return (await docs).slice(from, from + keys.length);
    } catch (error) {
      // Somebody's key is no good, which is a matter of theirs alone.
      if (error instanceof LimitError && all.length > keys.length) return get(partition, keys);
      throw error;
    }
  };
}

type Heads = StorageAdapter['heads'];

/** Heads that are asked for in the same turn are looked up at once, each partition's once. `nextTurn` as in {@link gathered}. */
export function gatheredHeads(heads: Heads, nextTurn: () => Promise<void> = async () => {}): Heads {
  let gathering: { readonly wanted: Set<string>; readonly found: Promise<ReadonlyMap<string, Cursor | null>> } | null =
    null;
  const begin = () => {
    const wanted = new Set<string>();
    const found = nextTurn().then(async () => {
      gathering = null;
      const names = [...wanted];
      const cursors = await heads(names);
      return new Map(names.map((name, at) => [name, cursors[at] ?? null]));
    });
    return { wanted, found };
  };
  return async (partitions) => {
    gathering ??= begin();
    const { wanted, found } = gathering;
    for (const partition of partitions) wanted.add(partition);
    const cursors = await found;
    return partitions.map((partition) => cursors.get(partition) ?? null);
  };
}
