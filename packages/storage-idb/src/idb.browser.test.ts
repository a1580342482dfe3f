import { storageConformance } from '@copkit/storage/conformance';
import { deleteDB } from 'idb';
import { idb } from './idb.js';

let databases = 0;

storageConformance(
  { describe, it },
  {
    sample: idb('never-opened'),
    create: async () => {
      databases += 1;
      const name = `conformance-${databases}`;
      const open = async () => {
        const adapter = idb(name);
        await adapter.open();
        return adapter;
      };
      return { open, destroy: () => deleteDB(name) };
    },
  },
);
