import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundleScript } from '../../../test/conformance/child-process.js';
import { sqlite } from './sqlite.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copkit-disk-'));
  file = join(folder, 'store.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const puts = (id: string) => [{ collection: 'c', id, body: 'x'.repeat(5_000) }];

async function filled(count: number): Promise<void> {
  const store = sqlite(file);
  await store.open();
  for (let at = 0; at < count; at++) await store.commit('p', { expect: [], puts: puts(`d${at}`), deletes: [] });
  await store.close();
}

/** Commits until there is no room, then goes on reading; tells how many were acknowledged and what was said. */
const writer = `
  import { sqlite } from './sqlite.js';
  const store = sqlite(process.argv[2]);
  await store.open();
  let acknowledged = 0;
  let said = null;
  while (said === null) {
    const puts = [{ collection: 'c', id: 'd' + acknowledged, body: 'x'.repeat(20_000) }];
    try {
      await store.commit('p', { expect: [], puts, deletes: [] });
      acknowledged++;
    } catch ({ name, message }) {
      said = { name, message };
    }
  }
  const { docs } = await store.changes('p', null, 1_000);
  await store.close();
  console.log(JSON.stringify({ acknowledged, said, read: docs.length }));
`;

test('where there is no room left, it says so, goes on reading, and loses nothing', { timeout: 30_000 }, async () => {
  const script = await bundleScript('sqlite-no-room', fileURLToPath(new URL('.', import.meta.url)), writer);
  // No file of this process may grow beyond a megabyte (blocks of 512 bytes).
  const limited = ['-c', 'ulimit -f 2000; exec "$@"', 'sh', process.execPath, script, file];
  const child = spawn('sh', limited, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  await once(child, 'close');
  const { acknowledged, said, read } = JSON.parse(output);
  expect(said).toEqual({ name: 'UnavailableError', message: expect.stringMatching(/store\.db cannot .*(room|full)/) });
  expect(acknowledged).toBeGreaterThan(0);
  expect(read).toBe(acknowledged);
  const store = sqlite(file);
  await store.open();
  const changes = await store.changes('p', null, 1_000);
  expect(changes.kind === 'page' && changes.docs.length).toBe(acknowledged);
  await store.commit('p', { expect: [], puts: puts('more'), deletes: [] });
  await store.close();
});

describe('a damaged file is refused when it is opened', () => {
  test('that was cut off', async () => {
    await filled(50);
    truncateSync(file, Math.floor(statSync(file).size / 2));
    await expect(sqlite(file).open()).rejects.toThrow(/is damaged. Restore it from a backup/);
  });

  test('some of whose pages hold something else', async () => {
    await filled(50);
    const handle = openSync(file, 'r+');
    const middle = Math.floor(statSync(file).size / 2 / 4_096) * 4_096;
    writeSync(handle, Buffer.alloc(16 * 4_096, 0xa5), 0, 16 * 4_096, middle);
    closeSync(handle);
    await expect(sqlite(file).open()).rejects.toThrow(/is damaged. Restore it from a backup/);
  });
});
