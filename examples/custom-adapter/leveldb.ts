import { setImmediate } from 'node:timers/promises';
import {
  type CheckedCommit,
  ClosedError,
  CommitQueue,
  ConflictError,
  checkCommit,
  checkDate,
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
  type IndexEntry,
  type Json,
  nextCursor,
  type Outcome,
  type Rev,
  randomStoreId,
  type StorageAdapter,
  type StoredDoc,
  startOfFeed,
  UnavailableError,
} from '@copkit/storage';
import { ClassicLevel } from 'classic-level';

type Store = { readonly db: ClassicLevel; readonly storeId: string };

/** What several reads take to be of one moment, whoever writes meanwhile; one read always is. */
type Moment = { readonly snapshot: ReturnType<ClassicLevel['snapshot']> };

type Place = readonly [commit: number, keys: readonly IndexEntry[]];

/** What stands under a document's name. A deleted document has no keys, and the body `null`. */
type Row = readonly [...place: Place, body: Json | null];

// U+0000 stands in no name. So names that are joined with it never run together, and sort part by part, byte by byte.
const join = (...parts: readonly string[]) => parts.join('\0');
/** After all names that begin with these parts. */
const past = (...parts: readonly string[]) => `${join(...parts)}\x01`;
/** Numbers sort as text when they have the same length. */
const digits = (commit: number) => String(commit).padStart(16, '0');

const synced = { sync: true };

const stateName = (partition: string) => join('state', partition);
const docName = (partition: string, key: DocKey) => join('doc', partition, key.collection, key.id);

const readState = (value?: string): FeedState | undefined => (value ? JSON.parse(value) : undefined);
const readRow = (value?: string): Row | undefined => (value ? JSON.parse(value) : undefined);
const living = (doc: StoredDoc | null) => (doc?.body === null ? null : doc);

/**
 * A store in a folder of LevelDB, which one adapter at a time may have open. The folder is made when missing.
 * @param now the clock that dates tombstones.
 */
