import type { SearchDoc, SearchHit, SearchIndex, SearchQuery, StorageAdapter, StoredDoc } from '@copkit/storage';
import { plainText } from '../markdown/render.js';
import { type PracticeRecord, practices } from '../practices/records.js';
import { isPublished } from '../practices/standing.js';
import { practiceText } from '../practices/text.js';
import { type Derived, Follower } from '../store/follower.js';
import { type ReplyRecord, replies, type ThreadRecord, threads } from '../threads/records.js';

/** Keeps the index up with the change feed of the communities that are searched. */
export class SearchService {
  readonly #follower: Follower;
  #opened: Promise<void> | null = null;

  constructor(
    storage: StorageAdapter,
    readonly index: SearchIndex,
  ) {
    this.#follower = new Follower(storage, derived(index));
  }

  /** What is committed before the call is found by it. */
  async query(partition: string, query: SearchQuery): Promise<readonly SearchHit[]> {
    await this.#open();
    await this.#follower.catchUp(partition);
    return this.index.query(partition, query);
  }

  async close(): Promise<void> {
    if (!this.#opened) return;
    await this.#opened;
    await this.#follower.settled();
    await this.index.close();
  }

  #open(): Promise<void> {
    this.#opened ??= this.index.open().catch((error) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }
}

const INDEXED: ReadonlySet<string> = new Set([threads.name, replies.name, practices.name]);

/** The index as something made from change feeds. */
function derived(index: SearchIndex): Derived {
  return {
    cursor: (partition) => index.cursor(partition),
    drop: (partition) => index.drop(partition),
    async apply(partition, docs, cursor) {
      const upserts: SearchDoc[] = [];
      const removals: string[] = [];
      for (const doc of docs) {
        const entry = await searchDoc(doc);
        if (entry) upserts.push(entry);
        else if (INDEXED.has(doc.collection)) removals.push(doc.id);
      }
      await index.apply(partition, { upserts, removals, cursor });
    },
  };
}

/** A post or practice as the index sees it; `null` for everything else, for what is withheld or not published. */
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
  if (doc.collection === practices.name) {
    const practice = doc.body as unknown as PracticeRecord;
    if (!isPublished(practice)) return null;
    return {
      id: doc.id,
      title: practice.title,
      body: await practiceText(practice),
      facets: { kind: ['practice'], author: [practice.authorId], topic: practice.topics },
      at: practice.publishedAt ?? practice.createdAt,
    };
  }
  return null;
}
