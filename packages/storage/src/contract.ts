/** Any value that survives `JSON.parse(JSON.stringify(value))` unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Opaque revision of a document. Compare with `===` only. */
export type Rev = string;

/** Opaque place in a partition's change feed. Carries the store's id. */
export type Cursor = string;

export interface DocKey {
  readonly collection: string;
  readonly id: string;
}

export interface StoredDoc extends DocKey {
  readonly rev: Rev;
  /** `null` is a tombstone and appears in the change feed only. */
  readonly body: Json | null;
}

/** One entry of an index: the index's name and the key under which the document stands in it. */
export type IndexEntry = readonly [index: string, key: string];

export interface Put extends DocKey {
  /** Anything but `null`, which marks a tombstone. */
  readonly body: Json;
  /** Replaces all index entries of the document. Keys are printable ASCII, compared byte by byte. */
  readonly keys?: readonly IndexEntry[];
}

/** `rev: null` expects that the document does not exist. */
export interface Expectation extends DocKey {
  readonly rev: Rev | null;
}

export interface Commit {
  readonly expect: readonly Expectation[];
  readonly puts: readonly Put[];
  /** To delete what is not there changes nothing and leaves no tombstone. */
  readonly deletes: readonly DocKey[];
}

/** The entries of one index from `from` to `to` in byte order; a document comes once for each of its entries there. */
export interface Scan {
  readonly index: string;
  /** Inclusive; the empty string is before every key. */
  readonly from: string;
  /** Exclusive. U+007F is after every character of a key, so `prefix + '\x7f'` ends a scan of a prefix. */
  readonly to: string;
  readonly reverse?: boolean;
  /** 1 to 1,000 documents. */
  readonly limit: number;
  /** `after` of the previous page of the same scan. */
  readonly after?: string;
}

export interface Page {
  readonly docs: readonly StoredDoc[];
  /** `null` when the scan has reached its end. */
  readonly after: string | null;
}

export type Changes =
  | { readonly kind: 'page'; readonly docs: readonly StoredDoc[]; readonly cursor: Cursor; readonly more: boolean }
  | { readonly kind: 'reset'; readonly reason: 'expired' | 'other-store' };

export interface Limits {
  /** UTF-8 bytes of one document's JSON. */
  readonly docBytes: number;
  /** Bytes of one partition name, collection, document id, index name or index key. */
  readonly keyBytes: number;
  /** Puts, deletes and expectations of one commit together. */
  readonly commitOps: number;
  /** UTF-8 bytes of one commit's documents together. */
  readonly commitBytes: number;
}

export interface Capabilities {
  /** What a resolved commit survives. */
  readonly durability: 'none' | 'process-crash' | 'power-loss';
  /** Who may have the same store open at the same time. */
  readonly sharing: 'instance' | 'process' | 'host' | 'network';
  readonly limits: Limits;
}

/**
 * What copkit asks of a database. Everything is a JSON document in a partition;
 * a partition is the unit of atomicity, of ordering and of sharding.
 *
 * The promises, each a chapter of the conformance suite:
 * - P1 a commit is all or nothing.
 * - P2 `expect` is evaluated atomically with the write.
 * - P3 a resolved commit is visible to every other instance at once.
 * - P4 each commit has one new rev, shared by its documents.
 * - P5 the feed gives each document once, at its latest state, tombstones included; nothing is
 *   skipped, no commit is split over two pages, and the cursor is stable while nothing is new.
 * - P6 scans run in byte order and page by key without repeats.
 * - P7 a `ConflictError` carries the current documents.
 * - P8 commits are durable to the declared level.
 * - P9 partitions are isolated.
 * - P10 limits are honest, `close` is idempotent, hints come after visibility.
 */
export interface StorageAdapter {
  readonly name: string;
  readonly capabilities: Capabilities;
  /**
   * Must be awaited before any other call. Opening twice is harmless. The id is made with the store and stays with it.
   * @throws UnavailableError when the store cannot be opened, or is open elsewhere and `sharing` does not allow that.
   */
  open(): Promise<{ readonly storeId: string }>;
  /** The documents in the order of the keys; `null` where there is none. */
  get(partition: string, keys: readonly DocKey[]): Promise<readonly (StoredDoc | null)[]>;
  scan(partition: string, scan: Scan): Promise<Page>;
  /**
   * @throws ConflictError when an expectation does not hold; nothing is written.
   * @throws LimitError when a declared limit is exceeded or a value is not JSON; nothing is written.
   * @throws UnavailableError when the store could not be reached; its `outcome` says what is known.
   */
  commit(partition: string, commit: Commit): Promise<{ readonly rev: Rev }>;
  /**
   * The feed after `since`; from the beginning with `null`. `limit` may be exceeded to keep a commit
   * whole. The cursor of a page without `more` is the head.
   */
  changes(partition: string, since: Cursor | null, limit: number): Promise<Changes>;
  /** The newest cursor of each partition; `null` where nothing was written, or all of it was purged. */
  heads(partitions: readonly string[]): Promise<readonly (Cursor | null)[]>;
  /** Names of partitions in byte order, those after `after`. */
  listPartitions(after: string | null, limit: number): Promise<readonly string[]>;
  /**
   * Forgets tombstones older than the date. Older cursors may then answer `reset: expired`.
   * @throws LimitError when the date is none.
   */
  compact(partition: string, tombstonesBefore: Date): Promise<void>;
  /** Removes a partition with everything in it, feed and keys included. */
  purge(partition: string): Promise<void>;
  /**
   * Ends when every commit that was called before has its answer: it is written, or its error says what is known; a
   * `ClosedError` says that nothing was. Closing twice is harmless. Until it is opened again, every call is a `ClosedError`.
   */
  close(): Promise<void>;
  /** Eventual and only for servers; never used inside a mutation. */
  scanAcross?(scan: Scan): Promise<Page>;
  /** Lossy wake-ups, each sent after its commit became visible. Returns how to stop. */
  onHint?(listener: (partition: string) => void): () => void;
}
