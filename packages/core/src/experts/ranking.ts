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
}

/** What was found, as it is measured. */
interface Measured {
  readonly found: Found;
  /** The number of the author of each. */
  readonly authors: Uint32Array;
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

/** What somebody's items in one community come to, and in the others that were asked before. */
export class Expertise {
  constructor(
    readonly personId: string,
    /** The sum of the points. */
    readonly score: number,
    readonly from: Measured,
    readonly author: number,
    readonly before: Expertise | null,
  ) {}

  /** For the few people who are looked at. */
  get contributions(): readonly Contribution[] {
    const all: Contribution[] = [...(this.before?.contributions ?? [])];
    const { authors, found } = this.from;
    for (let at = 0; at < authors.length; at++) {
      if (authors[at] !== this.author) continue;
      const item = found.itemAt(found.places[at] as number);
      if (item) all.push({ item, points: pointsAt(this.from, at) });
    }
    return all;
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

/** E of everybody with evidence, by person. */
export function expertise(found: Found | readonly Found[], best: number, now: number): Map<string, Expertise> {
  const people = new Map<string, Expertise>();
  for (const one of [found].flat() as readonly Found[]) {
    const { places, votes } = one;
    const from = { found: one, authors: new Uint32Array(places.length), best, now };
    const sums = new Float64Array(one.people.length);
    const known: number[] = [];
    for (let at = 0; at < places.length; at++) {
      const author = votes.authors[places[at] as number] as number;
      const sum = sums[author] as number;
      if (sum === 0) known.push(author);
      from.authors[at] = author;
      sums[author] = sum + pointsAt(from, at);
    }
    for (const author of known) {
      const personId = one.people[author] as string;
      const before = people.get(personId) ?? null;
      const score = (before?.score ?? 0) + (sums[author] as number);
      people.set(personId, new Expertise(personId, score, from, author, before));
    }
  }
  return people;
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
