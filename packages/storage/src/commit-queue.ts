import type { CheckedCommit } from './limits.js';

/** What became of one commit of several that were written together. */
export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/**
 * Writes commits of one partition in one transaction, each evaluated on its own, in their order: one
 * that fails leaves no trace and does not take its neighbours along. Answers in the same order.
 * Where it throws, what it throws is the answer to each.
 */
export type WriteTogether<T> = (
  partition: string,
  commits: readonly [CheckedCommit, ...CheckedCommit[]],
) => Promise<readonly Outcome<T>[]>;

interface Waiting<T> {
  readonly commit: CheckedCommit;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

export interface GroupLimits {
  /** Puts, deletes and expectations that are written together, unless one commit alone has more. */
  readonly ops: number;
  /** UTF-8 bytes of documents that are written together, unless one commit alone has more. */
  readonly bytes: number;
}

/**
 * Merges the commits of each partition: while a transaction of it is under way, later ones wait and
 * then go together. So one busy partition is not limited to one transaction per commit, and a
 * commit that finds nobody before it does not wait at all.
 */
export class CommitQueue<T> {
  readonly #write: WriteTogether<T>;
  readonly #limits: GroupLimits;
  readonly #nextTurn: () => Promise<void>;
  readonly #partitions = new Map<string, Waiting<T>[]>();

  /** `nextTurn` resolves when those that were answered have had a turn, as `setImmediate` does. */
  constructor(write: WriteTogether<T>, limits: GroupLimits, nextTurn: () => Promise<void>) {
    this.#write = write;
    this.#limits = limits;
    this.#nextTurn = nextTurn;
  }

  commit(partition: string, commit: CheckedCommit): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting = { commit, resolve, reject };
      const queue = this.#partitions.get(partition);
      if (queue) {
        queue.push(waiting);
        return;
      }
      this.#partitions.set(partition, [waiting]);
      void this.#drain(partition);
    });
  }

  async #drain(partition: string): Promise<void> {
    for (;;) {
      const [first, ...others] = this.#next(partition);
      if (!first) break;
      await this.#writeGroup(partition, [first, ...others]);
      // Whoever was just answered may have more to write at once: that goes together with what waits.
      await this.#nextTurn();
    }
    this.#partitions.delete(partition);
  }

  #next(partition: string): Waiting<T>[] {
    const queue = this.#partitions.get(partition) ?? [];
    let [ops, bytes] = [0, 0];
    const end = queue.findIndex(({ commit }, at) => {
      ops += commit.expect.length + commit.puts.length + commit.deletes.length;
      for (const put of commit.puts) bytes += put.bytes;
      return at > 0 && (ops > this.#limits.ops || bytes > this.#limits.bytes);
    });
    return queue.splice(0, end < 0 ? queue.length : end);
  }

  async #writeGroup(partition: string, group: readonly [Waiting<T>, ...Waiting<T>[]]): Promise<void> {
    const [first, ...others] = group;
    try {
      const outcomes = await this.#write(partition, [first.commit, ...others.map(({ commit }) => commit)]);
      group.forEach(({ resolve, reject }, at) => {
        const outcome = outcomes[at];
        if (outcome && 'value' in outcome) resolve(outcome.value);
        else reject(outcome?.error ?? new Error('The store did not say what became of a commit.'));
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
