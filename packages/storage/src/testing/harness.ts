import type { Harness } from '../conformance/index.js';
import { MemoryStore, memory } from '../memory.js';

/** Stores in memory that the adapters of this process share. */
export function harness(): Harness {
  return {
    sample: memory({ store: new MemoryStore() }),
    create: async () => {
      const store = new MemoryStore();
      const open = async () => {
        const adapter = memory({ store });
        await adapter.open();
        return adapter;
      };
      return { open, destroy: async () => {} };
    },
  };
}
