import type { Commit, IndexEntry, Put, StorageAdapter } from '@copkit/storage';

const PAGE = 500;
const AT_ONCE = 200;
/** Written whenever a timer of the process fires, not by what happens. */
const TIMED = /^(catalog$|usage\/)/;

const nameOf = ({ collection, id }: { collection: string; id: string }) => `${collection}\n${id}`;

/**
 * A store whose documents can be written down elsewhere together with their places in indexes, which a store does not
 * give out again. In what order is the same for the same content, whatever timers did in between.
 */
export class CopiedStore {
  readonly storage: StorageAdapter;
  readonly #keys = new Map<string, Map<string, readonly IndexEntry[]>>();

  constructor(storage: StorageAdapter) {
    const commit = async (partition: string, changes: Commit) => {
      const done = await storage.commit(partition, changes);
      const keys = this.#keys.get(partition) ?? new Map<string, readonly IndexEntry[]>();
      this.#keys.set(partition, keys);
      for (const put of changes.puts) keys.set(nameOf(put), put.keys ?? []);
      return done;
    };
    this.storage = new Proxy(storage, {
      get(target, property) {
        if (property === 'commit') return commit;
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  /** Every document with its partition: the partitions by name, within each as it was written. */
  async *documents(): AsyncGenerator<readonly [partition: string, documents: readonly Put[]], void, undefined> {
    for (let after: string | null = null; ; ) {
      const partitions: readonly string[] = await this.storage.listPartitions(after, PAGE);
      for (const partition of partitions) yield [partition, await this.#within(partition)];
      if (partitions.length < PAGE) return;
      after = partitions.at(-1) ?? null;
    }
  }

  /** Writes everything into an empty store. */
  async writeTo(target: StorageAdapter): Promise<void> {
    for await (const [partition, documents] of this.documents()) {
      for (let from = 0; from < documents.length; from += AT_ONCE) {
        await target.commit(partition, { expect: [], puts: documents.slice(from, from + AT_ONCE), deletes: [] });
      }
    }
  }

  async #within(partition: string): Promise<readonly Put[]> {
    const keys = this.#keys.get(partition);
    const found: Put[] = [];
    for (let cursor: string | null = null, more = true; more; ) {
      const page = await this.storage.changes(partition, cursor, PAGE);
      if (page.kind === 'reset') throw new Error(`The feed of ${partition} broke off while it was read.`);
      for (const { collection, id, body } of page.docs) {
        if (body !== null) found.push({ collection, id, body, keys: keys?.get(nameOf({ collection, id })) ?? [] });
      }
      ({ cursor, more } = page);
    }
    return TIMED.test(partition) ? found.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) : found;
  }
}
