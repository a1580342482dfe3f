import type { DeclaredSkillsRecord, DisputeRecord, EndorsementRecord } from '../expertise/records.js';
import { indexedWords } from './words.js';

/** What was looked for. */
export interface Sought {
  readonly words: ReadonlySet<string>;
  /** Topic ids, where topics were named. */
  readonly topics: readonly string[];
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
  /** Ids of endorsements, by who is endorsed and by who endorses; none that was turned down. */
  readonly #of = new Map<string, Set<string>>();
  readonly #by = new Map<string, Set<string>>();
  readonly #disputes = new Map<string, DisputeRecord>();
  readonly #wordsOf = new Map<string, readonly string[]>();

  takeDeclared(personId: string, record: DeclaredSkillsRecord | null): void {
    if (record) this.#declared.set(personId, record);
    else this.#declared.delete(personId);
  }

  takeEndorsement(id: string, record: EndorsementRecord | null): void {
    const before = this.#endorsements.get(id);
    if (before) {
      this.#endorsements.delete(id);
      this.#of.get(before.personId)?.delete(id);
      this.#by.get(before.endorserId)?.delete(id);
    }
    if (!record || record.declined) return;
    this.#endorsements.set(id, record);
    among(this.#of, record.personId).add(id);
    among(this.#by, record.endorserId).add(id);
  }

  takeDispute(id: string, record: DisputeRecord | null): void {
    if (record) this.#disputes.set(id, record);
    else this.#disputes.delete(id);
  }

  get hasDisputes(): boolean {
    return this.#disputes.size > 0;
  }

  disputeOf(id: string): DisputeRecord | null {
    return this.#disputes.get(id) ?? null;
  }

  /** Who declared or was endorsed for something, whatever it is. */
  *people(): Iterable<string> {
    yield* this.#declared.keys();
    for (const [personId, { size }] of this.#of) if (size > 0 && !this.#declared.has(personId)) yield personId;
  }

  /** What somebody declared of what is looked for, and what holds now. */
  declaredBy(personId: string, sought: Sought, now: number): DeclaredSkill[] {
    return (this.#declared.get(personId)?.skills ?? [])
      .map(({ topicId, at, expiresAt }) => ({ topicId, at: Date.parse(at), expiresAt: Date.parse(expiresAt) }))
      .filter(({ topicId, expiresAt }) => expiresAt > now && this.#isSought(topicId, sought));
  }

  /** What others said of somebody, of what is looked for. */
  endorsementsOf(personId: string, sought: Sought): Endorsed[] {
    return Array.from(this.#of.get(personId) ?? [], (id) => this.#endorsements.get(id) as EndorsementRecord)
      .filter(({ topicId }) => this.#isSought(topicId, sought))
      .map(({ topicId, endorserId, at }) => ({
        topicId,
        endorserId,
        at: Date.parse(at),
        given: this.#by.get(endorserId)?.size ?? 0,
        mutual: Array.from(this.#by.get(personId) ?? []).some(
          (id) => this.#endorsements.get(id)?.personId === endorserId,
        ),
      }));
  }

  /** A topic that was named, or all words of which were. */
  #isSought(topicId: string, { words, topics }: Sought): boolean {
    if (topics.includes(topicId)) return true;
    let own = this.#wordsOf.get(topicId);
    if (!own) {
      own = indexedWords(topicId);
      this.#wordsOf.set(topicId, own);
    }
    return own.length > 0 && own.every((word) => words.has(word));
  }

  /** For what is kept of an index between runs. */
  records() {
    return {
      declared: [...this.#declared],
      endorsements: [...this.#endorsements],
      disputes: [...this.#disputes],
    };
  }
}

function among(sets: Map<string, Set<string>>, key: string): Set<string> {
  let set = sets.get(key);
  if (!set) {
    set = new Set();
    sets.set(key, set);
  }
  return set;
}
