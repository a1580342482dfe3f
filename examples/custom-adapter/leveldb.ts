import { setImmediate } from 'node:timers/promises';
import {
  type Capabilities,
  type Changes,
  type CheckedCommit,
  ClosedError,
  type Commit,
  CommitQueue,
  ConflictError,
  type Cursor,
  checkCommit,
  checkDocKeys,
  checkLimit,
  checkPartition,
  checkScan,
  type DocKey,
  embeddedLimits,
  type FeedState,
  formatCursor,
  formatPosition,
  formatRev,
  type Outcome,
  type Page,
  type Rev,
  randomStoreId,
  type Scan,
  type StorageAdapter,
  type StoredDoc,
  startOfFeed,
  UnavailableError,
} from '@copkit/storage';
import { ClassicLevel } from 'classic-level';
import {
  digits,
  docName,
  entryName,
  feedName,
  formatRow,
  join,
  living,
  type Row,
  readRow,
  readState,
  stateName,
  toDoc,
  within,
} from './layout.js';

type Snapshot = { readonly snapshot: ReturnType<ClassicLevel['snapshot']> };
type Operation = { type: 'put'; key: string; value: string } | { type: 'del'; key: string };

interface Store {
  readonly db: ClassicLevel;
  readonly storeId: string;
}

/** A store in a folder of LevelDB, which one adapter at a time may have open. The folder is made when missing. */
export function leveldb(folder: string): StorageAdapter {
  return new LevelStore(folder);
}

