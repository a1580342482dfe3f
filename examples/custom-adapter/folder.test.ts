import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StorageAdapter, UnavailableError } from '@copkit/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leveldb } from './leveldb.js';

describe('the folder of a LevelDB store', () => {
  let folder: string;
  let store: StorageAdapter;
  beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'copkit-leveldb-')), 'store');
    store = leveldb(folder);
    await store.open();
  });
  afterEach(async () => {
    await store.close();
    rmSync(join(folder, '..'), { recursive: true });
  });

  const note = { collection: 'notes', id: 'a' };

  it('is open in one adapter at a time, and the next one may try again', async () => {
    const second = leveldb(folder);
    const refusal = await second.open().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnavailableError);
    expect(refusal).toMatchObject({ message: expect.stringContaining(folder) });
    const { storeId } = await store.open();
    await store.close();
    expect(await second.open()).toEqual({ storeId });
    await second.close();
  });

  it('that is damaged is said to be so', async () => {
    await store.close();
    writeFileSync(join(folder, 'CURRENT'), 'MANIFEST-999999\n');
    const refusal = await store.open().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnavailableError);
    expect(refusal).toMatchObject({ message: expect.stringMatching(/cannot be used: .*MANIFEST-999999/) });
  });

  it('judges each of the commits that wait together by what those before it leave', async () => {
    const create = (body: string) =>
      store.commit('p', { expect: [{ ...note, rev: null }], puts: [{ ...note, body }], deletes: [] });
    const [first, ...others] = await Promise.allSettled([create('one'), create('two'), create('three')]);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(others).toMatchObject([
      { status: 'rejected', reason: { current: [{ body: 'one' }] } },
      { status: 'rejected', reason: { current: [{ body: 'one' }] } },
    ]);
  });

  it('dates tombstones by the clock it was given', async () => {
    await store.close();
    const dated = leveldb(folder, () => new Date('2026-02-01T00:00:00Z'));
    await dated.open();
    await dated.commit('p', { expect: [], puts: [{ ...note, body: 1 }], deletes: [] });
    await dated.commit('p', { expect: [], puts: [], deletes: [note] });
    await dated.compact('p', new Date('2026-02-01T00:00:00Z'));
    expect(await dated.changes('p', null, 10)).toMatchObject({ docs: [{ id: 'a', body: null }] });
    await dated.compact('p', new Date('2026-02-01T00:00:01Z'));
    expect(await dated.changes('p', null, 10)).toMatchObject({ docs: [] });
    await dated.close();
  });
});
