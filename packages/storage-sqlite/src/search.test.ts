import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClosedError, type SearchDoc, UnavailableError } from '@copkit/storage';
import { searchIndexConformance } from '@copkit/storage/conformance';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteSearch } from './search.js';

searchIndexConformance(
  { describe, it },
  {
    name: 'sqliteSearch',
    persistent: true,
    create: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'copkit-search-'));
      const open = async () => {
        const index = sqliteSearch(join(folder, 'store.db'));
        await index.open();
        return index;
      };
      return { open, destroy: async () => rmSync(folder, { recursive: true }) };
    },
  },
);

describe('sqliteSearch()', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copkit-search-'));
    file = join(folder, 'store.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const doc = (id: string, title: string): SearchDoc => ({
    id,
    title,
    body: '',
    facets: {},
    at: '2026-01-01T00:00:00Z',
  });

  async function fill(): Promise<void> {
    const index = sqliteSearch(file);
    await index.open();
    await index.apply('p', { upserts: [doc('a', 'Rotor')], removals: [], cursor: 'c' });
    await index.close();
  }

  async function cursorWhenOpened(): Promise<string | null> {
    const index = sqliteSearch(file);
    await index.open();
    const cursor = await index.cursor('p');
    await index.close();
    return cursor;
  }

  it('lies beside the store', async () => {
    await fill();
    expect([existsSync(file), existsSync(`${file}-search`)]).toEqual([false, true]);
    expect(await cursorWhenOpened()).toBe('c');
  });

  it('begins anew when its file is not a database', async () => {
    await fill();
    for (const suffix of ['-wal', '-shm']) rmSync(`${file}-search${suffix}`, { force: true });
    writeFileSync(`${file}-search`, 'not a database '.repeat(1000));
    expect(await cursorWhenOpened()).toBeNull();
  });

  it('begins anew when its file is of another version', async () => {
    await fill();
    const db = new Database(`${file}-search`);
    db.pragma('user_version = 99');
    db.close();
    expect(await cursorWhenOpened()).toBeNull();
    await fill();
    expect(await cursorWhenOpened()).toBe('c');
  });

  it('leaves the database of another program alone', async () => {
    const db = new Database(`${file}-search`);
    db.exec('CREATE TABLE customers (name TEXT)');
    db.close();
    await expect(sqliteSearch(file).open()).rejects.toBeInstanceOf(UnavailableError);
    expect(existsSync(`${file}-search`)).toBe(true);
  });

  it('begins anew when it turns out to be damaged, and says so once', async () => {
    await fill();
    const index = sqliteSearch(file);
    await index.open();
    const db = new Database(`${file}-search`);
    db.exec("UPDATE texts_of_1_data SET block = x'ffffffffffff' WHERE id > 10");
    db.close();
    await expect(index.query('p', { text: 'rotor', limit: 10 })).rejects.toThrow('was damaged and has been begun anew');
    expect(await index.cursor('p')).toBeNull();
    await index.apply('p', { upserts: [doc('a', 'Rotor')], removals: [], cursor: 'c2' });
    expect(await index.query('p', { text: 'rotor', limit: 10 })).toMatchObject([{ id: 'a' }]);
    await index.close();
  });

  it('takes in a page whole or not at all', async () => {
    await fill();
    const index = sqliteSearch(file);
    await index.open();
    const broken = { ...doc('b', 'Stator'), at: 'no date' };
    await expect(
      index.apply('p', { upserts: [doc('a', 'Blade'), broken], removals: [], cursor: 'c2' }),
    ).rejects.toBeInstanceOf(Error);
    expect(await index.cursor('p')).toBe('c');
    expect(await index.query('p', { text: 'rotor', limit: 10 })).toMatchObject([{ id: 'a' }]);
    await index.close();
  });

  it('finds longer forms of a word that is not the last', async () => {
    const index = sqliteSearch(file);
    await index.open();
    const upserts = [doc('a', 'Bearings and noise'), doc('b', 'Bearing of noise'), doc('c', 'Bearable noise')];
    await index.apply('p', { upserts, removals: [], cursor: 'c' });
    const hits = await index.query('p', { text: 'bearing noise', limit: 10 });
    expect(hits.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    await index.close();
  });

  it('says that it is not open', async () => {
    const index = sqliteSearch(file);
    await expect(index.cursor('p')).rejects.toBeInstanceOf(ClosedError);
    await index.open();
    await index.close();
    await index.close();
    await expect(index.query('p', { text: 'rotor', limit: 1 })).rejects.toBeInstanceOf(ClosedError);
  });
});