export function leveldb(folder: string, now = () => new Date()): StorageAdapter {
  let opening: Promise<Store> | null = null;

  const use = async <T>(body: (store: Store) => Promise<T>): Promise<T> => {
    if (!opening) throw new ClosedError();
    try {
      return await body(await opening);
    } catch (error) {
      throw unavailable(error);
    }
  };

  const read = <T>(body: (store: Store, moment: Moment) => Promise<T>): Promise<T> =>
    use(async (store) => {
      const snapshot = store.db.snapshot();
      try {
        return await body(store, { snapshot });
      } finally {
        await snapshot.close();
      }
    });

  const queue = new CommitQueue<Rev>(
    (partition, commits) => use(({ db }) => writeCommits(db, partition, commits, String(now().getTime()))),
    { ops: embeddedLimits.commitOps, bytes: embeddedLimits.commitBytes },
    setImmediate,
  );

  const listeners = new Set<(partition: string) => void>();

  // Each in a task of its own, so that a listener that throws harms neither the commit nor the others.
  const hint = (partition: string): void => {
    for (const listener of listeners) queueMicrotask(() => listener(partition));
  };

  return {
    name: 'leveldb',
    capabilities: { durability: 'power-loss', sharing: 'instance', limits: embeddedLimits },

    async open() {
      opening ??= openFolder(folder).catch((error) => {
        opening = null;
        throw unavailable(error);
      });
      return { storeId: (await opening).storeId };
    },

    async close() {
      const store = await opening?.catch(() => null);
      await queue.idle();
      opening = null;
      listeners.clear();
      await store?.db.close();
    },

    async get(partition, keys) {
      checkPartition(partition, embeddedLimits);
      checkDocKeys(keys, embeddedLimits);
      return use(async ({ db }) => (await readDocs(db, partition, keys)).map(living));
    },

    async commit(partition, commit) {
      checkPartition(partition, embeddedLimits);
      const rev = await queue.commit(partition, checkCommit(commit, embeddedLimits));
      hint(partition);
      return { rev };
    },

    async scan(partition, scan) {
      checkPartition(partition, embeddedLimits);
      const { index, lower, upper, reverse, limit } = checkScan(scan, embeddedLimits);
      return read(async ({ db }, moment) => {
        const range = { gt: join('entry', partition, index, ...lower), lt: join('entry', partition, index, ...upper) };
        const names = await db.keys({ ...range, ...moment, reverse, limit: limit + 1 }).all();
        const found = names.slice(0, limit).map((name) => name.split('\0').slice(3) as [string, string, string]);
        const keys = found.map(([, collection, id]) => ({ collection, id }));
        const docs = (await readDocs(db, partition, keys, moment)).filter((doc) => doc !== null);
        const last = names.length > limit ? found.at(-1) : undefined;
        return { docs, after: last ? formatPosition(last) : null };
      });
    },

    async changes(partition, since, limit) {
      checkPartition(partition, embeddedLimits);
      checkLimit(limit);
      return read(async ({ db, storeId }, moment) => {
        const state = readState(await db.get(stateName(partition), moment));
        const start = startOfFeed(since, storeId, state);
        if (typeof start !== 'number') return start;
        const keys: DocKey[] = [];
        let [last, more] = [start, false];
        const range = { gt: past('feed', partition, digits(start)), lt: past('feed', partition) };
        for await (const name of db.keys({ ...range, ...moment })) {
          const [, , commit, collection = '', id = ''] = name.split('\0');
          more = keys.length >= limit && Number(commit) !== last;
          if (more) break;
          keys.push({ collection, id });
          last = Number(commit);
        }
        const docs = (await readDocs(db, partition, keys, moment)).filter((doc) => doc !== null);
        const end = more ? last : (state?.head ?? 0);
        return { kind: 'page', docs, cursor: nextCursor(since, storeId, state, end), more };
      });
    },

    async heads(partitions) {
      for (const partition of partitions) checkPartition(partition, embeddedLimits);
      return use(async ({ db, storeId }) => {
        const states = (await db.getMany(partitions.map(stateName))).map(readState);
        return states.map((state) => (state ? formatCursor(storeId, state, state.head) : null));
      });
    },

    async listPartitions(after, limit) {
      checkLimit(limit);
      return use(async ({ db }) => {
        const names = await db.keys({ gt: stateName(after ?? ''), lt: past('state'), limit }).all();
        return names.map((name) => name.slice(stateName('').length));
      });
    },

    async purge(partition) {
      checkPartition(partition, embeddedLimits);
      await queue.alone(partition, () => use(({ db }) => removePartition(db, partition)));
      hint(partition);
    },

    async compact(partition, tombstonesBefore) {
      checkPartition(partition, embeddedLimits);
      const before = checkDate(tombstonesBefore);
      await queue.alone(partition, () => use(({ db }) => forgetTombstones(db, partition, before)));
    },

    onHint(listener) {
      // Of its own for each call, so that stopping one leaves an equal other one in place.
      const own = (partition: string): void => listener(partition);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}

async function openFolder(folder: string): Promise<Store> {
  const db = new ClassicLevel(folder);
  await db.open();
  const storeId = (await db.get('store')) ?? randomStoreId();
  await db.put('store', storeId, synced);
  return { db, storeId };
}

/** What a failure of LevelDB means to the caller. Other errors, such as those of the contract, pass unchanged. */
function unavailable(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('LEVEL_'))) return error;
  const { message } = error.cause instanceof Error ? error.cause : error;
  return new UnavailableError('unknown', `The folder of the store cannot be used: ${message}`, { cause: error });
}

function toDoc({ collection, id }: DocKey, value: string | undefined, state: FeedState | undefined): StoredDoc | null {
  const row = readRow(value);
  return row && state ? { collection, id, rev: formatRev(state.epoch, row[0]), body: row[2] } : null;
}

