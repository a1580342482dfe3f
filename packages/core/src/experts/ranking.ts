import type { EvidenceItem } from './evidence.js';
import { evidence } from './formulas.js';
import type { Hits } from './text-index.js';

/** One item's share of a score. */
export interface Contribution {
  readonly item: EvidenceItem;
  readonly points: number;
}

/** What somebody's items come to. */
export class Expertise {
  /** The sum of the points. */
  score = 0;
  readonly #at: number[] = [];

  constructor(
    readonly personId: string,
    readonly found: Found,
    readonly pointsAt: (at: number) => number,
  ) {}

  count(at: number): void {
    this.#at.push(at);
    this.score += this.pointsAt(at);
  }

  /** For the few people who are looked at. */
  get contributions(): readonly Contribution[] {
    return this.#at.map((at) => ({ item: this.found.items[at] as EvidenceItem, points: this.pointsAt(at) }));
  }
}

export const sumOf = (contributions: readonly Contribution[]): number =>
  contributions.reduce((sum, { points }) => sum + points, 0);

export const strongestFirst = (a: Contribution, b: Contribution): number =>
  b.points - a.points || b.item.at - a.item.at || (a.item.id < b.item.id ? -1 : 1);

type Found = Hits<EvidenceItem>;

/** The BM25 of the best item, which the others are measured by. */
export function highest({ scores }: Found): number {
  let best = 0;
  for (const score of scores) if (score > best) best = score;
  return best;
}

/** What was found in several indexes. */
export function joined(found: readonly Found[]): Found {
  const scores = new Float64Array(found.reduce((sum, each) => sum + each.scores.length, 0));
  let at = 0;
  for (const each of found) {
    scores.set(each.scores, at);
    at += each.scores.length;
  }
  return { items: found.flatMap(({ items }) => items), scores };
}

/** E of everybody with evidence, by person. */
export function expertise(found: Found, best: number, now: number): Map<string, Expertise> {
  const { items, scores } = found;
  const pointsAt = (at: number) => evidence((scores[at] as number) / best, items[at] as EvidenceItem, now);
  const people = new Map<string, Expertise>();
  for (let at = 0; at < items.length; at++) {
    const { personId } = items[at] as EvidenceItem;
    let person = people.get(personId);
    if (!person) {
      person = new Expertise(personId, found, pointsAt);
      people.set(personId, person);
    }
    person.count(at);
  }
  return people;
}

/** The best so many; of the same score the newer, so that nothing depends on how the index was built. */
export function best({ items, scores }: Found, count: number): Found {
  const order = (a: number, b: number) => {
    const [left, right] = [items[a] as EvidenceItem, items[b] as EvidenceItem];
    return (scores[b] as number) - (scores[a] as number) || right.at - left.at || (left.id < right.id ? -1 : 1);
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
  kept = kept.sort(order).slice(0, count);
  return {
    items: kept.map((at) => items[at] as EvidenceItem),
    scores: Float64Array.from(kept, (at) => scores[at] as number),
  };
}
