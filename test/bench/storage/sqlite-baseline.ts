import Database from 'libsql';
import type { Contender } from './contender.js';

// The least that keeps what the contract promises of documents that are only ever new: durable when it returns, in one
// transaction, found by key in every index, and once in the feed. No limits, no checks, no tombstones, no replacing.
const schema = `
CREATE TABLE IF NOT EXISTS partitions (name TEXT PRIMARY KEY, head INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS docs (
  partition TEXT NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (partition, collection, id)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS feed ON docs (partition, position);
CREATE TABLE IF NOT EXISTS entries (
  partition TEXT NOT NULL,
  index_name TEXT NOT NULL,
  key TEXT NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (partition, index_name, key, collection, id)
) STRICT, WITHOUT ROWID;
`;

/** The same by hand with `libsql`, the driver of the SQLite adapter. */
export function sqliteBaseline(file: string): Contender {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  // As durable as the adapter, and its write-ahead log as long.
  db.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
  db.exec('PRAGMA wal_autocheckpoint = 4000');
  db.exec(schema);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const advance = db
    .prepare(
      `INSERT INTO partitions VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET head = head + ?2 RETURNING head - ?2`,
    )
    .raw();
  const insertDoc = db.prepare('INSERT INTO docs VALUES (?, ?, ?, ?, ?)');
  const insertEntry = db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?)');
  const get = db.prepare('SELECT body FROM docs WHERE partition = ? AND collection = ? AND id = ?').raw();
  const page = db
    .prepare(
      `SELECT d.body FROM entries e
       JOIN docs d ON d.partition = e.partition AND d.collection = e.collection AND d.id = e.id
       WHERE e.partition = ? AND e.index_name = ? AND e.key >= ?
       ORDER BY e.key, e.collection, e.id LIMIT ?`,
    )
    .raw();
  const feed = db
    .prepare('SELECT position, body FROM docs WHERE partition = ? AND position > ? ORDER BY position LIMIT ?')
    .raw();

  return {
    insert(partition, puts) {
      begin.run();
      try {
        let [position] = advance.get(partition, puts.length) as [number];
        for (const { collection, id, body, keys = [] } of puts) {
          position += 1;
          insertDoc.run(partition, collection, id, position, JSON.stringify(body));
          for (const [index, key] of keys) insertEntry.run(partition, index, key, collection, id);
        }
        commit.run();
      } catch (error) {
        rollback.run();
        throw error;
      }
    },
    get(partition, collection, id) {
      const [body] = get.get(partition, collection, id) as [string];
      return JSON.parse(body);
    },
    page(partition, index, from, limit) {
      return (page.all(partition, index, from, limit) as [string][]).map(([body]) => JSON.parse(body));
    },
    feed(partition, since, limit) {
      const rows = feed.all(partition, Number(since), limit) as [number, string][];
      return { bodies: rows.map(([, body]) => JSON.parse(body)), after: String(rows.at(-1)?.[0] ?? since) };
    },
    close: () => {
      db.close();
    },
  };
}
