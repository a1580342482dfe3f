import type { Kit } from '../kit.js';
import { reader, scanAll } from '../store/reader.js';
import { type Effect, outbox } from './effects.js';

/** Delivers what commits owe to other partitions: right after the commit, and on a sweep what a crash left behind. */
export class Outbox {
  readonly #effects: ReadonlyMap<string, Effect>;

  constructor(
    effects: readonly Effect[],
    readonly kit: () => Kit,
  ) {
    this.#effects = new Map(effects.map((effect) => [effect.type, effect]));
  }

  async deliver(partition: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      try {
        await this.#deliverOne(partition, id);
      } catch (error) {
        this.kit().onError(error);
      }
    }
  }

  async #deliverOne(partition: string, id: string): Promise<void> {
    const kit = this.kit();
    const pending = await reader(kit.storage, partition).get(outbox, id);
    if (!pending) return;
    const effect = this.#effects.get(pending.type);
    // Written by a newer version or by an extension that is not loaded here: left for who knows it.
    if (!effect) return;
    await effect.deliver(kit, partition, pending.payload);
    await kit.writers.mutate(partition, async (transaction) => {
      const now = await transaction.get(outbox, id);
      if (now && now.at === pending.at) transaction.remove(outbox, id);
    });
  }

  /** Everything pending in the whole store. For a start, and for stores that several processes write. */
  async sweep(): Promise<void> {
    const { storage } = this.kit();
    let after: string | null = null;
    for (;;) {
      const partitions: readonly string[] = await storage.listPartitions(after, 500);
      for (const partition of partitions) {
        const pending = await scanAll(reader(storage, partition), outbox, { index: 'outbox', from: ' ', to: '~' });
        await this.deliver(
          partition,
          pending.map(({ id }) => id),
        );
      }
      if (partitions.length < 500) return;
      after = partitions.at(-1) ?? null;
    }
  }
}
