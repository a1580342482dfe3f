import { type Commit, ConflictError, gathered, type StorageAdapter, type StoredDoc } from '@copkit/storage';
import { CopkitError } from '../errors.js';
import type { Collection } from '../store/collection.js';
import type { Backfill } from './backfill.js';
import { FIRST_FORMAT, FORMAT, type Format, formatPut, raised, versionIn } from './format.js';
import { Shapes, tooOld } from './shapes.js';

interface Known {
  readonly rev: string | null;
  readonly format: Format;
}

const UNTOUCHED: Known = { rev: null, format: FIRST_FORMAT };
const ATTEMPTS = 12;

/** A store whose documents are of this process's versions, whatever they were written in. */
export interface EvolvingStorage extends Omit<StorageAdapter, 'scanAcross'> {
  /** Brings the documents and indexes of a partition up to date. May be broken off and called again, by anybody. */
  upgrade(partition: string): Promise<void>;
}

/**
 * Documents are upgraded as they are read, and written in the newest version. A collection that grew is fenced off
 * in a partition before its first document of the new version is written there, and is brought up to date in the
 * background; an index that came with it is not read before that is done.
 */
export function evolving(
  storage: StorageAdapter,
  collections: ReadonlyMap<string, Collection<unknown>>,
): EvolvingStorage {
  const shapes = new Shapes(collections);
  /** Only of partitions that were ever changed in this way: the others have no such document. */
  const known = new Map<string, Known>();

  const learn = (partition: string, doc: StoredDoc | null): Known => {
    if (!doc?.body) {
      known.delete(partition);
      return UNTOUCHED;
    }
    const state = { rev: doc.rev, format: doc.body as unknown as Format };
    known.set(partition, state);
    return state;
  };

  const read = async (partition: string): Promise<Known> => {
    const [doc] = await storage.get(partition, [FORMAT]);
    return learn(partition, doc ?? null);
  };

  const fenced = async (partition: string, commit: Commit): Promise<{ rev: string }> => {
    let state = known.get(partition) ?? UNTOUCHED;
    for (let attempt = 1; ; attempt++) {
      const { format } = state;
      for (const { collection: name } of [...commit.puts, ...commit.deletes]) {
        if (collections.has(name) && versionIn(format, name) > (shapes.grown.get(name) ?? 1)) throw tooOld(name);
      }
      const next = raised(format, shapes.grownAmong(commit.puts));
      try {
        const done = await storage.commit(partition, {
          ...commit,
          expect: [...commit.expect, { ...FORMAT, rev: state.rev }],
          puts: [...commit.puts.map((put) => shapes.write(put)), ...(next ? [formatPut(next)] : [])],
        });
        if (next) known.set(partition, { rev: done.rev, format: next });
        return done;
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        const current = learn(partition, error.current.at(-1) ?? null);
        const documents = error.current.slice(0, -1).map((doc) => doc && shapes.read(doc));
        if (attempt === ATTEMPTS || current.rev === state.rev) throw new ConflictError(documents);
        state = current;
      }
    }
  };

  let backfill: Promise<Backfill> | null = null;
  const advance = async (partition: string, steps: number) => {
    if (shapes.grown.size === 0) return;
    backfill ??= import('./backfill.js').then(({ Backfill }) => new Backfill(storage, shapes));
    await (await backfill).advance(partition, steps);
  };

  const readyFor = async (partition: string, index: string): Promise<void> => {
    const later = shapes.laterIndexes.get(index);
    if (!later) return;
    const ready = ({ format }: Known) =>
      versionIn(format, later.collection) >= later.version && !format.building.includes(later.collection);
    if (ready(known.get(partition) ?? UNTOUCHED) || ready(await read(partition))) return;
    await advance(partition, 2);
    if (!ready(await read(partition)))
      throw new CopkitError('unavailable', 'This list is being made ready after an update. Try again in a minute.');
  };

  return {
    name: storage.name,
    capabilities: {
      ...storage.capabilities,
      // Room for the format that every commit expects, and may write.
      limits: { ...storage.capabilities.limits, commitOps: storage.capabilities.limits.commitOps - 2 },
    },
    open: () => storage.open(),
    get: gathered(async (partition, keys) =>
      (await storage.get(partition, keys)).map((doc) => doc && shapes.read(doc)),
    ),
    async scan(partition, scan) {
      await readyFor(partition, scan.index);
      const page = await storage.scan(partition, scan);
      return { ...page, docs: page.docs.map((doc) => shapes.read(doc)) };
    },
    commit: fenced,
    async changes(partition, since, limit) {
      const changes = await storage.changes(partition, since, limit);
      return changes.kind === 'page' ? { ...changes, docs: changes.docs.map((doc) => shapes.read(doc)) } : changes;
    },
    heads: (partitions) => storage.heads(partitions),
    listPartitions: (after, limit) => storage.listPartitions(after, limit),
    compact: (partition, tombstonesBefore) => storage.compact(partition, tombstonesBefore),
    async purge(partition) {
      await storage.purge(partition);
      known.delete(partition);
    },
    close: () => storage.close(),
    ...(storage.onHint && { onHint: (listener) => storage.onHint?.(listener) ?? (() => {}) }),
    upgrade: (partition) => advance(partition, Number.POSITIVE_INFINITY),
  };
}
