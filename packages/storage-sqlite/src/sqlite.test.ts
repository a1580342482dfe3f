import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LimitError, type StorageAdapter, UnavailableError } from '@copkit/storage';
import { storageConformance } from '@copkit/storage/conformance';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqlite } from './sqlite.js';
import { harness } from './testing/harness.js';

storageConformance({ describe, it: (name, body) => it(name, body, 60_000) }, harness());

describe('sqlite()', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copkit-sqlite-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const note = { collection: 'notes', id: 'a' };

  async function failure(file: string): Promise<Error> {
    const error = await sqlite({ file, busyTimeoutMs: 50 })
      .open()
      .then(
        () => new Error('it opened'),
        (reason: Error) => reason,
      );
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error).toMatchObject({ outcome: 'not-applied' });
    return error;
  }

  it('says which file it cannot use, and why', async () => {
    expect((await failure(join(folder, 'missing/store.db'))).message).toMatch(
      /The folder of .*missing\/store\.db does not/,
    );
    expect((await failure(folder)).message).toContain('is not a file');
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'The quick brown fox. '.repeat(500));
    expect((await failure(text)).message).toBe(`${text} is not a SQLite database. Give another file.`);
    expect(readFileSync(text, 'utf8')).toContain('quick brown fox');
  });

  it('gives a new store the id it is told, and a known one keeps its own', async () => {
    const file = join(folder, 'store.db');
    for (const storeId of ['the-first', 'the-second']) {
      const adapter = sqlite({ file, storeId });
      expect(await adapter.open()).toEqual({ storeId: 'the-first' });
      await adapter.close();
    }
    await expect(sqlite({ file, storeId: "it's" }).open()).rejects.toThrow(LimitError);
  });

  it('leaves the database of another program alone', async () => {
    const file = join(folder, 'other.db');
    const db = new Database(file);
    db.exec('CREATE TABLE customers (name TEXT)');
    db.close();
    expect((await failure(file)).message).toContain('not a copkit store');
  });

  it('leaves nothing in its file of what was replaced or deleted', async () => {
    const store = sqlite(join(folder, 'store.db'));
    await store.open();
    const put = (id: string, body: string) => ({ collection: 'notes', id, body, keys: [['names', body]] as const });
    const texts = (word: string) => Array.from({ length: 40 }, (_, at) => put(String(at), `${word} ${at}`));
    await store.commit('p', { expect: [], puts: texts('Erasmus'), deletes: [] });
    await store.commit('p', { expect: [], puts: texts('nobody').slice(20), deletes: [] });
    const deletes = texts('').slice(0, 20);
    await store.commit('p', {
      expect: [],
      puts: [],
      deletes: deletes.map(({ collection, id }) => ({ collection, id })),
    });
    await store.close();
    const everything = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    expect(everything.join()).toContain('nobody 30');
    expect(everything.join()).not.toContain('Erasmus');
  });

  it('refuses a file of a newer version', async () => {
    const file = join(folder, 'store.db');
    const store = sqlite(file);
    await store.open();
    await store.close();
    const db = new Database(file);
    db.pragma('user_version = 99');
    db.close();
    expect((await failure(file)).message).toContain('newer version of copkit');
  });

  it('answers with a sentence when another process holds the file too long', async () => {
    const file = join(folder, 'store.db');
    const store = sqlite({ file, busyTimeoutMs: 20 });
    await store.open();
    const db = new Database(file);
    db.exec('BEGIN IMMEDIATE');
    const commit = { expect: [], puts: [{ ...note, body: 1 }], deletes: [] };
    await expect(store.commit('p', commit)).rejects.toMatchObject({
      name: 'UnavailableError',
      outcome: 'not-applied',
      message: expect.stringContaining('locked by another process'),
    });
    expect(await store.get('p', [note])).toEqual([null]);
    db.exec('ROLLBACK');
    await store.commit('p', commit);
    await store.close();
  });

  it('opens again after a failure and after closing', async () => {
    const file = join(folder, 'sub/store.db');
    const store = sqlite(file);
    await expect(store.open()).rejects.toBeInstanceOf(UnavailableError);
    mkdirSync(join(folder, 'sub'));
    const { storeId } = await store.open();
    await store.commit('p', { expect: [], puts: [{ ...note, body: 1 }], deletes: [] });
    await store.close();
    expect(await store.open()).toEqual({ storeId });
    expect((await store.get('p', [note]))[0]?.body).toBe(1);
    await store.close();
  });

  it('touches only the index entries that changed', async () => {
    const file = join(folder, 'store.db');
    const store = sqlite(file);
    await store.open();
    const put = (...keys: string[]) => ({ ...note, body: 1, keys: keys.map((key) => ['by', key] as const) });
    await store.commit('p', { expect: [], puts: [put('a', 'b', 'c')], deletes: [] });
    const db = new Database(file);
    db.exec(`CREATE TABLE log (event TEXT, key TEXT);
      CREATE TRIGGER inserted AFTER INSERT ON entries BEGIN INSERT INTO log VALUES ('insert', new.key); END;
      CREATE TRIGGER deleted AFTER DELETE ON entries BEGIN INSERT INTO log VALUES ('delete', old.key); END`);
    await store.commit('p', { expect: [], puts: [put('a', 'b', 'c')], deletes: [] });
    await store.commit('p', { expect: [], puts: [put('d', 'b', 'a')], deletes: [] });
    expect(db.prepare('SELECT event, key FROM log').raw().all()).toEqual([
      ['delete', 'c'],
      ['insert', 'd'],
    ]);
    db.close();
    await store.close();
  });

  it('writes what came at the same time together, and each on its own', async () => {
    const walOf = async (name: string, write: (store: StorageAdapter) => Promise<unknown>) => {
      const store = sqlite(join(folder, name));
      await store.open();
      await write(store);
      const { size } = statSync(join(folder, `${name}-wal`));
      const changes = await store.changes('p', null, 1_000);
      await store.close();
      return { size, ids: changes.kind === 'page' ? changes.docs.map(({ id }) => id) : [] };
    };
    const ids = Array.from({ length: 32 }, (_, at) => String(at));
    const put = (store: StorageAdapter, id: string) =>
      store.commit('p', {
        expect: [{ collection: 'notes', id, rev: null }],
        puts: [{ collection: 'notes', id, body: id }],
        deletes: [],
      });
    const apart = await walOf('apart.db', async (store) => {
      for (const id of ids) await put(store, id);
    });
    const together = await walOf('together.db', async (store) => {
      const twice = await Promise.allSettled([...ids, '7'].map((id) => put(store, id)));
      expect(twice.filter(({ status }) => status === 'rejected')).toEqual([
        { status: 'rejected', reason: expect.objectContaining({ name: 'ConflictError' }) },
      ]);
      expect(twice.at(-1)).toMatchObject({ reason: { current: [{ id: '7', body: '7' }] } });
    });
    expect(together.ids).toEqual(ids);
    expect(apart.ids).toEqual(ids);
    expect(together.size).toBeLessThan(apart.size / 4);
  });

  it('says that a file may not be written', async () => {
    const file = join(folder, 'store.db');
    const store = sqlite(file);
    await store.open();
    await store.close();
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    // The superuser may write everything, so somebody else has to try.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    const error = await failure(file).finally(() => {
      if (isRoot) process.seteuid?.(0);
      chmodSync(folder, 0o755);
    });
    expect(error.message).toMatch(/may not be written|cannot be opened/);
  });
});
