import {
  type Commit,
  ConflictError,
  type DocKey,
  type Expectation,
  type Put,
  type StorageAdapter,
  type StoredDoc,
} from '@copkit/storage';
import type { Collection } from '../store/collection.js';
import { bodyOf } from '../store/collection.js';
import { type PartitionReader, reader } from '../store/reader.js';

const keyOf = (collection: string, id: string) => `${collection}\n${id}`;

type Written = { readonly put: Put } | { readonly deleted: DocKey };

/**
 * A batch of mutations on one partition before they are committed: later ones read what earlier
 * ones wrote, and a mutation that fails leaves nothing behind.
 */
export class Batch {
  /** As stored when first read; every one of them is expected unchanged. */
  readonly #stored = new Map<string, StoredDoc | null>();
  readonly #written = new Map<string, Written>();
  readonly #expected = new Map<string, Expectation>();
  readonly #refusedOn = new Map<string, Expectation>();

  constructor(
    readonly storage: StorageAdapter,
    readonly partition: string,
    /** The commit of an earlier attempt may have gone through. */
    readonly inDoubt: boolean,
  ) {}

  begin(): Transaction {
    return new Transaction(this);
  }

  async load(keys: readonly DocKey[]): Promise<void> {
    const missing = keys.filter(({ collection, id }) => !this.#stored.has(keyOf(collection, id)));
    if (missing.length === 0) return;
    const docs = await this.storage.get(this.partition, missing);
    missing.forEach(({ collection, id }, at) => {
      const key = keyOf(collection, id);
      // Read twice at once, the first answer holds: somebody may have decided on it.
      if (!this.#stored.has(key)) this.#stored.set(key, docs[at] ?? null);
    });
  }

  stored(collection: string, id: string): StoredDoc | null {
    return this.#stored.get(keyOf(collection, id)) ?? null;
  }

  written(collection: string, id: string): Written | undefined {
    return this.#written.get(keyOf(collection, id));
  }

  keep(transaction: Transaction): void {
    for (const [key, expectation] of transaction.reads) this.#expected.set(key, expectation);
    for (const [key, change] of transaction.writes) this.#written.set(key, change);
  }

  refuse(transaction: Transaction): void {
    for (const [key, expectation] of transaction.reads) this.#refusedOn.set(key, expectation);
  }

  /**
   * A refusal is an answer too, so what it was decided on must have held together: documents that
   * were read one after the other may be of different moments.
   * @throws ConflictError when one of them changed since.
   */
  async confirmRefusals(): Promise<void> {
    const reads = [...this.#refusedOn.values()];
    if (reads.length === 0) return;
    const current = await this.storage.get(this.partition, reads);
    if (reads.some(({ rev }, at) => (current[at]?.rev ?? null) !== rev)) throw new ConflictError(current);
  }

  /** `null` when there is nothing to write. */
  commit(): Commit | null {
    if (this.#written.size === 0) return null;
    const puts: Put[] = [];
    const deletes: DocKey[] = [];
    for (const change of this.#written.values()) {
      if ('put' in change) puts.push(change.put);
      else deletes.push(change.deleted);
    }
    return { expect: [...this.#expected.values()], puts, deletes };
  }
}

/** One mutation's view of the batch. */
export class Transaction implements PartitionReader {
  readonly reads = new Map<string, Expectation>();
  readonly writes = new Map<string, Written>();
  readonly partition: string;
  readonly #scan: PartitionReader['scan'];

  constructor(readonly batch: Batch) {
    this.partition = batch.partition;
    this.#scan = reader(batch.storage, batch.partition).scan;
  }

  /** What is read may have been written by an earlier attempt, whose commit nobody confirmed. */
  get inDoubt(): boolean {
    return this.batch.inDoubt;
  }

  async get<T>(collection: Collection<T>, id: string): Promise<T | null> {
    const [body] = await this.getMany(collection, [id]);
    return body ?? null;
  }

  async getMany<T>(collection: Collection<T>, ids: readonly string[]): Promise<readonly (T | null)[]> {
    await this.batch.load(ids.map((id) => ({ collection: collection.name, id })));
    return ids.map((id) => this.#read(collection, id));
  }

  /** Fetches documents of several collections at once; what is not read later is not expected. */
  prefetch(keys: readonly DocKey[]): Promise<void> {
    return this.batch.load(keys);
  }

  #read<T>(collection: Collection<T>, id: string): T | null {
    const key = keyOf(collection.name, id);
    const change = this.writes.get(key) ?? this.batch.written(collection.name, id);
    const stored = this.batch.stored(collection.name, id);
    this.reads.set(key, { collection: collection.name, id, rev: stored?.rev ?? null });
    if (change) return 'put' in change ? (change.put.body as T) : null;
    return bodyOf(collection, stored);
  }

  scan: PartitionReader['scan'] = (collection, range) => this.#scan(collection, range);

  put<T>(collection: Collection<T>, id: string, body: T): void {
    const put: Put = { collection: collection.name, id, body: body as Put['body'], keys: collection.keys(body, id) };
    this.writes.set(keyOf(collection.name, id), { put });
  }

  remove<T>(collection: Collection<T>, id: string): void {
    const deleted = { collection: collection.name, id };
    this.writes.set(keyOf(collection.name, id), { deleted });
  }
}
