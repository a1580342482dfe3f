import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StorageAdapter } from '@copkit/storage';
import type pg from 'pg';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../../test/postgres.mjs';
import { postgres } from './postgres.js';
import { newSchema, runSql } from './testing/schemas.js';

const commit = { expect: [], puts: [{ collection: 'notes', id: 'a', body: 'text' }], deletes: [] };
let folder: string;
let server: PostgresServer;
let authority: string;
let stranger: string;
let schema: string;
let stores: StorageAdapter[];

/** An authority of its own, and the file of its certificate. */
async function newAuthority(name: string) {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const file = join(folder, `${name}.crt`);
  await writeFile(file, cert);
  return { file, cert, key };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-tls-'));
  const ca = await newAuthority('authority');
  authority = ca.file;
  stranger = (await newAuthority('stranger')).file;
  // Of the two names of this machine, the certificate has one.
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'database' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  server = await startPostgres({ cert, key });
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  schema = newSchema();
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  await runSql(server.url, `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
});

interface Way {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly host?: string;
  readonly pool?: pg.PoolConfig;
}

/** A store whose connection string has these parameters. */
function store({ parameters = {}, host, pool }: Way, url = server.url): StorageAdapter {
  const to = new URL(url);
  if (host) to.hostname = host;
  for (const [name, value] of Object.entries(parameters)) to.searchParams.set(name, value);
  to.searchParams.set('application_name', schema);
  const made = postgres({ connectionString: to.href, schema, ...(pool && { pool }) });
  stores.push(made);
  return made;
}

const refused = (message: string) => ({
  name: 'UnavailableError',
  outcome: 'not-applied',
  message: expect.stringContaining(message),
});

/** Which connections of the store are under TLS, those that listen for hints apart. */
const connections = () =>
  runSql<{ listens: boolean; ssl: boolean }>(
    server.url,
    `SELECT DISTINCT query LIKE 'LISTEN%' AS listens, ssl FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)
     WHERE application_name = $1 ORDER BY listens`,
    [schema],
  );

describe('TLS', () => {
  const ways: Readonly<Record<string, () => Way>> = {
    'sslmode=verify-full with the authority in sslrootcert': () => ({
      parameters: { sslmode: 'verify-full', sslrootcert: authority },
    }),
    'sslmode=require, which verifies as well,': () => ({ parameters: { sslmode: 'require', sslrootcert: authority } }),
    'sslmode=require as libpq means it': () => ({ parameters: { sslmode: 'require', uselibpqcompat: 'true' } }),
    'sslmode=no-verify, whoever it is,': () => ({ parameters: { sslmode: 'no-verify' } }),
    'ssl in the options of the pool': () => ({ pool: { ssl: { rejectUnauthorized: false } } }),
  };
  it.each(Object.entries(ways))('%s holds for every connection, that for hints too', async (_, way) => {
    const [listening, writing] = [store(way()), store(way())];
    await Promise.all([listening.open(), writing.open()]);
    const woken = new Promise((resolve) => listening.onHint?.(resolve));
    await writing.commit('p', commit);
    expect(await woken).toBe('p');
    expect((await listening.get('p', [{ collection: 'notes', id: 'a' }]))[0]?.body).toBe('text');
    expect(await connections()).toEqual([
      { listens: false, ssl: true },
      { listens: true, ssl: true },
    ]);
  });

  it('is not used where nobody asks for it', async () => {
    await store({}).open();
    expect(await connections()).toEqual([
      { listens: false, ssl: false },
      { listens: true, ssl: false },
    ]);
  });

  const refusals: Readonly<Record<string, readonly [string, () => Way]>> = {
    'another authority than the one that issued the certificate': [
      'has a certificate that is not trusted: unable to verify the first certificate. Name the authority that issued it',
      () => ({ parameters: { sslmode: 'verify-full', sslrootcert: stranger } }),
    ],
    'none but the authorities that Node knows': [
      'has a certificate that is not trusted',
      () => ({ parameters: { sslmode: 'require' } }),
    ],
    'a host that the certificate does not name': [
      'has a certificate for another host',
      () => ({ host: 'localhost', parameters: { sslmode: 'verify-full', sslrootcert: authority } }),
    ],
    'a file that is not there': [
      'missing.crt cannot be read (ENOENT). Check sslrootcert',
      () => ({ parameters: { sslmode: 'verify-full', sslrootcert: join(folder, 'missing.crt') } }),
    ],
  };
  it.each(Object.entries(refusals))('with %s is refused, and the error says why', async (_, [sentence, way]) => {
    await expect(store(way()).open()).rejects.toMatchObject(refused(sentence));
    const tables = 'SELECT FROM information_schema.schemata WHERE schema_name = $1';
    expect(await runSql(server.url, tables, [schema])).toEqual([]);
  });

  it('is refused by a server that has none, rather than done without', async () => {
    const without = store({ parameters: { sslmode: 'verify-full' } }, inject('postgres'));
    await expect(without.open()).rejects.toMatchObject(refused('offers no TLS'));
  });

  it('that a server demands is said to be missing', async () => {
    const [found] = await runSql<{ file: string }>(server.url, `SELECT current_setting('hba_file') AS file`);
    const rules = `(VALUES ('hostnossl guarded all all reject'), ('host all all all trust'))`;
    await runSql(server.url, `COPY ${rules} TO '${found?.file}'`);
    await runSql(server.url, 'SELECT pg_reload_conf()');
    await runSql(server.url, 'CREATE DATABASE guarded');
    const guarded = server.url.replace(/postgres$/, 'guarded');
    const plain = async () => runSql(guarded, 'SELECT 1').catch(({ message }: Error) => message);
    await expect.poll(plain).toContain('no encryption');
    await expect(store({}, guarded).open()).rejects.toMatchObject(refused('with this sslmode'));
    await store({ parameters: { sslmode: 'no-verify' } }, guarded).open();
  });
});
