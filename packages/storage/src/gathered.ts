import type { DocKey, StorageAdapter } from './contract.js';
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
