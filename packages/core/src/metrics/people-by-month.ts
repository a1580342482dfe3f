import type { Calendar } from './calendar.js';
import type { Evidence } from './metric.js';
import { K } from './publication.js';
import type { Months } from './windows.js';

const NOBODY = new Uint32Array(0);

/** Who stands behind records: of each month the people of each part, once. All that is kept of the records. */
export class PeopleByMonth {
  readonly #months: ReadonlyMap<number, readonly Uint32Array[]>;
  readonly #parts: number;

  constructor(evidence: Iterable<Evidence>, calendar: Calendar) {
    const months = new Map<number, Set<number>[]>();
    for (const { at, parts } of evidence) {
      const month = calendar.monthOf(at);
      const own = months.get(month) ?? [];
      months.set(month, own);
      for (let part = 0; part < parts.length; part++) {
        own[part] ??= new Set();
        for (const person of parts[part] ?? []) own[part]?.add(person);
      }
    }
    this.#months = new Map(
      [...months].map(([month, parts]) => [month, Array.from(parts, (people) => Uint32Array.from(people ?? []))]),
    );
    this.#parts = [...this.#months.values()].reduce((most, { length }) => Math.max(most, length), 0);
  }

  /** Whether in each part of some months together there is nobody or there are enough. */
  isTellable(months: readonly Months[]): boolean {
    for (let part = 0; part < this.#parts; part++) {
      const { size } = this.#someIn(months, part);
      if (size > 0 && size < K) return false;
    }
    return true;
  }

  /** Distinct people in any part. */
  countIn(months: Months): number {
    const people = new Set<number>();
    for (let month = months.from; month < months.to; month++)
      for (const part of this.#months.get(month) ?? []) for (const person of part) people.add(person);
    return people.size;
  }

  /** No more than are enough: whether they are does not depend on the others. */
  #someIn(months: readonly Months[], part: number): ReadonlySet<number> {
    const people = new Set<number>();
    for (const { from, to } of months)
      for (let month = from; month < to; month++)
        for (const person of this.#months.get(month)?.[part] ?? NOBODY) if (people.add(person).size >= K) return people;
    return people;
  }
}
