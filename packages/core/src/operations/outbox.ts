import type { Kit } from '../kit.js';
import { EVERY_KEY } from '../store/keys.js';
import { type PartitionReader, reader, scanAll } from '../store/reader.js';
import { type Effect, outbox } from './effects.js';

/** So long a caller waits for what its commit owes elsewhere; it is delivered in any case. */
const PATIENCE_MS = 2_000;
const FIRST_RETRY_MS = 500;
const MOST_RETRY_MS = 300_000;

/**
 * Delivers what commits owe to other partitions: right after the commit, later and later again where that fails, and
 * on a sweep what a crash left behind.
 */
export class Outbox {
  readonly #turns = new Map<string, Promise<void>>();
  readonly #underWay = new Set<Promise<unknown>>();
  /** By partition, where a delivery failed. */
  readonly #retries = new Map<string, ReturnType<typeof setTimeout>>();
  #closed = false;

  constructor(
    readonly effects: readonly Effect[],
    readonly kit: () => Kit,
  ) {}

  /**
   * Resolves when all is delivered or failed, or after a while; then it goes on by itself. `committed`: the partition
   * as the commit left it that owes this.
   */
  async deliverSoon(partition: string, ids: readonly string[], committed: PartitionReader): Promise<void> {
    if (ids.length === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([this.deliver(partition, ids, FIRST_RETRY_MS, committed), patience]);
    clearTimeout(timer);
  }

  /** Stops trying again and resolves when nothing is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#retries.values()) clearTimeout(timer);
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  deliver(
    partition: string,
    ids: readonly string[],
    retryMs = FIRST_RETRY_MS,
    committed?: PartitionReader,
  ): Promise<void> {
    const delivering = this.#oneByOne(partition, ids, retryMs, committed).finally(() =>
      this.#underWay.delete(delivering),
    );
    this.#underWay.add(delivering);
    return delivering;
  }

  async #oneByOne(
    partition: string,
    ids: readonly string[],
    retryMs: number,
    committed?: PartitionReader,
  ): Promise<void> {
    let failed = false;
    for (const id of ids) {
      try {
        await this.#inTurn(partition, id, committed);
      } catch (error) {
        failed = true;
        this.kit().onError(error);
      }
    }
    if (failed) this.#retryLater(partition, retryMs);
  }

  #retryLater(partition: string, inMs: number): void {
    if (this.#closed || this.#retries.has(partition)) return;
    const nextMs = Math.min(inMs * 2, MOST_RETRY_MS);
    const timer = setTimeout(() => {
      this.#retries.delete(partition);
      this.deliverPending(partition, nextMs).catch((error) => {
        this.kit().onError(error);
        this.#retryLater(partition, nextMs);
      });
    }, inMs);
    (timer as { unref?: () => void }).unref?.();
    this.#retries.set(partition, timer);
  }

  /** One delivery of an effect at a time: whoever comes second looks whether it is done. */
  async #inTurn(partition: string, id: string, committed?: PartitionReader): Promise<void> {
    const key = `${partition} ${id}`;
    const earlier = this.#turns.get(key);
    const turn = earlier
      ? earlier.catch(() => {}).then(() => this.#deliverOne(partition, id))
      : this.#deliverOne(partition, id, committed);
    this.#turns.set(key, turn);
    try {
      await turn;
    } finally {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    }
  }

  async #deliverOne(partition: string, id: string, committed?: PartitionReader): Promise<void> {
    const kit = this.kit();
    const source = committed ?? reader(kit.storage, partition);
    const pending = await source.get(outbox, id);
    if (!pending) return;
    const effects = this.effects.filter(({ type }) => type === pending.type);
    // Written by a newer version or by an extension that is not loaded here: left for who knows it.
    if (effects.length === 0) return;
    for (const effect of effects) await effect.deliver(kit, partition, pending.payload, source);
    await kit.writers.mutate(
      partition,
      async (transaction) => {
        const now = await transaction.get(outbox, id);
        if (now?.call === pending.call) transaction.remove(outbox, id);
      },
      (from) => from.get(outbox, id),
    );
  }

  /** Everything pending in one partition; what fails is tried again after so many milliseconds. */
  async deliverPending(partition: string, retryMs = FIRST_RETRY_MS): Promise<void> {
    const home = reader(this.kit().storage, partition);
    const pending = await scanAll(home, outbox, { index: 'outbox', ...EVERY_KEY });
    const ids = pending.map(({ id }) => id);
    await this.deliver(partition, ids, retryMs);
  }
}
