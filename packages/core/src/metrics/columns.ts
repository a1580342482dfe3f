import type { Cursor, StoredDoc } from '@copkit/storage';
import { type Activity, activities, type Verb } from '../activity/records.js';
import type { Derived } from '../store/follower.js';
import { ActColumns, type LoggedAct } from './act-columns.js';
import { type Calendar, UTC } from './calendar.js';

export type { LoggedAct } from './act-columns.js';

/** The log of one community. */
export class CommunityLog {
  /** Changes with every act taken in or taken out. */
  revision = 0;
  #part: LogBefore | null = null;

  /** @param calendar by which its figures are cut. */
  constructor(
    readonly calendar: Calendar = UTC,
    protected readonly columns = new ActColumns(),
  ) {}

  get people() {
    return this.columns.people;
  }

  get units() {
    return this.columns.units;
  }

  get objects() {
    return this.columns.objects;
  }

  /** An act with an id that is known takes its place: an import may log what it logged before. */
  take(act: Activity): void {
    const known = this.columns.rowOf(act.id);
    if (known !== 0) this.#part?.touch(known);
    const row = this.columns.put(act);
    this.#part?.touch(row);
    this.revision++;
  }

  /** An act that is in the log no more, as when its time to be kept is over. */
  remove(id: string): void {
    const row = this.columns.rowOf(id);
    if (row === 0) return;
    this.#part?.touch(row);
    this.columns.delete(row);
    this.revision++;
  }

  /**
   * What of it bears on figures up to a moment: the acts before it, and when what they are about was hidden or shown
   * again later. It is kept up with the log, and its revision stays while people write what is not in it.
   */
  before(end: number): CommunityLog {
    if (this.#part?.end !== end) this.#part = new LogBefore(this.calendar, this.columns, end);
    return this.#part;
  }

  /** When the first act was; `null` before there is one. */
  get firstAt(): number | null {
    const [first] = this.rows();
    return first === undefined ? null : this.columns.atOf(first);
  }

  /**
   * Oldest first; what happened at the same moment in the order of the ids, as in `activity.list`. With verbs only those
   * acts, which is faster by as many as are left out.
   */
  *acts(...verbs: readonly Verb[]): Generator<LoggedAct, void, undefined> {
    const { columns } = this;
    const wanted = new Set(verbs.map((verb) => columns.numberOf(verb)));
    for (const row of this.rows()) {
      if (wanted.size > 0 && !wanted.has(columns.verbOf(row))) continue;
      yield columns.act(row);
    }
  }

  protected rows(): Uint32Array {
    return this.columns.inOrder();
  }
}

class LogBefore extends CommunityLog {
  /** `null` when they have changed. */
  #rows: Uint32Array | null = null;
  /** By object, whether an act before the end is about it. */
  #known = new Uint8Array(0);

  constructor(
    calendar: Calendar,
    columns: ActColumns,
    readonly end: number,
  ) {
    super(calendar, columns);
  }

  /** Called with each row before it changes and after. */
  touch(row: number): void {
    if (this.columns.atOf(row) >= this.end && !this.#tellsOf(row, this.#showing())) return;
    this.#rows = null;
    this.revision++;
  }

  override before(end: number): CommunityLog {
    return end === this.end ? this : super.before(end);
  }

  protected override rows(): Uint32Array {
    this.#rows ??= this.#made();
    return this.#rows;
  }

  #made(): Uint32Array {
    const { columns } = this;
    const all = columns.inOrder();
    let length = all.length;
    while (length > 0 && columns.atOf(all[length - 1] as number) >= this.end) length--;
    this.#known = new Uint8Array(columns.objects.size + 1);
    for (const row of all.subarray(0, length)) this.#known[columns.objectOf(row)] = 1;
    const showing = this.#showing();
    const later = all.subarray(length).filter((row) => this.#tellsOf(row, showing));
    const rows = new Uint32Array(length + later.length);
    rows.set(all.subarray(0, length));
    rows.set(later, length);
    return rows;
  }

  #showing(): readonly number[] {
    return [this.columns.numberOf('hide'), this.columns.numberOf('restore')];
  }

  /** Whether an act after the end hides or shows what was there before. */
  #tellsOf(row: number, showing: readonly number[]): boolean {
    return showing.includes(this.columns.verbOf(row)) && this.#known[this.columns.objectOf(row)] === 1;
  }
}

/** Made of a log once, and again after the next act. */
export function remembered<T>(make: (log: CommunityLog) => T): (log: CommunityLog) => T {
  const kept = new WeakMap<CommunityLog, { readonly revision: number; readonly made: T }>();
  return (log) => {
    const known = kept.get(log);
    if (known?.revision === log.revision) return known.made;
    const made = make(log);
    kept.set(log, { revision: log.revision, made });
    return made;
  };
}

/** The logs of the communities that were asked about. */
export class CommunityLogs implements Derived {
  readonly #logs = new Map<string, { readonly log: CommunityLog; cursor: Cursor | null }>();

  constructor(readonly calendar: Calendar = UTC) {}

  of(partition: string): CommunityLog {
    return this.#of(partition).log;
  }

  cursor(partition: string): Cursor | null {
    return this.#logs.get(partition)?.cursor ?? null;
  }

  apply(partition: string, docs: readonly StoredDoc[], cursor: Cursor): void {
    const kept = this.#of(partition);
    for (const { collection, id, body } of docs) {
      if (collection !== activities.name) continue;
      if (body === null) kept.log.remove(id);
      else kept.log.take(body as unknown as Activity);
    }
    kept.cursor = cursor;
  }

  drop(partition: string): void {
    this.#logs.delete(partition);
  }

  #of(partition: string) {
    const kept = this.#logs.get(partition) ?? { log: new CommunityLog(this.calendar), cursor: null };
    this.#logs.set(partition, kept);
    return kept;
  }
}
