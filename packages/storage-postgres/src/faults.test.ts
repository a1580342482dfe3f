import { type StorageAdapter, UnavailableError } from '@copkit/storage';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../../test/postgres.mjs';
import { type PostgresOptions, postgres } from './postgres.js';
import { startProxy } from './testing/proxy.js';
import { newSchema, runSql } from './testing/schemas.js';

// A server of its own: it is stopped and killed.
let server: PostgresServer;
let schema: string;
let stores: StorageAdapter[];

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

beforeEach(() => {
  schema = newSchema();
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.close();
});

async function opened(options: PostgresOptions = {}): Promise<StorageAdapter> {
  const store = postgres({ connectionString: server.url, schema, ...options });
  stores.push(store);
  await store.open();
  return store;
}

const key = (id: string) => ({ collection: 'notes', id });
const commitOf = (id: string, body: string | number = 'text') => ({
  expect: [],
  puts: [{ ...key(id), body, keys: [['by', id] as const] }],
  deletes: [],
});
const has = async (store: StorageAdapter, id: string) => (await store.get('p', [key(id)]))[0] !== null;

/** Cuts the connections of all others, as an administrator may. Answers how many there were. */
const terminateAll = async () =>
  (
    await runSql(
      server.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    )
  ).length;

/** Writes until it is told to stop; what is not known to be written is looked up, as the core does by receipts. */
async function writeOn(store: StorageAdapter, writer: string, isOver: () => boolean): Promise<string[]> {
  const written: string[] = [];
  while (!isOver() || written.length < 3) {
    const id = `${writer}-${written.length}`;
    try {
      await store.commit('p', commitOf(id));
    } catch (error) {
      if (!(error instanceof UnavailableError) || error.outcome !== 'unknown') throw error;
      if (!(await has(store, id))) continue;
    }
    written.push(id);
  }
  return written;
}

describe('a server that goes away', () => {
  const disturbances: Readonly<Record<string, () => Promise<unknown>>> = {
    'is restarted': async () => {
      await server.stop();
      await server.start();
    },
    'is killed': async () => {
      await server.kill();
      await server.start();
    },
    'cuts all connections': terminateAll,
  };
  for (const [what, disturb] of Object.entries(disturbances))
    it(`and ${what} costs no acknowledged commit, and nobody has to do anything`, async () => {
      const all = await Promise.all([opened({ patienceMs: 60_000 }), opened({ patienceMs: 60_000 })]);
      let over = false;
      const writing = all.flatMap((store, s) => [1, 2, 3].map((n) => writeOn(store, `w${s}${n}`, () => over)));
      for (let times = 0; times < 3; times += 1) {
        await all[0].commit('p', commitOf(`before-${times}`));
        await disturb();
        await all[1].commit('p', commitOf(`after-${times}`));
      }
      over = true;
      const written = (await Promise.all(writing)).flat();
      const feed = await all[0].changes('p', null, 1000);
      const found = feed.kind === 'page' && !feed.more ? feed.docs.map(({ id }) => id) : [];
      expect(found).toEqual(expect.arrayContaining(written));
    });

  it('is listened to again when it is back', async () => {
    const [listening, writing] = [await opened(), await opened()];
    const woken = new Promise<string>((resolve) => listening.onHint?.(resolve));
    expect(await terminateAll()).toBeGreaterThan(0);
    let isWoken = false;
    void woken.then(() => {
      isWoken = true;
    });
    // Hints sent while nobody listens are lost, so there have to be some after that.
    for (let n = 0; !isWoken; n += 1) await writing.commit('p', commitOf('note', n)).catch(() => {});
    expect(await woken).toBe('p');
  });

  it('and stays away is an error that says so, with nothing written', async () => {
    const store = await opened({ patienceMs: 200 });
    await server.stop();
    try {
      for (const call of [() => store.commit('p', commitOf('a')), () => store.get('p', [key('a')])])
        await expect(call()).rejects.toMatchObject({
          name: 'UnavailableError',
          outcome: 'not-applied',
          message: 'PostgreSQL is not reachable. Check that it runs, and its address.',
        });
    } finally {
      await server.start();
    }
    expect(await has(store, 'a')).toBe(false);
  });
});

