import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCopkit } from '@copkit/core';
import { privacy } from '@copkit/core/privacy';
import { postgres, postgresSearch } from '@copkit/storage-postgres';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databases } from '../fixtures/databases.js';
import { erase, fill, type Named, TRACES } from '../fixtures/privacy.js';
import { run } from '../fixtures/run.js';

const [data = '', restored = ''] = databases('privacy', 'restored');
let folder: string;
let world: Named;

async function using<T>(use: (cop: Awaited<ReturnType<typeof createCopkit>>) => Promise<T>): Promise<T> {
  const cop = await createCopkit({
    storage: postgres(data),
    search: postgresSearch(data),
    extensions: [privacy()],
    jobsMs: 0,
  });
  return use(cop).finally(() => cop.close());
}

/** Tables of a database in whose rows the name stands. */
async function tracesIn(database: string): Promise<string[]> {
  const client = new pg.Client(database);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await client.query(`SELECT FROM ${name} AS each WHERE each::text ~* $1 LIMIT 1`, [
      TRACES.join('|'),
    ]);
    if (rowCount) found.push(name);
  }
  await client.end();
  expect(rows.length).toBeGreaterThan(4);
  return found.map((name) => name.replace(/^.*\./, '')).sort();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  world = await using(fill);
});
afterAll(() => rm(folder, { recursive: true }));

it('a name is in no row of a database once its bearer is erased, search included, nor after an old dump was restored', async () => {
  const at = (name: string) => join(folder, name);
  expect(await tracesIn(data)).toEqual(['docs', 'entries', 'search_texts', 'search_vocabulary']);
  expect((await run('dump', at('old.jsonl'), '--data', data)).code).toBe(0);
  expect(await using((cop) => erase(cop, world))).toBe(1);
  expect(await tracesIn(data)).toEqual([]);
  expect((await run('privacy', 'erasures', at('list.json'), '--data', data)).code).toBe(0);
  const again = await run('restore', at('old.jsonl'), '--erasures', at('list.json'), '--data', restored);
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('1 person was erased again') });
  expect(await tracesIn(restored)).toEqual([]);
});
