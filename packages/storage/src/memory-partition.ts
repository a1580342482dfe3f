import type { DocKey, IndexEntry, Json, Page, StoredDoc } from './contract.js';
import { type FeedState, formatRev } from './feed.js';
import { type CheckedCommit, type CheckedScan, comparePositions, formatPosition, type Position } from './limits.js';
import { MemoryEntries, search } from './memory-entries.js';

interface Row {
  readonly doc: StoredDoc;
  readonly commit: number;
  readonly keys: readonly IndexEntry[];
  /** When it became a tombstone, milliseconds; `null` while it lives. */
  readonly deletedAt: number | null;
}

/** One partition in memory: rows by name, the entries of each index in order, and the feed in commit order. */
export class MemoryPartition implements FeedState {
  head = 0;
  floor = 0;
  readonly #rows = new Map<string, Row>();
  readonly #indexes = new Map<string, MemoryEntries>();
  /** In commit order. Rows that were replaced since stay until the next tidying and are passed over. */
  #feed: Row[] = [];

  constructor(readonly epoch: string) {}

  get({ collection, id }: DocKey): StoredDoc | null {
    const row = this.#rows.get(nameOf(collection, id));
    return row && row.deletedAt === null ? row.doc : null;
  }

  apply(commit: CheckedCommit, now: number): string {
    this.head += 1;
    const rev = formatRev(this.epoch, this.head);
    for (const { collection, id, text, keys } of commit.puts) {
      // Frozen and of its own: what callers hold never changes what is stored.
      const body = freeze(JSON.parse(text) as Json);
      this.#write({ doc: Object.freeze({ collection, id, rev, body }), commit: this.head, keys, deletedAt: null });
    }
    for (const { collection, id } of commit.deletes) {
      if (!this.get({ collection, id })) continue;
      const doc = Object.freeze({ collection, id, rev, body: null });
      this.#write({ doc, commit: this.head, keys: [], deletedAt: now });
    }
    if (this.#feed.length > 2 * this.#rows.size + 64) this.#tidyFeed();
    return rev;
  }

  scan({ index, lower, upper, reverse, limit }: CheckedScan): Page {
    const entries = this.#indexes.get(index) ?? new MemoryEntries();
    const page: Position[] = [];
    let more = false;
    for (const position of reverse ? entries.before(upper) : entries.after(lower)) {
      if (reverse ? comparePositions(position, lower) <= 0 : comparePositions(position, upper) >= 0) break;
      more = page.length === limit;
      if (more) break;
      page.push(position);
    }
    const last = page.at(-1);
    const docs = page.flatMap(([, collection, id]) => this.get({ collection, id }) ?? []);
    return { docs, after: last && more ? formatPosition(last) : null };
  }

  /** The documents of the commits after `start`, whole commits only, and the number of the last one. */
  changes(start: number, limit: number): { docs: StoredDoc[]; last: number; more: boolean } {
    const docs: StoredDoc[] = [];
    let last = start;
    for (let i = this.#firstInFeed(start + 1); i < this.#feed.length; i += 1) {
      const row = this.#feed[i] as Row;
      if (!this.#isCurrent(row)) continue;
      if (docs.length >= limit && row.commit !== last) return { docs, last, more: true };
      docs.push(row.doc);
      last = row.commit;
    }
    return { docs, last: this.head, more: false };
  }

  compact(tombstonesBefore: number): void {
    for (const [name, row] of this.#rows) {
      if (row.deletedAt === null || row.deletedAt >= tombstonesBefore) continue;
      this.#rows.delete(name);
      this.floor = Math.max(this.floor, row.commit);
    }
    this.#tidyFeed();
  }

  #write(row: Row): void {
    const { collection, id } = row.doc;
    const name = nameOf(collection, id);
    for (const [index, key] of this.#rows.get(name)?.keys ?? [])
      this.#indexes.get(index)?.remove([key, collection, id]);
    for (const [index, key] of row.keys) {
      const entries = this.#indexes.get(index) ?? new MemoryEntries();
      entries.add([key, collection, id]);
      this.#indexes.set(index, entries);
    }
    this.#rows.set(name, row);
    this.#feed.push(row);
  }

  #isCurrent(row: Row): boolean {
    return this.#rows.get(nameOf(row.doc.collection, row.doc.id)) === row;
  }

  #tidyFeed(): void {
    this.#feed = this.#feed.filter((row) => this.#isCurrent(row));
  }

  #firstInFeed(commit: number): number {
    return search(this.#feed.length, (i) => (this.#feed[i] as Row).commit >= commit);
  }
}

// A line feed cannot stand in a name, so two names never run together.
function nameOf(collection: string, id: string): string {
  return `${collection}\n${id}`;
}

function freeze(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
