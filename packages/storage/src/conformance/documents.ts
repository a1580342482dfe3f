import type {
  Commit,
  Cursor,
  DocKey,
  IndexEntry,
  Json,
  Put,
  Rev,
  Scan,
  StorageAdapter,
  StoredDoc,
} from '../contract.js';
import { equal, ok } from './assert.js';

/** After every key: the exclusive end of a scan over a whole index. */
export const end = '\x7f';

export function key(id: string, collection = 'notes'): DocKey {
  return { collection, id };
}

export function put(id: string, body: Json, ...keys: IndexEntry[]): Put {
  return { collection: 'notes', id, body, keys };
}

export async function write(
  store: StorageAdapter,
  partition: string,
  commit: Partial<Commit> & { readonly puts?: readonly Put[] },
): Promise<Rev> {
  const { rev } = await store.commit(partition, { expect: [], puts: [], deletes: [], ...commit });
  return rev;
}

export function ids(docs: readonly (StoredDoc | null)[]): (string | null)[] {
  return docs.map((doc) => doc?.id ?? null);
}

/**
 * Lets other tasks run, so that a polling reader never starves the writers that it waits for. A message comes sooner
 * than a timer, which waits for a millisecond: so a reader looks even into short gaps.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export interface FeedPage {
  readonly docs: readonly StoredDoc[];
  readonly cursor: Cursor;
  readonly more: boolean;
}

/** Lets a number of tasks run. */
export async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await nextTask();
}

/** One page of the feed, which must not be a reset. */
export async function feedPage(
  store: StorageAdapter,
  partition: string,
  since: Cursor | null,
  limit = 100,
): Promise<FeedPage> {
  const page = await store.changes(partition, since, limit);
  ok(page.kind === 'page', `the feed of ${partition} answered with a reset`);
  return page;
}

/** Pages of the feed until there is no more. */
export async function readFeed(
  store: StorageAdapter,
  partition: string,
  since: Cursor | null = null,
  limit = 100,
): Promise<{ pages: (readonly StoredDoc[])[]; docs: StoredDoc[]; cursor: Cursor }> {
  const pages: (readonly StoredDoc[])[] = [];
  let cursor = since;
  for (;;) {
    const page = await feedPage(store, partition, cursor, limit);
    ok(!page.more || page.cursor !== cursor, 'a page with more to come did not move the cursor');
    pages.push(page.docs);
    cursor = page.cursor;
    if (!page.more) return { pages, docs: pages.flat(), cursor };
  }
}

/** All documents of a scan, page by page. */
export async function readScan(store: StorageAdapter, partition: string, scan: Scan): Promise<StoredDoc[]> {
  const docs: StoredDoc[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<StorageAdapter['scan']>> = await store.scan(
      partition,
      after === null ? scan : { ...scan, after },
    );
    ok(page.docs.length <= scan.limit, 'a page has more documents than its limit');
    ok(page.after === null || page.docs.length > 0, 'an empty page says that there is more');
    docs.push(...page.docs);
    after = page.after;
  } while (after !== null);
  return docs;
}

/** Fails when the documents of one commit stand on two pages. */
export function checkUnsplit(pages: readonly (readonly StoredDoc[])[]): void {
  const pageOf = new Map<string, number>();
  pages.forEach((docs, n) => {
    for (const { rev } of docs) {
      equal(pageOf.get(rev) ?? n, n, `the page of commit ${rev}`);
      pageOf.set(rev, n);
    }
  });
}
