import type { Cursor, StorageAdapter } from '@copkit/storage';
import type { Committed } from '../operations/writer.js';
import type { Collection } from '../store/collection.js';

type Listener = (changed: readonly string[] | 'everything') => void;

interface Watched {
  readonly listeners: Set<Listener>;
  cursor: Cursor | null;
  reading: Promise<void> | null;
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

  constructor(
    readonly storage: StorageAdapter,
    readonly collections: ReadonlyMap<string, Collection<unknown>>,
    options: {
      readonly pollMs: number;
      readonly onForeign: (partition: string) => void;
      readonly onError: (error: unknown) => void;
    },
  ) {
    const catchUp = (partition: string) => this.#catchUp(partition).catch(options.onError);
    this.#stopHints = storage.onHint?.((partition) => {
      options.onForeign(partition);
      void catchUp(partition);
    });
    if (storage.capabilities.sharing === 'host' || storage.capabilities.sharing === 'network') {
      this.#timer = setInterval(() => void this.#poll().catch(options.onError), options.pollMs);
      (this.#timer as { unref?: () => void }).unref?.();
    }
  }

  /** `listener` gets the ids of what changed: `COLLECTION/ID`. Resolves when nothing can be missed any more. */
  async watch(partition: string, listener: Listener): Promise<() => void> {
    let watched = this.#watched.get(partition);
    if (!watched) {
      watched = { listeners: new Set(), cursor: null, reading: null };
      this.#watched.set(partition, watched);
      const [head] = await this.storage.heads([partition]);
      watched.cursor = head ?? null;
    }
    watched.listeners.add(listener);
    const entry = watched;
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0 && this.#watched.get(partition) === entry) this.#watched.delete(partition);
    };
  }

  committed({ partition, rev, docs }: Committed): void {
    const watched = this.#watched.get(partition);
    if (!watched) return;
    if (this.#own.size > MOST_OWN) this.#own.clear();
    this.#own.add(`${partition} ${rev}`);
    this.#tell(watched, docs);
  }

  close(): void {
    this.#stopHints?.();
    clearInterval(this.#timer);
    this.#watched.clear();
  }

  #tell(watched: Watched, docs: Committed['docs']): void {
    const changed = docs.filter((doc) => this.#public(doc.collection)).map((doc) => `${doc.collection}/${doc.id}`);
    if (changed.length > 0) for (const listener of [...watched.listeners]) listener(changed);
  }

  /** What the system keeps for itself wakes nobody. */
  #public(collection: string): boolean {
    const known = this.collections.get(collection);
    return known !== undefined && known.audience !== 'system';
  }

  async #poll(): Promise<void> {
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
  }

  async #catchUp(partition: string): Promise<void> {
    const watched = this.#watched.get(partition);
    if (!watched) return;
    watched.reading = (watched.reading ?? Promise.resolve()).then(() => this.#read(partition, watched));
    await watched.reading;
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
