import type { Put, StorageAdapter } from '@copkit/storage';

/** What is compared: an adapter, or the same by hand on its raw driver. */
export interface Contender {
  /**
   * Writes new documents with their index keys and their places in the change feed in one durable transaction.
   * Rejects where one of them exists already.
   */
  insert(partition: string, puts: readonly Put[]): Promise<unknown> | unknown;
  /** The body of a document. */
  get(partition: string, collection: string, id: string): Promise<unknown> | unknown;
  /** The bodies of the documents that stand in an index from a key on, in the order of their keys. */
  page(partition: string, index: string, from: string, limit: number): Promise<readonly unknown[]> | readonly unknown[];
  /** The bodies that were written after a place in the feed, `null` being its beginning, and the place after them. */
  feed(partition: string, since: string | null, limit: number): Promise<FeedPage> | FeedPage;
  close(): Promise<void> | void;
}

export interface FeedPage {
  readonly bodies: readonly unknown[];
  readonly after: string;
}

/** An open adapter. That the documents are new it is told as copkit tells it: by an expectation on each. */
export function contender(store: StorageAdapter): Contender {
  return {
    insert: (partition, puts) => {
      const expect = puts.map(({ collection, id }) => ({ collection, id, rev: null }));
      return store.commit(partition, { expect, puts, deletes: [] });
    },
    async get(partition, collection, id) {
      const [doc] = await store.get(partition, [{ collection, id }]);
      return doc?.body;
    },
    async page(partition, index, from, limit) {
      const { docs } = await store.scan(partition, { index, from, to: '\x7f', limit });
      return docs.map(({ body }) => body);
    },
    async feed(partition, since, limit) {
      const changes = await store.changes(partition, since, limit);
      if (changes.kind === 'reset') throw new Error(`The feed was reset: ${changes.reason}.`);
      return { bodies: changes.docs.map(({ body }) => body), after: changes.cursor };
    },
    close: () => store.close(),
  };
}
