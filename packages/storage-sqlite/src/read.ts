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
  type Position,
  type StoredDoc,
  startOfFeed,
} from '@copkit/storage';
import type { FeedRow, Packed, Statements } from './schema.js';

/** How many documents are asked for at a time: more of the largest would not fit into one text. */
const PACKED = 100;

export function readDoc(sql: Statements, partition: string, { collection, id }: DocKey): StoredDoc | null {
  const row = sql.get(partition, collection, id);
  return row ? toDoc(row[0], collection, id, row[1], row[2]) : null;
}

export function readDocs(sql: Statements, partition: string, keys: readonly DocKey[]): (StoredDoc | null)[] {
  const found = new Map<string, StoredDoc>();
  for (let at = 0; at < keys.length; at += PACKED) {
    const wanted = new Map<string, string[]>();
    for (const { collection, id } of keys.slice(at, at + PACKED)) {
      const ids = wanted.get(collection);
      if (ids) ids.push(id);
      else wanted.set(collection, [id]);
    }
    for (const { doc } of unpack(sql.getMany(partition, JSON.stringify(Object.fromEntries(wanted)))))
      found.set(nameOf(doc), doc);
  }
  return keys.map((key) => found.get(nameOf(key)) ?? null);
}

const nameOf = ({ collection, id }: DocKey): string => `${collection}\n${id}`;

export function readScan(sql: Statements, partition: string, scan: CheckedScan): Page {
  const { index, reverse, limit } = scan;
  const statement = reverse ? sql.scanBackwards : sql.scanForwards;
  const found: Found[] = [];
  let { lower, upper } = scan;
  for (;;) {
    // One more than the page tells whether there is another.
    const most = Math.min(PACKED, limit + 1 - found.length);
    const part = unpack(statement(partition, index, ...lower, ...upper, most));
    found.push(...part);
    const end = part.at(-1)?.position;
    if (!end || part.length < most || found.length > limit) break;
    if (reverse) upper = end;
    else lower = end;
  }
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { docs: found.slice(0, limit).map(({ doc }) => doc), after: last ? formatPosition(last.position) : null };
}

interface Found {
  readonly doc: StoredDoc;
  readonly position: Position;
}

function unpack(packed: Packed | undefined): Found[] {
  const [partitionNo, places, bodies] = packed ?? [null];
  if (partitionNo === null || places === undefined || bodies === undefined) return [];
  const lines = places.split('\n');
  const epoch = String(partitionNo);
  return (JSON.parse(bodies) as Json[]).map((body, at) => {
    const [key = '', collection = '', id = '', commitNo] = lines.slice(4 * at, 4 * at + 4);
    return { doc: { collection, id, rev: formatRev(epoch, Number(commitNo)), body }, position: [key, collection, id] };
  });
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
