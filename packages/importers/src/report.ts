/** What one import call did: the thing is new, changed, or was there just so. */
export type Outcome = 'created' | 'updated' | 'unchanged';

export type ImportedKind =
  | 'people'
  | 'namelessAuthors'
  | 'members'
  | 'questions'
  | 'answers'
  | 'comments'
  | 'acceptedAnswers'
  | 'closedQuestions'
  | 'votes';

export interface OutcomeCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/**
 * A place in the input that could not be used. Lines count from 1, and so do columns of a text; a column of a table has its
 * name. `null` where the whole file or line is meant.
 */
export interface ImportFault {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | string | null;
  readonly message: string;
}

export interface ImportReport {
  readonly communityId: string;
  /** What names the origin in every imported id, such as `stackexchange:cardano`. */
  readonly source: string;
  /** `votes` counts single votes, all others things. */
  readonly imported: Readonly<Record<ImportedKind, OutcomeCounts>>;
  /** Rows of a table, or values of one of its columns (`Posts.Tags`), that did not come along. */
  readonly skipped: readonly { readonly table: string; readonly reason: string; readonly count: number }[];
  /** What came along, but not as it stood. */
  readonly altered: readonly { readonly what: string; readonly count: number }[];
  /** Missing tables and broken XML. What stood before the fault was imported, the other tables as well. */
  readonly faults: readonly ImportFault[];
  /** Tables that were not looked at, as nothing in copkit corresponds to them. */
  readonly unread: readonly string[];
}

const KINDS: readonly ImportedKind[] = [
  'people',
  'namelessAuthors',
  'members',
  'questions',
  'answers',
  'comments',
  'acceptedAnswers',
  'closedQuestions',
  'votes',
];

/** Counts while an import runs. */
export class Tally {
  readonly #imported = new Map(KINDS.map((kind) => [kind, { created: 0, updated: 0, unchanged: 0 }]));
  readonly #skipped = new Map<string, { table: string; reason: string; count: number }>();
  readonly #altered = new Map<string, number>();
  readonly #faults = new Map<string, ImportFault>();

  imported(kind: ImportedKind, outcome: Outcome, count = 1): void {
    const counts = this.#imported.get(kind);
    if (counts) counts[outcome] += count;
  }

  skipped(table: string, reason: string, count = 1): void {
    if (count === 0) return;
    const key = `${table}\n${reason}`;
    const entry = this.#skipped.get(key) ?? { table, reason, count: 0 };
    entry.count += count;
    this.#skipped.set(key, entry);
  }

  altered(what: string): void {
    this.#altered.set(what, (this.#altered.get(what) ?? 0) + 1);
  }

  /** A table is read more than once; the same fault counts once. */
  fault(fault: ImportFault): void {
    this.#faults.set(`${fault.file}:${fault.line}:${fault.column}`, fault);
  }

  report(communityId: string, source: string, unread: readonly string[]): ImportReport {
    return {
      communityId,
      source,
      imported: Object.fromEntries(this.#imported) as Record<ImportedKind, OutcomeCounts>,
      skipped: [...this.#skipped.values()].sort((a, b) => a.table.localeCompare(b.table) || b.count - a.count),
      altered: [...this.#altered].map(([what, count]) => ({ what, count })),
      faults: [...this.#faults.values()],
      unread,
    };
  }
}
