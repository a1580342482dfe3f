import type { SearchDoc, SearchHit, SearchIndex, SearchQuery, StorageAdapter, StoredDoc } from '@copkit/storage';
import { plainText } from '../markdown/render.js';
import { type ReplyRecord, replies, type ThreadRecord, threads } from '../threads/records.js';

const PAGE = 500;

/** Keeps the index up with the change feed of the communities that are searched. */
export class SearchService {
  readonly #catchingUp = new Map<string, Promise<void>>();
  #opened: Promise<void> | null = null;

  constructor(
    readonly storage: StorageAdapter,
    readonly index: SearchIndex,
  ) {}

  /** What is committed before the call is found by it. */
  async query(partition: string, query: SearchQuery): Promise<readonly SearchHit[]> {
    await this.#open();
    await this.#catchUp(partition);
    return this.index.query(partition, query);
  }

  async close(): Promise<void> {
    if (!this.#opened) return;
    await this.#opened;
    await Promise.allSettled(this.#catchingUp.values());
    await this.index.close();
  }

  #open(): Promise<void> {
    this.#opened ??= this.index.open().catch((error) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  /** One run at a time for a partition; who comes while one is under way waits for it, and then for the rest. */
  async #catchUp(partition: string): Promise<void> {
    const running = (this.#catchingUp.get(partition) ?? Promise.resolve())
      .catch(() => {})
      .then(() => this.#take(partition));
    this.#catchingUp.set(partition, running);
    try {
      await running;
    } finally {
      if (this.#catchingUp.get(partition) === running) this.#catchingUp.delete(partition);
    }
  }

  async #take(partition: string): Promise<void> {
    let since = await this.index.cursor(partition);
    const [head] = await this.storage.heads([partition]);
    while (head !== since) {
      const changes = await this.storage.changes(partition, since, PAGE);
      if (changes.kind === 'reset') {
        await this.index.drop(partition);
        since = null;
        continue;
      }
      const upserts: SearchDoc[] = [];
      const removals: string[] = [];
      for (const doc of changes.docs) {
        const entry = await searchDoc(doc);
        if (entry) upserts.push(entry);
        else if (doc.collection === threads.name || doc.collection === replies.name) removals.push(doc.id);
      }
      if (changes.cursor !== since) await this.index.apply(partition, { upserts, removals, cursor: changes.cursor });
      since = changes.cursor;
      if (!changes.more) return;
    }
  }
}

/** A post as the index sees it; `null` for everything else, and for posts whose text is withheld. */
async function searchDoc(doc: StoredDoc): Promise<SearchDoc | null> {
  if (doc.body === null) return null;
  if (doc.collection === threads.name) {
    const thread = doc.body as unknown as ThreadRecord;
    if (thread.visibility !== 'visible') return null;
    return {
      id: doc.id,
      title: thread.title,
      body: await plainText(thread.body),
      facets: { kind: [thread.kind], author: [thread.authorId], topic: thread.topics },
      at: thread.createdAt,
    };
  }
  if (doc.collection === replies.name) {
    const reply = doc.body as unknown as ReplyRecord;
    if (reply.visibility !== 'visible') return null;
    return {
      id: doc.id,
      title: '',
      body: await plainText(reply.body),
      facets: { kind: [reply.kind], author: [reply.authorId] },
      at: reply.createdAt,
    };
  }
  return null;
}
