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
import type { Database } from './database.js';
import { type FeedRow, PACKED, type StoreStatements } from './statements.js';

export async function readDocs(
  db: Database,
  sql: StoreStatements,
  partition: string,
  keys: readonly DocKey[],
): Promise<(StoredDoc | null)[]> {
  const [first] = keys;
  if (!first) return [];
  if (keys.length === 1) {
    const [row] = await db.read(sql.getOne, [partition, first.collection, first.id]);
    return [row ? toDoc(first, ...row) : null];
  }
  // Whoever is fetched for together often asks for the same.
  const different = new Map(keys.map((key) => [nameOf(key), key]));
  const rows = await db.read(sql.getMany, [
    partition,
    Array.from(different.values(), ({ collection }) => collection),
    Array.from(different.values(), ({ id }) => id),
  ]);
  const names = [...different.keys()];
  const found = new Map(rows.map((row) => [names[Number(row[0]) - 1], row]));
  return keys.map((key) => {
    const row = found.get(nameOf(key));
    // Each their own: what is answered belongs to whoever asked.
    return row ? toDoc(key, row[1], row[2], row[3]) : null;
  });
}

const nameOf = ({ collection, id }: DocKey): string => `${collection}\n${id}`;

export async function readScan(
  db: Database,
  sql: StoreStatements,
  partition: string,
  { index, lower, upper, reverse, limit }: CheckedScan,
): Promise<Page> {
  const [forwards, backwards] =
    limit < PACKED ? [sql.pageForwards, sql.pageBackwards] : [sql.longPageForwards, sql.longPageBackwards];
  const rows = await db.read(reverse ? backwards : forwards, [partition, index, ...lower, ...upper, limit + 1]);
  const found = rows.flatMap(([epoch, places, bodies]) => {
    if (epoch === null) return [];
    const lines = places.split('\n');
    return (JSON.parse(bodies) as Json[]).map((body, at) => {
      const [key = '', collection = '', id = '', commitNo] = lines.slice(4 * at, 4 * at + 4);
      const doc: StoredDoc = { collection, id, rev: formatRev(epoch, Number(commitNo)), body };
      return { doc, key };
    });
  });
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    docs: found.slice(0, limit).map(({ doc }) => doc),
    after: last ? formatPosition([last.key, last.doc.collection, last.doc.id]) : null,
  };
}

export async function readChanges(
  db: Database,
  sql: StoreStatements,
  storeId: string,
  partition: string,
  since: Cursor | null,
  limit: number,
): Promise<Changes> {
  // Whether the cursor still holds is said by the state of the partition, which comes with the page.
  startOfFeed(since, storeId, undefined);
  const commitNo = Number(since?.split('.').at(-1) ?? 0);
  const rows = await db.read(sql.changes, [partition, commitNo, limit]);
  const state = stateOf(rows[0]);
  const start = startOfFeed(since, storeId, state);
  if (typeof start !== 'number') return start;
  if (!state) return { kind: 'page', docs: [], cursor: formatCursor(storeId, undefined, 0), more: false };
  const docs = rows.flatMap(([epoch, , , collection, id, commitNo, body]) =>
    collection === null ? [] : toDoc({ collection, id }, epoch, commitNo, body),
  );
  const last = docs.length < limit ? state.head : Number(rows.at(-1)?.[5]);
  return {
    kind: 'page',
    docs,
    cursor: nextCursor(since, storeId, state, last),
    more: last < state.head,
  };
}

function stateOf(row: FeedRow | undefined): FeedState | undefined {
  if (!row) return undefined;
  const [epoch, head, floor] = row;
  return { epoch, head: Number(head), floor: Number(floor) };
}

export async function readHeads(
  db: Database,
  sql: StoreStatements,
  storeId: string,
  partitions: readonly string[],
): Promise<(Cursor | null)[]> {
  const heads: (Cursor | null)[] = partitions.map(() => null);
  for (const [place, epoch, head] of await db.read(sql.heads, [partitions]))
    heads[Number(place) - 1] = formatCursor(storeId, { epoch, head: Number(head), floor: 0 }, Number(head));
  return heads;
}

function toDoc({ collection, id }: DocKey, epoch: string, commitNo: string, body: string | null): StoredDoc {
  const rev = formatRev(epoch, Number(commitNo));
  return { collection, id, rev, body: body === null ? null : (JSON.parse(body) as Json) };
}
