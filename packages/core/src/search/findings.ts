import type { Cursor, SearchHit, SearchQuery, StorageAdapter } from '@copkit/storage';
import { derive } from '../identity/ids.js';
import type { Extract, SearchResult } from './api.js';
import { extract } from './extract.js';
import type { SearchService } from './service.js';

const EXTRACT_LENGTH = 240;
const TITLE_LENGTH = 200;
/** Some ten megabytes. When there are more, everything is forgotten. */
const MOST_HITS = 20_000;

/** What was found in a partition while it stood as its head says. */
interface Known {
  readonly head: Cursor | null;
  /** By a digest of the question: what people look for is nobody's to read. */
  readonly hits: Map<string, Promise<readonly SearchHit[]>>;
}

interface Searched {
  readonly storage: Pick<StorageAdapter, 'heads'>;
  readonly search: Pick<SearchService, 'query'>;
}

/**
 * What was found, for everybody who asks the same of a partition while nothing in it changes. Whether they may is decided
 * before, on every call.
 */
export class Findings {
  readonly #partitions = new Map<string, Known>();
  /** What is shown of a hit is as old as the hit. */
  readonly #shown = new WeakMap<SearchHit, Pick<SearchResult, 'title' | 'extract'>>();
  #count = 0;

  constructor(
    readonly searched: Searched,
    readonly most = MOST_HITS,
  ) {}

  async hits(partition: string, query: SearchQuery): Promise<readonly SearchHit[]> {
    // Before anything is looked for: what is committed in between stands under the head from before, which is seen no more.
    const [head = null] = await this.searched.storage.heads([partition]);
    const earlier = this.#partitions.get(partition);
    const known: Known = earlier?.head === head ? earlier : { head, hits: new Map() };
    this.#partitions.set(partition, known);
    const question = derive(JSON.stringify(query), 26);
    const found = known.hits.get(question) ?? this.searched.search.query(partition, query);
    if (!known.hits.has(question)) this.#keep(known, question, found);
    return found;
  }

  shown(hit: SearchHit, title: string, text: string): Pick<SearchResult, 'title' | 'extract'> {
    const earlier = this.#shown.get(hit);
    if (earlier) return earlier;
    const { terms } = hit;
    const shown = {
      title: kept(extract(title, terms, TITLE_LENGTH)),
      extract: kept(extract(text, terms, EXTRACT_LENGTH)),
    };
    this.#shown.set(hit, shown);
    return shown;
  }

  #keep(known: Known, question: string, found: Promise<readonly SearchHit[]>): void {
    known.hits.set(question, found);
    found.then(
      ({ length }) => {
        this.#count += 1 + length;
        if (this.#count <= this.most) return;
        this.#partitions.clear();
        this.#count = 0;
      },
      () => known.hits.delete(question),
    );
  }
}

/** Shown to everybody, so that nobody may change it. */
function kept(pieces: Extract): Extract {
  for (const piece of pieces) Object.freeze(piece);
  return Object.freeze(pieces);
}

const ofSearches = new WeakMap<Searched['search'], Findings>();

export function findingsOf(kit: Searched): Findings {
  const findings = ofSearches.get(kit.search) ?? new Findings(kit);
  ofSearches.set(kit.search, findings);
  return findings;
}
