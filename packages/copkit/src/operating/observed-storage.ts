import type { Changes, Commit, Page, Scan, StorageAdapter } from '@copkit/storage';

/** Hears of what a store is asked and how long it takes. Must be quick and must not throw. */
export interface StorageObserver {
  /** After each call of a method of the adapter; `error` where it failed. */
  called(method: string, ms: number, error: unknown): void;
  /** After each commit that went through. */
  committed(partition: string, commit: Commit): void;
}

/** An adapter that tells what it is asked, and does nothing else besides. */
export function observed(adapter: StorageAdapter, observer: StorageObserver): StorageAdapter {
  const timed = async <T>(method: string, call: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    try {
      const result = await call();
      observer.called(method, performance.now() - began, null);
      return result;
    } catch (error) {
      observer.called(method, performance.now() - began, error);
      throw error;
    }
  };
  return {
    name: adapter.name,
    capabilities: adapter.capabilities,
    open: () => adapter.open(),
    get: (partition, keys) => timed('get', () => adapter.get(partition, keys)),
    scan: (partition, scan) => timed('scan', (): Promise<Page> => adapter.scan(partition, scan)),
    async commit(partition, commit) {
      const done = await timed('commit', () => adapter.commit(partition, commit));
      observer.committed(partition, commit);
      return done;
    },
    changes: (partition, since, limit) =>
      timed('changes', (): Promise<Changes> => adapter.changes(partition, since, limit)),
    heads: (partitions) => timed('heads', () => adapter.heads(partitions)),
    listPartitions: (after, limit) => timed('listPartitions', () => adapter.listPartitions(after, limit)),
    compact: (partition, before) => timed('compact', () => adapter.compact(partition, before)),
    purge: (partition) => timed('purge', () => adapter.purge(partition)),
    close: () => adapter.close(),
    ...(adapter.scanAcross && {
      scanAcross: (scan: Scan) => timed('scanAcross', async () => (await adapter.scanAcross?.(scan)) ?? NOTHING),
    }),
    ...(adapter.onHint && { onHint: (listener: (partition: string) => void) => adapter.onHint?.(listener) ?? STOPPED }),
  };
}

const NOTHING: Page = { docs: [], after: null };
const STOPPED = () => {};
