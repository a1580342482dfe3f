import type { Kit } from '../kit.js';
import { EVERY_KEY } from '../store/keys.js';
import { reader, scanAll } from '../store/reader.js';
import { type Effect, outbox } from './effects.js';

/** A call waits so long for what it owes; thousands of inboxes take longer, and nobody waits for those. */
const PATIENCE_MS = 2_000;

/** Delivers what commits owe to other partitions: right after the commit, and on a sweep what a crash left behind. */
export class Outbox {
  readonly #effects: ReadonlyMap<string, Effect>;
  readonly #turns = new Map<string, Promise<void>>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    effects: readonly Effect[],
    readonly kit: () => Kit,
  ) {
    this.#effects = new Map(effects.map((effect) => [effect.type, effect]));
  }

  /** Resolves when all is delivered, or after a while; then it goes on by itself. */
  async deliverSoon(partition: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const delivering = this.deliver(partition, ids).finally(() => this.#underWay.delete(delivering));
    this.#underWay.add(delivering);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([delivering, enough]);
    clearTimeout(timer);
  }

  /** Resolves when nothing is being delivered. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async deliver(partition: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      try {
        await this.#inTurn(partition, id);
      } catch (error) {
        this.kit().onError(error);
      }
    }
  }

  /** One delivery of an effect at a time: whoever comes second finds it done. */
  async #inTurn(partition: string, id: string): Promise<void> {
    const key = `${partition} ${id}`;
    const turn = (this.#turns.get(key) ?? Promise.resolve())
      .catch(() => {})
      .then(() => this.#deliverOne(partition, id));
    this.#turns.set(key, turn);
    try {
      await turn;
    } finally {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
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
      if (now?.call === pending.call) transaction.remove(outbox, id);
    });
  }

  /** Everything pending in one partition. */
  async deliverPending(partition: string): Promise<void> {
    const home = reader(this.kit().storage, partition);
    const pending = await scanAll(home, outbox, { index: 'outbox', ...EVERY_KEY });
    await this.deliver(
      partition,
      pending.map(({ id }) => id),
    );
  }
}
