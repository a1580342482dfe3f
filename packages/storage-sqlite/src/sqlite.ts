import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  type Capabilities,
  type Changes,
  ClosedError,
  type Commit,
  CommitQueue,
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
  type Rev,
  type Scan,
  type StorageAdapter,
  type StoredDoc,
} from '@copkit/storage';
import { Connection } from './connection.js';
import { hint, listen } from './hints.js';
import { readChanges, readDoc, readDocs, readHeads, readScan } from './read.js';
import { forgetTombstones, purgePartition, writeCommit } from './write.js';

export interface SqliteOptions {
  /** Path of the database file. It is created when missing; its folder must exist. */
  readonly file: string;
  /** How long to wait for other processes that write, in milliseconds; 5,000 by default. */
  readonly busyTimeoutMs?: number;
  /** The clock that dates tombstones. */
  readonly now?: () => Date;
  /** Of a store that is made: 1 to 64 letters, digits, "-" or "_"; random where absent, as two stores must not share one. */
  readonly storeId?: string;
}

interface OpenStore {
  readonly connection: Connection;
  readonly queue: CommitQueue<Rev>;
}

/** A store in one SQLite file. Several processes of one machine may have it open at the same time. */
export function sqlite(options: string | SqliteOptions): StorageAdapter {
  return new SqliteAdapter(typeof options === 'string' ? { file: options } : options);
}

class SqliteAdapter implements StorageAdapter {
  readonly name = 'sqlite';
  readonly capabilities: Capabilities = { durability: 'power-loss', sharing: 'host', limits: embeddedLimits };
  readonly #file: string;
  readonly #busyTimeoutMs: number;
  readonly #now: () => Date;
  readonly #storeId: string | undefined;
  readonly #stops = new Set<() => void>();
  #opening: Promise<OpenStore> | null = null;
  #store: OpenStore | null = null;

  constructor({ file, busyTimeoutMs = 5000, now = () => new Date(), storeId }: SqliteOptions) {
    this.#file = resolve(file);
    this.#busyTimeoutMs = busyTimeoutMs;
    this.#now = now;
    this.#storeId = storeId;
  }

  async open(): Promise<{ readonly storeId: string }> {
    this.#opening ??= this.#openStore();
    try {
      this.#store = await this.#opening;
      return { storeId: this.#store.connection.storeId };
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  async get(partition: string, keys: readonly DocKey[]): Promise<readonly (StoredDoc | null)[]> {
    const { connection } = this.#for(partition);
    checkDocKeys(keys, this.capabilities.limits);
    const [first] = keys;
    if (!first) return [];
    if (keys.length === 1) return [connection.read((sql) => readDoc(sql, partition, first))];
    return connection.snapshot((sql) => readDocs(sql, partition, keys));
  }

  async scan(partition: string, scan: Scan): Promise<Page> {
    const { connection } = this.#for(partition);
    const checked = checkScan(scan, this.capabilities.limits);
    return connection.snapshot((sql) => readScan(sql, partition, checked));
  }

  async commit(partition: string, commit: Commit): Promise<{ readonly rev: Rev }> {
    const { queue } = this.#for(partition);
    const rev = await queue.commit(partition, checkCommit(commit, this.capabilities.limits));
    hint(this.#file, partition);
    return { rev };
  }

  async changes(partition: string, since: Cursor | null, limit: number): Promise<Changes> {
    const { connection } = this.#for(partition);
    checkLimit(limit);
    return connection.snapshot((sql) => readChanges(sql, connection.storeId, partition, since, limit));
  }

  async heads(partitions: readonly string[]): Promise<readonly (Cursor | null)[]> {
    const { connection } = this.#opened();
    for (const partition of partitions) checkPartition(partition, this.capabilities.limits);
    return connection.read((sql) => readHeads(sql, connection.storeId, partitions));
  }

  async listPartitions(after: string | null, limit: number): Promise<readonly string[]> {
    const { connection } = this.#opened();
    checkLimit(limit);
    return connection.read((sql) => sql.listPartitions(after ?? '', limit)).map(([name]) => name);
  }

  async compact(partition: string, tombstonesBefore: Date): Promise<void> {
    const { connection } = this.#for(partition);
    const before = checkDate(tombstonesBefore);
    connection.write((sql) => forgetTombstones(sql, partition, before));
  }

  async purge(partition: string): Promise<void> {
    const { connection } = this.#for(partition);
    if (connection.write((sql) => purgePartition(sql, partition))) hint(this.#file, partition);
  }

  async close(): Promise<void> {
    // A file that could not be opened needs no closing.
    const store = await this.#opening?.catch(() => null);
    this.#store = null;
    this.#opening = null;
    for (const stop of this.#stops) stop();
    this.#stops.clear();
    await store?.queue.idle();
    store?.connection.close();
  }

  onHint(listener: (partition: string) => void): () => void {
    const stop = listen(this.#file, listener);
    this.#stops.add(stop);
    return () => {
      stop();
      this.#stops.delete(stop);
    };
  }

  async #openStore(): Promise<OpenStore> {
    const connection = await Connection.open(this.#file, this.#busyTimeoutMs, this.#storeId);
    const { commitOps, commitBytes } = this.capabilities.limits;
    // Nothing else runs while SQLite writes: those who came in the meantime are heard at the next turn.
    const queue = new CommitQueue<Rev>(
      async (partition, commits) =>
        connection.write((sql) => commits.map((commit) => writeCommit(sql, partition, commit, this.#now().getTime()))),
      { ops: commitOps, bytes: commitBytes },
      setImmediate,
    );
    return { connection, queue };
  }

  #opened(): OpenStore {
    if (!this.#store) throw new ClosedError();
    return this.#store;
  }

  #for(partition: string): OpenStore {
    const store = this.#opened();
    checkPartition(partition, this.capabilities.limits);
    return store;
  }
}