class LevelStore implements StorageAdapter {
  readonly name = 'leveldb';
  readonly capabilities: Capabilities = { durability: 'power-loss', sharing: 'instance', limits: embeddedLimits };
  readonly #folder: string;
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #listeners = new Set<(partition: string) => void>();
  readonly #queue = new CommitQueue<Rev>(
    (partition, commits) => this.#inTurn(partition, ({ db }) => writeCommits(db, partition, commits)),
    { ops: embeddedLimits.commitOps, bytes: embeddedLimits.commitBytes },
    setImmediate,
  );
  #store: Promise<Store> | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async open(): Promise<{ readonly storeId: string }> {
    this.#store ??= openFolder(this.#folder);
    try {
      const { storeId } = await this.#store;
      return { storeId };
    } catch (error) {
      this.#store = null;
      throw unavailable(error, 'not-applied');
    }
  }

  async close(): Promise<void> {
    const store = this.#store;
    this.#store = null;
    this.#listeners.clear();
    await Promise.all(this.#turns.values());
    await (await store?.catch(() => null))?.db.close();
  }

  async get(partition: string, keys: readonly DocKey[]): Promise<readonly (StoredDoc | null)[]> {
    checkPartition(partition, embeddedLimits);
    checkDocKeys(keys, embeddedLimits);
    return this.#read(async ({ db }, at) => (await readDocs(db, partition, keys, at)).map(living));
  }

  async scan(partition: string, scan: Scan): Promise<Page> {
    checkPartition(partition, embeddedLimits);
    const { index, lower, upper, reverse, limit } = checkScan(scan, embeddedLimits);
    return this.#read(async ({ db }, at) => {
      const range = { gt: join('entry', partition, index, ...lower), lt: join('entry', partition, index, ...upper) };
      const names = await db.keys({ ...range, ...at, reverse, limit: limit + 1 }).all();
      const found = names.slice(0, limit).map((name) => name.split('\0').slice(3) as [string, string, string]);
      const keys = found.map(([, collection, id]) => ({ collection, id }));
      const docs = (await readDocs(db, partition, keys, at)).filter((doc) => doc !== null);
      const last = found.at(-1);
      return { docs, after: last && names.length > limit ? formatPosition(last) : null };
    });
  }

  async commit(partition: string, commit: Commit): Promise<{ readonly rev: Rev }> {
    checkPartition(partition, embeddedLimits);
    const rev = await this.#queue.commit(partition, checkCommit(commit, embeddedLimits));
    this.#hint(partition);
    return { rev };
  }

  async changes(partition: string, since: Cursor | null, limit: number): Promise<Changes> {
    checkPartition(partition, embeddedLimits);
    checkLimit(limit);
    return this.#read(async ({ db, storeId }, at) => {
      const state = readState(await db.get(stateName(partition), at));
      const start = startOfFeed(since, storeId, state);
      if (typeof start !== 'number') return start;
      const keys: DocKey[] = [];
      let [last, more] = [start, false];
      const { lt: gt } = within('feed', partition, digits(start));
      for await (const name of db.keys({ ...within('feed', partition), ...at, gt })) {
        const [, , commit, collection = '', id = ''] = name.split('\0');
        more = keys.length >= limit && Number(commit) !== last;
        if (more) break;
        keys.push({ collection, id });
        last = Number(commit);
      }
      const docs = (await readDocs(db, partition, keys, at)).filter((doc) => doc !== null);
      return { kind: 'page', docs, cursor: formatCursor(storeId, state, more ? last : (state?.head ?? 0)), more };
    });
  }

  async heads(partitions: readonly string[]): Promise<readonly (Cursor | null)[]> {
    for (const partition of partitions) checkPartition(partition, embeddedLimits);
    return this.#read(async ({ db, storeId }, at) => {
      const states = (await db.getMany(partitions.map(stateName), at)).map(readState);
      return states.map((state) => (state ? formatCursor(storeId, state, state.head) : null));
    });
  }

  async listPartitions(after: string | null, limit: number): Promise<readonly string[]> {
    checkLimit(limit);
    return this.#read(async ({ db }) => {
      const names = await db.keys({ ...within('state'), gt: stateName(after ?? ''), limit }).all();
      return names.map((name) => name.slice(stateName('').length));
    });
  }

  async compact(partition: string, tombstonesBefore: Date): Promise<void> {
    checkPartition(partition, embeddedLimits);
    await this.#inTurn(partition, async ({ db }) => {
      const state = readState(await db.get(stateName(partition)));
      if (!state) return;
      let { floor } = state;
      const operations: Operation[] = [];
      for await (const [name, deletedAt] of db.iterator(within('feed', partition))) {
        if (deletedAt === '' || Number(deletedAt) >= tombstonesBefore.getTime()) continue;
        const [, , commit, collection = '', id = ''] = name.split('\0');
        floor = Math.max(floor, Number(commit));
        operations.push({ type: 'del', key: name }, { type: 'del', key: docName(partition, { collection, id }) });
      }
      operations.push({ type: 'put', key: stateName(partition), value: JSON.stringify({ ...state, floor }) });
      await db.batch(operations, { sync: true });
    });
  }

  async purge(partition: string): Promise<void> {
    checkPartition(partition, embeddedLimits);
    await this.#inTurn(partition, async ({ db }) => {
      const operations: Operation[] = [{ type: 'del', key: stateName(partition) }];
      for (const kind of ['doc', 'entry', 'feed'])
        for await (const key of db.keys(within(kind, partition))) operations.push({ type: 'del', key });
      await db.batch(operations, { sync: true });
    });
    this.#hint(partition);
  }

  onHint(listener: (partition: string) => void): () => void {
    // Of its own for each call, so that stopping one leaves an equal other one in place.
    const own = (partition: string): void => listener(partition);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  #hint(partition: string): void {
    // Each in a task of its own, so that a listener that throws harms neither the commit nor the others.
    for (const listener of this.#listeners) queueMicrotask(() => listener(partition));
  }

  #opened(): Promise<Store> {
    if (!this.#store) throw new ClosedError();
    return this.#store;
  }

  /** What is read `at` the snapshot is of one moment, whoever writes meanwhile. */
  async #read<T>(body: (store: Store, at: Snapshot) => Promise<T>): Promise<T> {
    const store = await this.#opened();
    const snapshot = store.db.snapshot();
    try {
      return await body(store, { snapshot });
    } catch (error) {
      throw unavailable(error, 'not-applied');
    } finally {
      await snapshot.close();
    }
  }

  /** Those who write to a partition take turns, so that what one of them has read still holds when it writes. */
  async #inTurn<T>(partition: string, body: (store: Store) => Promise<T>): Promise<T> {
    const store = this.#opened();
    const before = this.#turns.get(partition);
    const turn = store.then(async (opened) => {
      await before;
      return body(opened);
    });
    const over = turn.catch(() => {});
    this.#turns.set(partition, over);
    try {
      return await turn;
    } catch (error) {
      throw unavailable(error, 'unknown');
    } finally {
      if (this.#turns.get(partition) === over) this.#turns.delete(partition);
    }
  }
}

