import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** The server of this run of tests. */
export const url = (): string => inject('postgres');

/** A name of its own for each test, so that they share a server and nothing else. */
export const newSchema = (): string => `test_${randomUUID().slice(0, 8)}`;

/** Runs statements beside the store, as an administrator would. */
export async function sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(url());
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

export async function dropSchema(schema: string): Promise<void> {
  await sql(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
}
