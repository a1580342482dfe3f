import pg from 'pg';
import type { Contender } from './contender.js';

// The least that keeps what the contract promises of documents that are only ever new: durable when it returns, in one
// transaction, found by key in every index, and once in the feed. No limits, no checks, no tombstones, no replacing.
const schema = `
CREATE SCHEMA IF NOT EXISTS baseline;
CREATE TABLE IF NOT EXISTS baseline.partitions (name text COLLATE "C" PRIMARY KEY, head bigint NOT NULL);
CREATE TABLE IF NOT EXISTS baseline.docs (
  partition text COLLATE "C" NOT NULL,
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (partition, collection, id)
);
CREATE UNIQUE INDEX IF NOT EXISTS feed ON baseline.docs (partition, position);
CREATE TABLE IF NOT EXISTS baseline.entries (
  partition text COLLATE "C" NOT NULL,
  index_name text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (partition, index_name, key, collection, id)
);
`;

// One statement, which is a transaction of its own: one round trip, and the lock of the partition is held only for it.
const insert = {
  name: 'insert',
  text: `
    WITH head AS (
      INSERT INTO baseline.partitions AS p VALUES ($1, cardinality($3::text[]))
      ON CONFLICT (name) DO UPDATE SET head = p.head + excluded.head
      RETURNING head - cardinality($3::text[]) AS before
    ), docs AS (
      INSERT INTO baseline.docs
      SELECT $1, d.collection, d.id, head.before + d.place, d.body
      FROM head, unnest($2::text[], $3::text[], $4::json[]) WITH ORDINALITY AS d (collection, id, body, place)
    )
    INSERT INTO baseline.entries
    SELECT $1, * FROM unnest($5::text[], $6::text[], $7::text[], $8::text[])`,
};
const get = {
  name: 'get',
  text: 'SELECT body FROM baseline.docs WHERE partition = $1 AND collection = $2 AND id = $3',
};
const page = {
  name: 'page',
  text: `
    SELECT d.body FROM baseline.entries e
    JOIN baseline.docs d ON d.partition = e.partition AND d.collection = e.collection AND d.id = e.id
    WHERE e.partition = $1 AND e.index_name = $2 AND e.key >= $3
    ORDER BY e.key, e.collection, e.id LIMIT $4`,
};
const feed = {
  name: 'feed',
  text: 'SELECT position, body FROM baseline.docs WHERE partition = $1 AND position > $2 ORDER BY position LIMIT $3',
};

/** The same by hand with `pg`, the driver of the PostgreSQL adapter. */
export async function postgresBaseline(connectionString: string): Promise<Contender> {
  const pool = new pg.Pool({ connectionString });
  await pool.query(schema);
  return {
    insert(partition, puts) {
      const entries = puts.flatMap(({ collection, id, keys = [] }) =>
        keys.map(([index, key]) => [index, key, collection, id] as const),
      );
      const values = [
        partition,
        puts.map(({ collection }) => collection),
        puts.map(({ id }) => id),
        puts.map(({ body }) => JSON.stringify(body)),
        ...([0, 1, 2, 3] as const).map((column) => entries.map((entry) => entry[column])),
      ];
      return pool.query({ ...insert, values });
    },
    async get(partition, collection, id) {
      const { rows } = await pool.query({ ...get, values: [partition, collection, id] });
      return rows[0].body;
    },
    async page(partition, index, from, limit) {
      const { rows } = await pool.query({ ...page, values: [partition, index, from, limit] });
      return rows.map(({ body }) => body);
    },
    async feed(partition, since, limit) {
      const { rows } = await pool.query({ ...feed, values: [partition, since ?? 0, limit] });
      return { bodies: rows.map(({ body }) => body), after: rows.at(-1)?.position ?? since ?? '0' };
    },
    close: () => pool.end(),
  };
}
