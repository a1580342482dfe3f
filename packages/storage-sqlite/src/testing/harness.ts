import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Harness } from '@copkit/storage/conformance';
import { bundleScript, startProcess } from '../../../../test/conformance/child-process.js';
import { sqlite } from '../sqlite.js';

const writer = `
  import { writeSync } from 'node:fs';
  import { writeUntilKilled } from '@copkit/storage/conformance';
  import { sqlite } from './sqlite.js';
  const [, , file, writer] = process.argv;
  await writeUntilKilled(sqlite(file), writer, (text) => writeSync(1, text));
`;

/** Files in a folder of their own, opened by this process and by others. */
export function harness(): Harness {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  let script: Promise<string> | undefined;
  return {
    sample: sqlite('never-opened.db'),
    create: async () => {
      const place = mkdtempSync(join(tmpdir(), 'copkit-sqlite-'));
      const file = join(place, 'store.db');
      return {
        open: async () => {
          const adapter = sqlite(file);
          await adapter.open();
          return adapter;
        },
        reopenInNewProcess: async (name) => {
          script ??= bundleScript('sqlite', folder, writer);
          return startProcess(await script, file, name);
        },
        destroy: async () => rmSync(place, { recursive: true }),
      };
    },
  };
}
