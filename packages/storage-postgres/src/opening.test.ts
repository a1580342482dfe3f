import { type StorageAdapter, UnavailableError } from '@copkit/storage';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type PostgresOptions, postgres } from './postgres.js';
import { newSchema, runSql } from './testing/schemas.js';

const url = inject('postgres');
const note = { collection: 'notes', id: 'a' };
const commit = { expect: [], puts: [{ ...note, body: 'text' }], deletes: [] };
let schema: string;

beforeEach(() => {
  schema = newSchema();
});
afterEach(() => runSql(url, `DROP SCHEMA IF EXISTS "${schema}" CASCADE`));

const store = (options: PostgresOptions = {}): StorageAdapter =>
  postgres({ connectionString: url, schema, patienceMs: 100, ...options });

async function opened(options: PostgresOptions = {}): Promise<StorageAdapter> {
  const adapter = store(options);
  await adapter.open();
  return adapter;
}

async function failure(adapter: StorageAdapter): Promise<string> {
  const error = await adapter.open().then(
    () => new Error('it opened'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UnavailableError);
  expect(error).toMatchObject({ outcome: 'not-applied' });
  await adapter.close();
  return (error as Error).message;
}

describe('opening', () => {
  it('keeps stores of one database apart by their schema, whatever its name', async () => {
    const other = `${schema} "Ünïcode"`;
    const [one, two] = await Promise.all([opened(), opened({ schema: other })]);
    await one.commit('p', commit);
    expect(await two.get('p', [note])).toEqual([null]);
    expect(await one.open()).not.toEqual(await two.open());
    await Promise.all([one.close(), two.close()]);
    await runSql(url, `DROP SCHEMA ${pg.escapeIdentifier(other)} CASCADE`);
    expect(() => store({ schema: 'x'.repeat(49) })).toThrow(RangeError);
  });

  it('takes a pool of the host, and leaves it open', async () => {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    const one = await opened({ pool });
    await one.commit('p', commit);
    await one.close();
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(pool.listenerCount('error') + pool.listenerCount('acquire')).toBe(0);
    await pool.end();
  });

  it('leaves no connection behind', async () => {
    const application_name = `check-${schema}`;
    const one = await opened({ pool: { application_name } });
    await Promise.all(['p', 'q', 'r'].map((partition) => one.commit(partition, commit)));
    await one.close();
    const count = () => runSql(url, 'SELECT FROM pg_stat_activity WHERE application_name = $1', [application_name]);
    await expect.poll(count).toEqual([]);
  });

  it('refuses a store of a newer version, and leaves it alone', async () => {
    await (await opened()).close();
    await runSql(url, `UPDATE ${schema}.store SET version = 99`);
    expect(await failure(store())).toBe(
      `PostgreSQL holds a store of a newer version of copkit in the schema "${schema}". Update copkit.`,
    );
    expect(await runSql(url, `SELECT version FROM ${schema}.store`)).toEqual([{ version: 99 }]);
  });

  it('leaves nothing half made when it fails', async () => {
    await runSql(url, `CREATE SCHEMA ${schema}`);
    await runSql(url, `CREATE TABLE ${schema}.docs (of_somebody_else text)`);
    expect(await failure(store())).toMatch(/relation "docs" already exists/);
    const tables = `SELECT table_name FROM information_schema.tables WHERE table_schema = $1`;
    expect(await runSql(url, tables, [schema])).toEqual([{ table_name: 'docs' }]);
  });

  it('says what is wrong with the way to the database', async () => {
    const at = (change: Partial<URL>) => store({ connectionString: Object.assign(new URL(url), change).href });
    expect(await failure(at({ pathname: '/nowhere' }))).toContain('has no such database');
    expect(await failure(at({ username: 'nobody' }))).toContain('refuses this user');
    expect(await failure(at({ port: '1' }))).toContain('is not reachable');
  });

  it('needs no right to create anything in a store that is there', async () => {
    await (await opened()).close();
    const role = `reader_${schema}`;
    await runSql(url, `CREATE ROLE ${role} LOGIN`);
    const to = new URL(url);
    to.username = role;
    expect(await failure(store({ connectionString: to.href }))).toContain('denies this user');
    await runSql(url, `GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
    await runSql(url, `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
    const one = await opened({ connectionString: to.href });
    await one.commit('p', commit);
    await one.close();
    await runSql(url, `DROP OWNED BY ${role}`);
    await runSql(url, `DROP ROLE ${role}`);
  });

  it('opens again after a failure and after closing', async () => {
    await (await opened()).close();
    await runSql(url, `UPDATE ${schema}.store SET version = 99`);
    const one = store();
    await expect(one.open()).rejects.toBeInstanceOf(UnavailableError);
    await runSql(url, `UPDATE ${schema}.store SET version = 1`);
    const { storeId } = await one.open();
    await one.commit('p', commit);
    await one.close();
    expect(await one.open()).toEqual({ storeId });
    expect((await one.get('p', [note]))[0]?.body).toBe('text');
    await one.close();
  });
});

describe('commits of one partition that come at once', () => {
  const put = (id: string, body: string) => ({ collection: 'notes', id, body, keys: [['by', id] as const] });

  it('go in few transactions, each with a rev of its own', async () => {
    const one = await opened();
    const all = Array.from({ length: 40 }, (_, n) =>
      one.commit('p', { expect: [], puts: [put(`n${n}`, 'text')], deletes: [] }),
    );
    expect(new Set((await Promise.all(all)).map(({ rev }) => rev)).size).toBe(40);
    const transactions = await runSql(url, `SELECT DISTINCT xmin::text FROM ${schema}.docs`);
    expect(transactions.length).toBeLessThanOrEqual(3);
    await one.close();
  });

  it('see one another in their order, and one that conflicts fails alone, with the documents it expected', async () => {
    const one = await opened();
    const { rev } = await one.commit('p', { expect: [], puts: [put('old', 'first')], deletes: [] });
    const expectOld = [{ collection: 'notes', id: 'old', rev }];
    const absent = [{ collection: 'notes', id: 'new', rev: null }];
    const [, , replaced, again, made, twice, gone, back] = await Promise.allSettled([
      one.commit('p', { expect: [], puts: [put('x', 'goes at once')], deletes: [] }),
      one.commit('p', { expect: [], puts: [put('y', 'goes with the others')], deletes: [] }),
      one.commit('p', { expect: expectOld, puts: [put('old', 'second')], deletes: [] }),
      one.commit('p', { expect: expectOld, puts: [put('z', 'never')], deletes: [] }),
      one.commit('p', { expect: absent, puts: [put('new', 'made')], deletes: [] }),
      one.commit('p', { expect: absent, puts: [put('new', 'never')], deletes: [] }),
      one.commit('p', { expect: [], puts: [], deletes: [{ collection: 'notes', id: 'new' }] }),
      one.commit('p', { expect: absent, puts: [put('new', 'back')], deletes: [] }),
    ]);
    expect([replaced, made, gone, back].map((each) => each?.status)).toEqual(Array(4).fill('fulfilled'));
    const revOf = (each: typeof replaced) => (each?.status === 'fulfilled' ? each.value.rev : null);
    expect(again).toMatchObject({
      reason: { name: 'ConflictError', current: [{ body: 'second', rev: revOf(replaced) }] },
    });
    expect(twice).toMatchObject({ reason: { name: 'ConflictError', current: [{ body: 'made', rev: revOf(made) }] } });
    const { docs } = await one.scan('p', { index: 'by', from: '', to: '\x7f', limit: 10 });
    expect(docs.map(({ id, body }) => [id, body])).toEqual([
      ['new', 'back'],
      ['old', 'second'],
      ['x', 'goes at once'],
      ['y', 'goes with the others'],
    ]);
    await one.close();
  });

  it('leave no trace when all of them conflict', async () => {
    const one = await opened();
    const wrong = [{ collection: 'notes', id: 'a', rev: 'never.1' }];
    const all = Array.from({ length: 5 }, () =>
      one.commit('p', { expect: wrong, puts: [put('a', 'text')], deletes: [] }),
    );
    for (const each of await Promise.allSettled(all)) expect(each).toMatchObject({ reason: { current: [null] } });
    expect([await one.heads(['p']), await one.listPartitions(null, 10)]).toEqual([[null], []]);
    const { rev } = await one.commit('p', { expect: [], puts: [put('a', 'text')], deletes: [] });
    const [head] = await one.heads(['p']);
    await Promise.allSettled([1, 2].map(() => one.commit('p', { expect: wrong, puts: [], deletes: [] })));
    expect(await one.heads(['p'])).toEqual([head]);
    expect((await one.get('p', [note]))[0]?.rev).toBe(rev);
    await one.close();
  });
});
