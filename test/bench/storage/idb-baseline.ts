import type { Put } from '@copkit/storage';
import { type IDBPDatabase, openDB } from 'idb';
import type { Contender } from './contender.js';

type Path = [partition: string, index: string, key: string, collection: string, id: string];

// The least that keeps what the contract promises of documents that are only ever new: durable when it resolves, in one
// transaction, found by key in every index, and once in the feed. No limits, no checks, no tombstones, no replacing.
const open = (name: string): Promise<IDBPDatabase> =>
  openDB(name, 1, {
    upgrade(db) {
      db.createObjectStore('partitions');
      const docs = db.createObjectStore('docs', { keyPath: ['partition', 'collection', 'id'] });
      docs.createIndex('feed', ['partition', 'position']);
      db.createObjectStore('entries');
    },
  });

/** The same by hand with `idb`, the driver of the IndexedDB adapter. */
export async function idbBaseline(name: string): Promise<Contender> {
  const db = await open(name);
  return {
    async insert(partition: string, puts: readonly Put[]) {
      const tx = db.transaction(['partitions', 'docs', 'entries'], 'readwrite', { durability: 'strict' });
      const [partitions, docs, entries] = [
        tx.objectStore('partitions'),
        tx.objectStore('docs'),
        tx.objectStore('entries'),
      ];
      const head: number = (await partitions.get(partition)) ?? 0;
      const writes: Promise<unknown>[] = [partitions.put(head + puts.length, partition)];
      puts.forEach(({ collection, id, body, keys = [] }, at) => {
        writes.push(docs.add({ partition, collection, id, position: head + 1 + at, body }));
        for (const [index, key] of keys) writes.push(entries.add(0, [partition, index, key, collection, id]));
      });
      tx.commit();
      await Promise.all([...writes, tx.done]);
    },
    async get(partition, collection, id) {
      return (await db.get('docs', [partition, collection, id])).body;
    },
    async page(partition, index, from, limit) {
      const tx = db.transaction(['docs', 'entries']);
      const range = IDBKeyRange.bound([partition, index, from], [partition, index, []]);
      const keys = (await tx.objectStore('entries').getAllKeys(range, limit)) as Path[];
      const docs = tx.objectStore('docs');
      const found = await Promise.all(keys.map(([, , , collection, id]) => docs.get([partition, collection, id])));
      return found.map(({ body }) => body);
    },
    async feed(partition, since, limit) {
      const range = IDBKeyRange.bound([partition, Number(since)], [partition, []], true);
      const docs = await db.getAllFromIndex('docs', 'feed', range, limit);
      return { bodies: docs.map(({ body }) => body), after: String(docs.at(-1)?.position ?? since) };
    },
    close: () => db.close(),
  };
}
