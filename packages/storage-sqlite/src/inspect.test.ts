import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inspectSqlite, sqlite } from './index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-inspect-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function store(commits: number): Promise<string> {
  const file = join(folder, 'store.db');
  const adapter = sqlite(file);
  await adapter.open();
  for (let at = 0; at < commits; at++) {
    const puts = Array.from({ length: 200 }, (_, id) => ({
      collection: 'posts',
      id: `${at}-${id}`,
      body: { text: 'x'.repeat(5_000) },
    }));
    await adapter.commit('p', { expect: [], puts, deletes: [] });
  }
  await adapter.close();
  return file;
}

it('tells the format and the size of a sound store', async () => {
  const file = await store(1);
  expect(await inspectSqlite(file)).toEqual({ format: 1, size: (await stat(file)).size, damage: [] });
});

it('finds damage in a file too large to be looked through at every start', { timeout: 60_000 }, async () => {
  const file = await store(40);
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  for (let page = 1_000; page < 1_010; page++) await handle.write(Buffer.alloc(4_096, 0xff), 0, 4_096, page * 4_096);
  await handle.close();
  expect(size).toBeGreaterThan(32_000_000);
  const { damage } = await inspectSqlite(file);
  expect(damage.length).toBeGreaterThan(0);
});

it('says what is no store', async () => {
  await expect(inspectSqlite(join(folder, 'none.db'))).rejects.toThrow('does not exist');
});
