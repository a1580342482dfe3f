import type { SearchDoc, SearchHit, SearchIndex, SearchQuery, StorageAdapter } from '@copkit/storage';
import { dequal } from 'dequal/lite';
import { plainText } from '../markdown/render.js';
import { under } from '../store/keys.js';
import { reader, scanAll } from '../store/reader.js';
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
    const conversations = new Conversations(this.storage, partition, since === null);
    const [head] = await this.storage.heads([partition]);
    while (head !== since) {
      const changes = await this.storage.changes(partition, since, PAGE);
      if (changes.kind === 'reset') {
        await this.index.drop(partition);
        since = null;
        continue;
      }
      const taken = new Map<string, SearchDoc | null>();
      for (const { collection, id, body } of changes.docs) {
        if (collection === replies.name) {
          const reply = body as unknown as ReplyRecord | null;
          taken.set(id, reply && (await conversations.replyDoc(reply)));
        } else if (collection === threads.name) {
          const thread = body as unknown as ThreadRecord | null;
          taken.set(id, thread && (await threadDoc(thread)));
          const moved = thread ? await conversations.moved(thread) : [];
          for (const reply of moved) taken.set(reply.id, await conversations.replyDoc(reply));
        }
      }
      const upserts = [...taken.values()].filter((entry) => entry !== null);
      const removals = [...taken].flatMap(([id, entry]) => (entry ? [] : [id]));
      if (changes.cursor !== since) await this.index.apply(partition, { upserts, removals, cursor: changes.cursor });
      since = changes.cursor;
      if (!changes.more) return;
    }
  }
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
