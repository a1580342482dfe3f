import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StorageAdapter } from '@copkit/storage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupSqlite, sqlite } from './index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-backup-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (storage: StorageAdapter, id: string) =>
  storage.commit('p', { expect: [], puts: [{ collection: 'c', id, body: { id } }], deletes: [] });

const idsIn = async (file: string): Promise<string[]> => {
  const storage = sqlite(file);
  await storage.open();
  const changes = await storage.changes('p', null, 1_000);
  await storage.close();
  return changes.kind === 'page' ? changes.docs.map(({ id }) => id) : [];
};

test('a backup has what was acknowledged when it began, while others go on writing', async () => {
  const store = sqlite(join(folder, 'store.db'));
  await store.open();
  for (let at = 0; at < 50; at++) await put(store, `before${at}`);
  const copy = backupSqlite(join(folder, 'store.db'), join(folder, 'copy.db'));
  const later = (async () => {
    for (let at = 0; at < 50; at++) await put(store, `later${at}`);
  })();
  await Promise.all([copy, later]);
  await store.close();
  const kept = await idsIn(join(folder, 'copy.db'));
  expect(kept.filter((id) => id.startsWith('before'))).toHaveLength(50);
  expect(kept).toEqual((await idsIn(join(folder, 'store.db'))).slice(0, kept.length));
});

test('nothing that exists is overwritten, and nothing half-made is left', async () => {
  const store = sqlite(join(folder, 'store.db'));
  await store.open();
  await put(store, 'a');
  await store.close();
  await backupSqlite(join(folder, 'store.db'), join(folder, 'copy.db'));
  await expect(backupSqlite(join(folder, 'store.db'), join(folder, 'copy.db'))).rejects.toThrow('exists already');
  await expect(backupSqlite(join(folder, 'none.db'), join(folder, 'other.db'))).rejects.toThrow('does not exist');
  await expect(backupSqlite(join(folder, 'store.db'), join(folder, 'no', 'copy.db'))).rejects.toThrow('folder');
  expect(readdirSync(folder).filter((name) => !name.startsWith('store.db'))).toEqual(['copy.db']);
});
