import { existsSync } from 'node:fs';
import { inspectSqlite } from '@copkit/storage-sqlite';
import type { Settings } from '../config/schema.js';
import { type Finding, fail, ok, sentenceOf, warn } from './finding.js';

/** Whether a file is a store of this version, and sound as a whole. */
export async function sqliteStore(file: string): Promise<readonly Finding[]> {
  if (!existsSync(file)) return [ok('store', `${file} is not there yet; the first start makes it`)];
  try {
    const { format, damage } = await inspectSqlite(file);
    if (damage.length > 0)
      return [
        fail('store', `${file} is damaged: ${damage.join('; ')}`, 'Restore a backup; see docs/operating/backup.md.'),
      ];
    return [ok('store', `${file} is sound, format ${format}`)];
  } catch (error) {
    return [fail('store', sentenceOf(error), 'See what holds the file, its permissions, or restore a backup.')];
  }
}

/** The server's settings as copkit needs them. */
interface ServerState {
  readonly version: number;
  readonly encoding: string;
  readonly fsync: string;
  readonly synchronous_commit: string;
  readonly full_page_writes: string;
  readonly max_connections: number;
  readonly reserved: number;
  readonly used: number;
  readonly recovering: boolean;
  readonly format: string | null;
  readonly may_create: boolean;
  readonly trigrams: boolean;
}

const STATE = `
  SELECT current_setting('server_version_num')::int AS version,
    current_setting('server_encoding') AS encoding,
    current_setting('fsync') AS fsync,
    current_setting('synchronous_commit') AS synchronous_commit,
    current_setting('full_page_writes') AS full_page_writes,
    current_setting('max_connections')::int AS max_connections,
    current_setting('superuser_reserved_connections')::int AS reserved,
    (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
    pg_is_in_recovery() AS recovering,
    to_regclass('copkit.store')::text AS format,
    has_database_privilege(current_database(), 'CREATE') AS may_create,
    EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS trigrams`;

/** Whether a database is one that copkit can use and rely on. */
export async function postgresStore({ data, pool }: Pick<Settings, 'data' | 'pool'>): Promise<readonly Finding[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: data, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<ServerState>(STATE);
    const [state] = rows;
    return state ? serverFindings(state, pool.max) : [];
  } catch (error) {
    return [
      fail(
        'store',
        `PostgreSQL cannot be reached: ${sentenceOf(error)}`,
        'Check address, password, pg_hba.conf and firewall.',
      ),
    ];
  } finally {
    await client.end().catch(() => {});
  }
}

/** The judgement on a server, apart from how it was asked. */
export function serverFindings(state: ServerState, poolMax: number): readonly Finding[] {
  const { version, encoding, max_connections, reserved, used } = state;
  const wanted = 2 * poolMax + 2;
  const free = max_connections - reserved - used;
  const judged = (check: string, good: boolean, says: string, bad: Finding) => (good ? ok(check, says) : bad);
  return [
    judged(
      'store',
      version >= 150_000,
      `PostgreSQL ${versionText(version)}`,
      fail('store', `PostgreSQL ${versionText(version)} is too old`, 'Upgrade it to 15 or later.'),
    ),
    judged(
      'encoding',
      encoding === 'UTF8',
      'UTF8',
      fail('encoding', `the database is in ${encoding}`, 'Create one with ENCODING UTF8 TEMPLATE template0.'),
    ),
    judged(
      'fsync',
      state.fsync === 'on' && state.full_page_writes === 'on',
      'on',
      fail(
        'fsync',
        `fsync is ${state.fsync}, full_page_writes ${state.full_page_writes}`,
        'Turn both on: a power cut loses or damages data without.',
      ),
    ),
    judged(
      'synchronous_commit',
      state.synchronous_commit !== 'off',
      state.synchronous_commit,
      fail(
        'synchronous_commit',
        'is off: acknowledged writes can be lost',
        'Set it to on, for the database or the role.',
      ),
    ),
    judged(
      'connections',
      free >= wanted,
      `${free} free of ${max_connections}, a process takes up to ${wanted}`,
      warn(
        'connections',
        `${free} free of ${max_connections}, and a process takes up to ${wanted}`,
        'Raise max_connections or lower pool.max.',
      ),
    ),
    judged(
      'role',
      !state.recovering,
      'primary',
      fail('role', 'this is a standby, which takes no writes', 'Give the address of the primary.'),
    ),
    judged(
      'schema',
      state.format !== null || state.may_create,
      state.format === null ? 'not there yet; the first start makes it' : 'there',
      fail(
        'schema',
        'is not there and this role may not make it',
        'GRANT CREATE ON DATABASE to the role, or make it once with another.',
      ),
    ),
    judged(
      'pg_trgm',
      state.trigrams,
      'available',
      warn('pg_trgm', 'is not installed on the server', 'Install the contrib package of PostgreSQL.'),
    ),
  ];
}

const versionText = (version: number): string => `${Math.floor(version / 10_000)}.${version % 10_000}`;
