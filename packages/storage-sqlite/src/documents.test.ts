import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StorageAdapter } from '@copkit/storage';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Documents } from './documents.js';
import type { Statements } from './schema.js';
import { sqlite } from './sqlite.js';

async function stores(count: number): Promise<StorageAdapter[]> {
  const folder = mkdtempSync(join(tmpdir(), 'copkit-sqlite-'));
  const all = Array.from({ length: count }, () => sqlite(join(folder, 'store.db')));
  for (const store of all) await store.open();
  onTestFinished(async () => {
    for (const store of all) await store.close();
    rmSync(folder, { recursive: true });
  });
  return all;
}

const a = { collection: 'notes', id: 'a' };
const b = { collection: 'notes', id: 'b' };
const write = (store: StorageAdapter, partition: string, text: string) =>
  store.commit(partition, {
    expect: [],
    puts: [a, b].map((key) => ({ ...key, body: { text, id: key.id }, keys: [['all', key.id] as const] })),
    deletes: [],
  });
const textsIn = async (store: StorageAdapter, partition: string) => {
  const got = await store.get(partition, [a, b]);
  const { docs } = await store.scan(partition, { index: 'all', from: '', to: '\x7f', limit: 10 });
  return [...got, ...docs].map((doc) => (doc?.body as { text: string } | undefined)?.text ?? null);
};

describe('a document that was read before', () => {
  it('is read as it stands now, whoever wrote it since', async () => {
    const [one, other] = (await stores(2)) as [StorageAdapter, StorageAdapter];
    for (const text of ['first', 'second', 'third']) {
      await write(other, 'p', text);
      expect(await textsIn(one, 'p')).toEqual([text, text, text, text]);
      expect(await textsIn(one, 'p')).toEqual([text, text, text, text]);
    }
    await other.commit('p', { expect: [], puts: [], deletes: [a] });
    expect(await textsIn(one, 'p')).toEqual([null, 'third', 'third']);
  });

  it('is not taken for one that got its number later', async () => {
    const [store] = (await stores(1)) as [StorageAdapter];
    await write(store, 'p', 'purged');
    expect(await textsIn(store, 'p')).toContain('purged');
    await store.purge('p');
    await write(store, 'q', 'new');
    expect(await textsIn(store, 'q')).toEqual(['new', 'new', 'new', 'new']);
    expect(await textsIn(store, 'p')).toEqual([null, null]);
  });

  it('cannot be changed by whoever holds it', async () => {
    const [store] = (await stores(1)) as [StorageAdapter];
    await write(store, 'p', 'kept');
    const [doc] = await store.get('p', [a, b]);
    expect(() => Object.assign(doc?.body as object, { text: 'changed' })).toThrow(TypeError);
    expect(await textsIn(store, 'p')).toEqual(['kept', 'kept', 'kept', 'kept']);
  });
});

describe('Documents', () => {
  /** A database in which documents 1 to 9 stand as written by one commit. */
  function database(commitNo: number) {
    const asked: number[][] = [];
    const bodies: Statements['bodies'] = (docNos) => {
      const wanted = JSON.parse(String(docNos)) as number[];
      asked.push(wanted);
      return wanted.map((docNo) => [docNo, 1, 'notes', `n${docNo}`, commitNo, '"text"']);
    };
    return { asked, sql: { bodies } as Statements };
  }

  it('fetches what it has not, and says when that was replaced in the meantime', () => {
    const documents = new Documents();
    const before = database(1);
    const ids = (found: ReturnType<Documents['read']>) => found?.map(({ id }) => id);
    expect(
      ids(
        documents.read(before.sql, 1, [
          [2, 1],
          [1, 1],
        ]),
      ),
    ).toEqual(['n2', 'n1']);
    expect(
      ids(
        documents.read(before.sql, 1, [
          [1, 1],
          [3, 1],
        ]),
      ),
    ).toEqual(['n1', 'n3']);
    expect(before.asked).toEqual([[2, 1], [3]]);
    const after = database(2);
    expect(documents.read(after.sql, 1, [[4, 1]])).toBeNull();
    expect(
      ids(
        documents.read(after.sql, 1, [
          [4, 2],
          [1, 2],
        ]),
      ),
    ).toEqual(['n4', 'n1']);
    expect(after.asked).toEqual([[4], [1]]);
  });

  it('keeps no more than it may, the newest', () => {
    const documents = new Documents('"text"'.length * 2);
    const { asked, sql } = database(1);
    for (const docNo of [1, 2, 3, 3, 2, 1]) documents.read(sql, 1, [[docNo, 1]]);
    expect(asked).toEqual([[1], [2], [3], [1]]);
  });
});
