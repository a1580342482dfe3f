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
  gathered,
  gatheredHeads,
  type Limits,
  type Page,
  type Rev,
  type Scan,
  type StorageAdapter,
  type StoredDoc,
} from '@copkit/storage';
import type pg from 'pg';
import type { Database } from './database.js';
import { Hints } from './hints.js';
import { openSchema } from './opening.js';
import { openPool } from './pool.js';
import { readChanges, readDocs, readHeads, readScan } from './read.js';
import { quoteSchema, type SchemaName } from './sql.js';
import { type StoreStatements, storeStatements } from './statements.js';
import { storeKind } from './tables.js';
import { writeCommits } from './write.js';

/** PostgreSQL refuses an index entry of more than some 2,700 bytes, and the longest has five names. */
const limits: Limits = { ...embeddedLimits, keyBytes: 512 };

export interface PostgresOptions {
  /** As `pg` takes it, `sslmode` and all; without it and `pool` the variables PGHOST, PGDATABASE and so on hold. */
  readonly connectionString?: string;
  /** What a pool of its own is made of, or a pool of yours, which stays open when the store is closed. */
  readonly pool?: pg.PoolConfig | pg.Pool;
  /** The schema with the tables of the store; `copkit` by default. It is created when missing. */
  readonly schema?: string;
  /** How long to get over failures that pass, such as a restart of the server, in milliseconds; 10,000 by default. */
  readonly patienceMs?: number;
  /** What a resolved commit survives: `power-loss` by default. A server with `fsync = off` gives no more than the other. */
  readonly durability?: 'power-loss' | 'process-crash';
  /** The clock that dates tombstones. */
  readonly now?: () => Date;
}

/** A store in a PostgreSQL database, 15 or later. Any number of processes may have it open at the same time. */
export function postgres(options: string | PostgresOptions): StorageAdapter {
  return new PostgresAdapter(typeof options === 'string' ? { connectionString: options } : options);
}

interface OpenStore {
  readonly db: Database;
  readonly storeId: string;
  readonly hints: Hints;
  readonly queue: CommitQueue<Rev>;
  /** For requests that came together: most of what a small one costs is the way to the server and back. */
  readonly get: StorageAdapter['get'];
  readonly heads: StorageAdapter['heads'];
}

class PostgresAdapter implements StorageAdapter {
  readonly name = 'postgres';
  readonly capabilities: Capabilities;
  readonly #options: PostgresOptions;
  readonly #schema: SchemaName;
  readonly #sql: StoreStatements;
  readonly #listeners = new Set<(partition: string) => void>();
  #opening: Promise<OpenStore> | null = null;
  #store: OpenStore | null = null;

  constructor(options: PostgresOptions) {
    this.#options = options;
    this.#schema = quoteSchema(options.schema ?? 'copkit');
    this.#sql = storeStatements(this.#schema);
    this.capabilities = { durability: options.durability ?? 'power-loss', sharing: 'network', limits };
  }

  async open(): Promise<{ readonly storeId: string }> {
    this.#opening ??= this.#openStore();
    try {
      this.#store = await this.#opening;
      return { storeId: this.#store.storeId };
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  async get(partition: string, keys: readonly DocKey[]): Promise<readonly (StoredDoc | null)[]> {
    const { get } = this.#for(partition);
    checkDocKeys(keys, limits);
    return get(partition, keys);
  }

  async scan(partition: string, scan: Scan): Promise<Page> {
    const { db } = this.#for(partition);
    return readScan(db, this.#sql, partition, checkScan(scan, limits));
  }

  async commit(partition: string, commit: Commit): Promise<{ readonly rev: Rev }> {
    const { queue, hints } = this.#for(partition);
    const rev = await queue.commit(partition, checkCommit(commit, limits));
    hints.send(partition);
    return { rev };
  }

  async changes(partition: string, since: Cursor | null, limit: number): Promise<Changes> {
    const { db, storeId } = this.#for(partition);
    checkLimit(limit);
    return readChanges(db, this.#sql, storeId, partition, since, limit);
  }

  async heads(partitions: readonly string[]): Promise<readonly (Cursor | null)[]> {
    const { heads } = this.#opened();
    for (const partition of partitions) checkPartition(partition, limits);
    return heads(partitions);
  }

  async listPartitions(after: string | null, limit: number): Promise<readonly string[]> {
    const { db } = this.#opened();
    checkLimit(limit);
    const rows = await db.read(this.#sql.listPartitions, [after ?? '', limit]);
    return rows.map(([name]) => String(name));
  }

  async compact(partition: string, tombstonesBefore: Date): Promise<void> {
    const { db } = this.#for(partition);
    await db.writeUnhurried(this.#sql.forgetTombstones, [partition, new Date(checkDate(tombstonesBefore))]);
  }

  async purge(partition: string): Promise<void> {
    const { db, hints } = this.#for(partition);
    const [row] = await db.writeUnhurried(this.#sql.purgePartition, [partition]);
    if (row?.[0]) hints.send(partition);
  }

  async close(): Promise<void> {
    // A store that could not be opened needs no closing.
    const store = await this.#opening?.catch(() => null);
    this.#store = null;
    this.#opening = null;
    this.#listeners.clear();
    await store?.queue.idle();
    // What was asked for in this turn is under way in the next.
    await setImmediate();
    await store?.hints.close();
    await store?.db.close();
  }

  onHint(listener: (partition: string) => void): () => void {
    // Of its own for each call, so that stopping one leaves an equal other one in place.
    const own = (partition: string): void => listener(partition);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  async #openStore(): Promise<OpenStore> {
    const { durability = 'power-loss', now = () => new Date() } = this.#options;
    const db = openPool(this.#options);
    try {
      const storeId = await openSchema(db, this.#schema, storeKind, durability === 'power-loss');
      const hints = new Hints(db, `${this.#schema} hints`, (partition) => {
        // Each in a task of its own, so that a listener that throws harms neither the commit nor the others.
        for (const listener of this.#listeners) queueMicrotask(() => listener(partition));
      });
      await hints.start();
      const queue = new CommitQueue<Rev>(
        (partition, commits) => writeCommits(db, this.#sql, partition, commits, now()),
        { ops: limits.commitOps, bytes: limits.commitBytes },
        setImmediate,
      );
      const get = gathered((partition, keys) => readDocs(db, this.#sql, partition, keys), setImmediate);
      const heads = gatheredHeads((partitions) => readHeads(db, this.#sql, storeId, partitions), setImmediate);
      return { db, storeId, hints, queue, get, heads };
    } catch (error) {
      await db.close();
      throw error;
    }
  }

  #opened(): OpenStore {
    if (!this.#store) throw new ClosedError();
    return this.#store;
  }

  #for(partition: string): OpenStore {
    const store = this.#opened();
    checkPartition(partition, limits);
    return store;
  }
}
