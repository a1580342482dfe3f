import {
  ClosedError,
  type Cursor,
  type SearchHit,
  type SearchIndex,
  type SearchPage,
  type SearchQuery,
} from '@copkit/storage';
import type { Database } from './database.js';
import { openSchema } from './opening.js';
import { openPool } from './pool.js';
import type { PostgresOptions } from './postgres.js';
import { findTexts } from './search-read.js';
import { type SearchStatements, searchStatements } from './search-statements.js';
import { searchKind } from './search-tables.js';
import { applyPage, dropPartition } from './search-write.js';
import { prepared, quoteSchema, type SchemaName, type Statement } from './sql.js';

/**
 * Full-text search in the schema of a store, for all processes that have it open. Words with typing
 * mistakes are found faster where the extension `pg_trgm` is installed.
 */
export function postgresSearch(
  options: string | Pick<PostgresOptions, 'connectionString' | 'pool' | 'schema' | 'patienceMs'>,
): SearchIndex {
  return new PostgresSearch(typeof options === 'string' ? { connectionString: options } : options);
}

interface OpenIndex {
  readonly db: Database;
  readonly sql: SearchStatements;
  readonly growth: Growth;
}

/** Texts that came in before the planner was told of the first time. */
const FIRST_TOLD = 1_000;

/** Tells the planner how many texts there are as they come in: left to itself it learns of them minutes later. */
class Growth {
  #taken = 0;
  #tellAt = FIRST_TOLD;

  constructor(
    readonly db: Database,
    readonly statement: Statement<[]>,
  ) {}

  async grew(by: number): Promise<void> {
    this.#taken += by;
    if (this.#taken < this.#tellAt) return;
    this.#tellAt = 2 * this.#taken;
    // What it does not know makes searches slower, not wrong.
    await this.db.write(this.statement, []).catch(() => {});
  }
}

const extension = prepared<[schema: string]>(
  "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'pg_trgm'",
);

class PostgresSearch implements SearchIndex {
  readonly #options: PostgresOptions;
  readonly #schema: SchemaName;
  #opening: Promise<OpenIndex> | null = null;
  #index: OpenIndex | null = null;

  constructor(options: PostgresOptions) {
    this.#options = options;
    this.#schema = quoteSchema(options.schema ?? 'copkit');
  }

  async open(): Promise<void> {
    this.#opening ??= this.#openIndex();
    try {
      this.#index = await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  async cursor(partition: string): Promise<Cursor | null> {
    const { db, sql } = this.#opened();
    const [row] = await db.read(sql.cursor, [partition]);
    return row?.[0] ?? null;
  }

  async apply(partition: string, page: SearchPage): Promise<void> {
    const { db, growth } = this.#opened();
    await applyPage(db, this.#schema, partition, page);
    await growth.grew(page.upserts.length);
  }

  async query(partition: string, query: SearchQuery): Promise<readonly SearchHit[]> {
    const { db, sql } = this.#opened();
    return findTexts(db, sql, partition, query);
  }

  async drop(partition: string): Promise<void> {
    await dropPartition(this.#opened().db, this.#schema, partition);
  }

  async close(): Promise<void> {
    // An index that could not be opened needs no closing.
    const index = await this.#opening?.catch(() => null);
    this.#index = null;
    this.#opening = null;
    await index?.db.close();
  }

  async #openIndex(): Promise<OpenIndex> {
    const db = openPool(this.#options);
    try {
      // Everything in it can be had again, so it does not matter whether it survives a loss of power.
      await openSchema(db, this.#schema, searchKind, false);
      const [row] = await db.read(extension, []);
      const sql = searchStatements(this.#schema, row?.[0] ?? null);
      return { db, sql, growth: new Growth(db, prepared(`ANALYZE ${this.#schema}.search_texts`)) };
    } catch (error) {
      await db.close();
      throw error;
    }
  }

  #opened(): OpenIndex {
    if (!this.#index) throw new ClosedError('The search index is closed. Call open() before using it.');
    return this.#index;
  }
}
