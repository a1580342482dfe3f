import type { MembershipRecord } from '../membership/records.js';
import { isParticipant } from '../operations/policy.js';
import { Moments } from './moments.js';

export interface Standing {
  /** Their number in this community. */
  readonly number: number;
  /** The community named them as one of its experts or stewards. */
  named: boolean;
  /** What may be evidence: answers and practices, and what is made of practices. */
  readonly posts: Set<string>;
  /** What is: they belong to the community. */
  readonly items: Set<string>;
  /** When they answered, and when they wrote something else. */
  readonly answers: Moments;
  readonly others: Moments;
}

/** Who is who in one community. */
export class Standings {
  readonly #people = new Map<string, Standing>();
  readonly #ids: string[] = [];
  readonly #participants = new Map<string, MembershipRecord>();
  readonly #askable = new Map<string, Standing>();
  readonly #named = new Set<string>();
  /** When each wrote last, by their numbers: so that few of thousands are looked at. */
  readonly #lastAt: number[] = [];
  #latest: MembershipRecord[] | null = null;

  /** Active and dormant members, who alone have evidence here. By person. */
  get participants(): ReadonlyMap<string, MembershipRecord> {
    return this.#participants;
  }

  /** Those of them who have evidence or were named. By person. */
  get askable(): ReadonlyMap<string, Readonly<Standing>> {
    return this.#askable;
  }

  /** Those of the askable who wrote something since then, whom the community named, or who are among `others`. */
  *inQuestion(since: number, others: Iterable<string>): Iterable<readonly [personId: string, standing: Standing]> {
    const given = new Set<string>();
    for (const personId of [...others, ...this.#named]) {
      const standing = this.#askable.get(personId);
      if (!standing || given.has(personId)) continue;
      given.add(personId);
      yield [personId, standing];
    }
    for (let number = 0; number < this.#lastAt.length; number++) {
      if ((this.#lastAt[number] as number) < since) continue;
      const personId = this.#ids[number] as string;
      const standing = this.#askable.get(personId);
      if (standing && !given.has(personId)) yield [personId, standing];
    }
  }

  /** Participants, who joined last first. */
  get latest(): readonly MembershipRecord[] {
    const joined = ({ joinedAt }: MembershipRecord) => joinedAt ?? '';
    this.#latest ??= [...this.#participants.values()].sort((a, b) =>
      joined(a) === joined(b) ? 0 : joined(a) < joined(b) ? 1 : -1,
    );
    return this.#latest;
  }

  /** Ids of people by their numbers. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  /** `null` of who was never heard of. */
  numberOf(personId: string): number | null {
    return this.#people.get(personId)?.number ?? null;
  }

  of(personId: string): Standing {
    let person = this.#people.get(personId);
    if (!person) {
      const number = this.#ids.push(personId) - 1;
      this.#lastAt.push(Number.NEGATIVE_INFINITY);
      person = {
        number,
        named: false,
        posts: new Set(),
        items: new Set(),
        answers: new Moments(),
        others: new Moments(),
      };
      this.#people.set(personId, person);
    }
    return person;
  }

  /** Whether it made somebody a participant, or made them one no longer. */
  takeMembership(personId: string, record: MembershipRecord | null): boolean {
    const was = this.#participants.has(personId);
    if (record && isParticipant(record)) this.#participants.set(personId, record);
    else this.#participants.delete(personId);
    const roles = this.#participants.get(personId)?.roles ?? [];
    const named = roles.includes('expert') || roles.includes('steward');
    this.of(personId).named = named;
    if (named) this.#named.add(personId);
    else this.#named.delete(personId);
    this.#latest = null;
    this.#refresh(personId);
    return was !== this.#participants.has(personId);
  }

  addItem(personId: string, id: string): void {
    this.of(personId).items.add(id);
    this.#refresh(personId);
  }

  removeItem(personId: string, id: string): void {
    this.of(personId).items.delete(id);
    this.#refresh(personId);
  }

  wrote(personId: string, what: 'answers' | 'others', at: number): void {
    const person = this.of(personId);
    person[what].add(at);
    this.#lastAt[person.number] = Math.max(this.#lastAt[person.number] as number, at);
  }

  /** Takes back a `wrote` that said the same. */
  didNotWrite(personId: string, what: 'answers' | 'others', at: number): void {
    const person = this.of(personId);
    person[what].remove(at);
    this.#lastAt[person.number] = Math.max(person.answers.last, person.others.last);
  }

  #refresh(personId: string): void {
    const person = this.of(personId);
    if (person.items.size > 0 || person.named) this.#askable.set(personId, person);
    else this.#askable.delete(personId);
  }
}
