import type { Activity, Verb } from '../activity/records.js';
import { Dictionary, grown } from './dictionary.js';

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

/** What each act has besides its moment, a number each. */
const FIELDS = ['verb', 'actor', 'unit', 'object', 'inReplyTo', 'whom', 'topics', 'detail'] as const;
const WIDTH = FIELDS.length;
const [VERB, ACTOR, UNIT, OBJECT, IN_REPLY_TO, WHOM, TOPICS, DETAIL] = FIELDS.map((_, at) => at) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
const NO_TOPICS: readonly string[] = [];

/** Acts in columns: numbers side by side, and no object for an act. */
export class ActColumns {
  readonly people = new Dictionary();
  readonly units = new Dictionary();
  readonly objects = new Dictionary();
  /** As JSON: most details are alike, and most lists of topics. */
  readonly #details = new Dictionary();
  readonly #topicLists = new Dictionary();
  /** Also those of extensions, which bring figures of their own. */
  readonly #verbs = new Dictionary();
  /** A row is the number of its act's id. */
  readonly #ids = new Dictionary();
  #at = new Float64Array(1024);
  /** Row by row, in the order of the fields. */
  #fields = new Uint32Array(1024 * WIDTH);
  #order = new Uint32Array(0);
  /** Rows up to here were put into the order. */
  #placed = 0;
  /** Of those the ones that changed since. */
  #misplaced = new Set<number>();
  readonly #parsed = { details: new Map<number, Activity['detail']>(), topics: new Map<number, readonly string[]>() };
  /** The row it has then: that of the act with the same id, if there is one. */
  put(act: Activity): number {
    const row = this.#ids.numberOf(act.id);
    if (row >= this.#at.length) {
      this.#at = grown(this.#at, row + 1, Float64Array);
      this.#fields = grown(this.#fields, this.#at.length * WIDTH, Uint32Array);
    }
    const { people, objects } = this;
    const topics = act.topics.length === 0 ? null : JSON.stringify(act.topics);
    const detail = act.detail === null ? null : JSON.stringify(act.detail);
    const start = row * WIDTH;
    this.#at[row] = Date.parse(act.at);
    this.#fields[start + VERB] = this.#verbs.numberOf(act.verb);
    this.#fields[start + ACTOR] = people.numberOf(act.actor === 'system' ? null : act.actor);
    this.#fields[start + UNIT] = this.units.numberOf(act.unitAtEvent);
    this.#fields[start + OBJECT] = objects.numberOf(act.object);
    this.#fields[start + IN_REPLY_TO] = objects.numberOf(act.inReplyTo);
    this.#fields[start + WHOM] = concerns(act.verb) ? people.numberOf(act.target) : 0;
    this.#fields[start + TOPICS] = this.#topicLists.numberOf(topics);
    this.#fields[start + DETAIL] = this.#details.numberOf(detail);
    if (row <= this.#placed) this.#misplaced.add(row);
    return row;
  }

  /** The row of an act, 0 where there is none. */
  rowOf(id: string): number {
    const row = this.#ids.find(id);
    return row === 0 || this.#field(row, VERB) === 0 ? 0 : row;
  }

  delete(row: number): void {
    this.#fields.fill(0, row * WIDTH, (row + 1) * WIDTH);
    if (row <= this.#placed) this.#misplaced.add(row);
  }

  atOf(row: number): number {
    return this.#at[row] as number;
  }

  objectOf(row: number): number {
    return this.#field(row, OBJECT);
  }

  /** The number that stands for a verb, 0 where no act has it. */
  numberOf(verb: Verb): number {
    return this.#verbs.find(verb);
  }

  verbOf(row: number): number {
    return this.#field(row, VERB);
  }

  act(row: number): LoggedAct {
    return {
      at: this.#at[row] as number,
      verb: this.#verbNamed(this.#field(row, VERB)),
      actor: this.#field(row, ACTOR),
      unit: this.#field(row, UNIT),
      object: this.#field(row, OBJECT),
      inReplyTo: this.#field(row, IN_REPLY_TO),
      whom: this.#field(row, WHOM),
      topics: this.#topicsOf(this.#field(row, TOPICS)),
      detail: this.#detailOf(this.#field(row, DETAIL)),
    };
  }

  readonly #verbNames: Verb[] = [];

  #verbNamed(number: number): Verb {
    this.#verbNames[number] ??= this.#verbs.stringOf(number) as Verb;
    return this.#verbNames[number];
  }

  #topicsOf(number: number): readonly string[] {
    if (number === 0) return NO_TOPICS;
    const known = this.#parsed.topics.get(number);
    if (known) return known;
    const topics: readonly string[] = JSON.parse(this.#topicLists.stringOf(number));
    this.#parsed.topics.set(number, topics);
    return topics;
  }

  #detailOf(number: number): Activity['detail'] {
    if (number === 0) return null;
    const known = this.#parsed.details.get(number);
    if (known) return known;
    const detail: Activity['detail'] = JSON.parse(this.#details.stringOf(number));
    this.#parsed.details.set(number, detail);
    return detail;
  }

  #field(row: number, field: number): number {
    return this.#fields[row * WIDTH + field] as number;
  }

  /**
   * The rows, the oldest act first; at the same moment in the order of the ids. What is new is put into its order and
   * then among the rest, as little of it is there after the first time.
   */
  inOrder(): Uint32Array {
    const misplaced = this.#misplaced;
    const latest = this.#ids.size;
    if (misplaced.size === 0 && latest === this.#placed) return this.#order;
    const at = this.#at;
    const before = (one: number, other: number) =>
      (at[one] as number) - (at[other] as number) || this.#ids.compare(one, other);
    const fresh = Uint32Array.from({ length: latest - this.#placed }, (_, place) => this.#placed + 1 + place);
    const added = (misplaced.size === 0 ? fresh : Uint32Array.from([...misplaced, ...fresh])).filter(
      (row) => this.#field(row, VERB) !== 0,
    );
    if (added.some((row, place) => place > 0 && before(added[place - 1] as number, row) > 0)) added.sort(before);
    const kept = this.#order.filter((row) => !misplaced.has(row));
    const order = new Uint32Array(kept.length + added.length);
    for (let place = 0, one = 0, other = 0; place < order.length; place++) {
      const takesKept =
        other === added.length || (one < kept.length && before(kept[one] as number, added[other] as number) < 0);
      order[place] = (takesKept ? kept[one++] : added[other++]) as number;
    }
    this.#order = order;
    this.#placed = latest;
    this.#misplaced = new Set();
    return order;
  }
}
