import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { explain, unavailable } from './failures.js';
import type { Row, Statement } from './sql.js';

/** A value as the driver takes it. */
export type Value = string | number | boolean | Date | null | readonly (string | number | null)[];

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;
/** A timer takes no more, and the driver takes 0 for the pool's. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** A pool of connections whose failures are errors of the contract, and which gets over those that pass. */
export class Database {
  readonly pool: pg.Pool;
  readonly #isOurs: boolean;
  readonly #patienceMs: number;
  readonly #running = new Set<Promise<unknown>>();
  readonly #heard = new WeakSet<pg.PoolClient>();
  readonly #hear = (client: pg.PoolClient): void => {
    if (!this.#heard.has(client)) client.on('error', ignore);
    this.#heard.add(client);
  };

  constructor(pool: pg.Pool, isOurs: boolean, patienceMs: number) {
    this.pool = pool;
    this.#isOurs = isOurs;
    this.#patienceMs = patienceMs;
    // A connection that is lost while nobody uses it is replaced when one is needed, and what was asked of one that
    // is lost in use fails by itself. Without somebody who hears of it, either would end the process.
    pool.on('error', ignore);
    pool.on('acquire', this.#hear);
  }

  /** Runs a statement that may run twice. */
  read<R extends Row>(statement: Statement<R>, values: readonly Value[]): Promise<R[]> {
    return this.#started(this.#run((client) => query(client, statement, values), 'again'));
  }

  /**
   * Runs a statement that is a transaction of its own. It runs again only when it is known that
   * nothing of it was done.
   */
  write<R extends Row>(statement: Statement<R>, values: readonly Value[]): Promise<R[]> {
    return this.#started(this.#run((client) => query(client, statement, values), 'once'));
  }

  /** As {@link write}, for what may take longer than a statement is given: as long as it takes. */
  writeUnhurried<R extends Row>(statement: Statement<R>, values: readonly Value[]): Promise<R[]> {
    return this.transaction(async (client) => {
      await client.query('SET LOCAL statement_timeout = 0');
      return query(client, statement, values, LONGEST_TIMEOUT_MS);
    });
  }

  /** Runs several statements in one transaction. */
  transaction<T>(body: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const run = this.#run(async (client) => {
      await client.query('BEGIN');
      try {
        const result = await body(client);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        // On a lost connection there is nothing to undo, and what matters is why it was lost.
        await client.query('ROLLBACK').catch(ignore);
        throw error;
      }
    }, 'once');
    return this.#started(run);
  }

  /** Waits for all that was begun: a pool that is ended would never answer those who wait for a connection. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
    if (this.#isOurs) await this.pool.end();
    this.pool.off('acquire', this.#hear);
    this.pool.off('error', ignore);
  }

  async #started<T>(run: Promise<T>): Promise<T> {
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
    }
  }

  async #run<T>(body: (client: pg.PoolClient) => Promise<T>, times: 'once' | 'again'): Promise<T> {
    const deadline = performance.now() + this.#patienceMs;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      let client: pg.PoolClient | null = null;
      try {
        client = await this.pool.connect();
        const result = await body(client);
        client.release();
        return result;
      } catch (error) {
        const failure = explain(error, client !== null && times === 'once');
        client?.release(failure?.disconnected ?? true);
        if (!failure) throw error;
        const mayRepeat = failure.passing && (times === 'again' || failure.outcome === 'not-applied');
        // By chance, so that those who got in each other's way do not meet again.
        const wait = pause * (0.5 + Math.random());
        if (!mayRepeat || performance.now() + wait > deadline) throw unavailable(failure, error);
        await delay(wait);
      }
    }
  }
}

async function query<R extends Row>(
  client: pg.PoolClient,
  { name, text }: Statement<R>,
  values: readonly Value[],
  timeoutMs?: number,
): Promise<R[]> {
  const limit = timeoutMs !== undefined && { query_timeout: timeoutMs };
  const { rows } = await client.query<R & unknown[]>({ name, text, values: [...values], rowMode: 'array', ...limit });
  return rows;
}

function ignore(): void {}
