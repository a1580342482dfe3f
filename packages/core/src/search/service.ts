import type { SearchDoc, SearchHit, SearchIndex, SearchQuery, StorageAdapter } from '@copkit/storage';
import { dequal } from 'dequal/lite';
import { plainText } from '../markdown/render.js';
import { type PracticeRecord, practices } from '../practices/records.js';
import { isPublished } from '../practices/standing.js';
import { practiceText } from '../practices/text.js';
import { type Derived, Follower, type Run } from '../store/follower.js';
import { under } from '../store/keys.js';
import { reader, scanAll } from '../store/reader.js';
import { type ReplyRecord, replies, type ThreadRecord, threads } from '../threads/records.js';

interface Opened {
  readonly index: SearchIndex;
  readonly follower: Follower;
}

/** Keeps the index up with the change feed of the communities that are searched. */
export class SearchService {
  #opened: Promise<Opened> | null = null;

  /** Without an index of the host's there is one in memory, which is loaded with the first search. */
  constructor(
    readonly storage: StorageAdapter,
    readonly given: SearchIndex | undefined,
  ) {}

  /** What is committed before the call is found by it. */
  async query(partition: string, query: SearchQuery): Promise<readonly SearchHit[]> {
    const { index, follower } = await this.#open();
    await follower.catchUp(partition);
    return index.query(partition, query);
  }

  /** Makes the index of a partition again, without words that no text has any more. */
  async anew(partition: string): Promise<void> {
    await (await this.#open()).follower.catchUp(partition, true);
  }

  async close(): Promise<void> {
    if (!this.#opened) return;
    const { index, follower } = await this.#opened;
    await follower.settled();
    await index.close();
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#begin().catch((error) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  async #begin(): Promise<Opened> {
    const index = this.given ?? (await import('./memory-search.js')).memorySearch();
    await index.open();
    return { index, follower: new Follower(this.storage, derived(this.storage, index)) };
  }
}

/** The index as something made from change feeds. */
function derived(storage: StorageAdapter, index: SearchIndex): Derived {
  const conversations = new WeakMap<Run, Conversations>();
  return {
    cursor: (partition) => index.cursor(partition),
    drop: (partition) => index.drop(partition),
    async apply(partition, docs, cursor, run) {
      const among = conversations.get(run) ?? new Conversations(storage, partition, run.fromBeginning);
      conversations.set(run, among);
      const taken = new Map<string, SearchDoc | null>();
      for (const { collection, id, body } of docs) {
        if (collection === replies.name) {
          const reply = body as unknown as ReplyRecord | null;
          taken.set(id, reply && (await among.replyDoc(reply)));
        } else if (collection === threads.name) {
          const thread = body as unknown as ThreadRecord | null;
          taken.set(id, thread && (await threadDoc(thread)));
          const moved = thread ? await among.moved(thread) : [];
          for (const reply of moved) taken.set(reply.id, await among.replyDoc(reply));
        } else if (collection === practices.name) {
          const practice = body as unknown as PracticeRecord | null;
          taken.set(id, practice && (await practiceDoc(practice)));
        }
      }
      const upserts = [...taken.values()].filter((entry) => entry !== null);
      const removals = [...taken].flatMap(([id, entry]) => (entry ? [] : [id]));
      await index.apply(partition, { upserts, removals, cursor });
    },
  };
}

/** An opening as the index sees it; `null` when its text is withheld. */
async function threadDoc(thread: ThreadRecord): Promise<SearchDoc | null> {
  if (thread.visibility !== 'visible') return null;
  return {
    id: thread.id,
    title: thread.title,
    body: await plainText(thread.body),
    facets: { kind: [thread.kind], author: [thread.authorId], topic: thread.topics },
    at: thread.createdAt,
  };
}

/** A practice as the index sees it; `null` while it is not published. */
async function practiceDoc(practice: PracticeRecord): Promise<SearchDoc | null> {
  if (!isPublished(practice)) return null;
  return {
    id: practice.id,
    title: practice.title,
    body: await practiceText(practice),
    facets: { kind: ['practice'], author: [practice.authorId], topic: practice.topics },
    at: practice.publishedAt ?? practice.createdAt,
  };
}

/** Gives replies the topics of their threads, also when those change, and hides them with their threads. */
class Conversations {
  /** What replies of a thread are taken in with. */
  readonly #known = new Map<string, Pick<ThreadRecord, 'topics' | 'visibility'> | null>();

  constructor(
    readonly storage: StorageAdapter,
    readonly partition: string,
    /** Nothing was taken in before, so no reply stands under an earlier state of its thread. */
    readonly fromBeginning: boolean,
  ) {}

  async replyDoc(reply: ReplyRecord): Promise<SearchDoc | null> {
    if (reply.visibility !== 'visible') return null;
    const thread = await this.#threadOf(reply.threadId);
    if (!thread || thread.visibility === 'hidden') return null;
    return {
      id: reply.id,
      title: '',
      body: await plainText(reply.body),
      facets: { kind: [reply.kind], author: [reply.authorId], topic: thread.topics },
      at: reply.createdAt,
    };
  }

  /** The replies that are to be taken in again, now that their thread is as it is. */
  async moved({ id, topics, visibility }: ThreadRecord): Promise<ReplyRecord[]> {
    const known = this.#known.get(id);
    this.#known.set(id, { topics, visibility });
    // Only then is it known what all of its replies were taken in with.
    if (this.fromBeginning && (!known || dequal(known, { topics, visibility }))) return [];
    const home = reader(this.storage, this.partition);
    return (await scanAll(home, replies, { index: 'replies', ...under(`${id}/`) })).map(({ body }) => body);
  }

  async #threadOf(id: string) {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const thread = await reader(this.storage, this.partition).get(threads, id);
    const found = thread && { topics: thread.topics, visibility: thread.visibility };
    this.#known.set(id, found);
    return found;
  }
}