describe('a connection that is lost', () => {
  it('before a commit gets through leaves open what became of it', async () => {
    const proxy = await startProxy(server.url);
    const store = await opened({ connectionString: proxy.url });
    proxy.cutBefore('write_commits');
    await expect(store.commit('p', commitOf('a'))).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await has(store, 'a')).toBe(false);
    await store.commit('p', commitOf('a'));
    await store.close();
    await proxy.close();
  });

  it('after a commit leaves open what became of it, also for those it was merged with', async () => {
    const proxy = await startProxy(server.url);
    const store = await opened({ connectionString: proxy.url });
    proxy.cutAnswerTo('write_commits');
    await expect(store.commit('p', commitOf('a'))).rejects.toMatchObject({ outcome: 'unknown' });
    // Another connection, so the server may still be at work.
    await expect.poll(() => has(store, 'a')).toBe(true);
    await store.close();
    await proxy.close();
  });

  it('in the middle of a purge leaves either all or nothing, and the next one removes it', async () => {
    const proxy = await startProxy(server.url);
    const store = await opened({ connectionString: proxy.url });
    for (const id of ['a', 'b']) await store.commit('p', commitOf(id));
    const heads = await store.heads(['p']);
    for (const cut of ['COMMIT', 'purge_partition']) {
      proxy.cutBefore(cut);
      await expect(store.purge('p')).rejects.toMatchObject({ outcome: 'unknown' });
      expect([await has(store, 'a'), await has(store, 'b')]).toEqual([true, true]);
      expect(await store.heads(['p'])).toEqual(heads);
    }
    await store.purge('p');
    expect([await has(store, 'a'), await store.heads(['p'])]).toEqual([false, [null]]);
    await store.commit('p', commitOf('b', 'of another life'));
    expect(await store.heads(['p'])).not.toEqual(heads);
    await store.close();
    await proxy.close();
  });

  it('while reading is not noticed', async () => {
    const proxy = await startProxy(server.url);
    const store = await opened({ connectionString: proxy.url });
    await store.commit('p', commitOf('a'));
    proxy.cutAnswerTo('collection = $2 AND id = $3');
    expect(await has(store, 'a')).toBe(true);
    await store.close();
    await proxy.close();
  });
});

describe('somebody who holds a lock', () => {
  for (const [timeout, sentence] of [
    ['lock_timeout', 'held by another transaction'],
    ['statement_timeout', 'took too long'],
  ] as const)
    it(`makes a commit wait no longer than the ${timeout}`, async () => {
      const store = await opened({ pool: { [timeout]: 50 } });
      await store.commit('p', commitOf('a'));
      const holder = new pg.Client(server.url);
      await holder.connect();
      await holder.query(`BEGIN; SELECT FROM ${schema}.partitions WHERE partition = 'p' FOR UPDATE`);
      await expect(store.commit('p', commitOf('b'))).rejects.toMatchObject({
        name: 'UnavailableError',
        outcome: 'not-applied',
        message: expect.stringContaining(sentence),
      });
      await store.commit('q', commitOf('b'));
      await holder.query('ROLLBACK');
      expect(await has(store, 'b')).toBe(false);
      await store.commit('p', commitOf('b'));
      await holder.end();
    });

  for (const what of ['purge', 'compaction'] as const)
    it(`makes a ${what} wait longer than a statement may: one of a large partition takes its time`, async () => {
      const store = await opened({ pool: { statement_timeout: 50, query_timeout: 100 } });
      await store.commit('p', commitOf('a'));
      await store.commit('p', { expect: [], puts: [], deletes: [key('a')] });
      const holder = new pg.Client(server.url);
      await holder.connect();
      await holder.query(`BEGIN; SELECT FROM ${schema}.docs WHERE partition = 'p' FOR UPDATE`);
      const removing = what === 'purge' ? store.purge('p') : store.compact('p', new Date(Date.now() + 60_000));
      const waiting = `SELECT FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND clock_timestamp() - query_start > interval '200 ms'`;
      await expect.poll(() => runSql(server.url, waiting)).toHaveLength(1);
      await holder.query('ROLLBACK');
      await removing;
      expect(await runSql(server.url, `SELECT FROM ${schema}.docs`)).toEqual([]);
      await holder.end();
    });

  it('against whom a commit stands in a deadlock only makes it run again', async () => {
    const store = await opened();
    await store.commit('p', commitOf('a'));
    const holder = new pg.Client(server.url);
    await holder.connect();
    // Whoever notices first gives way, and that shall be the store.
    await holder.query("BEGIN; SET deadlock_timeout = '1min'");
    await holder.query(`SELECT FROM ${schema}.docs WHERE partition = 'p' AND id = 'a' FOR UPDATE`);
    const committing = store.commit('p', commitOf('a', 'again'));
    await expect.poll(() => runSql(server.url, 'SELECT FROM pg_locks WHERE NOT granted')).toHaveLength(1);
    await holder.query(`SELECT FROM ${schema}.partitions WHERE partition = 'p' FOR UPDATE`);
    await holder.query('COMMIT');
    await committing;
    expect((await store.get('p', [key('a')]))[0]?.body).toBe('again');
    await holder.end();
  });
});
