import {
  type Changes,
  type CheckedScan,
  type Cursor,
  comparePositions,
  type DocKey,
  formatCursor,
  formatPosition,
  type Json,
  nextCursor,
  type Page,
  type StoredDoc,
  startOfFeed,
} from '@copkit/storage';
import type { DocRecord, EntryPath, ReadTx, WriteTx } from './database.js';

export function toDoc({ collection, id, rev, text }: DocRecord): StoredDoc {
  return { collection, id, rev, body: text === null ? null : (JSON.parse(text) as Json) };
}

export async function readDoc(tx: ReadTx | WriteTx, partition: string, key: DocKey): Promise<StoredDoc | null> {
  const record = await tx.objectStore('docs').get([partition, key.collection, key.id]);
  return record && record.text !== null ? toDoc(record) : null;
}

export async function readScan(tx: ReadTx, partition: string, scan: CheckedScan): Promise<Page> {
  const { index, lower, upper, limit } = scan;
  // The browser refuses a range that is empty by its bounds.
  if (comparePositions(lower, upper) >= 0) return { docs: [], after: null };
  const range = IDBKeyRange.bound([partition, index, ...lower], [partition, index, ...upper], true, true);
  const found = await (scan.reverse ? lastKeys(tx, range, limit + 1) : firstKeys(tx, range, limit + 1));
  const page = found.slice(0, limit);
  const docs = page.map(([, , , collection, id]) => readDoc(tx, partition, { collection, id }));
  const [, , key, collection, id] = page.at(-1) ?? ['', '', '', '', ''];
  return {
    docs: (await Promise.all(docs)).filter((doc) => doc !== null),
    after: found.length > limit ? formatPosition([key, collection, id]) : null,
  };
}

function firstKeys(tx: ReadTx, range: IDBKeyRange, count: number): Promise<EntryPath[]> {
  return tx.objectStore('entries').getAllKeys(range, count);
}

async function lastKeys(tx: ReadTx, range: IDBKeyRange, count: number): Promise<EntryPath[]> {
  const keys: EntryPath[] = [];
  let cursor = await tx.objectStore('entries').openKeyCursor(range, 'prev');
  while (cursor) {
    keys.push(cursor.key);
    if (keys.length === count) break;
    cursor = await cursor.continue();
  }
  return keys;
}

export async function readChanges(
  tx: ReadTx,
  partition: string,
  storeId: string,
  since: Cursor | null,
  limit: number,
): Promise<Changes> {
  const state = await tx.objectStore('partitions').get(partition);
  const start = startOfFeed(since, storeId, state);
  if (typeof start !== 'number') return start;
  const head = state?.head ?? 0;
  const { records, last } = await readFeed(tx, partition, start, limit);
  return {
    kind: 'page',
    docs: records.map(toDoc),
    cursor: nextCursor(since, storeId, state, last ?? head),
    more: last !== null && last < head,
  };
}

/** Whole commits after `start`; `last` is the commit at which the page was cut, `null` when it was not. */
async function readFeed(tx: ReadTx, partition: string, start: number, limit: number) {
  const feed = tx.objectStore('docs').index('feed');
  const records = await feed.getAll(IDBKeyRange.bound([partition, start], [partition, []], true), limit + 1);
  const last = records[limit - 1]?.commit ?? 0;
  if (records.length <= limit) return { records, last: null };
  if (records[limit]?.commit !== last) return { records: records.slice(0, limit), last };
  const whole = records.filter(({ commit }) => commit !== last);
  return { records: [...whole, ...(await feed.getAll([partition, last]))], last };
}

export function readHeads(tx: ReadTx, storeId: string, partitions: readonly string[]): Promise<(Cursor | null)[]> {
  return Promise.all(
    partitions.map(async (partition) => {
      const state = await tx.objectStore('partitions').get(partition);
      return state ? formatCursor(storeId, state, state.head) : null;
    }),
  );
}
