import type { StoredDoc } from '@copkit/storage';
import {
  type DeclaredSkillsRecord,
  type DisputeRecord,
  declaredSkills,
  disputeId,
  disputes,
  type EndorsementRecord,
  endorsements,
  topicsAsDisputed,
} from '../expertise/records.js';
import { type MembershipRecord, memberships } from '../membership/records.js';
import { Claims, isSought, type Sought } from './claims.js';
import { type Kept, keptOf, takeDocument } from './documents.js';
import { type EvidenceKind, weight } from './formulas.js';
import { reviewOf } from './of-practices.js';
import { type Found, withoutDenied } from './ranking.js';
import type { Heading } from './source.js';
import { Sources } from './sources.js';
import { Standings } from './standings.js';
import { type Indexed, TextIndex, type Words } from './text-index.js';

/** A contribution that says something about what its author knows. */
export interface EvidenceItem {
  readonly id: string;
  /** The post or practice that shows it. */
  readonly itemId: string;
  readonly kind: EvidenceKind;
  readonly personId: string;
  /** `null` where it stands in no thread. */
  readonly threadId: string | null;
  readonly title: string;
  readonly topics: readonly string[];
  /** Topics that it is not about, as its author says. */
  readonly denied: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** An accepted answer, a proven practice, an adoption that is sustained. */
  readonly accepted: boolean;
  /** Votes for an answer less those against it. */
  readonly votes: number;
}

/** Its text stays indexed while votes and acceptances change. */
interface KnownItem {
  readonly indexed: Indexed<EvidenceItem>;
  readonly heading: Heading;
  readonly words: Words;
}

const NONE: readonly string[] = [];

/**
 * The evidence of one community, kept up from its documents, which may come in any order and again. What they say is
 * kept as it comes; what it comes to is made when somebody asks.
 */
export class CommunityEvidence {
  readonly index = new TextIndex<EvidenceItem>();
  readonly claims = new Claims();
  readonly #items = new Map<string, KnownItem>();
  readonly #standings = new Standings();
  readonly #sources = new Sources(this.index, this.#standings, (id) => this.#stale.add(id));
  /** Ids of items that are to be made again. */
  readonly #stale = new Set<string>();
  #left = 0;

  get size(): number {
    this.#renew();
    return this.#items.size;
  }

  /** Who belongs to the community, and what they wrote in it. */
  get standings(): Pick<Standings, 'participants' | 'askable' | 'inQuestion' | 'latest'> {
    this.#renew();
    return this.#standings;
  }

  take(document: Pick<StoredDoc, 'collection' | 'id' | 'body'>): void {
    const { collection, id, body } = document;
    switch (collection) {
      case memberships.name:
        this.#takeMembership(id, body as MembershipRecord | null);
        break;
      case declaredSkills.name:
        this.claims.takeDeclared(id, body as DeclaredSkillsRecord | null);
        break;
      case endorsements.name:
        this.claims.takeEndorsement(id, body as EndorsementRecord | null);
        break;
      case disputes.name:
        this.#takeDispute(id, body as DisputeRecord | null);
        break;
      default:
        takeDocument(this.#sources, document);
    }
  }

  /** How often something was taken back: what is kept of this elsewhere says more than this does then. */
  get forgotten(): number {
    return this.#sources.forgotten + this.claims.forgotten + this.#left;
  }

  /** Everything that counts, to be taken again by another run. Goes on while more is taken. */
  *kept(): Iterable<Kept> {
    for (const [id, body] of this.#standings.participants) yield { collection: memberships.name, id, body };
    yield* keptOf(this.#sources.known, this.index.words(), this.#standings.ids);
    yield* this.claims.kept();
  }

  /** Items about any of the words, but for those that somebody said are not about one of the topics. */
  search(
    words: ReadonlySet<string>,
    topics: readonly string[] = NONE,
    isKnown: Sought['isKnown'] = () => false,
  ): Found {
    this.#renew();
    const standings = this.#standings;
    const numberOf = (personId: string) => standings.numberOf(personId);
    const found = { ...this.index.search(words), people: standings.ids, numberOf };
    return this.claims.hasDisputes
      ? withoutDenied(found, (topicId) => isSought(topicId, { words, topics, isKnown }))
      : found;
  }

  itemsOf(personId: string): EvidenceItem[] {
    this.#renew();
    return Array.from(this.#standings.of(personId).items, (id) => (this.#items.get(id) as KnownItem).indexed.item);
  }

  countOf(personId: string): number {
    this.#renew();
    return this.#standings.of(personId).items.size;
  }

  #takeMembership(personId: string, record: MembershipRecord | null): void {
    if (!this.#standings.takeMembership(personId, record)) return;
    if (!this.#standings.participants.has(personId)) this.#left++;
    for (const id of this.#standings.of(personId).posts) this.#stale.add(id);
  }

  #takeDispute(id: string, record: DisputeRecord | null): void {
    const disputed = record?.itemId ?? this.claims.disputeOf(id)?.itemId;
    this.claims.takeDispute(id, record);
    if (disputed === undefined) return;
    for (const each of [disputed, reviewOf(disputed), ...this.#sources.adoptionsOf(disputed)]) this.#stale.add(each);
  }

  #renew(): void {
    if (this.#stale.size === 0) return;
    for (const id of this.#stale) this.#refresh(id);
    this.#stale.clear();
  }

  /** Makes the item again that a source comes to, if it comes to one. */
  #refresh(id: string): void {
    const source = this.#sources.of(id);
    if (!source || !this.#standings.participants.has(source.personId)) {
      this.#drop(id);
      return;
    }
    const { heading: written, words, ...rest } = source;
    const dispute = this.claims.disputeOf(disputeId(rest.itemId, rest.personId));
    const topics = topicsAsDisputed(written.topics, dispute);
    if (topics === null) {
      this.#drop(id);
      return;
    }
    const denied = dispute?.topics.map(({ topicId }) => topicId) ?? NONE;
    const heading = dispute ? this.#sources.heading(null, written.title, topics, written.body) : written;
    const item: EvidenceItem = { id, ...rest, title: heading.title, topics, denied };
    const vote = { author: this.#standings.of(item.personId).number, weight: weight(item), at: item.at };
    const before = this.#items.get(id);
    if (before?.heading === heading && before.words === words && before.indexed.item.personId === item.personId) {
      before.indexed.item = item;
      this.index.weigh(before.indexed, vote);
      return;
    }
    this.#drop(id);
    const indexed = this.index.add(item, vote, [
      [heading.words, 2],
      [heading.body, 1],
      [words, 1],
    ]);
    this.#items.set(id, { indexed, heading, words });
    this.#standings.addItem(item.personId, id);
  }

  #drop(id: string): void {
    const known = this.#items.get(id);
    if (!known) return;
    this.index.remove(known.indexed);
    this.#items.delete(id);
    this.#standings.removeItem(known.indexed.item.personId, id);
  }
}
