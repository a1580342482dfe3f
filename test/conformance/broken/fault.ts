import { MemoryStore, memory, type StorageAdapter } from '@copkit/storage';
import type { ChapterId, Harness } from '@copkit/storage/conformance';

/** An adapter that breaks a promise, and the chapter of the kit that must see it. */
export interface BrokenAdapter {
  readonly does: string;
  readonly chapter: ChapterId;
  readonly harness: Harness;
}

/** What an adapter does instead of what it promised. Called for each adapter on a place. */
export type Fault = (honest: StorageAdapter) => Partial<StorageAdapter>;

/** @param onPlace called for each place, so that the adapters on it can share a fault. */
export function broken(chapter: ChapterId, does: string, onPlace: () => Fault): BrokenAdapter {
  return {
    does,
    chapter,
    harness: {
      sample: withFault(memory({ store: new MemoryStore() }), onPlace()),
      create: async () => {
        const store = new MemoryStore();
        const fault = onPlace();
        const open = async () => {
          const honest = memory({ store });
          await honest.open();
          return withFault(honest, fault);
        };
        return { open, destroy: async () => {} };
      },
    },
  };
}

export function withFault(honest: StorageAdapter, fault: Fault): StorageAdapter {
  const faulty = fault(honest);
  return new Proxy(honest, {
    get(target, name: keyof StorageAdapter) {
      const value = faulty[name] ?? target[name];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Everything that stands in the feed, and the cursor after it. */
export async function wholeFeed(honest: StorageAdapter, partition: string) {
  const docs = [];
  for (let cursor: string | null = null; ; ) {
    const page = await honest.changes(partition, cursor, 1000);
    if (page.kind === 'reset') throw new Error('a reset from the beginning');
    docs.push(...page.docs);
    cursor = page.cursor;
    if (!page.more) return { docs, cursor };
  }
}
