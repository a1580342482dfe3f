import type { Changes, Commit, Cursor, DocKey, Page, Scan, StorageAdapter, StoredDoc } from './contract.js';
import { UnavailableError } from './errors.js';

/** A call to the adapter, or a hint from it, as the plan sees it. */
export interface Call {
  readonly method: 'get' | 'scan' | 'commit' | 'changes' | 'heads' | 'listPartitions' | 'compact' | 'purge' | 'hint';
  /** `null` for calls that concern no single partition. */
  readonly partition: string | null;
  /** Counts the calls and hints of this wrapper from 0. */
  readonly number: number;
}

export interface Fault {
  /** Awaited first: the call, or the hint, comes later than what began after it. */
  readonly delay?: () => Promise<void>;
  /**
   * - `fail`: nothing is done; `UnavailableError` with the outcome `not-applied`.
   * - `lose-request`: nothing is done; a write ends with `unknown`, since the caller cannot know.
   * - `lose-reply`: it is done; a write ends with `unknown` all the same.
   * - `split`: a page is cut to what a limit of 1 gives; a hint comes twice.
   *
   * A hint that fails or is lost never comes. Reads change nothing, so theirs is always `not-applied`.
   */
  readonly outcome?: 'fail' | 'lose-request' | 'lose-reply' | 'split';
}

/** What befalls a call; `null` for nothing. Draw from a seeded generator and a failure can be repeated. */
export type FaultPlan = (call: Call) => Fault | null;

/**
 * An adapter whose connection misbehaves as planned, for tests of whatever stands on a store. It breaks no promise
 * of the contract: it does what a network and a slow machine do.
 *
 * ```ts
 * const store = faulty(memory(), ({ method, number }) =>
 *   method === 'commit' && number % 3 === 0 ? { outcome: 'lose-reply' } : null);
 * ```
 */
export function faulty(adapter: StorageAdapter, plan: FaultPlan): StorageAdapter {
  return new FaultyAdapter(adapter, plan);
}

const writes: readonly Call['method'][] = ['commit', 'compact', 'purge'];

class FaultyAdapter implements StorageAdapter {
  readonly name: string;
  readonly capabilities: StorageAdapter['capabilities'];
  readonly scanAcross?: (scan: Scan) => Promise<Page>;
  readonly onHint?: (listener: (partition: string) => void) => () => void;
  readonly #adapter: StorageAdapter;
  readonly #plan: FaultPlan;
  #calls = 0;

  constructor(adapter: StorageAdapter, plan: FaultPlan) {
    this.#adapter = adapter;
    this.#plan = plan;
    this.name = `faulty ${adapter.name}`;
    this.capabilities = adapter.capabilities;
    if (adapter.scanAcross) this.scanAcross = (scan) => this.#call('scan', null, (cut) => this.#across(scan, cut));
    if (adapter.onHint) this.onHint = (listener) => this.#listen(listener);
  }

  open(): Promise<{ readonly storeId: string }> {
    return this.#adapter.open();
  }

  get(partition: string, keys: readonly DocKey[]): Promise<readonly (StoredDoc | null)[]> {
    return this.#call('get', partition, () => this.#adapter.get(partition, keys));
  }

  scan(partition: string, scan: Scan): Promise<Page> {
    return this.#call('scan', partition, (cut) => this.#adapter.scan(partition, { ...scan, limit: cut(scan.limit) }));
  }

  commit(partition: string, commit: Commit): Promise<{ readonly rev: string }> {
    return this.#call('commit', partition, () => this.#adapter.commit(partition, commit));
  }

  changes(partition: string, since: Cursor | null, limit: number): Promise<Changes> {
    return this.#call('changes', partition, (cut) => this.#adapter.changes(partition, since, cut(limit)));
  }

  heads(partitions: readonly string[]): Promise<readonly (Cursor | null)[]> {
    return this.#call('heads', null, () => this.#adapter.heads(partitions));
  }

  listPartitions(after: string | null, limit: number): Promise<readonly string[]> {
    return this.#call('listPartitions', null, (cut) => this.#adapter.listPartitions(after, cut(limit)));
  }

  compact(partition: string, tombstonesBefore: Date): Promise<void> {
    return this.#call('compact', partition, () => this.#adapter.compact(partition, tombstonesBefore));
  }

  purge(partition: string): Promise<void> {
    return this.#call('purge', partition, () => this.#adapter.purge(partition));
  }

  close(): Promise<void> {
    return this.#adapter.close();
  }

  async #across(scan: Scan, cut: (limit: number) => number): Promise<Page> {
    return (await this.#adapter.scanAcross?.({ ...scan, limit: cut(scan.limit) })) ?? { docs: [], after: null };
  }

  async #call<T>(
    method: Call['method'],
    partition: string | null,
    run: (cut: (limit: number) => number) => Promise<T>,
  ): Promise<T> {
    const { delay, outcome } = this.#next(method, partition);
    await delay?.();
    const known = writes.includes(method) ? 'unknown' : 'not-applied';
    if (outcome === 'fail') throw new UnavailableError('not-applied', 'The store was not reached, as planned.');
    if (outcome === 'lose-request') throw new UnavailableError(known, 'The request was lost, as planned.');
    // What is no number from 1 on stays as it is: the adapter refuses it.
    const result = await run((limit) => (outcome === 'split' && limit > 1 ? 1 : limit));
    if (outcome === 'lose-reply') throw new UnavailableError(known, 'The reply was lost, as planned.');
    return result;
  }

  #listen(listener: (partition: string) => void): () => void {
    let listening = true;
    const tell = (partition: string): void => {
      if (listening) listener(partition);
    };
    const stop = this.#adapter.onHint?.((partition) => {
      const { delay, outcome } = this.#next('hint', partition);
      if (outcome !== undefined && outcome !== 'split') return;
      const deliver = (): void => {
        tell(partition);
        if (outcome === 'split') tell(partition);
      };
      if (delay) void delay().then(deliver);
      else deliver();
    });
    return () => {
      listening = false;
      stop?.();
    };
  }

  #next(method: Call['method'], partition: string | null): Fault {
    const number = this.#calls;
    this.#calls += 1;
    return this.#plan({ method, partition, number }) ?? {};
  }
}
