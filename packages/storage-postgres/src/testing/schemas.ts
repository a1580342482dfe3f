import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A name of its own for each test, so that they share a server and nothing else. */
export const newSchema = (): string => `test_${randomUUID().slice(0, 8)}`;

/** Runs a statement beside the store, as an administrator would. */
export async function runSql<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
