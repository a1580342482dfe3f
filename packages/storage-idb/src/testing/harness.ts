import 'fake-indexeddb/auto';
import type { StorageAdapter } from '@copkit/storage';
import type { Harness } from '@copkit/storage/conformance';
import { deleteDB } from 'idb';
import { idb } from '../idb.js';

let databases = 0;

/** Databases of an IndexedDB in memory, which this process alone can see and which ends with it. */
export function harness(): Harness {
  return {
    sample: inMemory('never-opened'),
    create: async () => {
      databases += 1;
      const name = `conformance-${databases}`;
      const open = async () => {
        const adapter = inMemory(name);
        await adapter.open();
        return adapter;
      };
      return { open, destroy: () => deleteDB(name) };
    },
  };
}

function inMemory(name: string): StorageAdapter {
  const adapter = idb(name);
  return Object.assign(adapter, {
    capabilities: { ...adapter.capabilities, durability: 'none', sharing: 'process' },
  } as const);
}
