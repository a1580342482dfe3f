import {
  type CheckedCommit,
  ConflictError,
  type DocKey,
  formatRev,
  type IndexEntry,
  type Outcome,
  type Rev,
} from '@copkit/storage';
import { readDoc } from './read.js';
import type { Statements } from './schema.js';

interface StoredRow {
  readonly docNo: number;
  readonly keys: string;
  readonly rev: Rev | null;
}

/**
 * Writes a commit inside an open write transaction; one whose expectations do not hold leaves no trace
 * there. The number of the commit is taken here, under the lock of the file, so no reader of the feed
 * ever sees a later number before an earlier one.
 */
export function writeCommit(sql: Statements, partition: string, commit: CheckedCommit, now: number): Outcome<Rev> {
  const [known, head = 0] = sql.partition(partition) ?? [];
  const rows = new Map<string, StoredRow | undefined>();
  const stored = ({ collection, id }: DocKey): StoredRow | undefined => {
    if (known === undefined) return undefined;
    const name = `${collection}\n${id}`;
    if (!rows.has(name)) {
      const row = sql.stored(known, collection, id);
      rows.set(name, row && { docNo: row[0], keys: row[2], rev: row[3] ? formatRev(String(known), row[1]) : null });
    }
    return rows.get(name);
  };

  if (commit.expect.some((expected) => (stored(expected)?.rev ?? null) !== expected.rev))
    return { error: new ConflictError(commit.expect.map((key) => readDoc(sql, partition, key))) };

  // Not an upsert, which writes the table of the last numbers each time, a page more for every commit.
  const partitionNo = known ?? sql.insertPartition(partition);
  const commitNo = head + 1;
  sql.advance(commitNo, partitionNo);
  for (const put of commit.puts) {
    const { collection, id, text, keys } = put;
    const before = stored(put);
    const keysText = JSON.stringify(keys);
    if (!before) {
      const docNo = sql.insertDoc(partitionNo, collection, id, commitNo, keysText, text);
      if (keys.length > 0) sql.insertEntries(partitionNo, collection, id, docNo, keysText);
      continue;
    }
    sql.updateDoc(commitNo, keysText, text, before.docNo);
    if (before.keys === keysText) continue;
    const { added, removed } = difference(JSON.parse(before.keys) as IndexEntry[], keys);
    for (const [index, key] of removed) sql.deleteEntry(partitionNo, index, key, collection, id);
    if (added.length > 0) sql.insertEntries(partitionNo, collection, id, before.docNo, JSON.stringify(added));
  }

  for (const { collection, id } of commit.deletes) {
    const before = stored({ collection, id });
    if (!before?.rev) continue;
    for (const [index, key] of JSON.parse(before.keys) as IndexEntry[])
      sql.deleteEntry(partitionNo, index, key, collection, id);
    sql.buryDoc(commitNo, now, before.docNo);
  }
  return { value: formatRev(String(partitionNo), commitNo) };
}

/** Forgets the tombstones that are older than a time in milliseconds. */
export function forgetTombstones(sql: Statements, partition: string, before: number): void {
  const [partitionNo] = sql.partition(partition) ?? [];
  if (partitionNo === undefined) return;
  const [newest] = sql.newestTombstone(partitionNo, before) ?? [];
  if (newest == null) return;
  sql.raiseFloor(newest, partitionNo);
  sql.deleteTombstones(partitionNo, before);
}

/** `false` when there was no such partition. */
export function purgePartition(sql: Statements, partition: string): boolean {
  const [partitionNo] = sql.partition(partition) ?? [];
  if (partitionNo === undefined) return false;
  sql.purgeEntries(partitionNo);
  sql.purgeDocs(partitionNo);
  sql.purgePartition(partitionNo);
  return true;
}

function difference(before: readonly IndexEntry[], after: readonly IndexEntry[]) {
  const nameOf = ([index, key]: IndexEntry): string => `${index}\n${key}`;
  const kept = new Set(before.map(nameOf));
  const wanted = new Set(after.map(nameOf));
  return {
    added: after.filter((entry) => !kept.has(nameOf(entry))),
    removed: before.filter((entry) => !wanted.has(nameOf(entry))),
  };
}
