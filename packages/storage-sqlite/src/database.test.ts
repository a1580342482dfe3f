import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from './database.js';
import { storeFile } from './schema.js';
import { sqlite } from './sqlite.js';

test('what survives a loss of power was forced to the disk, on every connection', async () => {
  expect(sqlite('never-opened.db').capabilities.durability).toBe('power-loss');
  const folder = mkdtempSync(join(tmpdir(), 'copkit-sqlite-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'store.db');
  for (const connection of ['the first', 'another']) {
    const db = await openDatabase(file, storeFile(), 1_000);
    const value = (pragma: string) => db.prepare(`PRAGMA ${pragma}`).raw().get();
    const FULL = 2;
    expect(value('synchronous'), connection).toEqual([FULL]);
    expect(value('journal_mode'), connection).toEqual(['wal']);
    expect([value('fullfsync'), value('checkpoint_fullfsync')], connection).toEqual([[1], [1]]);
    db.close();
  }
});
