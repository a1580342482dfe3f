import type {
  Capabilities,
  Changes,
  Commit,
  Cursor,
  DocKey,
  Page,
  Scan,
  StorageAdapter,
  StoredDoc,
} from './contract.js';
import { ClosedError, ConflictError } from './errors.js';
import { checkStoreId, formatCursor, nextCursor, randomStoreId, startOfFeed } from './feed.js';
import {
  checkCommit,
  checkDate,
  checkDocKeys,
  checkLimit,
  checkPartition,
  checkScan,
  embeddedLimits,
} from './limits.js';
import { MemoryPartition } from './memory-partition.js';

/** What several memory adapters of one process have in common when they open the same store. */
export class MemoryStore {
  readonly partitions = new Map<string, MemoryPartition>();
  readonly listeners = new Set<(partition: string) => void>();
  #epochs = 0;

  constructor(readonly storeId: string = randomStoreId()) {
    checkStoreId(storeId);
  }

  partitionToWrite(name: string): MemoryPartition {
    let partition = this.partitions.get(name);
    if (!partition) {
      this.#epochs += 1;
      partition = new MemoryPartition(`${this.#epochs}`);
      this.partitions.set(name, partition);
    }
    return partition;
  }

  hint(partition: string): void {
    // Each in a task of its own, so that a listener that throws harms neither the commit nor the others.
    for (const listener of this.listeners) queueMicrotask(() => listener(partition));
  }
}

export interface MemoryOptions {
  /** 1 to 64 letters, digits, "-" or "_"; random by default. */
  readonly storeId?: string;
  /** A store to share with other adapters of this process. It brings its own id. */
  readonly store?: MemoryStore;
  /** The clock that dates tombstones. */
  readonly now?: () => Date;
}

/** A store that lives as long as the object: for tests, demonstrations and pages without a server. */
export function memory(options: MemoryOptions = {}): StorageAdapter {
  return new MemoryAdapter(options);
}

class MemoryAdapter implements StorageAdapter {
  readonly name = 'memory';
  readonly capabilities: Capabilities;
  readonly #store: MemoryStore;
  readonly #now: () => Date;
  readonly #listeners = new Set<(partition: string) => void>();
  #isOpen = false;

  constructor({ storeId, store, now = () => new Date() }: MemoryOptions) {
    this.#store = store ?? new MemoryStore(storeId);
    this.#now = now;
    this.capabilities = { durability: 'none', sharing: store ? 'process' : 'instance', limits: embeddedLimits };
  }

  async open(): Promise<{ readonly storeId: string }> {
    this.#isOpen = true;
    return { storeId: this.#store.storeId };
  }

  async get(partition: string, keys: readonly DocKey[]): Promise<readonly (StoredDoc | null)[]> {
    const state = this.#read(partition);
    checkDocKeys(keys, this.capabilities.limits);
    return keys.map((key) => state?.get(key) ?? null);
  }

  async scan(partition: string, scan: Scan): Promise<Page> {
    const state = this.#read(partition);
    const checked = checkScan(scan, this.capabilities.limits);
    return state?.scan(checked) ?? { docs: [], after: null };
  }

  async commit(partition: string, commit: Commit): Promise<{ readonly rev: string }> {
    const existing = this.#read(partition);
    const checked = checkCommit(commit, this.capabilities.limits);
    const current = checked.expect.map((key) => existing?.get(key) ?? null);
    if (checked.expect.some(({ rev }, i) => (current[i]?.rev ?? null) !== rev)) throw new ConflictError(current);
    const rev = this.#store.partitionToWrite(partition).apply(checked, this.#now().getTime());
    this.#store.hint(partition);
    return { rev };
  }

  async changes(partition: string, since: Cursor | null, limit: number): Promise<Changes> {
    const state = this.#read(partition);
    checkLimit(limit);
    const { storeId } = this.#store;
    const start = startOfFeed(since, storeId, state);
    if (typeof start !== 'number') return start;
    const { docs, last, more } = state?.changes(start, limit) ?? { docs: [], last: 0, more: false };
    return { kind: 'page', docs, cursor: nextCursor(since, storeId, state, last), more };
  }

  async heads(partitions: readonly string[]): Promise<readonly (Cursor | null)[]> {
    return partitions.map((partition) => {
      const state = this.#read(partition);
      return state ? formatCursor(this.#store.storeId, state, state.head) : null;
    });
  }

  async listPartitions(after: string | null, limit: number): Promise<readonly string[]> {
    this.#assertOpen();
    checkLimit(limit);
    const names = [...this.#store.partitions.keys()].filter((name) => after === null || name > after);
    return names.sort().slice(0, limit);
  }

  async compact(partition: string, tombstonesBefore: Date): Promise<void> {
    const state = this.#read(partition);
    const before = checkDate(tombstonesBefore);
    state?.compact(before);
  }

  async purge(partition: string): Promise<void> {
    this.#read(partition);
    if (this.#store.partitions.delete(partition)) this.#store.hint(partition);
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    for (const listener of this.#listeners) this.#store.listeners.delete(listener);
    this.#listeners.clear();
  }

  onHint(listener: (partition: string) => void): () => void {
    // A listener of its own for each call, so that stopping one leaves an equal other one in place.
    const own = (partition: string): void => listener(partition);
    this.#listeners.add(own);
    this.#store.listeners.add(own);
    return () => {
      this.#listeners.delete(own);
      this.#store.listeners.delete(own);
    };
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new ClosedError();
  }

  #read(partition: string): MemoryPartition | undefined {
    this.#assertOpen();
    checkPartition(partition, this.capabilities.limits);
    return this.#store.partitions.get(partition);
  }
}
