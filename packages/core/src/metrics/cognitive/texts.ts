import type { Cursor, StorageAdapter, StoredDoc } from '@copkit/storage';
import type { Kit } from '../../kit.js';
import { wordsOf } from '../../measures/cognitive/words.js';
import type { ReadContext } from '../../operations/context.js';
import type { Collection } from '../../store/collection.js';
import { type Derived, Follower } from '../../store/follower.js';
import { EVERY_KEY, under } from '../../store/keys.js';
import { communityPartition, TOPICS } from '../../store/partitions.js';
import { type Found, type FoundPage, type Range, reader, scanAll } from '../../store/reader.js';
import { listings, type ReplyRecord, replies, type ThreadRecord, threads } from '../../threads/records.js';
import { topics } from '../../topics/records.js';
import { type Act, actsOf, isNewcomer } from '../acts.js';
import { type CommunityLog, remembered } from '../columns.js';

const PAGE = 500;

/** A post that is there, with its text as it is now. Nobody but the figures is given it. */
export interface Written extends Act {
  readonly text: string;
  readonly newcomer: boolean;
}

/** What texts say, read again when a text or a topic has changed. */
export interface Texts {
  /** The oldest first. */
  readonly posts: readonly Written[];
  /** Labels of the organisation's topics that are defined, or stand in a scheme. */
  readonly terms: readonly string[];
}

/**
 * The texts of the posts that are shown, by id, read from their indexes and kept up with the change feed of a
 * community, most of which is about other things.
 */
class PostTexts implements Derived {
  constructor(readonly storage: StorageAdapter) {}

  readonly #of = new Map<string, { readonly texts: Map<string, string>; cursor: Cursor | null; revision: number }>();

  of(partition: string): ReadonlyMap<string, string> {
    return this.#kept(partition).texts;
  }

  /** Changes with every post that is taken in. */
  revision(partition: string): number {
    return this.#kept(partition).revision;
  }

  async cursor(partition: string): Promise<Cursor | null> {
    if (!this.#of.has(partition)) await this.#read(partition);
    return this.#kept(partition).cursor;
  }

  apply(partition: string, docs: readonly StoredDoc[], cursor: Cursor): void {
    const kept = this.#kept(partition);
    for (const { collection, id, body } of docs) {
      if (collection !== threads.name && collection !== replies.name) continue;
      kept.revision++;
      this.#take(partition, id, body as unknown as ThreadRecord | ReplyRecord | null);
    }
    kept.cursor = cursor;
  }

  drop(partition: string): void {
    this.#of.delete(partition);
  }

  /** What is written meanwhile comes once more with the feed. */
  async #read(partition: string): Promise<void> {
    const [cursor = null] = await this.storage.heads([partition]);
    const home = reader(this.storage, partition);
    const take = (id: string, post: ThreadRecord | ReplyRecord | null) => this.#take(partition, id, post);
    const pages = async <T>(
      of: Collection<T>,
      range: Omit<Range, 'limit'>,
      each: (page: readonly Found<T>[]) => void | Promise<void>,
    ) => {
      for (let after: string | null | undefined; after !== null; ) {
        const page: FoundPage<T> = await home.scan(of, { ...range, limit: PAGE, ...(after ? { after } : {}) });
        await each(page.items);
        after = page.after;
      }
    };
    await pages(listings, { index: 'newest', ...under('all/') }, async (page) => {
      const ids = page.map(({ id }) => id);
      for (const [at, thread] of (await home.getMany(threads, ids)).entries()) take(ids[at] as string, thread);
    });
    await pages(replies, { index: 'replies', ...EVERY_KEY }, (page) => {
      for (const { id, body } of page) take(id, body);
    });
    this.#kept(partition).cursor = cursor;
  }

  #take(partition: string, id: string, post: ThreadRecord | ReplyRecord | null): void {
    const { texts } = this.#kept(partition);
    if (post?.visibility === 'visible') texts.set(id, 'title' in post ? `${post.title}\n${post.body}` : post.body);
    else texts.delete(id);
  }

  #kept(partition: string) {
    const kept = this.#of.get(partition) ?? { texts: new Map<string, string>(), cursor: null, revision: 0 };
    this.#of.set(partition, kept);
    return kept;
  }
}

interface Read {
  readonly revision: number;
  /** How far the topics had come. */
  readonly topicsAt: Cursor | null;
  readonly read: Texts;
}
const readOf = remembered((): { last: Read | null } => ({ last: null }));

const following = new WeakMap<Kit, { readonly texts: PostTexts; readonly follower: Follower }>();

export async function textsOf(context: ReadContext, communityId: string, log: CommunityLog): Promise<Texts> {
  const { kit } = context;
  const fresh = new PostTexts(kit.storage);
  const { texts, follower } = following.get(kit) ?? { texts: fresh, follower: new Follower(kit.storage, fresh) };
  following.set(kit, { texts, follower });
  const partition = communityPartition(communityId);
  const [[topicsAt = null]] = await Promise.all([kit.storage.heads([TOPICS]), follower.catchUp(partition)]);
  const kept = readOf(log);
  const revision = texts.revision(partition);
  if (kept.last && kept.last.revision === revision && kept.last.topicsAt === topicsAt) return kept.last.read;
  const shown = texts.of(partition);
  const posts = actsOf(log).contributions.flatMap((act): Written[] => {
    const text = shown.get(log.objects.stringOf(act.object));
    return text === undefined ? [] : [{ ...act, text, newcomer: isNewcomer(log, act.person, act.at) }];
  });
  const found = await scanAll(context.in(TOPICS), topics, { index: 'topics', ...EVERY_KEY });
  // What somebody typed once as a tag is no term of a glossary.
  const controlled = found.filter(
    ({ body }) => body.definition !== null || body.broader.length > 0 || body.exactMatch.length > 0,
  );
  const read = { posts, terms: controlled.flatMap(({ body }) => [body.prefLabel, ...body.altLabels]) };
  kept.last = { revision, topicsAt, read };
  return read;
}

/** The words of each author, the texts of one after the other. */
export function wordsByAuthor(posts: readonly Written[]): string[][] {
  const words = new Map<number, string[]>();
  for (const { person, text } of posts) {
    const own = words.get(person) ?? [];
    words.set(person, own);
    for (const word of wordsOf(text)) own.push(word);
  }
  return [...words.values()];
}
