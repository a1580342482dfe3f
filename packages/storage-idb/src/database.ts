import { type IndexEntry, type Rev, randomStoreId, UnavailableError } from '@copkit/storage';
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';

export interface StoreRecord {
  readonly storeId: string;
  /** How many partitions were ever begun; the next one is known by the number that follows. */
  readonly epochs: number;
}

export interface PartitionRecord {
  readonly name: string;
  readonly epoch: string;
  readonly head: number;
  readonly floor: number;
}

export interface DocRecord {
  readonly partition: string;
  readonly collection: string;
  readonly id: string;
  readonly commit: number;
  readonly rev: Rev;
  /** The body as JSON; `null` in a tombstone. */
  readonly text: string | null;
  /** So that a put finds out which entries changed without reading the index. */
  readonly keys: readonly IndexEntry[];
  /** Only in a tombstone, milliseconds; what has none is not in the index of tombstones. */
  readonly deletedAt?: number;
}

export type DocPath = [partition: string, collection: string, id: string];
export type EntryPath = [partition: string, index: string, key: string, collection: string, id: string];

export interface Schema extends DBSchema {
  store: { key: 'store'; value: StoreRecord };
  partitions: { key: string; value: PartitionRecord };
  docs: {
    key: DocPath;
    value: DocRecord;
    indexes: { feed: [partition: string, commit: number]; tombstones: [partition: string, deletedAt: number] };
  };
  /** All of an entry is in its key. */
  entries: { key: EntryPath; value: 0 };
}

const stores = ['store', 'partitions', 'docs', 'entries'] as const;
const version = 1;

export type Db = IDBPDatabase<Schema>;
export type ReadTx = IDBPTransaction<Schema, typeof stores, 'readonly'>;
export type WriteTx = IDBPTransaction<Schema, typeof stores, 'readwrite'>;

/**
 * @param onLost called with a sentence when the connection ends without having been closed.
 * @throws UnavailableError when the browser has no IndexedDB here or another tab is in the way.
 */
export async function openDatabase(name: string, onLost: (sentence: string) => void): Promise<Db> {
  let blocked: (reason: UnavailableError) => void = () => {};
  const refusal = new Promise<never>((_, reject) => {
    blocked = reject;
  });
  const opening = openDB<Schema>(name, version, {
    upgrade(db, _oldVersion, _newVersion, tx) {
      db.createObjectStore('store');
      db.createObjectStore('partitions', { keyPath: 'name' });
      const docs = db.createObjectStore('docs', { keyPath: ['partition', 'collection', 'id'] });
      docs.createIndex('feed', ['partition', 'commit']);
      docs.createIndex('tombstones', ['partition', 'deletedAt']);
      db.createObjectStore('entries');
      return tx.objectStore('store').put({ storeId: randomStoreId(), epochs: 0 }, 'store');
    },
    blocked() {
      const sentence = `Another tab has an older version of the store "${name}" open. Close it and reload this page.`;
      blocked(new UnavailableError('not-applied', sentence));
    },
    blocking(_current, _blocked, event) {
      // Otherwise the other tab could not go on.
      (event.target as IDBDatabase).close();
      onLost(`The store "${name}" was updated or removed by another tab. Reload this page.`);
    },
    terminated() {
      onLost(`The browser closed the store "${name}". Reload this page.`);
    },
  });
  try {
    return await Promise.race([opening, refusal]);
  } catch (error) {
    // A database that opens after all, once the other tab is gone, has nobody waiting for it.
    opening.then((db) => db.close()).catch(() => {});
    throw unavailable(error, name);
  }
}

/** Runs a transaction over the whole store; what the body throws undoes it. */
export async function transact<Mode extends 'readonly' | 'readwrite', T>(
  db: Db,
  mode: Mode,
  body: (tx: IDBPTransaction<Schema, typeof stores, Mode>) => Promise<T>,
): Promise<T> {
  try {
    const tx = db.transaction(stores, mode, { durability: 'strict' });
    const ended = tx.done.then(
      () => null,
      (reason: unknown) => reason,
    );
    let result: T;
    try {
      result = await body(tx);
    } catch (error) {
      abort(tx);
      const reason = await ended;
      // When the browser gave up the transaction, its reason says more than that of the request that failed.
      throw isAbort(error) ? reason : error;
    }
    // What was read holds, however the transaction ends.
    const reason = mode === 'readwrite' ? await ended : null;
    if (reason) throw reason;
    return result;
  } catch (error) {
    throw unavailable(error, db.name);
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has ended by itself.
  }
}

const sentences: Readonly<Record<string, string>> = {
  QuotaExceededError: 'has no room left in this browser. Free space for this site, then try again',
  VersionError: 'was written by a newer version of copkit. Reload the page',
  InvalidStateError: 'was closed by the browser. Reload the page',
  SecurityError: 'may not be opened: the browser blocks storage for this site',
  AbortError: 'did not take the change. Try again',
  UnknownError: 'could not be read or written by the browser. Free space for this site, then reload the page',
};

/** What a failure of the browser means to the caller. Errors that are not the browser's pass unchanged. */
function unavailable(error: unknown, name: string): unknown {
  if (error instanceof ReferenceError && typeof indexedDB === 'undefined')
    return new UnavailableError('not-applied', 'There is no IndexedDB here. Use another browser or another store.');
  const sentence = error instanceof DOMException ? sentences[error.name] : undefined;
  // A transaction that reports a failure was undone as a whole.
  return sentence ? new UnavailableError('not-applied', `The store "${name}" ${sentence}.`, { cause: error }) : error;
}
