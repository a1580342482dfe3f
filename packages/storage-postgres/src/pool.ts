import pg from 'pg';
import { Database } from './database.js';

/** How to reach the database, and how long to be patient with it. */
export interface PoolOptions {
  readonly connectionString?: string;
  readonly pool?: pg.PoolConfig | pg.Pool;
  readonly patienceMs?: number;
}

// The limits of the server end what waits or runs too long; the one of the driver, what no answer comes to.
const ours: pg.PoolConfig = {
  fallback_application_name: 'copkit',
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  // So that a server that is gone is noticed also where an answer may take long, or never comes: when listening.
  keepAliveInitialDelayMillis: 10_000,
  lock_timeout: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
  query_timeout: 35_000,
};

export function openPool({ connectionString, pool, patienceMs = 10_000 }: PoolOptions): Database {
  if (isPool(pool)) return new Database(pool, false, patienceMs);
  const config = { ...ours, ...pool, ...(connectionString !== undefined && { connectionString }) };
  return new Database(new pg.Pool(config), true, patienceMs);
}

/** By what it can do: it may come from another copy of the driver. */
function isPool(pool: pg.PoolConfig | pg.Pool | undefined): pool is pg.Pool {
  return pool !== undefined && 'connect' in pool && typeof pool.connect === 'function';
}
