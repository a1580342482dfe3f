import type { Commit, StorageAdapter } from '@copkit/storage';

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
