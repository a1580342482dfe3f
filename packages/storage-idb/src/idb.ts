import {
  type Capabilities,
  type Changes,
  ClosedError,
  type Commit,
  type Cursor,
  checkCommit,
  checkDate,
  checkDocKeys,
  checkLimit,
  checkPartition,
  checkScan,
  type DocKey,
  embeddedLimits,
  type Page,
  type Scan,
  type StorageAdapter,
  type StoredDoc,
  UnavailableError,
} from '@copkit/storage';
import { type Db, openDatabase, transact } from './database.js';
import { Hints } from './hints.js';
import { readChanges, readDoc, readHeads, readScan } from './read.js';
import { forgetTombstones, purgePartition, writeCommit } from './write.js';

export interface IdbOptions {
  /** Name of the database, one for each store of the site. */
  readonly name: string;
  /** The clock that dates tombstones. */
  readonly now?: () => Date;
}

/** A store in IndexedDB, shared by all tabs of the site in one browser. */
export function idb(options: string | IdbOptions): StorageAdapter {
  return new IdbAdapter(typeof options === 'string' ? { name: options } : options);
}

interface Connection {
  readonly db: Db;
  readonly storeId: string;
}

class IdbAdapter implements StorageAdapter {
  readonly name = 'idb';
  readonly capabilities: Capabilities = { durability: 'power-loss', sharing: 'host', limits: embeddedLimits };
  readonly #database: string;
  readonly #now: () => Date;
  readonly #hints: Hints;
  #opening: Promise<Connection> | null = null;
  #connection: Connection | null = null;
  /** Why the connection ended without having been closed. */
  #lost: string | null = null;

  constructor({ name, now = () => new Date() }: IdbOptions) {
    this.#database = name;
    this.#now = now;
    this.#hints = new Hints(name);
  }

  async open(): Promise<{ readonly storeId: string }> {
    this.#opening ??= this.#connect();
    try {
      this.#connection = await this.#opening;
      return { storeId: this.#connection.storeId };
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  async get(partition: string, keys: readonly DocKey[]): Promise<readonly (StoredDoc | null)[]> {
    const { db } = this.#for(partition);
    checkDocKeys(keys, this.capabilities.limits);
    return transact(db, 'readonly', (tx) => Promise.all(keys.map((key) => readDoc(tx, partition, key))));
  }

  async scan(partition: string, scan: Scan): Promise<Page> {
    const { db } = this.#for(partition);
    const checked = checkScan(scan, this.capabilities.limits);
    return transact(db, 'readonly', (tx) => readScan(tx, partition, checked));
  }

  async commit(partition: string, commit: Commit): Promise<{ readonly rev: string }> {
    const { db } = this.#for(partition);
    const checked = checkCommit(commit, this.capabilities.limits);
    const rev = await transact(db, 'readwrite', (tx) => writeCommit(tx, partition, checked, this.#now().getTime()));
    this.#hints.send(partition);
    return { rev };
  }

  async changes(partition: string, since: Cursor | null, limit: number): Promise<Changes> {
    const { db, storeId } = this.#for(partition);
    checkLimit(limit);
    return transact(db, 'readonly', (tx) => readChanges(tx, partition, storeId, since, limit));
  }

  async heads(partitions: readonly string[]): Promise<readonly (Cursor | null)[]> {
    const { db, storeId } = this.#opened();
    for (const partition of partitions) checkPartition(partition, this.capabilities.limits);
    return transact(db, 'readonly', (tx) => readHeads(tx, storeId, partitions));
  }

  async listPartitions(after: string | null, limit: number): Promise<readonly string[]> {
    const { db } = this.#opened();
    checkLimit(limit);
    const range = IDBKeyRange.lowerBound(after ?? '', true);
    return transact(db, 'readonly', (tx) => tx.objectStore('partitions').getAllKeys(range, limit));
  }

  async compact(partition: string, tombstonesBefore: Date): Promise<void> {
    const { db } = this.#for(partition);
    const before = checkDate(tombstonesBefore);
    await transact(db, 'readwrite', (tx) => forgetTombstones(tx, partition, before));
  }

  async purge(partition: string): Promise<void> {
    const { db } = this.#for(partition);
    if (await transact(db, 'readwrite', (tx) => purgePartition(tx, partition))) this.#hints.send(partition);
  }

  async close(): Promise<void> {
    // A database that could not be opened needs no closing.
    const connection = await this.#opening?.catch(() => null);
    this.#connection = null;
    this.#opening = null;
    // Transactions take turns: when this one ends, all that were begun before it have ended.
    if (connection) await transact(connection.db, 'readwrite', async () => {}).catch(() => {});
    // Unless it was opened again meanwhile.
    if (!this.#opening) this.#hints.close();
    connection?.db.close();
  }

  onHint(listener: (partition: string) => void): () => void {
    return this.#hints.listen(listener);
  }

  async #connect(): Promise<Connection> {
    this.#lost = null;
    const db = await openDatabase(this.#database, (sentence) => {
      this.#lost = sentence;
      this.#connection = null;
      this.#opening = null;
    });
    const record = await transact(db, 'readonly', (tx) => tx.objectStore('store').get('store'));
    if (!record) throw new UnavailableError('not-applied', `The database "${this.#database}" is not a copkit store.`);
    this.#hints.open();
    return { db, storeId: record.storeId };
  }

  #opened(): Connection {
    if (this.#lost) throw new UnavailableError('not-applied', this.#lost);
    if (!this.#connection) throw new ClosedError();
    return this.#connection;
  }

  #for(partition: string): Connection {
    const connection = this.#opened();
    checkPartition(partition, this.capabilities.limits);
    return connection;
  }
}
