import type { EvidenceItem } from './evidence.js';
import { evidence } from './formulas.js';
import type { Hits } from './text-index.js';

/** One item's share of a score. */
export interface Contribution {
  readonly item: EvidenceItem;
  readonly points: number;
}

/** What was found in a community. `people`: by their numbers, more of them as time goes on. */
export interface Found extends Hits<EvidenceItem> {
  readonly people: readonly string[];
  numberOf(personId: string): number | null;
}

/** What was found, as it is measured. */
interface Measured {
  readonly found: Found;
  readonly best: number;
  readonly now: number;
}

/** What was found at one place of its lists is worth so much. */
function pointsAt(from: Measured, at: number): number {
  const {
    found: { places, scores, votes },
    best,
    now,
  } = from;
  const place = places[at] as number;
  const similarity = (scores[at] as number) / best;
  return evidence(similarity, votes.weights[place] as number, votes.moments[place] as number, now);
}

/** What was found in one community, added up. Columns of numbers: of thousands of people few are ever looked at. */
class Sums {
  /** E by the numbers of the people; 0 where there is nothing. */
  readonly points: Float64Array;
  /** Who has any. */
  readonly known: Uint32Array;

  constructor(readonly from: Measured) {
    const { places, votes, people } = from.found;
    this.points = new Float64Array(people.length);
    const known = new Uint32Array(Math.min(places.length, people.length));
    let count = 0;
    for (let at = 0; at < places.length; at++) {
      const author = votes.authors[places[at] as number] as number;
      const sum = this.points[author] as number;
      if (sum === 0) known[count++] = author;
      this.points[author] = sum + pointsAt(from, at);
    }
    this.known = known.subarray(0, count);
  }

  of(personId: string): number {
    const number = this.from.found.numberOf(personId);
    // Who came later than it was found has a number beyond.
    return number === null ? 0 : (this.points[number] ?? 0);
  }
}

/** E of everybody with evidence, in one community or several. */
export class Expertise {
  readonly #communities: readonly Sums[];

  /** `best`: the BM25 that the others are measured by. */
  constructor(found: readonly Found[], best: number, now: number) {
    this.#communities = found.map((one) => new Sums({ found: one, best, now }));
  }

  has(personId: string): boolean {
    return this.#communities.some((sums) => sums.of(personId) > 0);
  }

  /** The sum of the points of all contributions; 0 without any. */
  of(personId: string): number {
    return this.#communities.reduce((score, sums) => score + sums.of(personId), 0);
  }

  /** Everybody once, in no particular order. */
  each(take: (personId: string, score: number) => void): void {
    for (const [at, { known, points, from }] of this.#communities.entries()) {
      const before = this.#communities.slice(0, at);
      const after = this.#communities.slice(at + 1);
      for (const number of known) {
        const personId = from.found.people[number] as string;
        if (before.some((sums) => sums.of(personId) > 0)) continue;
        take(
          personId,
          after.reduce((score, sums) => score + sums.of(personId), points[number] as number),
        );
      }
    }
  }

  personIds(): string[] {
    const all: string[] = [];
    this.each((personId) => all.push(personId));
    return all;
  }

  /** For the few people who are looked at. */
  contributionsOf(personId: string): Contribution[] {
    return this.#communities.flatMap(({ from }) => {
      const { places, votes, itemAt, numberOf } = from.found;
      const author = numberOf(personId);
      const own: Contribution[] = [];
      for (let at = 0; at < places.length; at++) {
        const place = places[at] as number;
        if (votes.authors[place] !== author) continue;
        const item = itemAt(place);
        if (item) own.push({ item, points: pointsAt(from, at) });
      }
      return own;
    });
  }
}

export const sumOf = (contributions: readonly Contribution[]): number =>
  contributions.reduce((sum, { points }) => sum + points, 0);

export const strongestFirst = (a: Contribution, b: Contribution): number =>
  b.points - a.points || b.item.at - a.item.at || (a.item.id < b.item.id ? -1 : 1);

/** The BM25 of the best item, which the others are measured by. */
export function highest(...found: readonly Pick<Found, 'scores'>[]): number {
  let best = 0;
  for (const { scores } of found) for (const score of scores) if (score > best) best = score;
  return best;
}

/** Some of what was found. */
const only = (found: Found, some: readonly number[]): Found => ({
  ...found,
  places: Uint32Array.from(some, (at) => found.places[at] as number),
  scores: Float64Array.from(some, (at) => found.scores[at] as number),
});

/** Without the items that somebody said are not about one of the topics that are looked for. */
export function withoutDenied(found: Found, isSought: (topicId: string) => boolean): Found {
  const some: number[] = [];
  for (let at = 0; at < found.places.length; at++) {
    const denied = found.itemAt(found.places[at] as number)?.denied;
    if (!denied?.some(isSought)) some.push(at);
  }
  return some.length === found.places.length ? found : only(found, some);
}

/** The best so many; of the same score the newer, so that nothing depends on how the index was built. */
export function best(found: Found, count: number): Found {
  const { places, scores, votes } = found;
  const idAt = (place: number) => found.itemAt(place)?.id ?? '';
  const order = (a: number, b: number) => {
    const byScore = (scores[b] as number) - (scores[a] as number);
    if (byScore !== 0) return byScore;
    const [left, right] = [places[a] as number, places[b] as number];
    return (votes.moments[right] as number) - (votes.moments[left] as number) || (idAt(left) < idAt(right) ? -1 : 1);
  };
  let kept: number[] = [];
  let least = 0;
  for (let at = 0; at < scores.length; at++) {
    if ((scores[at] as number) < least) continue;
    kept.push(at);
    if (kept.length < 4 * count) continue;
    kept = kept.sort(order).slice(0, count);
    least = scores[kept.at(-1) as number] as number;
  }
  return only(found, kept.sort(order).slice(0, count));
}
