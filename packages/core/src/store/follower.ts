import type { Cursor, StorageAdapter, StoredDoc } from '@copkit/storage';

const PAGE = 500;

/** One run over the change feed of a partition. */
export interface Run {
  /** Nothing was taken in before it. */
  readonly fromBeginning: boolean;
}

/** What is derived from partitions and made again from their change feeds when in doubt. */
export interface Derived {
  /** How far the feed of a partition has been taken in; `null` when nothing was. */
  cursor(partition: string): Promise<Cursor | null> | Cursor | null;
  /** Takes in one page together with its cursor. Documents come at their latest state, in any order. */
  apply(partition: string, docs: readonly StoredDoc[], cursor: Cursor, run: Run): Promise<void> | void;
  /** Forgets everything about a partition. */
  drop(partition: string): Promise<void> | void;
}

/** Keeps what is derived up with the change feeds of those partitions that are asked about. */
export class Follower {
  readonly #catchingUp = new Map<string, Promise<void>>();
  /** Of those the ones that have not begun. */
  readonly #waiting = new Map<string, Promise<void>>();

  constructor(
    readonly storage: StorageAdapter,
    readonly derived: Derived,
  ) {}

  /**
   * What is committed before the call is taken in when it resolves. One run at a time for a partition; all who come
   * while one is under way wait together for the one after it. `anew`: what was made of it before is forgotten first.
   */
  async catchUp(partition: string, anew = false): Promise<void> {
    const waiting = this.#waiting.get(partition);
    if (waiting && !anew) return waiting;
    const running = (this.#catchingUp.get(partition) ?? Promise.resolve())
      .catch(() => {})
      .then(() => {
        if (this.#waiting.get(partition) === running) this.#waiting.delete(partition);
        return anew && this.derived.drop(partition);
      })
      .then(() => this.#take(partition));
    this.#waiting.set(partition, running);
    this.#catchingUp.set(partition, running);
    try {
      await running;
    } finally {
      if (this.#catchingUp.get(partition) === running) this.#catchingUp.delete(partition);
    }
  }

  /** Resolves when no run is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#catchingUp.values());
  }

  async #take(partition: string): Promise<void> {
    const [cursor, [head]] = await Promise.all([this.derived.cursor(partition), this.storage.heads([partition])]);
    let since = cursor;
    let run: Run = { fromBeginning: since === null };
    while (head !== since) {
      const changes = await this.storage.changes(partition, since, PAGE);
      if (changes.kind === 'reset') {
        await this.derived.drop(partition);
        since = null;
        run = { fromBeginning: true };
        continue;
      }
      if (changes.cursor !== since) await this.derived.apply(partition, changes.docs, changes.cursor, run);
      since = changes.cursor;
      if (!changes.more) return;
    }
  }
}
