import type { Cursor } from '@copkit/storage';
import type { PartitionReader, reader } from './reader.js';

// It comes with the first call of a server, and imports nothing: what it had in common with the rest of the core, browsers
// would load as a file of its own.

type Store = Parameters<typeof reader>[0];

/** What so many people read alike that it is worth looking first whether it changed. */
const SHARED = /^(community\/|catalog$|topics$)/;
/** A few thousand posts. When there is more, everything is forgotten. */
const MOST_CHARACTERS = 16_000_000;

/** What a partition answered while it stood as its head says. */
interface Known {
  readonly head: Cursor | null;
  readonly answers: Map<string, Promise<unknown>>;
  characters: number;
}

/**
 * What partitions said, for everybody who asks the same while nothing in them changes: that is one look at a few bytes,
 * where reading a page is many. Who may see it is decided by whoever asks, on every call. As it belongs to all, nobody
 * can change it.
 */
export class SharedReads {
  readonly #partitions = new Map<string, Known>();
  #characters = 0;

  constructor(
    readonly storage: Store,
    readonly readerOf: typeof reader,
    readonly most = MOST_CHARACTERS,
  ) {}

  /** Readers for one call, which looks once how each partition stands. */
  forCall(): (partition: string) => PartitionReader {
    const looked = new Map<string, Promise<Known>>();
    return (partition) => {
      const store = this.readerOf(this.storage, partition);
      if (!SHARED.test(partition)) return store;
      const once = async <T>(key: string, ask: () => Promise<T>): Promise<T> => {
        const looking = looked.get(partition) ?? this.#look(partition);
        looked.set(partition, looking);
        const known = await looking;
        return (known.answers.get(key) as Promise<T> | undefined) ?? this.#kept(known, key, ask());
      };
      return {
        partition,
        get: (collection, id) => once(`${collection.name}\n${id}`, () => store.get(collection, id)),
        getMany: (collection, ids) =>
          once([collection.name, '', ...ids].join('\n'), () => store.getMany(collection, ids)),
        scan: (collection, range) =>
          once(`${collection.name} ${JSON.stringify(range)}`, () => store.scan(collection, range)),
      };
    };
  }

  async #look(partition: string): Promise<Known> {
    // Before anything is read: what is committed in between stands under the head from before, which is seen no more.
    const [head = null] = await this.storage.heads([partition]);
    const earlier = this.#partitions.get(partition);
    if (earlier?.head === head) return earlier;
    this.#characters -= earlier?.characters ?? 0;
    const known: Known = { head, answers: new Map(), characters: 0 };
    this.#partitions.set(partition, known);
    return known;
  }

  #kept<T>(known: Known, key: string, asked: Promise<T>): Promise<T> {
    const answer = asked.then((value) => {
      this.#count(known, key.length + settle(value));
      return value;
    });
    known.answers.set(key, answer);
    answer.catch(() => known.answers.delete(key));
    return answer;
  }

  #count(known: Known, characters: number): void {
    known.characters += characters;
    this.#characters += characters;
    if (this.#characters <= this.most) return;
    this.#partitions.clear();
    this.#characters = 0;
  }
}

/** Keeps a value from being changed, and says about how many characters it takes. */
function settle(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 4;
  Object.freeze(value);
  return Object.values(value).reduce<number>((sum, inner) => sum + settle(inner), 8);
}

const ofStores = new WeakMap<Store, SharedReads>();

/** Readers for one call, of what all calls on a store share. */
export function sharedReads(storage: Store, readerOf: typeof reader): (partition: string) => PartitionReader {
  const reads = ofStores.get(storage) ?? new SharedReads(storage, readerOf);
  ofStores.set(storage, reads);
  return reads.forCall();
}
