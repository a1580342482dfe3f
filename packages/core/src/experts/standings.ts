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

  /** Active and dormant members, who alone have evidence here. By person. */
  get participants(): ReadonlyMap<string, MembershipRecord> {
    return this.#participants;
  }

  /** Those of them who have evidence or were named. By person. */
  get askable(): ReadonlyMap<string, Readonly<Standing>> {
    return this.#askable;
  }

  /** Ids of people by their numbers. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  of(personId: string): Standing {
    let person = this.#people.get(personId);
    if (!person) {
      const number = this.#ids.push(personId) - 1;
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
    this.of(personId).named = roles.includes('expert') || roles.includes('steward');
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
    this.of(personId)[what].add(at);
  }

  /** Takes back a `wrote` that said the same. */
  didNotWrite(personId: string, what: 'answers' | 'others', at: number): void {
    this.of(personId)[what].remove(at);
  }

  #refresh(personId: string): void {
    const person = this.of(personId);
    if (person.items.size > 0 || person.named) this.#askable.set(personId, person);
    else this.#askable.delete(personId);
  }
}
