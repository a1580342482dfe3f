import { resolve } from 'node:path';
import {
  ClosedError,
  type Cursor,
  type SearchHit,
  type SearchIndex,
  type SearchPage,
  type SearchQuery,
  UnavailableError,
} from '@copkit/storage';
import { type Db, isDamaged, openDatabase, removeDatabase, unavailable } from './database.js';
import { findTexts } from './search-read.js';
import { applyPage, dropPartition, findPartition, searchFile } from './search-write.js';

/**
 * Full-text search with SQLite FTS5, in the file `<file>-search` beside the store `file`. It holds
 * nothing that could not be had again: a file that is damaged or of another version is begun anew,
 * and its cursors with it.
 */
export function sqliteSearch(file: string, options: { readonly busyTimeoutMs?: number } = {}): SearchIndex {
  return new SqliteSearch(`${resolve(file)}-search`, options.busyTimeoutMs ?? 5000);
}

class SqliteSearch implements SearchIndex {
  readonly #file: string;
  readonly #busyTimeoutMs: number;
  #db: Db | null = null;

  constructor(file: string, busyTimeoutMs: number) {
    this.#file = file;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  async open(): Promise<void> {
    if (this.#db) return;
    this.#db = await openDatabase(this.#file, searchFile, this.#busyTimeoutMs);
    // What a power cut takes is fed again: the cursor goes with its page.
    this.#db.exec('PRAGMA synchronous = NORMAL');
  }

  async cursor(partition: string): Promise<Cursor | null> {
    return this.#run('BEGIN', (db) => findPartition(db, partition)?.cursor ?? null);
  }

  async apply(partition: string, page: SearchPage): Promise<void> {
    await this.#run('BEGIN IMMEDIATE', (db) => applyPage(db, partition, page));
  }

  async query(partition: string, query: SearchQuery): Promise<readonly SearchHit[]> {
    return this.#run('BEGIN', (db) => {
      const found = findPartition(db, partition);
      return found ? findTexts(db, found.partitionNo, query) : [];
    });
  }

  async drop(partition: string): Promise<void> {
    await this.#run('BEGIN IMMEDIATE', (db) => dropPartition(db, partition));
  }

  async close(): Promise<void> {
    this.#db?.close();
    this.#db = null;
  }

  async #run<T>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', body: (db: Db) => T): Promise<T> {
    const db = this.#db;
    if (!db) throw new ClosedError('The search index is closed. Call open() before using it.');
    try {
      db.exec(begin);
      const result = body(db);
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      if (!isDamaged(error)) throw unavailable(error, this.#file, 'not-applied');
      await this.#beginAnew();
      throw new UnavailableError('not-applied', `${this.#file} was damaged and has been begun anew. Try again.`, {
        cause: error,
      });
    }
  }

  async #beginAnew(): Promise<void> {
    await this.close();
    removeDatabase(this.#file);
    await this.open();
  }
}
