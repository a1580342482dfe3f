import type { Cursor, StorageAdapter } from '@copkit/storage';
import type { Committed } from '../operations/writer.js';
import { type Audience, audienceOf, type Collection } from '../store/collection.js';

/** A document that was written or removed, and who may know of it. Those of the system are told to nobody. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  readonly audience: Audience;
}

export type Changed = readonly Change[] | 'everything';

type Listener = (changed: Changed) => void;

interface Watched {
  readonly listeners: Set<Listener>;
  /** Resolves when the place in the feed is known from which on nothing is missed. */
  readonly ready: Promise<void>;
  cursor: Cursor | null;
  /** The feed is being read; once more after that when something came in between. */
  reading: Promise<void> | null;
  again: boolean;
}

const PAGE = 500;
const MOST_OWN = 2_000;

/**
 * Tells who watches a partition which documents changed: at once for commits of this process, and
 * from the change feed for those of others.
 */
export class Hub {
  readonly #watched = new Map<string, Watched>();
  /** Revisions already told of, so that the feed does not tell again. */
  readonly #own = new Set<string>();
  readonly #stopHints: (() => void) | undefined;
  readonly #timer: ReturnType<typeof setInterval> | undefined;
  readonly #onError: (error: unknown) => void;
  #changes = 0;
  #polling = false;
  #closed = false;

  constructor(
    readonly storage: StorageAdapter,
    readonly collections: ReadonlyMap<string, Collection<unknown>>,
    options: {
      readonly pollMs: number;
      readonly onForeign: (partition: string) => void;
      readonly onError: (error: unknown) => void;
    },
  ) {
    this.#onError = (error) => {
      // Closing cuts reading short, which is no fault.
      if (!this.#closed) options.onError(error);
    };
    this.#stopHints = storage.onHint?.((partition) => {
      options.onForeign(partition);
      this.mayHaveChanged(partition);
    });
    if (storage.capabilities.sharing === 'host' || storage.capabilities.sharing === 'network') {
      this.#timer = setInterval(() => void this.#poll().catch(this.#onError), options.pollMs);
      (this.#timer as { unref?: () => void }).unref?.();
    }
  }

  /** How often something changed so far, anywhere, as far as this process knows. */
  get changes(): number {
    return this.#changes;
  }

  /** Resolves when nothing can be missed any more; what this process changes is heard from the call on. */
  async watch(partition: string, listener: Listener): Promise<() => void> {
    const watched = this.#watched.get(partition) ?? this.#begin(partition);
    watched.listeners.add(listener);
    const stop = () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.#watched.get(partition) === watched) this.#watched.delete(partition);
    };
    try {
      await watched.ready;
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  /** Something of another process, or of a commit whose outcome nobody knows. */
  mayHaveChanged(partition: string): void {
    this.#changes++;
    void this.#catchUp(partition).catch(this.#onError);
  }

  committed({ partition, rev, docs }: Committed): void {
    this.#changes++;
    const watched = this.#watched.get(partition);
    if (!watched) return;
    if (this.#own.size > MOST_OWN) this.#own.clear();
    this.#own.add(`${partition} ${rev}`);
    this.#tell(watched, docs);
  }

  close(): void {
    this.#closed = true;
    this.#stopHints?.();
    clearInterval(this.#timer);
    this.#watched.clear();
  }

  #begin(partition: string): Watched {
    const start = async () => {
      const [head] = await this.storage.heads([partition]);
      watched.cursor = head ?? null;
    };
    // What is told before the head is known is told by `committed` alone, so reading waits for it.
    const watched: Watched = {
      listeners: new Set(),
      ready: Promise.resolve().then(start),
      cursor: null,
      reading: null,
      again: false,
    };
    this.#watched.set(partition, watched);
    return watched;
  }

  /** Up to where listeners were told; `null` before the partition's first commit, or where nobody watches it. */
  headOf(partition: string): Cursor | null {
    return this.#watched.get(partition)?.cursor ?? null;
  }

  /** What the documents say to listeners. */
  changesIn(docs: Committed['docs']): Change[] {
    return docs.flatMap(({ collection, id, body }) => {
      const known = this.collections.get(collection);
      const audience = known ? audienceOf(known, body) : 'system';
      return audience === 'system' ? [] : [{ collection, id, audience }];
    });
  }

  #tell(watched: Watched, docs: Committed['docs']): void {
    const changed = this.changesIn(docs);
    if (changed.length > 0) for (const listener of [...watched.listeners]) listener(changed);
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    try {
      const partitions = [...this.#watched.keys()];
      for (let from = 0; from < partitions.length; from += PAGE) {
        const some = partitions.slice(from, from + PAGE);
        const heads = await this.storage.heads(some);
        await Promise.all(
          some.map((partition, at) =>
            this.#watched.get(partition)?.cursor === heads[at] ? undefined : this.#catchUp(partition),
          ),
        );
      }
    } finally {
      this.#polling = false;
    }
  }

  async #catchUp(partition: string): Promise<void> {
    const watched = this.#watched.get(partition);
    if (!watched || this.#closed) return;
    watched.again = true;
    watched.reading ??= this.#readWhileNew(partition, watched).finally(() => {
      watched.reading = null;
    });
    await watched.reading;
  }

  async #readWhileNew(partition: string, watched: Watched): Promise<void> {
    await watched.ready;
    while (watched.again) {
      watched.again = false;
      await this.#read(partition, watched);
    }
  }

  async #read(partition: string, watched: Watched): Promise<void> {
    for (;;) {
      const changes = await this.storage.changes(partition, watched.cursor, PAGE);
      if (changes.kind === 'reset') {
        watched.cursor = (await this.storage.heads([partition]))[0] ?? null;
        for (const listener of [...watched.listeners]) listener('everything');
        return;
      }
      this.#tell(
        watched,
        changes.docs.filter((doc) => !this.#own.has(`${partition} ${doc.rev}`)),
      );
      watched.cursor = changes.cursor;
      if (!changes.more) return;
    }
  }
}
