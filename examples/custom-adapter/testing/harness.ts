import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Harness } from '@copkit/storage/conformance';
import { bundleScript, startProcess } from '../../../test/conformance/child-process.js';
import { leveldb } from '../leveldb.js';

const writer = `
  import { writeSync } from 'node:fs';
  import { writeUntilKilled } from '@copkit/storage/conformance';
  import { leveldb } from './leveldb.js';
  const [, , folder, writer] = process.argv;
  await writeUntilKilled(leveldb(folder), writer, (text) => writeSync(1, text));
`;

/** Folders of their own, opened by this process and by others. */
export function harness(): Harness {
  let script: Promise<string> | undefined;
  return {
    sample: leveldb('never-opened'),
    create: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'copkit-leveldb-'));
      return {
        open: async () => {
          const store = leveldb(folder);
          await store.open();
          return store;
        },
        reopenInNewProcess: async (name) => {
          script ??= bundleScript('leveldb', fileURLToPath(new URL('..', import.meta.url)), writer);
          return startProcess(await script, folder, name);
        },
        destroy: async () => rmSync(folder, { recursive: true }),
      };
    },
  };
}
