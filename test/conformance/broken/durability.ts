import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Harness } from '@copkit/storage/conformance';
import { bundleScript, startProcess } from '../child-process.js';
import type { BrokenAdapter } from './fault.js';
import { logFile, type Writing } from './log-file.js';

const writer = `
  import { writeSync } from 'node:fs';
  import { writeUntilKilled } from '@copkit/storage/conformance';
  import { logFile } from './log-file.js';
  const [, , file, writing, writer] = process.argv;
  await writeUntilKilled(logFile(file, writing), writer, (text) => writeSync(1, text));
`;

let script: Promise<string> | undefined;

export function logFileHarness(writing: Writing): Harness {
  return {
    sample: logFile('never-opened', writing),
    create: async () => {
      const place = mkdtempSync(join(tmpdir(), 'copkit-log-'));
      const file = join(place, 'log');
      return {
        open: async () => {
          const adapter = logFile(file, writing);
          await adapter.open();
          return adapter;
        },
        reopenInNewProcess: async (name) => {
          script ??= bundleScript('log-file', fileURLToPath(new URL('.', import.meta.url)), writer);
          return startProcess(await script, file, writing, name);
        },
        destroy: async () => rmSync(place, { recursive: true }),
      };
    },
  };
}

/** Adapters that write wrongly to what outlives them. */
export const brokenDurability: readonly BrokenAdapter[] = [
  {
    does: 'acknowledges what it has not written yet',
    chapter: 'crash',
    harness: logFileHarness('when-closed'),
  },
  {
    does: 'lets two adapters write to a file that one alone may have open',
    chapter: 'P3',
    harness: logFileHarness('unguarded'),
  },
  { does: 'writes a commit to its file in pieces', chapter: 'crash', harness: logFileHarness('in-pieces') },
];
