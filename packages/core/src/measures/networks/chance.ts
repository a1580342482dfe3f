import type { Share } from '../../metrics/api.js';
import { quantile, type Resampling, shuffle } from '../resampling.js';
import { seeded } from '../seeded.js';

/** So many answers of one person to another, who is never the same. */
export interface Help {
  readonly from: number;
  readonly to: number;
  readonly answers: number;
}

/**
 * The share of help that would cross units if units did not matter: their labels shuffled over the people.
 *
 * The mean is known: two different people have different labels with probability 1 − Σ n(n−1) / (N(N−1)) over the
 * units' sizes n, whoever helped whom. (Blau's index for small samples.) How far shuffles stray from it depends on who
 * helped whom, so 95 % of 1,000 seeded shuffles give the bounds.
 */
export function chanceOfCrossing(
  help: readonly Help[],
  unitOf: ReadonlyMap<number, number>,
  { resamples = 1_000, seed = 1 }: Resampling = {},
): Share {
  const people = [...unitOf.keys()];
  const place = new Map(people.map((person, at) => [person, at]));
  const from = Uint32Array.from(help, (each) => place.get(each.from) ?? 0);
  const to = Uint32Array.from(help, (each) => place.get(each.to) ?? 0);
  const labels = Uint32Array.from(unitOf.values());
  const answers = Uint32Array.from(help, (each) => each.answers);
  const total = answers.reduce((sum, count) => sum + count, 0);
  const random = seeded(seed);
  const shares = new Float64Array(resamples);
  for (let round = 0; round < resamples; round++) {
    shuffle(labels, random);
    let crossing = 0;
    for (let at = 0; at < answers.length; at++) {
      if (labels[from[at] as number] !== labels[to[at] as number]) crossing += answers[at] as number;
    }
    shares[round] = crossing / total;
  }
  shares.sort();
  return { share: meanOfCrossing([...unitOf.values()]), low: quantile(shares, 0.025), high: quantile(shares, 0.975) };
}

/** 1 − Σ n(n−1) / (N(N−1)). */
export function meanOfCrossing(labels: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const alike = [...sizes.values()].reduce((sum, size) => sum + size * (size - 1), 0);
  return 1 - alike / (labels.length * (labels.length - 1));
}
