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
import { type FoundPage, type PartitionReader, type Range, reader } from '../store/reader.js';

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
  readonly #loading = new Map<string, Promise<void>>();
  readonly #scanned = new Map<string, Promise<FoundPage<unknown>>>();
  readonly #reader: PartitionReader;

  constructor(
    readonly storage: StorageAdapter,
    readonly partition: string,
    /** The commit of an earlier attempt may have gone through. */
    readonly inDoubt: boolean,
  ) {
    this.#reader = reader(storage, partition);
  }

  /**
   * Reads for mutations that are to come: what several of them ask for in the same turn is fetched at once, and is at
   * hand when they run one after the other. Nothing is expected because of it.
   */
  ahead(): PartitionReader {
    return new Transaction(this);
  }

  begin(): Transaction {
    return new Transaction(this);
  }

  /** Each document is read once: somebody may have decided on it. */
  async load(keys: readonly DocKey[]): Promise<void> {
    const missing = keys.filter(({ collection, id }) => !this.#loading.has(keyOf(collection, id)));
    if (missing.length > 0) {
      const fetching = this.storage.get(this.partition, missing).then((docs) => {
        missing.forEach(({ collection, id }, at) => {
          this.#stored.set(keyOf(collection, id), docs[at] ?? null);
        });
      });
      for (const { collection, id } of missing) this.#loading.set(keyOf(collection, id), fetching);
      fetching.catch(() => {
        for (const { collection, id } of missing) this.#loading.delete(keyOf(collection, id));
      });
    }
    await Promise.all(keys.map(({ collection, id }) => this.#loading.get(keyOf(collection, id))));
  }

  /** What is committed. As all of the batch becomes visible at once, one reading is as good as another. */
  scan<T>(collection: Collection<T>, range: Range): Promise<FoundPage<T>> {
    const key = `${collection.name} ${JSON.stringify(range)}`;
    const found = this.#scanned.get(key) ?? this.#reader.scan(collection, range);
    this.#scanned.set(key, found);
    return found as Promise<FoundPage<T>>;
  }

  knows(collection: string, id: string): boolean {
    return this.#stored.has(keyOf(collection, id));
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

  constructor(readonly batch: Batch) {
    this.partition = batch.partition;
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

  /** For after the commit: documents that the batch knows as they became with it, others as they are by then. */
  afterwards(): PartitionReader {
    const { batch } = this;
    const later = reader(batch.storage, batch.partition);
    const known = <T>(collection: Collection<T>, id: string): T | null => {
      const change = batch.written(collection.name, id);
      if (change) return 'put' in change ? (change.put.body as T) : null;
      return bodyOf(collection, batch.stored(collection.name, id));
    };
    const isKnown = ({ name }: Collection<unknown>, id: string) =>
      batch.written(name, id) !== undefined || batch.knows(name, id);
    return {
      ...later,
      async get(collection, id) {
        return isKnown(collection, id) ? known(collection, id) : later.get(collection, id);
      },
      async getMany(collection, ids) {
        const missing = ids.filter((id) => !isKnown(collection, id));
        const read = await later.getMany(collection, missing);
        const found = new Map(missing.map((id, at) => [id, read[at] ?? null]));
        return ids.map((id) => (found.has(id) ? (found.get(id) ?? null) : known(collection, id)));
      },
    };
  }

  #read<T>(collection: Collection<T>, id: string): T | null {
    const key = keyOf(collection.name, id);
    const change = this.writes.get(key) ?? this.batch.written(collection.name, id);
    const stored = this.batch.stored(collection.name, id);
    this.reads.set(key, { collection: collection.name, id, rev: stored?.rev ?? null });
    if (change) return 'put' in change ? (change.put.body as T) : null;
    return bodyOf(collection, stored);
  }

  scan: PartitionReader['scan'] = (collection, range) => this.batch.scan(collection, range);

  put<T>(collection: Collection<T>, id: string, body: T): void {
    const put: Put = { collection: collection.name, id, body: body as Put['body'], keys: collection.keys(body, id) };
    this.writes.set(keyOf(collection.name, id), { put });
  }

  remove<T>(collection: Collection<T>, id: string): void {
    const deleted = { collection: collection.name, id };
    this.writes.set(keyOf(collection.name, id), { deleted });
  }
}
