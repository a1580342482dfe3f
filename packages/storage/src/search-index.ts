import type { Cursor } from './contract.js';

/** A text as the search index sees it. Facets are exact filters, such as `kind: ['question']`. */
export interface SearchDoc {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** ISO 8601, UTC; what `from` and `to` compare with. */
  readonly at: string;
}

export interface SearchQuery {
  /**
   * Words; the last one may be a beginning. A word with a typing mistake still finds its text. Found
   * are the texts with all words or, when there is none, those with any of them.
   */
  readonly text: string;
  /** Found are the texts with any of the words: what is like the text, rather than what was meant by it. */
  readonly anyWord?: boolean;
  /** Every named facet must hold one of the values. */
  readonly facets?: Readonly<Record<string, readonly string[]>>;
  /** Inclusive, ISO 8601. */
  readonly from?: string;
  /** Exclusive, ISO 8601. */
  readonly to?: string;
  readonly limit: number;
  /** Scores are not compared with those of other partitions: an index may leave out what that takes. */
  readonly alone?: boolean;
}

export interface SearchHit {
  readonly id: string;
  /** Higher is better; comparable between partitions of one index. */
  readonly score: number;
  /** The words of the document that matched, as they stand in it but in lower case. For highlighting. */
  readonly terms: readonly string[];
}

/**
 * Full-text search over the texts of one store, kept up from the change feed. Every partition has
 * statistics of its own, so what a person may not read never changes the order of what they see.
 */
export interface SearchIndex {
  open(): Promise<void>;
  /** How far the feed of a partition has been taken in; `null` when nothing was. */
  cursor(partition: string): Promise<Cursor | null>;
  /** Takes in one page of the feed, atomically with its cursor. Applying a page twice changes nothing. */
  apply(partition: string, page: SearchPage): Promise<void>;
  query(partition: string, query: SearchQuery): Promise<readonly SearchHit[]>;
  /** Forgets everything about a partition. */
  drop(partition: string): Promise<void>;
  close(): Promise<void>;
}

export interface SearchPage {
  readonly upserts: readonly SearchDoc[];
  readonly removals: readonly string[];
  readonly cursor: Cursor;
}
