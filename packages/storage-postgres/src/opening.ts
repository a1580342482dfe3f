import { randomStoreId, UnavailableError } from '@copkit/storage';
import type pg from 'pg';
import type { Database } from './database.js';
import { prepared, type SchemaName } from './sql.js';

const OLDEST_SERVER = 15;

/** What stands in one schema of a database: its tables, and which version of them. */
export interface Kind {
  /** The table that says which version it is. */
  readonly table: string;
  /** What each version adds to the one before; the first makes the tables. */
  readonly migrations: readonly ((schema: SchemaName) => string)[];
}

/**
 * Creates what is missing and upgrades what is old; safe when several processes do it at the same time.
 * Answers with the id of the store.
 * @throws UnavailableError when the server or the schema is none that this version can work with.
 */
export async function openSchema(db: Database, schema: SchemaName, kind: Kind, isDurable: boolean): Promise<string> {
  await checkServer(db, isDurable);
  const found = await db.transaction((client) => readVersion(client, schema, kind));
  if (found?.version === kind.migrations.length) return found.id;
  return db.transaction((client) => upgrade(client, schema, kind));
}

const settings = prepared<[version: number, encoding: string, fsync: string]>(`
  SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'), current_setting('fsync')`);

async function checkServer(db: Database, isDurable: boolean): Promise<void> {
  const [[version, encoding, fsync] = [0, '', '']] = await db.read(settings, []);
  if (version < OLDEST_SERVER) refuse(`is of version ${version}; copkit needs ${OLDEST_SERVER} or later`);
  if (encoding !== 'UTF8') refuse(`keeps this database in ${encoding}; create one with the encoding UTF8`);
  if (isDurable && fsync === 'off')
    refuse(`runs with fsync = off. Turn it on, or declare the store with durability: 'process-crash'`);
}

async function readVersion(client: pg.PoolClient, schema: SchemaName, { table, migrations }: Kind) {
  const { rows: tables } = await client.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [
    `${schema}.${table}`,
  ]);
  if (!tables[0]?.exists) return null;
  const { rows } = await client.query<{ id: string; version: number }>(`SELECT id, version FROM ${schema}.${table}`);
  const [found] = rows;
  if (found && found.version > migrations.length)
    refuse(`holds a store of a newer version of copkit in the schema ${schema}. Update copkit`);
  return found ?? null;
}

async function upgrade(client: pg.PoolClient, schema: SchemaName, kind: Kind): Promise<string> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`copkit ${schema}`]);
  const { rows } = await client.query<{ exists: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS exists', [
    schema,
  ]);
  if (!rows[0]?.exists) await client.query(`CREATE SCHEMA ${schema}`);
  const found = await readVersion(client, schema, kind);
  const id = found?.id ?? randomStoreId();
  if (!found) {
    await client.query(`CREATE TABLE ${schema}.${kind.table} (id text PRIMARY KEY, version int NOT NULL)`);
    await client.query(`INSERT INTO ${schema}.${kind.table} VALUES ($1, 0)`, [id]);
  }
  for (const migration of kind.migrations.slice(found?.version ?? 0)) await client.query(migration(schema));
  await client.query(`UPDATE ${schema}.${kind.table} SET version = $1 WHERE id = $2`, [kind.migrations.length, id]);
  return id;
}

function refuse(sentence: string): never {
  throw new UnavailableError('not-applied', `PostgreSQL ${sentence}.`);
}
