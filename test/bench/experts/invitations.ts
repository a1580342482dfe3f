import { recency, routeScore } from '../../../packages/core/src/experts/formulas.js';
import type { ranked } from '../../../packages/core/src/experts/routing.js';

export const PER_QUESTION = 3;
const BUSIEST = 5;

type Asked = ReturnType<typeof ranked>['candidates'][number];

/** Whom the questions of a history would have been put to, and how evenly that falls on people. */
export class Invitations {
  readonly #moments = new Map<string, number[]>();
  #questions = 0;
  #reached = 0;

  /** `loadCounts`: whether who was asked lately is asked less. */
  constructor(readonly loadCounts: boolean) {}

  ask(candidates: readonly Asked[], wanted: string, now: number): void {
    const scored = candidates.map(({ personId, known, activity }) => {
      const load = this.loadCounts ? recency(this.#moments.get(personId) ?? [], now) : 0;
      return { personId, score: routeScore(known, activity, load) };
    });
    const invited = scored.sort((a, b) => b.score - a.score).slice(0, PER_QUESTION);
    for (const { personId } of invited) this.#moments.set(personId, [...(this.#moments.get(personId) ?? []), now]);
    this.#questions++;
    if (invited.some(({ personId }) => personId === wanted)) this.#reached++;
  }

  /** Share of the questions whose accepted answer came from somebody invited. */
  get reach(): number {
    return this.#reached / this.#questions;
  }

  /** Share of all invitations that the five most invited people got. */
  get busiestShare(): number {
    const counts = Array.from(this.#moments.values(), ({ length }) => length).sort((a, b) => b - a);
    const sum = (some: readonly number[]) => some.reduce((total, count) => total + count, 0);
    return sum(counts.slice(0, BUSIEST)) / sum(counts);
  }
}
