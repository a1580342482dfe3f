import { createHash } from 'node:crypto';
import pg from 'pg';

/** Rows come as arrays: numbers that may be large as text. */
export type Row = readonly (string | number | boolean | null)[];

/** A statement that a connection prepares once, under a name that is its text's alone. */
export interface Statement<R extends Row> {
  readonly name: string;
  readonly text: string;
  /** What its rows are; there is no such value. */
  readonly row?: R;
}

/** Where the tables stand, as it is written in SQL. */
export type SchemaName = string & { readonly quoted: true };

/** @throws RangeError when PostgreSQL would cut the name. */
export function quoteSchema(schema: string): SchemaName {
  if (schema === '' || Buffer.byteLength(schema) > 48)
    throw new RangeError('The name of the schema has 1 to 48 bytes.');
  return pg.escapeIdentifier(schema) as SchemaName;
}

export function prepared<R extends Row>(text: string): Statement<R> {
  return { name: `copkit_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`, text };
}
