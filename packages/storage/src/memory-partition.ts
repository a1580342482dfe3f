import type { DocKey, IndexEntry, Json, Page, StoredDoc } from './contract.js';
import { type FeedState, formatRev } from './feed.js';
import { type CheckedCommit, type CheckedScan, comparePositions, formatPosition, type Position } from './limits.js';

interface Row {
  readonly doc: StoredDoc;
  readonly commit: number;
  readonly keys: readonly IndexEntry[];
  /** When it became a tombstone, milliseconds; `null` while it lives. */
  readonly deletedAt: number | null;
}

/** One partition in memory: rows by name, a sorted array per index, and the feed in commit order. */
export class MemoryPartition implements FeedState {
  head = 0;
  floor = 0;
  readonly #rows = new Map<string, Row>();
  readonly #indexes = new Map<string, Position[]>();
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
    const entries = this.#indexes.get(index) ?? [];
    const start = firstAfter(entries, lower);
    const end = firstAtOrAfter(entries, upper);
    if (start >= end) return { docs: [], after: null };
    const page = reverse
      ? entries.slice(Math.max(start, end - limit), end).reverse()
      : entries.slice(start, Math.min(end, start + limit));
    const last = page.at(-1);
    const docs = page.flatMap(([, collection, id]) => this.get({ collection, id }) ?? []);
    return { docs, after: last && page.length < end - start ? formatPosition(last) : null };
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
    for (const [index, key] of this.#rows.get(name)?.keys ?? []) {
      const entries = this.#indexes.get(index) ?? [];
      entries.splice(firstAtOrAfter(entries, [key, collection, id]), 1);
    }
    for (const [index, key] of row.keys) {
      const entries = this.#indexes.get(index) ?? [];
      const position: Position = [key, collection, id];
      entries.splice(firstAtOrAfter(entries, position), 0, position);
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

function firstAtOrAfter(entries: readonly Position[], position: Position): number {
  return search(entries.length, (i) => comparePositions(entries[i] as Position, position) >= 0);
}

function firstAfter(entries: readonly Position[], position: Position): number {
  return search(entries.length, (i) => comparePositions(entries[i] as Position, position) > 0);
}

/** The smallest index for which `holds` is true; `length` when there is none. Once true, it stays true. */
function search(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function freeze(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
