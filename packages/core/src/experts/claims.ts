import {
  type DeclaredSkillsRecord,
  type DisputeRecord,
  declaredSkills,
  disputes,
  type EndorsementRecord,
  endorsements,
} from '../expertise/records.js';
import type { Kept } from './documents.js';
import { indexedWords } from './words.js';

/** What was looked for. */
export interface Sought {
  readonly words: ReadonlySet<string>;
  /** Topic ids, where topics were named. */
  readonly topics: readonly string[];
  /** Whether the organisation has a topic, which is then named by its labels alone, whatever its id was made of. */
  readonly isKnown?: (topicId: string) => boolean;
}

/** What somebody says that they know. Moments in milliseconds since 1970. */
export interface DeclaredSkill {
  readonly topicId: string;
  readonly at: number;
  readonly expiresAt: number;
}

/** What a colleague said, which counts by what they know of it themselves. */
export interface Endorsed {
  readonly topicId: string;
  readonly endorserId: string;
  readonly at: number;
  /** How many the colleague gave in this community. */
  readonly given: number;
  /** They were endorsed back. */
  readonly mutual: boolean;
}

/** What people say of themselves, of each other and of their contributions, in one community. */
export class Claims {
  readonly #declared = new Map<string, DeclaredSkillsRecord>();
  readonly #endorsements = new Map<string, EndorsementRecord>();
  readonly #disputes = new Map<string, DisputeRecord>();
  /** Who declared a topic. */
  readonly #declaredOn = new Sets();
  /** Ids of endorsements by topic, and by who gave them. */
  readonly #endorsedOn = new Sets();
  readonly #endorsedBy = new Sets();
  /** Who endorsed whom for anything that was not turned down, as often as they did. */
  readonly #pairs = new Sets();
  /** How often something was taken back. */
  forgotten = 0;

  takeDeclared(personId: string, record: DeclaredSkillsRecord | null): void {
    for (const { topicId } of this.#declared.get(personId)?.skills ?? []) this.#declaredOn.delete(topicId, personId);
    if (this.#declared.delete(personId)) this.forgotten++;
    if (!record) return;
    this.#declared.set(personId, record);
    for (const { topicId } of record.skills) this.#declaredOn.add(topicId, personId);
  }

  takeEndorsement(id: string, record: EndorsementRecord | null): void {
    const before = this.#endorsements.get(id);
    if (before) {
      this.forgotten++;
      this.#endorsements.delete(id);
      this.#endorsedOn.delete(before.topicId, id);
      this.#endorsedBy.delete(before.endorserId, id);
      this.#pairs.delete(pair(before.endorserId, before.personId), id);
    }
    if (!record) return;
    this.#endorsements.set(id, record);
    this.#endorsedOn.add(record.topicId, id);
    this.#endorsedBy.add(record.endorserId, id);
    if (!record.declined) this.#pairs.add(pair(record.endorserId, record.personId), id);
  }

  takeDispute(id: string, record: DisputeRecord | null): void {
    if (this.#disputes.has(id)) this.forgotten++;
    if (record) this.#disputes.set(id, record);
    else this.#disputes.delete(id);
  }

  get hasDisputes(): boolean {
    return this.#disputes.size > 0;
  }

  disputeOf(id: string): DisputeRecord | null {
    return this.#disputes.get(id) ?? null;
  }

  /** What was declared of what is looked for, and holds now; by person. */
  declaredOn(sought: Sought, now: number): Map<string, DeclaredSkill[]> {
    const found = new Map<string, DeclaredSkill[]>();
    for (const topicId of this.#declaredOn.keys()) {
      if (!isSought(topicId, sought)) continue;
      for (const personId of this.#declaredOn.of(topicId)) {
        for (const skill of this.#declared.get(personId)?.skills ?? []) {
          const expiresAt = Date.parse(skill.expiresAt);
          if (skill.topicId !== topicId || expiresAt <= now) continue;
          const known = { topicId, at: Date.parse(skill.at), expiresAt };
          found.set(personId, [...(found.get(personId) ?? []), known]);
        }
      }
    }
    return found;
  }

  /**
   * What colleagues said of what is looked for; by whom they said it of. What was turned down counts for nothing, but
   * for who said it: to `viewerId` it stands as they said it.
   */
  endorsedOn(sought: Sought, viewerId: string): Map<string, Endorsed[]> {
    const found = new Map<string, Endorsed[]>();
    for (const topicId of this.#endorsedOn.keys()) {
      if (!isSought(topicId, sought)) continue;
      for (const id of this.#endorsedOn.of(topicId)) {
        const { personId, endorserId, at, declined } = this.#endorsements.get(id) as EndorsementRecord;
        if (declined && endorserId !== viewerId) continue;
        const endorsed = {
          topicId,
          endorserId,
          at: Date.parse(at),
          given: this.#endorsedBy.of(endorserId).size,
          mutual: this.#pairs.of(pair(personId, endorserId)).size > 0,
        };
        found.set(personId, [...(found.get(personId) ?? []), endorsed]);
      }
    }
    return found;
  }

  /** Everything that counts. */
  *kept(): Iterable<Kept> {
    for (const [id, body] of this.#declared) yield { collection: declaredSkills.name, id, body };
    for (const [id, body] of this.#endorsements) yield { collection: endorsements.name, id, body };
    for (const [id, body] of this.#disputes) yield { collection: disputes.name, id, body };
  }
}

const pair = (from: string, to: string): string => `${from} ${to}`;

/** A topic that was named, or, of one that is a community's alone, whose label was: its id is made of that. */
export const isSought = (topicId: string, { words, topics, isKnown }: Sought): boolean => {
  if (topics.includes(topicId)) return true;
  if (isKnown?.(topicId)) return false;
  const own = indexedWords(topicId);
  return own.length > 0 && own.every((word) => words.has(word));
};

const EMPTY: ReadonlySet<string> = new Set();

/** Sets by name; one that is empty is gone. */
class Sets {
  readonly #sets = new Map<string, Set<string>>();

  keys(): Iterable<string> {
    return this.#sets.keys();
  }

  of(name: string): ReadonlySet<string> {
    return this.#sets.get(name) ?? EMPTY;
  }

  add(name: string, value: string): void {
    const set = this.#sets.get(name);
    if (set) set.add(value);
    else this.#sets.set(name, new Set([value]));
  }

  delete(name: string, value: string): void {
    const set = this.#sets.get(name);
    if (set?.delete(value) && set.size === 0) this.#sets.delete(name);
  }
}
