import { resolve } from 'node:path';
import { UnavailableError, type View, type ViewColumn } from '@copkit/storage';
import { openDatabase } from './database.js';
import { storeFile } from './schema.js';

/**
 * Makes or replaces views in the file of a store, for programs that read it with SQL. Moments and lists are text, as
 * in JSON; booleans are 0 and 1.
 * @throws UnavailableError where the file cannot be opened or written.
 */
export async function createSqliteViews(file: string, views: readonly View[]): Promise<void> {
  const db = await openDatabase(resolve(file), storeFile(), 5_000);
  try {
    db.exec(['BEGIN IMMEDIATE', ...views.flatMap(statements), 'COMMIT'].join(';\n'));
  } catch (error) {
    throw new UnavailableError('not-applied', `The views could not be made in ${file}.`, { cause: error });
  } finally {
    db.close();
  }
}

const statements = (view: View): string[] => [
  `DROP VIEW IF EXISTS ${name(view.name)}`,
  `CREATE VIEW ${name(view.name)} AS SELECT ${view.columns.map((column) => `${value(column, view)} AS ${name(column.name)}`).join(', ')}
    FROM docs JOIN partitions USING (partition_no)
    WHERE docs.collection = ${text(view.collection)} AND docs.body IS NOT NULL
      AND substr(partitions.name, 1, ${view.partitionPrefix.length}) = ${text(view.partitionPrefix)}`,
];

function value({ from, type }: ViewColumn, view: View): string {
  if (from === 'id') return 'docs.id';
  if (from === 'partition') return `substr(partitions.name, ${view.partitionPrefix.length + 1})`;
  const path = text(`$.${from.join('.')}`);
  return type === 'json' ? `docs.body -> ${path}` : `docs.body ->> ${path}`;
}

const name = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;
const text = (literal: string): string => `'${literal.replaceAll("'", "''")}'`;
