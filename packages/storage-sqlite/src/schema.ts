import { checkStoreId, randomStoreId } from '@copkit/storage';
import type { Db, FileKind } from './database.js';

// A partition's number is never given twice, so what was handed out before a purge is recognised
// after it. The keys of a document stand in its row as well, so that a put finds out which entries
// changed without reading the index.
const schemaWith = (storeId: string) => `
CREATE TABLE store (store_id TEXT NOT NULL) STRICT;
INSERT INTO store VALUES ('${storeId}');

CREATE TABLE partitions (
  partition_no INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  head INTEGER NOT NULL,
  floor INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE docs (
  doc_no INTEGER PRIMARY KEY,
  partition_no INTEGER NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  commit_no INTEGER NOT NULL,
  keys TEXT NOT NULL,
  body TEXT,
  deleted_at INTEGER,
  UNIQUE (partition_no, collection, id)
) STRICT;
CREATE INDEX feed ON docs (partition_no, commit_no);
CREATE INDEX tombstones ON docs (partition_no, deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE entries (
  partition_no INTEGER NOT NULL,
  index_name TEXT NOT NULL,
  key TEXT NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  doc_no INTEGER NOT NULL,
  PRIMARY KEY (partition_no, index_name, key, collection, id)
) STRICT, WITHOUT ROWID;
`;

/** `storeId`: of a store that is made. @throws LimitError where it is none. */
export function storeFile(storeId: string = randomStoreId()): FileKind {
  checkStoreId(storeId);
  return { applicationId: 0x636f7073, version: 1, schema: schemaWith(storeId) };
}

type Value = string | number | null;

/** A row of the feed. */
export type FeedRow = [collection: string, id: string, commitNo: number, body: string | null];

/**
 * Documents that were found: of each the index key it stands under, its collection, its id and its commit, all on lines
 * of their own, and their bodies as one JSON array. All is `null` where there is none.
 */
export type Packed = [partitionNo: number, places: string, bodies: string] | [null, null, null];

