import type { Kit } from '../kit.js';
import type { Committed } from '../operations/writer.js';
import { cardEffect } from './card.js';

/** Counts on cards may be this old. */
const AFTER_MS = 2_000;
const MOVES_A_CARD = new Set(['listings', 'counts', 'community']);

/** Brings cards up with their communities, at most every few seconds however much is written. */
export class CardRefresher {
  readonly #waiting = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(readonly kit: () => Kit) {}

  committed({ partition, docs }: Committed): void {
    if (docs.some((doc) => MOVES_A_CARD.has(doc.collection))) this.mayHaveChanged(partition);
  }

  mayHaveChanged(partition: string): void {
    if (!partition.startsWith('community/')) return;
    this.#waiting.add(partition);
    this.#timer ??= setTimeout(() => this.#flush(), AFTER_MS);
    (this.#timer as { unref?: () => void }).unref?.();
  }

  /** Every community's card; after a start, because counts may have moved without us. */
  async refreshAll(): Promise<void> {
    const { storage } = this.kit();
    let after = 'community/';
    for (;;) {
      const partitions = await storage.listPartitions(after, 500);
      const some = partitions.filter((partition) => partition.startsWith('community/'));
      for (const partition of some) await cardEffect.deliver(this.kit(), partition);
      if (some.length < 500) return;
      after = some.at(-1) ?? after;
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#flush();
    await this.#running;
  }

  #flush(): void {
    this.#timer = undefined;
    const partitions = [...this.#waiting];
    this.#waiting.clear();
    this.#running = this.#running.then(async () => {
      for (const partition of partitions) {
        await cardEffect.deliver(this.kit(), partition).catch(this.kit().onError);
      }
    });
  }
}
