import { join } from 'node:path';
import Database from 'libsql';
import { type BareStore, idsOf, keyOf, ownId } from './bare-store.js';

export async function bareSqlite(folder: string): Promise<BareStore> {
  const db = new Database(join(folder, 'bare.db'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec(`
    CREATE TABLE rows (page TEXT, key TEXT, body TEXT, PRIMARY KEY (page, key)) WITHOUT ROWID;
    CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT);
    CREATE VIRTUAL TABLE words USING fts5 (text, content = '');
    CREATE TABLE docs (part TEXT, collection TEXT, id TEXT, body TEXT, PRIMARY KEY (part, collection, id)) WITHOUT ROWID;
    CREATE TABLE entries (part TEXT, name TEXT, key TEXT, id TEXT, PRIMARY KEY (part, name, key, id)) WITHOUT ROWID;
  `);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commitNow = db.prepare('COMMIT');
  const putRow = db.prepare('INSERT INTO rows VALUES (?, ?, ?)');
  const putText = db.prepare('INSERT INTO texts VALUES (?, ?)');
  const putWords = db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
  const getRows = db.prepare('SELECT body FROM rows WHERE page = ? ORDER BY key LIMIT ?').raw();
  const find = db
    .prepare(
      'SELECT t.body FROM words w JOIN texts t ON t.id = w.rowid WHERE words MATCH ? ORDER BY bm25(words) LIMIT ?',
    )
    .raw();
  const putDoc = db.prepare('INSERT OR REPLACE INTO docs VALUES (?, ?, ?, ?)');
  const putEntry = db.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)');
  const deleteDoc = db.prepare('DELETE FROM docs WHERE part = ? AND collection = ? AND id = ?');
  const texts = (rows: unknown[]): string[] => (rows as [string][]).map(([body]) => body);

  return {
    async fill(pages, search, more) {
      begin.run();
      for (const [page, { rows }] of Object.entries(pages)) {
        for (const [n, row] of rows.entries()) putRow.run(page, keyOf(n), row);
        for (let n = 0; page === '/list' && n < more; n++) putRow.run(page, keyOf(n + 1_000), rows[n % rows.length]);
      }
      for (let n = 0; n < more; n++) {
        const row = search.rows[n % search.rows.length] ?? '';
        putText.run(n, row);
        // As many texts have the word as in the store that this stands beside.
        putWords.run(n, n % 4 === 0 ? row : `Why does rotor ${n} hum? We measured at the seal and changed it.`);
      }
      commitNow.run();
    },
    page: (name, limit) => texts(getRows.all(name, limit)),
    search: (word, limit) => texts(find.all(word, limit)),
    write(commits, call) {
      for (const recorded of commits) {
        const { partition, commit } = recorded;
        const idOf = idsOf(recorded, call);
        begin.run();
        for (const put of commit.puts) {
          putDoc.run(partition, put.collection, idOf(put), JSON.stringify(put.body));
          for (const [name, key] of put.keys ?? []) putEntry.run(partition, name, key, idOf(put));
        }
        for (const { collection, id } of commit.deletes) deleteDoc.run(partition, collection, ownId(id, call));
        commitNow.run();
      }
    },
  };
}
