import { ConflictError, LimitError, type StorageAdapter, type StoredDoc, UnavailableError } from '@copkit/storage';
import { CopkitError } from '../errors.js';
import type { PartitionReader } from '../store/reader.js';
import { Batch, type Transaction } from './overlay.js';

/** More in one commit would make the first of them wait for the last. */
const MOST_AT_ONCE = 100;
const ATTEMPTS = 12;

export interface Committed {
  readonly partition: string;
  readonly rev: string;
  readonly docs: readonly Pick<StoredDoc, 'collection' | 'id' | 'body'>[];
}

interface Job {
  ahead(from: PartitionReader): Promise<unknown>;
  run(transaction: Transaction): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export interface WritersOptions {
  readonly onCommit: (committed: Committed) => void;
  /** A commit that may or may not have happened. */
  readonly onDoubt: (partition: string) => void;
  /** Faults of those who listen; the commit stands. */
  readonly onError: (error: unknown) => void;
}

/**
 * Puts mutations of one partition in a row and commits those that wait together. A conflict with
 * another process runs the whole batch again on current documents.
 */
export class Writers {
  readonly #queues = new Map<string, Job[]>();
  readonly #draining = new Set<Promise<void>>();

  constructor(
    readonly storage: StorageAdapter,
    readonly options: WritersOptions,
  ) {}

  /**
   * `ahead` reads what `run` will read, as far as that is known before: mutations that wait together run one after the
   * other, and so fetch together.
   */
  mutate<R>(
    partition: string,
    run: (transaction: Transaction) => Promise<R>,
    ahead: (from: PartitionReader) => Promise<unknown> = async () => {},
  ): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const job: Job = { ahead, run, resolve: resolve as Job['resolve'], reject };
      const queue = this.#queues.get(partition);
      if (queue) queue.push(job);
      else {
        this.#queues.set(partition, [job]);
        const draining = this.#drain(partition).finally(() => this.#draining.delete(draining));
        this.#draining.add(draining);
      }
    });
  }

  /** Resolves when no mutation is waiting or under way. */
  async settled(): Promise<void> {
    while (this.#draining.size > 0) await Promise.all(this.#draining);
  }

  async #drain(partition: string): Promise<void> {
    const queue = this.#queues.get(partition) ?? [];
    while (queue.length > 0) {
      // Whoever calls meanwhile gets into the batch: a commit costs much the same for one as for many.
      await nextTurn();
      await this.#together(partition, queue.splice(0, MOST_AT_ONCE));
    }
    this.#queues.delete(partition);
  }

  async #together(partition: string, jobs: readonly Job[]): Promise<void> {
    try {
      await this.#attempt(partition, jobs);
    } catch (error) {
      if (error instanceof LimitError && jobs.length > 1) {
        // Too much for one commit: in halves, until whoever is too large is alone.
        const half = Math.ceil(jobs.length / 2);
        await this.#together(partition, jobs.slice(0, half));
        await this.#together(partition, jobs.slice(half));
      } else {
        for (const job of jobs) job.reject(problem(error));
      }
    }
  }

  async #attempt(partition: string, jobs: readonly Job[]): Promise<void> {
    let inDoubt = false;
    for (let attempt = 1; ; attempt++) {
      const batch = new Batch(this.storage, partition, inDoubt);
      const done: (() => void)[] = [];
      // What cannot be read is read again by whom it concerns, who then fails alone.
      await Promise.allSettled(jobs.map((job) => job.ahead(batch.ahead())));
      for (const job of jobs) {
        const transaction = batch.begin();
        try {
          const result = await job.run(transaction);
          batch.keep(transaction);
          done.push(() => job.resolve(result));
        } catch (error) {
          batch.refuse(transaction);
          done.push(() => job.reject(problem(error)));
        }
      }
      try {
        await batch.confirmRefusals();
        await this.#commit(batch);
      } catch (error) {
        if (error instanceof UnavailableError && error.outcome === 'unknown') {
          inDoubt = true;
          this.#tell(() => this.options.onDoubt(partition));
        }
        if (attempt < ATTEMPTS && mayTryAgain(error)) {
          await pause(attempt);
          continue;
        }
        throw error;
      }
      for (const tell of done) tell();
      return;
    }
  }

  async #commit(batch: Batch): Promise<void> {
    const commit = batch.commit();
    if (!commit) return;
    const { rev } = await this.storage.commit(batch.partition, commit);
    const docs = [...commit.puts, ...commit.deletes.map((key) => ({ ...key, body: null }))];
    this.#tell(() => this.options.onCommit({ partition: batch.partition, rev, docs }));
  }

  #tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.options.onError(error);
    }
  }
}

/** Where there are turns of an event loop, other requests are read in between. */
function nextTurn(): Promise<void> {
  const { setImmediate: soon = queueMicrotask } = globalThis as { setImmediate?: (then: () => void) => void };
  return new Promise((resolve) => soon(resolve));
}

/** After an unknown outcome too: the receipts tell what was done. */
function mayTryAgain(error: unknown): boolean {
  return error instanceof ConflictError || error instanceof UnavailableError;
}

/** Spread, so that two processes do not meet again at once. */
function pause(attempt: number): Promise<void> {
  const most = Math.min(2 ** attempt, 250);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * most));
}

function problem(error: unknown): unknown {
  if (error instanceof ConflictError) {
    return new CopkitError('unavailable', 'Too many changes at the same moment. Try again.', null, { cause: error });
  }
  if (error instanceof UnavailableError) {
    return new CopkitError('unavailable', 'The store cannot be reached at the moment. Try again later.', null, {
      cause: error,
    });
  }
  if (error instanceof LimitError) {
    return new CopkitError('too-large', error.message, null, { cause: error });
  }
  return error;
}
