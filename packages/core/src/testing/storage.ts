import { type Commit, type StorageAdapter, type StoredDoc, UnavailableError } from '@copkit/storage';

/** A storage some of whose methods a test takes over. */
export function intercepted(storage: StorageAdapter, some: Partial<StorageAdapter>): StorageAdapter {
  const all: StorageAdapter = {
    name: storage.name,
    capabilities: storage.capabilities,
    open: () => storage.open(),
    get: (...args) => storage.get(...args),
    scan: (...args) => storage.scan(...args),
    commit: (...args) => storage.commit(...args),
    changes: (...args) => storage.changes(...args),
    heads: (...args) => storage.heads(...args),
    listPartitions: (...args) => storage.listPartitions(...args),
    compact: (...args) => storage.compact(...args),
    purge: (...args) => storage.purge(...args),
    close: () => storage.close(),
    onHint: (listener) => storage.onHint?.(listener) ?? (() => {}),
  };
  return { ...all, ...some };
}

/** A storage that gives the keys of an object in another order than they were put, as PostgreSQL's `jsonb` does. */
export function reordered(storage: StorageAdapter): StorageAdapter {
  const all = (docs: readonly StoredDoc[]) => docs.map((doc) => ({ ...doc, body: backwards(doc.body) }));
  return intercepted(storage, {
    get: async (...args) => (await storage.get(...args)).map((doc) => doc && { ...doc, body: backwards(doc.body) }),
    async scan(...args) {
      const page = await storage.scan(...args);
      return { ...page, docs: all(page.docs) };
    },
    async changes(...args) {
      const changes = await storage.changes(...args);
      return changes.kind === 'page' ? { ...changes, docs: all(changes.docs) } : changes;
    },
  });
}

function backwards<T extends StoredDoc['body']>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(backwards) as unknown as T;
  const entries = Object.entries(value).map(([key, inner]) => [key, backwards(inner)]);
  return Object.fromEntries(entries.reverse()) as T;
}

/** Applies each commit that the filter picks, and the first time says that it does not know. */
export function doubting(storage: StorageAdapter, about: (commit: Commit) => boolean): StorageAdapter {
  let doubted = false;
  return intercepted(storage, {
    async commit(partition, commit) {
      const done = await storage.commit(partition, commit);
      if (doubted || !about(commit)) return done;
      doubted = true;
      throw new UnavailableError('unknown', 'The line went dead.');
    },
  });
}

export interface Counted {
  readonly storage: StorageAdapter;
  readonly commits: { readonly partition: string; readonly commit: Commit }[];
}

/** Keeps a list of the commits that went through. */
export function counted(storage: StorageAdapter): Counted {
  const commits: Counted['commits'] = [];
  return {
    commits,
    storage: intercepted(storage, {
      async commit(partition, commit) {
        const done = await storage.commit(partition, commit);
        commits.push({ partition, commit });
        return done;
      },
    }),
  };
}
