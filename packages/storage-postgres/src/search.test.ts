import { ClosedError } from '@copkit/storage';
import { searchIndexConformance } from '@copkit/storage/conformance';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { postgresSearch } from './search.js';
import { newSchema, runSql } from './testing/schemas.js';

const url = inject('postgres');
const withTrigrams = `trigrams_${newSchema()}`;

beforeAll(async () => {
  await runSql(url, `CREATE DATABASE ${withTrigrams}`);
  await runSql(databaseWithTrigrams(), 'CREATE EXTENSION pg_trgm');
});
afterAll(() => runSql(url, `DROP DATABASE ${withTrigrams}`));

function databaseWithTrigrams(): string {
  return Object.assign(new URL(url), { pathname: `/${withTrigrams}` }).href;
}

for (const [name, connectionString] of [
  ['postgresSearch', url],
  ['postgresSearch with pg_trgm', databaseWithTrigrams()],
] as const)
  searchIndexConformance(
    { describe, it },
    {
      name,
      persistent: true,
      create: async () => {
        const schema = newSchema();
        const open = async () => {
          const index = postgresSearch({ connectionString, schema });
          await index.open();
          return index;
        };
        return { open, destroy: async () => void (await runSql(connectionString, `DROP SCHEMA ${schema} CASCADE`)) };
      },
    },
  );

describe('postgresSearch()', () => {
  it('takes in texts whose words are longer, and more, than PostgreSQL allows', async () => {
    const schema = newSchema();
    const index = postgresSearch({ connectionString: url, schema });
    await expect(index.cursor('p')).rejects.toBeInstanceOf(ClosedError);
    await index.open();
    const words = Array.from({ length: 60_000 }, (_, n) => `word${n}`).join(' ');
    const doc = { id: 'a', title: 'x'.repeat(5000), body: `rotor ${words}`, facets: {}, at: '2026-01-01T00:00:00Z' };
    await index.apply('p', { upserts: [doc], removals: [], cursor: 'c' });
    expect(await index.query('p', { text: 'rotor', limit: 1 })).toMatchObject([{ id: 'a', terms: ['rotor'] }]);
    await index.close();
    await runSql(url, `DROP SCHEMA ${schema} CASCADE`);
  });
});
