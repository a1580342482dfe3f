import pg from 'pg';
import { type BareStore, idsOf, keyOf, ownId } from './bare-store.js';

const getRows = { name: 'rows', text: 'SELECT body FROM bare.rows WHERE page = $1 ORDER BY key LIMIT $2' };
const find = {
  name: 'find',
  text: `SELECT body FROM bare.texts, plainto_tsquery('simple', $1) q
    WHERE words @@ q ORDER BY ts_rank(words, q) DESC LIMIT $2`,
};
// One round trip and one transaction for each commit, as whoever writes by hand would.
const write = {
  name: 'write',
  text: `
    WITH docs AS (
      INSERT INTO bare.docs SELECT $1, * FROM unnest($2::text[], $3::text[], $4::json[])
      ON CONFLICT (part, collection, id) DO UPDATE SET body = excluded.body
    ), gone AS (
      DELETE FROM bare.docs d USING unnest($8::text[], $9::text[]) AS g (collection, id)
      WHERE d.part = $1 AND d.collection = g.collection AND d.id = g.id
    )
    INSERT INTO bare.entries SELECT $1, * FROM unnest($5::text[], $6::text[], $7::text[]) ON CONFLICT DO NOTHING`,
};

export async function barePostgres(connectionString: string): Promise<BareStore> {
  const pool = new pg.Pool({ connectionString });
  await pool.query(`
    CREATE SCHEMA bare;
    CREATE TABLE bare.rows (page text COLLATE "C", key text COLLATE "C", body text, PRIMARY KEY (page, key));
    CREATE TABLE bare.texts (id int PRIMARY KEY, body text, words tsvector);
    CREATE TABLE bare.docs (part text COLLATE "C", collection text COLLATE "C", id text COLLATE "C", body json,
      PRIMARY KEY (part, collection, id));
    CREATE TABLE bare.entries (part text COLLATE "C", name text COLLATE "C", key text COLLATE "C", id text COLLATE "C",
      PRIMARY KEY (part, name, key, id));
  `);
  const bodies = async (query: { name: string; text: string }, values: unknown[]): Promise<string[]> =>
    (await pool.query({ ...query, values, rowMode: 'array' })).rows.map(([body]) => body);

  return {
    async fill(pages, search, more) {
      for (const [page, { rows }] of Object.entries(pages)) {
        await pool.query('INSERT INTO bare.rows SELECT $1, * FROM unnest($2::text[], $3::text[])', [
          page,
          rows.map((_, n) => keyOf(n)),
          rows,
        ]);
      }
      await pool.query(
        `INSERT INTO bare.rows SELECT '/list', lpad((n + 1000)::text, 9, '0'), ($1::text[])[1 + n % cardinality($1::text[])]
         FROM generate_series(0, $2 - 1) n`,
        [pages['/list']?.rows, more],
      );
      // As many texts have the word as in the store that this stands beside.
      await pool.query(
        `INSERT INTO bare.texts SELECT n, row, to_tsvector('simple',
           CASE WHEN n % 4 = 0 THEN row ELSE 'Why does rotor ' || n || ' hum? We measured at the seal and changed it.' END)
         FROM (SELECT n, ($1::text[])[1 + n % cardinality($1::text[])] AS row FROM generate_series(0, $2 - 1) n) each`,
        [search.rows, more],
      );
      await pool.query('CREATE INDEX ON bare.texts USING gin (words)');
      await pool.query('VACUUM ANALYZE');
    },
    page: (name, limit) => bodies(getRows, [name, limit]),
    search: (word, limit) => bodies(find, [word, limit]),
    async write(commits, call) {
      for (const recorded of commits) {
        const { partition, commit } = recorded;
        const idOf = idsOf(recorded, call);
        const entries = commit.puts.flatMap((put) => (put.keys ?? []).map(([name, key]) => [name, key, idOf(put)]));
        const values = [
          partition,
          commit.puts.map(({ collection }) => collection),
          commit.puts.map(idOf),
          commit.puts.map(({ body }) => JSON.stringify(body)),
          ...[0, 1, 2].map((column) => entries.map((entry) => entry[column])),
          commit.deletes.map(({ collection }) => collection),
          commit.deletes.map(({ id }) => ownId(id, call)),
        ];
        await pool.query({ ...write, values });
      }
    },
  };
}
