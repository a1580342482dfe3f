import type { StoredDoc } from '@copkit/storage';
import { type BrokenAdapter, broken } from './fault.js';

type Listener = (partition: string) => void;

/** Adapters that end, forget or wake wrongly. */
export const brokenLifecycles: readonly BrokenAdapter[] = [
  broken('P9', 'does not purge', () => () => ({ purge: async () => {} })),

  broken('P9', 'leaves the index of a partition that it purges', () => {
    const left = new Map<string, readonly StoredDoc[]>();
    const indexes = new Set<string>();
    return (honest) => ({
      commit(partition, commit) {
        for (const [index] of commit.puts.flatMap(({ keys }) => keys ?? [])) indexes.add(index);
        return honest.commit(partition, commit);
      },
      async purge(partition) {
        const found: StoredDoc[] = [];
        for (const index of indexes) {
          const { docs } = await honest.scan(partition, { index, from: '', to: '\x7f', limit: 1000 });
          found.push(...docs);
        }
        left.set(partition, found);
        await honest.purge(partition);
      },
      async scan(partition, scan) {
        const page = await honest.scan(partition, scan);
        return page.docs.length > 0 ? page : { docs: left.get(partition) ?? [], after: null };
      },
    });
  }),

  broken('P5', 'takes all tombstones for old when it compacts', () => (honest) => ({
    compact: (partition) => honest.compact(partition, new Date(8_640_000_000_000_000)),
  })),

  broken('input', 'forgets all tombstones when it is given no date', () => (honest) => ({
    compact: (partition, before) =>
      honest.compact(partition, Number.isNaN(before.valueOf()) ? new Date(8_640_000_000_000_000) : before),
  })),

  broken('P10', 'is never closed', () => () => ({ close: async () => {} })),

  broken('P10', 'is closed before it has answered', () => (honest) => ({
    async commit(partition, commit) {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return honest.commit(partition, commit);
    },
  })),

  broken('P10', 'fails when it is closed a second time', () => (honest) => {
    let isClosed = false;
    return {
      async close() {
        if (isClosed) throw new Error('closed already');
        isClosed = true;
        await honest.close();
      },
    };
  }),

  broken('P10', 'wakes before the commit is visible', () => {
    const listeners = new Set<Listener>();
    return (honest) => ({
      onHint(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async commit(partition, commit) {
        for (const listener of listeners) listener(partition);
        await new Promise((resolve) => setImmediate(resolve));
        return honest.commit(partition, commit);
      },
    });
  }),

  broken('P10', 'goes on waking who has stopped listening', () => (honest) => ({
    onHint(listener) {
      honest.onHint?.(listener);
      return () => {};
    },
  })),
];
