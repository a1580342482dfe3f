import { createHash } from 'node:crypto';
import type { Kind } from './opening.js';
import type { SchemaName } from './sql.js';

// The words of a text stand in its row as they are written, to say which of them matched. The index of
// lexemes cannot begin with the partition, so each lexeme does, in short: a search reads only what is
// its partition's. A word stays in the vocabulary when its last text is gone: there it finds nothing.
const tables = (schema: SchemaName): string => `
CREATE TABLE ${schema}.search_partitions (
  partition text COLLATE "C" PRIMARY KEY,
  cursor text NOT NULL
);
CREATE TABLE ${schema}.search_texts (
  partition text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  facets text[] NOT NULL,
  words text[] NOT NULL,
  lexemes tsvector NOT NULL,
  PRIMARY KEY (partition, id)
);
CREATE INDEX search_lexemes ON ${schema}.search_texts USING gin (lexemes);
CREATE TABLE ${schema}.search_vocabulary (
  partition text COLLATE "C" NOT NULL,
  length int NOT NULL,
  word text COLLATE "C" NOT NULL,
  PRIMARY KEY (partition, length, word)
);
`;

export const searchKind: Kind = { table: 'search', migrations: [tables] };

/** A word of a partition as it stands in the index. */
export function lexemeOf(partition: string, word: string): string {
  return `${createHash('sha256').update(partition).digest('hex').slice(0, 8)}:${word}`;
}

/** As text of a `tsvector` or `tsquery`. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** A facet and one of its values as one string. */
export function facetEntry(name: string, value: string): string {
  return JSON.stringify([name, value]);
}
