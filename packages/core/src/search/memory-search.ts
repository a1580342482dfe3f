import {
  allowedMistakes,
  ClosedError,
  type Cursor,
  foldWord,
  queryWords,
  type SearchDoc,
  type SearchHit,
  type SearchIndex,
  type SearchPage,
  type SearchQuery,
  searchWords,
} from '@copkit/storage';
import type MiniSearch from 'minisearch';
import type { SearchResult as MiniSearchHit, SearchOptions } from 'minisearch';

interface Partition {
  readonly index: MiniSearch<SearchDoc>;
  readonly docs: Map<string, SearchDoc>;
  cursor: Cursor | null;
}

const TITLE_BOOST = 2;

/** Search kept in memory, for browsers, tests and small stores. Starts empty: whoever opens it feeds it. */
export function memorySearch(): SearchIndex {
  return new MemorySearch();
}

class MemorySearch implements SearchIndex {
  #partitions = new Map<string, Partition>();
  #closed = false;

  async open(): Promise<void> {
    this.#assertOpen();
    await load();
  }

  async cursor(partition: string): Promise<Cursor | null> {
    this.#assertOpen();
    return this.#partitions.get(partition)?.cursor ?? null;
  }

  async apply(partition: string, page: SearchPage): Promise<void> {
    const MiniSearch = await load();
    this.#assertOpen();
    let target = this.#partitions.get(partition);
    if (!target) {
      target = { index: new MiniSearch(OPTIONS), docs: new Map(), cursor: null };
      this.#partitions.set(partition, target);
    }
    for (const id of page.removals) forget(target, id);
    for (const doc of page.upserts) {
      forget(target, doc.id);
      target.index.add(doc);
      target.docs.set(doc.id, doc);
    }
    target.cursor = page.cursor;
  }

  async query(partition: string, query: SearchQuery): Promise<readonly SearchHit[]> {
    this.#assertOpen();
    const target = this.#partitions.get(partition);
    if (!target) return [];
    const { docs } = target;
    const accepts = (hit: MiniSearchHit) => passes(docs.get(hit.id), query);
    let found = query.anyWord ? [] : target.index.search(query.text, { filter: accepts, combineWith: 'AND' });
    // A question typed as a sentence rarely has all of its words in one text.
    if (found.length === 0) found = target.index.search(query.text, { filter: accepts, combineWith: 'OR' });
    return found
      .sort((a, b) => b.score - a.score || newerFirst(docs.get(a.id), docs.get(b.id)))
      .slice(0, query.limit)
      .map((hit) => ({ id: hit.id, score: hit.score, terms: asWritten(docs.get(hit.id), hit.terms) }));
  }

  async drop(partition: string): Promise<void> {
    this.#assertOpen();
    this.#partitions.delete(partition);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#partitions.clear();
  }

  #assertOpen(): void {
    if (this.#closed) throw new ClosedError();
  }
}

const load = async () => (await import('minisearch')).default;

const SEARCH: SearchOptions = {
  boost: { title: TITLE_BOOST },
  prefix: (_term, position, all) => position === all.length - 1,
  tokenize: queryWords,
  fuzzy: allowedMistakes,
};

const OPTIONS = {
  fields: ['title', 'body'],
  tokenize: searchWords,
  processTerm: foldWord,
  searchOptions: SEARCH,
};

/** Removed with its text, not marked as gone, so that the statistics are those of the texts that are left. */
function forget(partition: Partition, id: string): void {
  const known = partition.docs.get(id);
  if (!known) return;
  partition.index.remove(known);
  partition.docs.delete(id);
}

function passes(doc: SearchDoc | undefined, { facets, from, to }: SearchQuery): boolean {
  if (!doc) return false;
  const at = Date.parse(doc.at);
  if (from !== undefined && at < Date.parse(from)) return false;
  if (to !== undefined && at >= Date.parse(to)) return false;
  return Object.entries(facets ?? {}).every(([name, values]) =>
    doc.facets[name]?.some((value) => values.includes(value)),
  );
}

function newerFirst(a: SearchDoc | undefined, b: SearchDoc | undefined): number {
  const [left, right] = [`${a?.at} ${a?.id}`, `${b?.at} ${b?.id}`];
  return left < right ? 1 : left > right ? -1 : 0;
}

function asWritten(doc: SearchDoc | undefined, folded: readonly string[]): string[] {
  const wanted = new Set(folded);
  const written = searchWords(`${doc?.title} ${doc?.body}`).map((word) => word.toLowerCase());
  return [...new Set(written)].filter((word) => wanted.has(foldWord(word)));
}
