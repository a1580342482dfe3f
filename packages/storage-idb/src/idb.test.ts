import 'fake-indexeddb/auto';
import { UnavailableError } from '@copkit/storage';
import { storageConformance } from '@copkit/storage/conformance';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idb } from './idb.js';
import { harness } from './testing/harness.js';

let databases = 0;

storageConformance({ describe, it: (name, body) => it(name, body, 60_000) }, harness());

describe('idb()', () => {
  const note = { collection: 'notes', id: 'a' };
  const commit = { expect: [], puts: [{ ...note, body: 1 }], deletes: [] };
  let name: string;

  beforeEach(() => {
    databases += 1;
    name = `idb-${databases}`;
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('makes way for a newer version and says so', async () => {
    const store = idb(name);
    await store.open();
    await store.commit('p', commit);
    const newer = await openDB(name, 2);
    await expect(store.get('p', [note])).rejects.toMatchObject({
      name: 'UnavailableError',
      outcome: 'not-applied',
      message: `The store "${name}" was updated or removed by another tab. Reload this page.`,
    });
    newer.close();
    await expect(store.open()).rejects.toMatchObject({
      name: 'UnavailableError',
      message: `The store "${name}" was written by a newer version of copkit. Reload the page.`,
    });
    await store.close();
  });

  it('can be used again after another tab removed the database', async () => {
    const store = idb(name);
    const { storeId } = await store.open();
    await deleteDB(name);
    await expect(store.commit('p', commit)).rejects.toBeInstanceOf(UnavailableError);
    expect((await store.open()).storeId).not.toBe(storeId);
    await store.commit('p', commit);
    await store.close();
  });

  it('says which tab is in the way', async () => {
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = open(...args);
      queueMicrotask(() =>
        request.dispatchEvent(new IDBVersionChangeEvent('blocked', { oldVersion: 0, newVersion: 1 })),
      );
      return request;
    });
    await expect(idb(name).open()).rejects.toMatchObject({
      name: 'UnavailableError',
      message: expect.stringContaining('Another tab has an older version'),
    });
  });

  it('undoes a commit for which there is no room and says so', async () => {
    const store = idb(name);
    await store.open();
    await store.commit('p', commit);
    const before = await store.changes('p', null, 10);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(store.commit('p', { ...commit, puts: [{ ...note, body: 2 }] })).rejects.toMatchObject({
      name: 'UnavailableError',
      outcome: 'not-applied',
      message: expect.stringContaining('no room left'),
    });
    expect(await store.changes('p', null, 10)).toEqual(before);
    await store.close();
  });

  it('writes with strict durability', async () => {
    const store = idb(name);
    await store.open();
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.commit('p', commit);
    expect(transaction).toHaveBeenCalledWith(expect.anything(), 'readwrite', { durability: 'strict' });
    await store.close();
  });
});
