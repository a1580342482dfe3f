import { describe, expect, it } from 'vitest';
import { searchStatements } from './search-statements.js';
import { searchKind } from './search-tables.js';
import { quoteSchema } from './sql.js';
import { storeStatements } from './statements.js';
import { storeKind } from './tables.js';
import { writingFunctions } from './writing-functions.js';

const schema = quoteSchema('s');
const TABLE = /"s"\.(?:partitions|docs|entries|search_\w+)\b/g;
// A table is read or changed where the partition is given, or filled with rows that carry it.
const GIVEN =
  /\bpartition = (?:\$1|the_partition|k\.partition)|\(partition, |\bpartition > \$1|\(partition\) DO UPDATE/g;

const statements = Object.entries({ ...storeStatements(schema), ...searchStatements(schema, 'public') }).map(
  ([name, statement]) => [name, statement?.text ?? ''] as const,
);
const inFunctions = writingFunctions(schema)
  .replaceAll(/--.*/g, '')
  .split(/;|\bLOOP\b|\bTHEN\b/)
  .filter((part) => part.match(TABLE))
  .map((text) => [text.trim().replaceAll(/\s+/g, ' ').slice(0, 60), text] as const);

describe('every statement', () => {
  it.each([...statements, ...inFunctions])('%s: carries the partition wherever it touches a table', (_, text) => {
    const touched = text.match(TABLE)?.length ?? 0;
    expect(text.match(GIVEN)?.length ?? 0).toBeGreaterThanOrEqual(touched);
  });

  it('but for the list of partitions and their heads touches one partition', () => {
    const others = statements.filter(([, text]) => !/\$1/.test(text) || /partition (?:>|= k\.)/.test(text));
    expect(others.map(([name]) => name)).toEqual(['heads', 'listPartitions']);
  });

  it('has a name of its own that PostgreSQL does not cut', () => {
    const all = [...Object.values(storeStatements(schema)), ...Object.values(storeStatements(quoteSchema('t')))];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { name } of all) expect(name.length).toBeLessThan(64);
  });
});

describe('every table of documents', () => {
  const sql = [...storeKind.migrations, ...searchKind.migrations].map((migration) => migration(schema)).join('\n');

  it('has the partition first in its primary key, and in every other index', () => {
    const keys = [...sql.matchAll(/PRIMARY KEY \(([^)]+)\)|CREATE INDEX \w+ ON \S+ \(([^)]+)\)/g)];
    expect(keys.map(([, primary, index]) => (primary ?? index)?.split(', ')[0])).toEqual(Array(6).fill('partition'));
    expect(sql.match(/partition text COLLATE "C" PRIMARY KEY/g)).toHaveLength(2);
    expect(sql.match(/CREATE TABLE/g)).toHaveLength(6);
  });

  it('has no key that is unique over all partitions', () => {
    expect(sql).not.toMatch(/UNIQUE|GENERATED|SERIAL|REFERENCES/i);
  });
});
