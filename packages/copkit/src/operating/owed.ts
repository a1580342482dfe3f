import type { Commit, DocKey, StorageAdapter } from '@copkit/storage';

const OUTBOX = 'outbox';
/** By then another process may have delivered what this one has not. */
const DOUBTFUL_MS = 60_000;

interface Owed extends DocKey {
  readonly partition: string;
  readonly since: number;
}

/** What commits of this process owe to other partitions and has not been delivered. */
export class OwedEffects {
  readonly #owed = new Map<string, Owed>();

  constructor(readonly now: () => number) {}

  committed(partition: string, { puts, deletes }: Commit): void {
    for (const { collection, id } of puts)
      if (collection === OUTBOX) this.#owed.set(`${partition} ${id}`, { partition, collection, id, since: this.now() });
    for (const { collection, id } of deletes) if (collection === OUTBOX) this.#owed.delete(`${partition} ${id}`);
  }

  /** How many there are, and for how many seconds the oldest has been waiting. */
  async count(storage: Pick<StorageAdapter, 'get'>): Promise<{ readonly pending: number; readonly oldest: number }> {
    const doubtful = [...this.#owed].filter(([, { since }]) => this.now() - since > DOUBTFUL_MS);
    await Promise.all(
      doubtful.map(async ([key, { partition, collection, id }]) => {
        const [doc] = await storage.get(partition, [{ collection, id }]);
        if (!doc) this.#owed.delete(key);
      }),
    );
    const [first] = this.#owed.values();
    return { pending: this.#owed.size, oldest: first ? (this.now() - first.since) / 1_000 : 0 };
  }
}