/** The documents in the order of the keys, deleted ones with the body `null`. */
async function readDocs(db: ClassicLevel, partition: string, keys: readonly DocKey[], at: Snapshot) {
  const names = [stateName(partition), ...keys.map((key) => docName(partition, key))];
  const [state, ...rows] = await db.getMany(names, at);
  return keys.map((key, n) => toDoc(key, readRow(rows[n]), readState(state)));
}

/** Each commit is judged on what those before it leave; what they write, feed and index with it, is one batch. */
async function writeCommits(db: ClassicLevel, partition: string, commits: readonly CheckedCommit[]) {
  const touched = commits.flatMap(({ expect, puts, deletes }) => [...expect, ...puts, ...deletes]);
  const names = [...new Set(touched.map((key) => docName(partition, key)))];
  const [head, ...values] = await db.getMany([stateName(partition), ...names]);
  let state: FeedState = readState(head) ?? { epoch: randomStoreId(), head: 0, floor: 0 };
  const rows = new Map(names.map((name, n) => [name, readRow(values[n])]));
  const operations: Operation[] = [];
  const write = (key: DocKey, after: Row, deletedAt: string): void => {
    const name = docName(partition, key);
    const before = rows.get(name);
    for (const entry of before?.keys ?? []) operations.push({ type: 'del', key: entryName(partition, entry, key) });
    if (before) operations.push({ type: 'del', key: feedName(partition, before.commit, key) });
    operations.push({ type: 'put', key: name, value: formatRow(after) });
    for (const entry of after.keys) operations.push({ type: 'put', key: entryName(partition, entry, key), value: '' });
    operations.push({ type: 'put', key: feedName(partition, after.commit, key), value: deletedAt });
    rows.set(name, after);
  };
  const outcomes = commits.map(({ expect, puts, deletes }): Outcome<Rev> => {
    const current = expect.map((key) => living(toDoc(key, rows.get(docName(partition, key)), state)));
    if (expect.some(({ rev }, n) => rev !== (current[n]?.rev ?? null))) return { error: new ConflictError(current) };
    const commit = state.head + 1;
    state = { ...state, head: commit };
    for (const put of puts) write(put, { commit, keys: put.keys, text: put.text }, '');
    for (const key of deletes)
      if (rows.get(docName(partition, key))?.text) write(key, { commit, keys: [], text: '' }, String(Date.now()));
    return { value: formatRev(state.epoch, commit) };
  });
  operations.push({ type: 'put', key: stateName(partition), value: JSON.stringify(state) });
  if (outcomes.some((outcome) => 'value' in outcome)) await db.batch(operations, { sync: true });
  return outcomes;
}

async function openFolder(folder: string): Promise<Store> {
  const db = new ClassicLevel(folder);
  try {
    await db.open();
    const storeId = (await db.get('store')) ?? randomStoreId();
    await db.put('store', storeId, { sync: true });
    return { db, storeId };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** What a failure of LevelDB means to the caller. Other errors, such as those of the contract, pass unchanged. */
function unavailable(error: unknown, outcome: 'not-applied' | 'unknown'): unknown {
  if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('LEVEL_'))) return error;
  const { message } = error.cause instanceof Error ? error.cause : error;
  return new UnavailableError(outcome, `The folder of the store cannot be used: ${message}`, { cause: error });
}
