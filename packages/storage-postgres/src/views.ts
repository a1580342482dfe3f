import type { View, ViewColumn } from '@copkit/storage';
import pg from 'pg';
import { openPool } from './pool.js';
import type { PostgresOptions } from './postgres.js';
import { quoteSchema, type SchemaName } from './sql.js';

const CASTS: Readonly<Record<ViewColumn['type'], string>> = {
  text: 'text',
  integer: 'bigint',
  number: 'double precision',
  boolean: 'boolean',
  timestamp: 'timestamptz',
  json: 'jsonb',
};

/**
 * Makes or replaces views in the schema of a store, for programs that read it with SQL. The store must have been
 * opened once; who reads them needs `USAGE` on the schema and `SELECT` on the views, and nothing on the tables.
 * @throws UnavailableError where the database cannot be reached.
 */
export async function createPostgresViews(
  options: Pick<PostgresOptions, 'connectionString' | 'pool' | 'schema'>,
  views: readonly View[],
): Promise<void> {
  const schema = quoteSchema(options.schema ?? 'copkit');
  const db = openPool(options);
  try {
    await db.transaction(async (client) => {
      for (const view of views) for (const statement of statements(view, schema)) await client.query(statement);
    });
  } finally {
    await db.close();
  }
}

const statements = (view: View, schema: SchemaName): string[] => {
  const columns = view.columns.map((column) => `${value(column, view)} AS ${pg.escapeIdentifier(column.name)}`);
  const place = `${schema}.${pg.escapeIdentifier(view.name)}`;
  const prefix = pg.escapeLiteral(view.partitionPrefix);
  return [
    // Columns may have gone since, which replacing a view does not allow.
    `DROP VIEW IF EXISTS ${place}`,
    `CREATE VIEW ${place} AS SELECT ${columns.join(', ')} FROM ${schema}.docs
      WHERE collection = ${pg.escapeLiteral(view.collection)} AND body IS NOT NULL AND starts_with(partition, ${prefix})`,
    `COMMENT ON VIEW ${place} IS ${pg.escapeLiteral(view.about)}`,
    ...view.columns.map(
      ({ name, about }) => `COMMENT ON COLUMN ${place}.${pg.escapeIdentifier(name)} IS ${pg.escapeLiteral(about)}`,
    ),
  ];
};

function value({ from, type }: ViewColumn, view: View): string {
  if (from === 'id') return 'id';
  if (from === 'partition') return `substr(partition, ${view.partitionPrefix.length + 1})`;
  const path = pg.escapeLiteral(`{${from.join(',')}}`);
  return type === 'json' ? `(body #> ${path})::jsonb` : `(body #>> ${path})::${CASTS[type]}`;
}