/** The documents in the order of the keys; deleted ones with the body `null`, as in the feed. */
async function readDocs(db: ClassicLevel, partition: string, keys: readonly DocKey[], moment?: Moment) {
  const names = [stateName(partition), ...keys.map((key) => docName(partition, key))];
  const [head, ...rows] = await db.getMany(names, moment ?? {});
  const state = readState(head);
  return keys.map((key, n) => toDoc(key, rows[n], state));
}

/** Where a document is found besides its own name: in the indexes and in the feed. */
function otherNames(partition: string, { collection, id }: DocKey, [commit, keys]: Place | Row): string[] {
  const entries = keys.map((entry) => join('entry', partition, ...entry, collection, id));
  return [...entries, join('feed', partition, digits(commit), collection, id)];
}

/** Judges each commit by what those before it leave, and writes documents, index and feed of all in one batch. */
async function writeCommits(db: ClassicLevel, partition: string, commits: readonly CheckedCommit[], now: string) {
  const touched = commits.flatMap(({ expect, puts, deletes }) => [...expect, ...puts, ...deletes]);
  const names = [...new Set(touched.map((key) => docName(partition, key)))];
  const [head, ...values] = await db.getMany([stateName(partition), ...names]);
  const rows = new Map(names.map((name, n) => [name, values[n]]));
  let state = readState(head) ?? { epoch: randomStoreId(), head: 0, floor: 0 };
  const batch = db.batch();

  const replace = (key: DocKey, keys: readonly IndexEntry[], text: string, deletedAt: string): void => {
    const name = docName(partition, key);
    const before = readRow(rows.get(name));
    for (const other of before ? otherNames(partition, key, before) : []) batch.del(other);
    for (const other of otherNames(partition, key, [state.head, keys])) batch.put(other, deletedAt);
    const row = `[${state.head},${JSON.stringify(keys)},${text}]`;
    batch.put(name, row);
    rows.set(name, row);
  };

  const outcomes = commits.map(({ expect, puts, deletes }): Outcome<Rev> => {
    const stored = (key: DocKey) => living(toDoc(key, rows.get(docName(partition, key)), state));
    const current = expect.map(stored);
    if (expect.some(({ rev }, n) => rev !== (current[n]?.rev ?? null))) return { error: new ConflictError(current) };
    const found = deletes.filter(stored);
    state = { ...state, head: state.head + 1 };
    for (const put of puts) replace(put, put.keys, put.text, '');
    for (const key of found) replace(key, [], 'null', now);
    return { value: formatRev(state.epoch, state.head) };
  });

  if (outcomes.every((outcome) => 'error' in outcome)) await batch.close();
  else await batch.put(stateName(partition), JSON.stringify(state)).write(synced);
  return outcomes;
}

async function removePartition(db: ClassicLevel, partition: string): Promise<void> {
  const batch = db.batch().del(stateName(partition));
  for (const kind of ['doc', 'entry', 'feed'])
    for await (const name of db.keys({ gt: join(kind, partition, ''), lt: past(kind, partition) })) batch.del(name);
  await batch.write(synced);
}

async function forgetTombstones(db: ClassicLevel, partition: string, before: number): Promise<void> {
  const state = readState(await db.get(stateName(partition)));
  if (!state) return;
  let { floor } = state;
  const batch = db.batch();
  for await (const [name, deletedAt] of db.iterator({ gt: join('feed', partition, ''), lt: past('feed', partition) })) {
    if (deletedAt === '' || Number(deletedAt) >= before) continue;
    const [, , commit, collection = '', id = ''] = name.split('\0');
    floor = Math.max(floor, Number(commit));
    batch.del(name).del(docName(partition, { collection, id }));
  }
  await batch.put(stateName(partition), JSON.stringify({ ...state, floor })).write(synced);
}
