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
  type Page,
  type StoredDoc,
  startOfFeed,
} from '@copkit/storage';
import type { FeedRow, Statements } from './schema.js';

export function readDoc(sql: Statements, partition: string, { collection, id }: DocKey): StoredDoc | null {
  const row = sql.get(partition, collection, id);
  return row ? toDoc(row[0], collection, id, row[1], row[2]) : null;
}

/** In one statement, so that all documents are of one state of the store. */
export function readDocs(sql: Statements, partition: string, keys: readonly DocKey[]): (StoredDoc | null)[] {
  const docs: (StoredDoc | null)[] = keys.map(() => null);
  const wanted = JSON.stringify(keys.map(({ collection, id }) => [collection, id]));
  for (const [position, partitionNo, commitNo, body] of sql.getMany(partition, wanted)) {
    const { collection, id } = keys[position] as DocKey;
    docs[position] = toDoc(partitionNo, collection, id, commitNo, body);
  }
  return docs;
}

export function readScan(sql: Statements, partition: string, scan: CheckedScan): Page {
  const { index, lower, upper, reverse, limit } = scan;
  const rows = (reverse ? sql.scanBackwards : sql.scanForwards)(partition, index, ...lower, ...upper, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    docs: page.map(([partitionNo, , collection, id, commitNo, body]) =>
      toDoc(partitionNo, collection, id, commitNo, body),
    ),
    after: last && rows.length > limit ? formatPosition([last[1], last[2], last[3]]) : null,
  };
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
    cursor: formatCursor(storeId, state, last ?? head),
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
