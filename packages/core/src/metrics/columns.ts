import type { Cursor, StoredDoc } from '@copkit/storage';
import { type Activity, activities, type Verb } from '../activity/records.js';
import type { Derived } from '../store/follower.js';
import { type Calendar, UTC } from './calendar.js';

/** Strings as small numbers; 0 stands for none. */
export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly #strings: string[] = [''];

  numberOf(text: string | null): number {
    if (text === null) return 0;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#strings.length);
    return this.#strings.push(text) - 1;
  }

  stringOf(number: number): string {
    return this.#strings[number] ?? '';
  }
}

/** Numbers by row, eight bytes each. */
class Column {
  #values = new Float64Array(1024);

  set(row: number, value: number): void {
    if (row >= this.#values.length) {
      const grown = new Float64Array(Math.max(row + 1, this.#values.length * 2));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[row] = value;
  }

  at(row: number): number {
    return this.#values[row] ?? 0;
  }
}

/** An act as metrics see it: ids are numbers of the log's dictionaries, 0 where there is none. */
export interface LoggedAct {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly verb: Verb;
  /** 0 also for the system. */
  readonly actor: number;
  readonly unit: number;
  readonly object: number;
  readonly inReplyTo: number;
  /** Whom it concerns: who joined, left or was removed, who wrote what was published, who was asked, whom an act of an extension is addressed to; 0 for other acts. */
  readonly whom: number;
  /** Ids, as they were then. */
  readonly topics: readonly string[];
  readonly detail: Activity['detail'];
}

const CONCERNING: ReadonlySet<Verb> = new Set<Verb>(['join', 'leave', 'remove', 'publish', 'route']);
/** Whom an act of an extension is addressed to concerns it as well. */
const concerns = (verb: Verb): boolean => CONCERNING.has(verb) || verb.includes('.');

/** The log of one community in columns. */
export class CommunityLog {
  readonly people = new Dictionary();
  readonly units = new Dictionary();
  readonly objects = new Dictionary();
  /** As JSON: most details are alike, and most lists of topics. */
  readonly #details = new Dictionary();
  readonly #topicLists = new Dictionary();
  /** Also those of extensions, which bring figures of their own. */
  readonly #verbs = new Dictionary();
  readonly #rows = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #at = new Column();
  readonly #verb = new Column();
  readonly #actor = new Column();
  readonly #unit = new Column();
  readonly #object = new Column();
  readonly #inReplyTo = new Column();
  readonly #whom = new Column();
  readonly #topics = new Column();
  readonly #detail = new Column();
  #order: Uint32Array | null = null;
  /** Changes with every act taken in. */
  revision = 0;

  /** @param calendar by which its figures are cut. */
  constructor(readonly calendar: Calendar = UTC) {}

  /** An act with an id that is known takes its place: an import may log what it logged before. */
  take(act: Activity): void {
    const row = this.#rows.get(act.id) ?? this.#ids.push(act.id) - 1;
    this.#rows.set(act.id, row);
    this.#at.set(row, Date.parse(act.at));
    this.#verb.set(row, this.#verbs.numberOf(act.verb));
    this.#actor.set(row, this.people.numberOf(act.actor === 'system' ? null : act.actor));
    this.#unit.set(row, this.units.numberOf(act.unitAtEvent));
    this.#object.set(row, this.objects.numberOf(act.object));
    this.#inReplyTo.set(row, this.objects.numberOf(act.inReplyTo));
    this.#whom.set(row, concerns(act.verb) ? this.people.numberOf(act.target) : 0);
    this.#topics.set(row, this.#topicLists.numberOf(act.topics.length === 0 ? null : JSON.stringify(act.topics)));
    this.#detail.set(row, this.#details.numberOf(act.detail === null ? null : JSON.stringify(act.detail)));
    this.#order = null;
    this.revision++;
  }

  /** When the first act was; `null` before there is one. */
  get firstAt(): number | null {
    const [first] = this.#inOrder();
    return first === undefined ? null : this.#at.at(first);
  }

  /** Oldest first; what happened at the same moment in the order of the ids, as in `activity.list`. */
  *acts(): Generator<LoggedAct, void, undefined> {
    const details = new Map<number, Activity['detail']>([[0, null]]);
    const topicLists = new Map<number, readonly string[]>([[0, []]]);
    for (const row of this.#inOrder()) {
      const detail = this.#detail.at(row);
      if (!details.has(detail)) details.set(detail, JSON.parse(this.#details.stringOf(detail)));
      const topics = this.#topics.at(row);
      if (!topicLists.has(topics)) topicLists.set(topics, JSON.parse(this.#topicLists.stringOf(topics)));
      yield {
        at: this.#at.at(row),
        verb: this.#verbs.stringOf(this.#verb.at(row)) as Verb,
        actor: this.#actor.at(row),
        unit: this.#unit.at(row),
        object: this.#object.at(row),
        inReplyTo: this.#inReplyTo.at(row),
        whom: this.#whom.at(row),
        topics: topicLists.get(topics) ?? [],
        detail: details.get(detail) ?? null,
      };
    }
  }

  #inOrder(): Uint32Array {
    const ids = this.#ids;
    this.#order ??= Uint32Array.from(ids, (_, row) => row).sort(
      (a, b) => this.#at.at(a) - this.#at.at(b) || ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1),
    );
    return this.#order;
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
    for (const { collection, body } of docs) {
      if (collection === activities.name && body !== null) kept.log.take(body as unknown as Activity);
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
