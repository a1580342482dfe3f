import type { StoredDoc } from '@copkit/storage';
import { type AdopterRecord, type AdoptionRecord, adoptionIdOf } from '../adoptions/records.js';
import { sustainableFrom } from '../adoptions/states.js';
import { ENOUGH, independent } from '../practices/evidence.js';
import type { PracticeRecord, VersionRecord } from '../practices/records.js';
import { isPublished } from '../practices/standing.js';
import type { Finding } from './api.js';

type Found = Pick<Finding, 'document' | 'what'>;
/** Of a practice everything but its text. */
type Practice = Omit<PracticeRecord, 'title' | 'context' | 'problem' | 'steps'>;
type Adoption = Omit<AdoptionRecord, 'benefit' | 'abandonReason'>;

/** What the practices and adoptions of one community say about each other. */
export class PracticeCheck {
  readonly #practices = new Map<string, Practice>();
  readonly #versions = new Map<string, number[]>();
  readonly #adoptions = new Map<string, Adoption>();
  readonly #adopters = new Map<string, AdopterRecord>();

  take({ collection, id, body }: StoredDoc): void {
    const is = <T>() => body as unknown as T;
    if (collection === 'practices') {
      const { title: _title, context: _context, problem: _problem, steps: _steps, ...rest } = is<PracticeRecord>();
      this.#practices.set(id, rest);
    } else if (collection === 'practiceVersions') {
      const { practiceId, version } = is<VersionRecord>();
      this.#versions.set(practiceId, [...(this.#versions.get(practiceId) ?? []), version]);
    } else if (collection === 'adoptions') {
      const { benefit: _benefit, abandonReason: _reason, ...rest } = is<AdoptionRecord>();
      this.#adoptions.set(id, rest);
    } else if (collection === 'adopters') {
      this.#adopters.set(id, is<AdopterRecord>());
    }
  }

  /** `threadOf`: the thread that a reply is in. */
  *findings(threadOf: (replyId: string) => string | undefined): Generator<Found> {
    for (const id of this.#versions.keys()) {
      if (!this.#practices.has(id)) yield { document: `practices/${id}`, what: 'has versions but is not there' };
    }
    for (const id of this.#adopters.keys()) {
      if (!this.#adoptions.has(id)) yield { document: `adopters/${id}`, what: 'speaks for no adoption' };
    }
    const byPractice = new Map<string, Adoption[]>();
    for (const [id, adoption] of this.#adoptions) {
      for (const what of this.#adoptionFaults(adoption)) yield { document: `adoptions/${id}`, what };
      byPractice.set(adoption.practiceId, [...(byPractice.get(adoption.practiceId) ?? []), adoption]);
    }
    for (const [id, practice] of this.#practices) {
      const of = byPractice.get(id) ?? [];
      for (const what of this.#practiceFaults(practice, of)) yield { document: `practices/${id}`, what };
      const { source } = practice;
      if (source && threadOf(source.replyId) !== source.threadId) {
        yield { document: `practices/${id}`, what: `was made of ${source.replyId}, which is not there` };
      }
    }
  }

  *#adoptionFaults(adoption: Adoption): Generator<string> {
    const { id, practiceId, unit, version, state, forkId, adoptedAt, sustainedAt } = adoption;
    const practice = this.#practices.get(practiceId);
    if (id !== adoptionIdOf(practiceId, unit)) yield 'has the id of another practice or unit';
    if (!this.#adopters.has(id)) yield 'has nobody who speaks for its unit';
    if (!practice || practice.state === 'draft') yield `is of ${practiceId}, which is not there or a draft`;
    if (practice && practice.unit === unit) yield 'is by the unit the practice comes from';
    if (practice && version > practice.version) yield `is of version ${version}, which is not there`;
    const fork = forkId === null ? null : this.#practices.get(forkId);
    if (forkId !== null && fork?.forkOf?.practiceId !== practiceId) yield `works by ${forkId}, which is no fork of it`;
    if ((state === 'adopted' || state === 'sustained') && adoptedAt === null) yield `is ${state} but was never adopted`;
    if (state === 'sustained' && sustainedAt === null) yield 'is sustained since no moment';
    if (sustainedAt !== null && sustainedAt < sustainableFrom(adoptedAt ?? sustainedAt))
      yield 'was sustained too early';
  }

  *#practiceFaults(practice: Practice, adoptions: readonly Adoption[]): Generator<string> {
    const { state, version, forkOf, supersededBy, publishedAt, reviewBy } = practice;
    const versions = (this.#versions.get(practice.id) ?? []).sort((a, b) => a - b).join();
    const expected = state === 'draft' ? '' : Array.from({ length: version }, (_, at) => at + 1).join();
    if (versions !== expected) yield `has versions ${versions || 'none'} instead of ${expected || 'none'}`;
    const original = forkOf && this.#practices.get(forkOf.practiceId);
    if (forkOf && (!original || original.version < forkOf.version)) {
      yield `is a fork of ${forkOf.practiceId} in version ${forkOf.version}, which is not there`;
    }
    if ((state === 'superseded') !== (supersededBy !== null) || (supersededBy && !this.#practices.has(supersededBy))) {
      yield `is ${state}, superseded by ${supersededBy}`;
    }
    if (isPublished({ state }) && (publishedAt === null || reviewBy === null)) {
      yield `is ${state} without a day of publication and one of review`;
    }
    const live = adoptions.filter((adoption) => adoption.state !== 'abandoned');
    const sustained = live.filter((adoption) => adoption.state === 'sustained');
    if (idsOf(live) !== [...practice.live].sort().join()) yield 'names other adoptions than there are';
    if (idsOf(sustained) !== [...practice.sustained].sort().join())
      yield 'names other sustained adoptions than there are';
    for (const [told, count] of Object.entries(practice.adoptions)) {
      const counted = live.filter((adoption) => adoption.state === told).length;
      if (counted !== count) yield `counts ${count} adoptions that are ${told} instead of ${counted}`;
    }
    const proofs = independent(
      sustained.map(({ id }) => this.#adopters.get(id) ?? null),
      practice.authorId,
    );
    if ((state === 'proven' && proofs < ENOUGH) || (state === 'good' && proofs >= ENOUGH)) {
      yield `is ${state} with ${proofs} independent sustained adoptions`;
    }
  }
}

const idsOf = (adoptions: readonly Adoption[]): string =>
  adoptions
    .map(({ id }) => id)
    .sort()
    .join();
