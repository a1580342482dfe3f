import {
  type CheckedCommit,
  type CheckedPut,
  ConflictError,
  type DocKey,
  formatRev,
  type IndexEntry,
  type Rev,
} from '@copkit/storage';
import type { DocRecord, PartitionRecord, WriteTx } from './database.js';
import { readDoc } from './read.js';

/**
 * Writes a commit. Only requests of the transaction are awaited: anything else would end it.
 * @throws ConflictError when an expectation does not hold; the caller aborts.
 */
export async function writeCommit(tx: WriteTx, partition: string, commit: CheckedCommit, now: number): Promise<Rev> {
  const docs = tx.objectStore('docs');
  const reads = new Map<string, Promise<DocRecord | undefined>>();
  // What is expected is mostly what is written, so it is read once for both.
  const read = ({ collection, id }: DocKey): Promise<DocRecord | undefined> => {
    const name = `${collection}\n${id}`;
    const reading = reads.get(name) ?? docs.get([partition, collection, id]);
    reads.set(name, reading);
    return reading;
  };
  const [state, expected, replaced, buried] = await Promise.all([
    partitionToWrite(tx, partition),
    Promise.all(commit.expect.map(read)),
    Promise.all(commit.puts.map(read)),
    Promise.all(commit.deletes.map(read)),
  ]);
  if (commit.expect.some(({ rev }, i) => revOf(expected[i]) !== rev))
    throw new ConflictError(await Promise.all(commit.expect.map((key) => readDoc(tx, partition, key))));

  const number = state.head + 1;
  const rev = formatRev(state.epoch, number);
  const writes: Promise<unknown>[] = [tx.objectStore('partitions').put({ ...state, head: number })];
  const write = (record: DocRecord, before: readonly IndexEntry[]): void => {
    writes.push(docs.put(record), ...writeEntries(tx, record, before));
  };
  commit.puts.forEach(({ collection, id, text, keys }: CheckedPut, i) => {
    write({ partition, collection, id, commit: number, rev, text, keys }, replaced[i]?.keys ?? []);
  });
  commit.deletes.forEach(({ collection, id }, i) => {
    const before = buried[i];
    if (!before || before.text === null) return;
    write({ partition, collection, id, commit: number, rev, text: null, keys: [], deletedAt: now }, before.keys);
  });
  // Nothing more comes, so the browser need not wait for somebody who asks for more.
  tx.commit();
  await Promise.all(writes);
  return rev;
}

/** Forgets the tombstones that are older than a time in milliseconds. */
export async function forgetTombstones(tx: WriteTx, partition: string, before: number): Promise<void> {
  const state = await tx.objectStore('partitions').get(partition);
  if (!state) return;
  let floor = state.floor;
  const range = IDBKeyRange.bound([partition], [partition, before], false, true);
  for await (const cursor of tx.objectStore('docs').index('tombstones').iterate(range)) {
    floor = Math.max(floor, cursor.value.commit);
    cursor.delete();
  }
  await tx.objectStore('partitions').put({ ...state, floor });
}

/** `false` when there was no such partition. */
export async function purgePartition(tx: WriteTx, partition: string): Promise<boolean> {
  const state = await tx.objectStore('partitions').get(partition);
  // An array stands after every string, so this is all that begins with the partition.
  const all = IDBKeyRange.bound([partition], [partition, []]);
  await Promise.all([
    tx.objectStore('partitions').delete(partition),
    tx.objectStore('docs').delete(all),
    tx.objectStore('entries').delete(all),
  ]);
  return state !== undefined;
}

async function partitionToWrite(tx: WriteTx, name: string): Promise<PartitionRecord> {
  const known = await tx.objectStore('partitions').get(name);
  if (known) return known;
  const store = await tx.objectStore('store').get('store');
  if (!store) throw new DOMException('The record of the store is missing.', 'UnknownError');
  const epochs = store.epochs + 1;
  // Never given twice, so what was handed out before a purge is recognised after it.
  await tx.objectStore('store').put({ ...store, epochs }, 'store');
  return { name, epoch: String(epochs), head: 0, floor: 0 };
}

function revOf(record: DocRecord | undefined): Rev | null {
  return record && record.text !== null ? record.rev : null;
}

function writeEntries(tx: WriteTx, record: DocRecord, before: readonly IndexEntry[]): Promise<unknown>[] {
  const { partition, collection, id, keys } = record;
  const entries = tx.objectStore('entries');
  const nameOf = ([index, key]: IndexEntry): string => `${index}\n${key}`;
  const kept = new Set(before.map(nameOf));
  const wanted = new Set(keys.map(nameOf));
  return [
    ...before
      .filter((entry) => !wanted.has(nameOf(entry)))
      .map(([index, key]) => entries.delete([partition, index, key, collection, id])),
    ...keys
      .filter((entry) => !kept.has(nameOf(entry)))
      .map(([index, key]) => entries.put(0, [partition, index, key, collection, id])),
  ];
}
