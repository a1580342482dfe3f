import { storageConformance } from '@copkit/storage/conformance';
import { describe, it } from 'vitest';
import { postgres } from './postgres.js';
import { dropSchema, newSchema, url } from './testing/schemas.js';

storageConformance(
  { describe, it },
  {
    sample: postgres('postgres://never.opened'),
    create: async () => {
      const schema = newSchema();
      const open = async () => {
        const adapter = postgres({ connectionString: url(), schema });
        await adapter.open();
        return adapter;
      };
      return { open, destroy: () => dropSchema(schema) };
    },
  },
);
