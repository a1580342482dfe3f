import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Something about a post that stands elsewhere than in its own row. */
export type Fact =
  | { readonly kind: 'up' | 'down'; readonly day: string }
  | { readonly kind: 'accepting'; readonly day: string }
  /** On an answer: the question that names it as accepted. */
  | { readonly kind: 'accepted'; readonly questionId: number }
  /** On an answer: the question it stands under, and when it was written. */
  | { readonly kind: 'answers'; readonly questionId: number; readonly at: string }
  | { readonly kind: 'closed'; readonly at: string }
  /** `of` is null where that question is not in the dump. */
  | { readonly kind: 'duplicate'; readonly of: number | null; readonly at: string };

const BUFFERED_CHARACTERS = 64 * 1024;
const BYTES_PER_BUCKET = 16 * 1024 * 1024;
const MOST_BUCKETS = 512;
const PREFIX = 'copkit-import-';

/**
 * Gathers facts by post in constant memory: they are spread over files by post id, and each file,
 * small enough to hold, is then sorted out on its own.
 */
export class PostFacts {
  readonly #buckets: { readonly file: string; text: string }[];

  private constructor(
    readonly directory: string,
    buckets: number,
  ) {
    this.#buckets = Array.from({ length: buckets }, (_, at) => ({ file: join(directory, `${at}.jsonl`), text: '' }));
  }

  /** `bytes` is the size of the tables the facts come from. */
  static async open(bytes: number): Promise<PostFacts> {
    const buckets = Math.min(MOST_BUCKETS, Math.ceil(bytes / BYTES_PER_BUCKET) || 1);
    await removeLeftovers();
    return new PostFacts(await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`)), buckets);
  }

  async add(postId: number, fact: Fact): Promise<void> {
    const bucket = this.#buckets[Math.abs(postId) % this.#buckets.length];
    if (!bucket) return;
    bucket.text += `${JSON.stringify([postId, fact])}\n`;
    if (bucket.text.length < BUFFERED_CHARACTERS) return;
    const { text } = bucket;
    bucket.text = '';
    await appendFile(bucket.file, text);
  }

  /** Post by post, all its facts in the order they were added. */
  async *byPost(): AsyncGenerator<readonly [postId: number, facts: readonly Fact[]], void, undefined> {
    for (const { file, text } of this.#buckets) {
      await appendFile(file, text);
      const posts = new Map<number, Fact[]>();
      for await (const line of createInterface({ input: createReadStream(file) })) {
        const [postId, fact]: [number, Fact] = JSON.parse(line);
        const facts = posts.get(postId);
        if (facts) facts.push(fact);
        else posts.set(postId, [fact]);
      }
      yield* posts;
    }
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** An import that was killed could not clean up after itself; its process is gone. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
