import type { RecentPost } from './spam-check.js';

const HOUR_MS = 3_600_000;
const MOST_AUTHORS = 2_000;
const MOST_POSTS = 30;
/** Of a text, as much as tells whether it is the same. */
const MOST_CHARACTERS = 4_000;

/**
 * What people wrote within the last hour, kept in the process: to read it from the store with every post would cost the
 * honest more than it keeps from the others. Who is served by several processes is known to each for their part.
 */
export class RecentPosts {
  readonly #byAuthor = new Map<string, Map<string, RecentPost>>();

  of(authorId: string, now: string): RecentPost[] {
    const since = new Date(Date.parse(now) - HOUR_MS).toISOString();
    return [...(this.#byAuthor.get(authorId)?.values() ?? [])].filter(({ at }) => at >= since);
  }

  /** How many posts are kept. */
  get size(): number {
    let size = 0;
    for (const posts of this.#byAuthor.values()) size += posts.size;
    return size;
  }

  /** The same post twice, as by a mutation that runs again, is one. */
  note(authorId: string, postId: string, post: RecentPost): void {
    const posts = this.#byAuthor.get(authorId) ?? new Map<string, RecentPost>();
    this.#forgetBefore(new Date(Date.parse(post.at) - HOUR_MS).toISOString(), posts);
    posts.delete(postId);
    posts.set(postId, { ...post, text: post.text.slice(0, MOST_CHARACTERS) });
    for (const id of posts.keys()) if (posts.size > MOST_POSTS) posts.delete(id);
    // Who wrote last stays longest.
    this.#byAuthor.delete(authorId);
    this.#byAuthor.set(authorId, posts);
    for (const id of this.#byAuthor.keys()) if (this.#byAuthor.size > MOST_AUTHORS) this.#byAuthor.delete(id);
  }

  /** What is too old to matter is not kept, neither of who writes now nor of who stopped writing. */
  #forgetBefore(since: string, posts: Map<string, RecentPost>): void {
    for (const [id, { at }] of posts) if (at < since) posts.delete(id);
    for (const [id, theirs] of this.#byAuthor) {
      const last = [...theirs.values()].at(-1);
      if (last && last.at >= since) break;
      this.#byAuthor.delete(id);
    }
  }
}
