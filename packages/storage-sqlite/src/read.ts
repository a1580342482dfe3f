import {
  type Changes,
  type CheckedScan,
  type Cursor,
  type DocKey,
  type FeedState,
  formatCursor,
  formatPosition,
  formatRev,
  type Json,
  nextCursor,
  type Page,
  type StoredDoc,
  startOfFeed,
} from '@copkit/storage';
import type { Documents, Version } from './documents.js';
import type { FeedRow, Statements } from './schema.js';

export function readDoc(sql: Statements, partition: string, { collection, id }: DocKey): StoredDoc | null {
  const row = sql.get(partition, collection, id);
  return row ? toDoc(row[0], collection, id, row[1], row[2]) : null;
}

export function readDocs(
  sql: Statements,
  documents: Documents,
  partition: string,
  keys: readonly DocKey[],
): (StoredDoc | null)[] {
  const wanted = new Map<string, string[]>();
  for (const { collection, id } of keys) {
    const ids = wanted.get(collection);
    if (ids) ids.push(id);
    else wanted.set(collection, [id]);
  }
  const { docs } = readVersions(sql, documents, () =>
    sql.getMany(partition, JSON.stringify(Object.fromEntries(wanted))),
  );
  const found = new Map(docs.map((doc) => [nameOf(doc), doc]));
  return keys.map((key) => found.get(nameOf(key)) ?? null);
}

const nameOf = ({ collection, id }: DocKey): string => `${collection}\n${id}`;

export function readScan(sql: Statements, documents: Documents, partition: string, scan: CheckedScan): Page {
  const { index, lower, upper, reverse, limit } = scan;
  const statement = reverse ? sql.scanBackwards : sql.scanForwards;
  const { docs, versions } = readVersions(sql, documents, () =>
    statement(partition, index, ...lower, ...upper, limit + 1),
  );
  const last = docs[limit - 1];
  const key = versions[limit - 1]?.[2] ?? '';
  return {
    docs: docs.slice(0, limit),
    after: last && docs.length > limit ? formatPosition([key, last.collection, last.id]) : null,
  };
}

/** One statement says which versions hold, so that all documents are of one state of the store. */
function readVersions(sql: Statements, documents: Documents, find: () => ReturnType<Statements['getMany']>) {
  for (;;) {
    const [partitionNo, text] = find() ?? [null, null];
    if (partitionNo === null || text === null) return { docs: [], versions: [] };
    const versions = JSON.parse(text) as Version[];
    const docs = documents.read(sql, partitionNo, versions);
    if (docs) return { docs, versions };
  }
}

export function readChanges(
  sql: Statements,
  storeId: string,
  partition: string,
  since: Cursor | null,
  limit: number,
): Changes {
  const [partitionNo = 0, head = 0, floor = 0] = sql.partition(partition) ?? [];
  const state: FeedState | undefined = partitionNo ? { epoch: String(partitionNo), head, floor } : undefined;
  const start = startOfFeed(since, storeId, state);
  if (typeof start !== 'number') return start;
  const { rows, last } = readFeed(sql, partitionNo, start, limit);
  return {
    kind: 'page',
    docs: rows.map(([collection, id, commitNo, body]) => toDoc(partitionNo, collection, id, commitNo, body)),
    cursor: nextCursor(since, storeId, state, last ?? head),
    more: last !== null && last < head,
  };
}

/** Whole commits after `start`; `last` is the commit at which the page was cut, `null` when it was not. */
function readFeed(sql: Statements, partitionNo: number, start: number, limit: number) {
  const rows = sql.changes(partitionNo, start, limit + 1);
  if (rows.length <= limit) return { rows, last: null };
  const last = (rows[limit - 1] as FeedRow)[2];
  if ((rows[limit] as FeedRow)[2] !== last) return { rows: rows.slice(0, limit), last };
  const whole = rows.filter(([, , commitNo]) => commitNo !== last);
  return { rows: [...whole, ...sql.changesOfCommit(partitionNo, last)], last };
}

export function readHeads(sql: Statements, storeId: string, partitions: readonly string[]): (Cursor | null)[] {
  const heads: (Cursor | null)[] = partitions.map(() => null);
  for (const [position, partitionNo, head] of sql.heads(JSON.stringify(partitions)))
    heads[position] = formatCursor(storeId, { epoch: String(partitionNo), head, floor: 0 }, head);
  return heads;
}

function toDoc(partitionNo: number, collection: string, id: string, commitNo: number, body: string | null): StoredDoc {
  const rev = formatRev(String(partitionNo), commitNo);
  return { collection, id, rev, body: body === null ? null : (JSON.parse(body) as Json) };
}
