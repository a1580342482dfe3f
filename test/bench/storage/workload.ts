import type { Put } from '@copkit/storage';
import type { Contender } from './contender.js';

/** One community, as all of copkit's partitions are small beside it. */
export const PARTITION = 'community/01JDZ6Y9S3WQ5T8V7K2M4N6P8R';
const COLLECTION = 'replies';
const PAGE = 50;
/** Documents of a commit that fills a store; a page of the feed is one such commit. */
const PER_COMMIT = 100;
/** As many places of the feed are read, one after another. */
const PLACES = 100;

const pad = (n: number): string => String(n).padStart(9, '0');
/** Somewhere in the store, each time elsewhere. */
const anywhere = (index: number, count: number): number => (index * 7919) % count;

/** A reply as copkit stores it: some 500 bytes of JSON, and three index entries. */
export function reply(n: number): Put {
  const thread = anywhere(n, 4999);
  const person = anywhere(n, 997);
  return {
    collection: COLLECTION,
    id: `r${pad(n)}`,
    body: {
      threadId: `t${pad(thread)}`,
      authorId: `p${pad(person)}`,
      body: `The bearing of rotor ${n % 89} runs hot after the overhaul, as it did in hall ${n % 13}. ${'We changed the seal and measured again: it is the alignment of the shaft, not the oil. '.repeat(3)}`,
      createdAt: new Date(Date.UTC(2020, 0, 1) + n * 60_000).toISOString(),
      editedAt: null,
      reactions: { helpful: n % 7 },
      accepted: n % 11 === 0,
    },
    keys: [
      ['replies', pad(n)],
      ['by-thread', `t${pad(thread)}/${pad(n)}`],
      ['by-person', `p${pad(person)}/${pad(n)}`],
    ],
  };
}

const replies = (from: number, count: number): Put[] => Array.from({ length: count }, (_, at) => reply(from + at));

export interface Filling {
  /** Documents of each commit; those of an adapter must stay at a page of the feed. */
  readonly perCommit?: number;
  /** Commits that are under way at the same time. */
  readonly together?: number;
}

/** An adapter writes together what comes at the same time. */
export const ADAPTER_FILLING: Filling = { together: 10 };
/** By hand one writes more at once. */
export const BASELINE_FILLING: Filling = { perCommit: 1_000 };

/** Writes the first `count` documents, a multiple of those that are under way at the same time. */
export async function fill(
  contender: Contender,
  count: number,
  { perCommit = PER_COMMIT, together = 1 }: Filling = {},
): Promise<void> {
  for (let n = 0; n < count; n += together * perCommit) {
    const starts = Array.from({ length: together }, (_, at) => n + at * perCommit);
    await Promise.all(starts.map((start) => contender.insert(PARTITION, replies(start, perCommit))));
  }
}

/** A contender with so many documents, and what is measured of it. */
export class Filled {
  readonly #contender: Contender;
  readonly #count: number;
  readonly #places: (string | null)[];
  #next: number;
  #pages = 1_000;
  #prepared: readonly Put[][] = [];

  private constructor(contender: Contender, count: number, places: (string | null)[]) {
    this.#contender = contender;
    this.#count = count;
    this.#next = count;
    this.#places = places;
  }

  /** @throws Error where the contender does not hold the documents of {@link fill}. */
  static async of(contender: Contender, count: number): Promise<Filled> {
    const places: (string | null)[] = [null];
    for (let at = 1; at < PLACES; at++) {
      const { after } = await contender.feed(PARTITION, places.at(-1) ?? null, PER_COMMIT);
      places.push(after);
    }
    const filled = new Filled(contender, count, places);
    const bodies = (from: number, length: number) => replies(from, length).map(({ body }) => body);
    await check([await filled.get(3)], bodies(anywhere(3, count), 1));
    await check(await filled.page(3), bodies(anywhere(3, count - PAGE), PAGE));
    await check(await filled.feed(1), bodies(anywhere(1, PLACES) * PER_COMMIT, PER_COMMIT));
    return filled;
  }

  /** Thinks of the documents of so many commits, which {@link insert} writes. */
  prepare(commits: number, perCommit: number): void {
    this.#prepared = Array.from({ length: commits }, (_, at) => replies(this.#next + at * perCommit, perCommit));
    this.#next += commits * perCommit;
  }

  insert(index: number): Promise<unknown> | unknown {
    return this.#contender.insert(PARTITION, this.#prepared[index] ?? []);
  }

  get(index: number): Promise<unknown> | unknown {
    return this.#contender.get(PARTITION, COLLECTION, `r${pad(anywhere(index, this.#count))}`);
  }

  page(index: number) {
    return this.#contender.page(PARTITION, 'replies', pad(anywhere(index, this.#count - PAGE)), PAGE);
  }

  /** One that was not read before, as long as there are such. */
  anotherPage() {
    this.#pages += 1;
    return this.page(this.#pages);
  }

  async feed(index: number): Promise<readonly unknown[]> {
    const place = this.#places[anywhere(index, PLACES)] ?? null;
    return (await this.#contender.feed(PARTITION, place, PER_COMMIT)).bodies;
  }
}

async function check(found: readonly unknown[], expected: readonly unknown[]): Promise<void> {
  const sorted = (all: readonly unknown[]) => all.map((each) => JSON.stringify(each)).sort();
  if (JSON.stringify(sorted(found)) !== JSON.stringify(sorted(expected)))
    throw new Error('A contender does not find what was written, so there is nothing to measure.');
}