/** The statements of the adapter, each prepared once. Rows come as arrays, which the driver makes fastest. */
export function prepareStatements(db: Db) {
  const all = <Row extends readonly Value[]>(sql: string) => {
    const statement = db.prepare(sql).raw();
    return (...values: Value[]) => statement.all(...values) as Row[];
  };
  const one = <Row extends readonly Value[]>(sql: string) => {
    const statement = db.prepare(sql).raw();
    return (...values: Value[]) => statement.get(...values) as Row | undefined;
  };
  const run = (sql: string) => {
    const statement = db.prepare(sql);
    return (...values: Value[]) => void statement.run(...values);
  };
  const insert = (sql: string) => {
    const statement = db.prepare(sql);
    return (...values: Value[]) => Number(statement.run(...values).lastInsertRowid);
  };
  // All documents come in one row: the driver takes longer for a row than for what stands in it. They are packed in
  // the order in which the inner query gives them; to sort them once more would cost as much as to find them.
  const packed = (key: string, collection: string, id: string) =>
    `group_concat(${[key, collection, id, 'commit_no'].join(' || char(10) || ')}, char(10)), '[' || group_concat(body) || ']'`;
  const scan = (direction: 'ASC' | 'DESC') => {
    const order = `e.key ${direction}, e.collection ${direction}, e.id ${direction}`;
    return one<Packed>(`
      SELECT partition_no, ${packed('key', 'collection', 'id')}
      FROM (
        SELECT p.partition_no, e.key, e.collection, e.id, d.commit_no, d.body
        FROM partitions p
        CROSS JOIN entries e ON e.partition_no = p.partition_no
        CROSS JOIN docs d ON d.doc_no = e.doc_no
        WHERE p.name = ?1 AND e.index_name = ?2
          AND (e.key, e.collection, e.id) > (?3, ?4, ?5) AND (e.key, e.collection, e.id) < (?6, ?7, ?8)
        ORDER BY ${order} LIMIT ?9)`);
  };

  return {
    begin: run('BEGIN'),
    beginWrite: run('BEGIN IMMEDIATE'),
    commit: run('COMMIT'),
    rollback: run('ROLLBACK'),

    get: one<[partitionNo: number, commitNo: number, body: string]>(`
      SELECT p.partition_no, d.commit_no, d.body
      FROM partitions p CROSS JOIN docs d ON d.partition_no = p.partition_no
      WHERE p.name = ? AND d.collection = ? AND d.id = ? AND d.body IS NOT NULL`),
    getMany: one<Packed>(`
      SELECT p.partition_no, ${packed("''", 'd.collection', 'd.id')}
      FROM partitions p CROSS JOIN json_each(?2) c CROSS JOIN json_each(c.value) k CROSS JOIN docs d
        ON d.partition_no = p.partition_no AND d.collection = c.key AND d.id = k.value
      WHERE p.name = ?1 AND d.body IS NOT NULL`),
    scanForwards: scan('ASC'),
    scanBackwards: scan('DESC'),

    partition: one<[partitionNo: number, head: number, floor: number]>(
      'SELECT partition_no, head, floor FROM partitions WHERE name = ?',
    ),
    changes: all<FeedRow>(`
      SELECT collection, id, commit_no, body FROM docs
      WHERE partition_no = ? AND commit_no > ? ORDER BY commit_no LIMIT ?`),
    changesOfCommit: all<FeedRow>(
      'SELECT collection, id, commit_no, body FROM docs WHERE partition_no = ? AND commit_no = ?',
    ),
    heads: all<[position: number, partitionNo: number, head: number]>(`
      SELECT k.key, p.partition_no, p.head FROM json_each(?) k CROSS JOIN partitions p ON p.name = k.value`),
    listPartitions: all<[name: string]>('SELECT name FROM partitions WHERE name > ? ORDER BY name LIMIT ?'),

    insertPartition: insert('INSERT INTO partitions (name, head) VALUES (?, 0)'),
    advance: run('UPDATE partitions SET head = ? WHERE partition_no = ?'),
    stored: one<[docNo: number, commitNo: number, keys: string, lives: 0 | 1]>(`
      SELECT doc_no, commit_no, keys, body IS NOT NULL FROM docs
      WHERE partition_no = ? AND collection = ? AND id = ?`),
    insertDoc: insert(
      'INSERT INTO docs (partition_no, collection, id, commit_no, keys, body) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    updateDoc: run('UPDATE docs SET commit_no = ?, keys = ?, body = ?, deleted_at = NULL WHERE doc_no = ?'),
    buryDoc: run(`UPDATE docs SET commit_no = ?, keys = '[]', body = NULL, deleted_at = ? WHERE doc_no = ?`),
    insertEntries: run(`
      INSERT INTO entries (partition_no, collection, id, doc_no, index_name, key)
      SELECT ?, ?, ?, ?, value ->> 0, value ->> 1 FROM json_each(?)`),
    deleteEntry: run(`
      DELETE FROM entries WHERE partition_no = ? AND index_name = ? AND key = ? AND collection = ? AND id = ?`),

    newestTombstone: one<[commitNo: number | null]>(
      'SELECT max(commit_no) FROM docs WHERE partition_no = ? AND deleted_at < ?',
    ),
    deleteTombstones: run('DELETE FROM docs WHERE partition_no = ? AND deleted_at < ?'),
    raiseFloor: run('UPDATE partitions SET floor = max(floor, ?) WHERE partition_no = ?'),
    purgeEntries: run('DELETE FROM entries WHERE partition_no = ?'),
    purgeDocs: run('DELETE FROM docs WHERE partition_no = ?'),
    purgePartition: run('DELETE FROM partitions WHERE partition_no = ?'),
    storeId: one<[storeId: string]>('SELECT store_id FROM store'),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;
