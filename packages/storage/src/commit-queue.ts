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

interface WaitingCommit<T> {
  readonly commit: CheckedCommit;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** Runs by itself, and never rejects. */
interface WaitingAlone {
  readonly alone: () => Promise<void>;
}

type Waiting<T> = WaitingCommit<T> | WaitingAlone;

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
    return new Promise((resolve, reject) => this.#add(partition, { commit, resolve, reject }));
  }

  /**
   * Runs something else that writes to the partition, such as its purge, between two transactions: for databases
   * that do not keep two writers apart by themselves.
   */
  alone<R>(partition: string, body: () => Promise<R>): Promise<R> {
    return new Promise((resolve, reject) => {
      const alone = async (): Promise<void> => {
        try {
          resolve(await body());
        } catch (error) {
          reject(error);
        }
      };
      this.#add(partition, { alone });
    });
  }

  /** Resolves when all that was handed over before is answered. */
  async idle(): Promise<void> {
    await Promise.all([...this.#partitions.keys()].map((partition) => this.alone(partition, async () => {})));
  }

  #add(partition: string, waiting: Waiting<T>): void {
    const queue = this.#partitions.get(partition);
    if (queue) {
      queue.push(waiting);
      return;
    }
    this.#partitions.set(partition, [waiting]);
    void this.#drain(partition);
  }

  async #drain(partition: string): Promise<void> {
    for (;;) {
      const next = this.#partitions.get(partition)?.shift();
      if (!next) break;
      if ('alone' in next) await next.alone();
      else await this.#writeGroup(partition, [next, ...this.#joining(partition, next)]);
      // Whoever was just answered may have more to write at once: that goes together with what waits.
      await this.#nextTurn();
    }
    this.#partitions.delete(partition);
  }

  /** Takes from the queue the commits that go together with the one that was taken before them. */
  #joining(partition: string, first: WaitingCommit<T>): WaitingCommit<T>[] {
    const queue = this.#partitions.get(partition) ?? [];
    const joining: WaitingCommit<T>[] = [];
    let { ops, bytes } = sizeOf(first.commit);
    for (;;) {
      const [next] = queue;
      if (!next || 'alone' in next) return joining;
      const size = sizeOf(next.commit);
      ops += size.ops;
      bytes += size.bytes;
      if (ops > this.#limits.ops || bytes > this.#limits.bytes) return joining;
      joining.push(next);
      queue.shift();
    }
  }

  async #writeGroup(partition: string, group: readonly [WaitingCommit<T>, ...WaitingCommit<T>[]]): Promise<void> {
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

function sizeOf({ expect, puts, deletes }: CheckedCommit): GroupLimits {
  return {
    ops: expect.length + puts.length + deletes.length,
    bytes: puts.reduce((sum, put) => sum + put.bytes, 0),
  };
}
