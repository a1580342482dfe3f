import { type Cursor, foldWord, type SearchDoc, type SearchPage, searchWords } from '@copkit/storage';
import type { Db, FileKind } from './database.js';

// The words of a text stand in its row as they are written, to say which of them matched. Every
// partition has an FTS5 table of its own with the folded words, and with it statistics of its own; the
// tables keep what they index, because without it FTS5 does not correct its statistics when a text
// goes. A word stays in the vocabulary when its last text is gone: there it finds nothing.
export const searchFile: FileKind = {
  applicationId: 0x636f7078,
  version: 4,
  replaceable: true,
  schema: `
    CREATE TABLE partitions (
      partition_no INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      cursor TEXT NOT NULL
    ) STRICT;
    CREATE TABLE texts (
      text_no INTEGER PRIMARY KEY,
      partition_no INTEGER NOT NULL,
      id TEXT NOT NULL,
      at INTEGER NOT NULL,
      facets TEXT NOT NULL,
      words TEXT NOT NULL,
      UNIQUE (partition_no, id)
    ) STRICT;
    CREATE TABLE vocabulary (
      partition_no INTEGER NOT NULL,
      length INTEGER NOT NULL,
      word TEXT NOT NULL,
      PRIMARY KEY (partition_no, length, word)
    ) STRICT, WITHOUT ROWID;`,
};

/** The FTS5 table of a partition. */
export function textTable(partitionNo: number): string {
  return `texts_of_${partitionNo}`;
}

/** A facet and one of its values as one string. */
export function facetEntry(name: string, value: string): string {
  return JSON.stringify([name, value]);
}

export function findPartition(db: Db, name: string): { partitionNo: number; cursor: Cursor } | null {
  const row = db.prepare('SELECT partition_no, cursor FROM partitions WHERE name = ?').raw().get(name);
  if (!row) return null;
  const [partitionNo, cursor] = row as [number, Cursor];
  return { partitionNo, cursor };
}

export function applyPage(db: Db, partition: string, page: SearchPage): void {
  const [partitionNo] = db
    .prepare(
      `INSERT INTO partitions (name, cursor) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor RETURNING partition_no`,
    )
    .raw()
    .get(partition, page.cursor) as [number];
  const table = textTable(partitionNo);
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS ${table} USING fts5(
    title, body,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'")`);

  const upserts = new Map(page.upserts.map((doc) => [doc.id, doc]));
  forget(db, partitionNo, [...page.removals, ...upserts.keys()]);
  const insertRow = db.prepare('INSERT INTO texts (partition_no, id, at, facets, words) VALUES (?, ?, ?, ?, ?)');
  const insertText = db.prepare(`INSERT INTO ${table} (rowid, title, body) VALUES (?, ?, ?)`);
  const vocabulary = new Set<string>();
  for (const doc of upserts.values()) {
    const [title, body] = [searchWords(doc.title), searchWords(doc.body)];
    const words = JSON.stringify([...new Set([...title, ...body].map((word) => word.toLowerCase()))]);
    const { lastInsertRowid } = insertRow.run(partitionNo, doc.id, Date.parse(doc.at), facetsOf(doc), words);
    const [foldedTitle, foldedBody] = [title.map(foldWord), body.map(foldWord)];
    insertText.run(lastInsertRowid, foldedTitle.join(' '), foldedBody.join(' '));
    for (const word of [...foldedTitle, ...foldedBody]) vocabulary.add(word);
  }
  db.prepare('INSERT OR IGNORE INTO vocabulary SELECT ?, length(value), value FROM json_each(?)').run(
    partitionNo,
    JSON.stringify([...vocabulary]),
  );
}

export function dropPartition(db: Db, partition: string): void {
  const found = findPartition(db, partition);
  if (!found) return;
  db.exec(`DROP TABLE ${textTable(found.partitionNo)}`);
  for (const table of ['texts', 'vocabulary', 'partitions'])
    db.prepare(`DELETE FROM ${table} WHERE partition_no = ?`).run(found.partitionNo);
}

function forget(db: Db, partitionNo: number, ids: readonly string[]): void {
  const known = db
    .prepare('SELECT text_no FROM texts WHERE partition_no = ? AND id IN (SELECT value FROM json_each(?))')
    .raw()
    .all(partitionNo, JSON.stringify(ids)) as [number][];
  const deleteText = db.prepare(`DELETE FROM ${textTable(partitionNo)} WHERE rowid = ?`);
  const deleteRow = db.prepare('DELETE FROM texts WHERE text_no = ?');
  for (const [textNo] of known) {
    deleteText.run(textNo);
    deleteRow.run(textNo);
  }
}

function facetsOf({ facets }: SearchDoc): string {
  return JSON.stringify(
    Object.entries(facets).flatMap(([name, values]) => values.map((value) => facetEntry(name, value))),
  );
}
