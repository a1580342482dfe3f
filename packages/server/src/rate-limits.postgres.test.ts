import pg from 'pg';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { rateLimits } from './rate-limits.js';
import { rateLimitSettings } from './rate-limits-settings.js';

const TABLE = 'copkit_rate_limits';
const schema = `rates_${process.pid}`;
const settings = rateLimitSettings.parse({ posting: { perActor: { requests: 3, seconds: 3_600 } } });
const reply = { name: 'threads.reply', kind: 'write' } as const;
const request = new Request('http://cop.example/v1/threads/reply');
let pools: pg.Pool[];

function pool(): pg.Pool {
  const made = new pg.Pool({ connectionString: inject('postgres') });
  pools.push(made);
  return made;
}

beforeEach(async () => {
  pools = [];
  await pool().query(`CREATE SCHEMA ${schema}`);
});
afterEach(async () => {
  await pool().query(`DROP SCHEMA ${schema} CASCADE`);
  await Promise.all(pools.filter(({ ended }) => !ended).map((each) => each.end()));
});

function counting(errors: unknown[] = []) {
  const shared = { pool: pool(), schema };
  const limits = rateLimits({ settings, shared, onError: (error) => errors.push(error) });
  const send = async (hostId: string) =>
    limits.spend(request, { remoteAddress: '192.0.2.7' }, reply, hostId).then(
      ({ ratelimit = '' }) => Number(/r=(\d+)/.exec(ratelimit)?.[1]),
      (error: { status: number }) => error.status,
    );
  return { send, shared };
}

async function keys(): Promise<string[]> {
  const { rows } = await pool().query(`SELECT key FROM ${schema}.${TABLE} WHERE key LIKE 'posting-per-actor:%'`);
  return rows.map(({ key }: { key: string }) => key);
}

/** A process once it counts in the database, whose tables it makes in the background. */
async function joined(name: string) {
  const process = counting();
  await process.shared.pool
    .query(
      `CREATE TABLE IF NOT EXISTS ${schema}.${TABLE} (key VARCHAR(255) PRIMARY KEY, points INTEGER NOT NULL DEFAULT 0, expire BIGINT)`,
    )
    // Made in the same moment by the process itself, which PostgreSQL tells like this.
    .catch((error: { code?: string }) => {
      if (error.code !== '23505') throw error;
    });
  const before = (await keys()).length;
  for (let number = 1; (await keys()).length === before; number++) await process.send(`${name} ${number}`);
  return process;
}

it('several processes count together, and the database knows neither people nor addresses', async () => {
  const one = await joined('one');
  const other = await joined('other');
  const left = [await one.send('ada'), await other.send('ada'), await one.send('ada'), await other.send('ada')];
  expect(left).toEqual([2, 1, 0, 429]);
  expect(await one.send('bo')).toBe(2);
  for (const key of await keys()) expect(key).toMatch(/^posting-per-actor:[\w-]{22}$/);
});

it('a process goes on counting by itself while the database is away', async () => {
  const errors: unknown[] = [];
  const { send, shared } = counting(errors);
  await shared.pool.end();
  expect([await send('ada'), await send('ada'), await send('ada'), await send('ada')]).toEqual([2, 1, 0, 429]);
  await vi.waitFor(() => expect(errors).not.toEqual([]));
});
