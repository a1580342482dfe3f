import { checkAmounts, insufficient, type Measured, ok, sum } from '../measured.js';

export interface Gini {
  /** 0 all contribute alike, up to (n−1)/n one contributes everything. */
  readonly index: number;
  /** Times n/(n−1), so that one contributing everything is 1 whatever n is; `null` for one person. */
  readonly corrected: number | null;
}

/** Share of the contributions that come from the least active share of the people. */
export interface LorenzPoint {
  readonly people: number;
  readonly contributions: number;
}

/**
 * How unequally contributions are spread: G = Σ(2i−n−1)x₍ᵢ₎ / (n·Σx), i = 1…n from the least (Gini 1912, as in van
 * Mierlo 2016). No unit; 0 to 1. There is no best value. Report it with and without people who contributed nothing.
 * Floor: 10 people.
 *
 * @param contributions of each person; amounts of 0 or more in any unit, in any order.
 * @returns `too-few` without people; `zero-denominator` where nobody contributed.
 * @throws MeasureError `not-finite`, `negative`
 */
export function gini(contributions: ArrayLike<number>): Measured<Gini> {
  checkAmounts(contributions, 'contributions');
  const n = contributions.length;
  if (n === 0) return insufficient('too-few', 'There are no people.');
  const total = sum(Array.from(contributions));
  if (total === 0) return insufficient('zero-denominator', 'Nobody contributed.');
  const sorted = Float64Array.from(contributions).sort();
  let weighted = 0;
  for (const [at, amount] of sorted.entries()) weighted += (2 * (at + 1) - n - 1) * (amount / total);
  const index = Math.max(0, weighted / n);
  return ok({ index, corrected: n === 1 ? null : (index * n) / (n - 1) });
}

/**
 * The Lorenz curve L(j/n) = Σ_{i≤j}x₍ᵢ₎ / Σx, from (0, 0) to (1, 1), one point for each person (Lorenz 1905). Shares,
 * 0 to 1. Floor: 10 people; a published curve shows no more points than there are groups of five people.
 *
 * @param contributions of each person; amounts of 0 or more in any unit, in any order.
 * @returns `too-few` without people; `zero-denominator` where nobody contributed.
 * @throws MeasureError `not-finite`, `negative`
 */
export function lorenz(contributions: ArrayLike<number>): Measured<readonly LorenzPoint[]> {
  checkAmounts(contributions, 'contributions');
  const n = contributions.length;
  if (n === 0) return insufficient('too-few', 'There are no people.');
  const total = sum(Array.from(contributions));
  if (total === 0) return insufficient('zero-denominator', 'Nobody contributed.');
  const points: LorenzPoint[] = [{ people: 0, contributions: 0 }];
  let share = 0;
  for (const [at, amount] of Float64Array.from(contributions).sort().entries()) {
    share += amount / total;
    points.push({ people: (at + 1) / n, contributions: at === n - 1 ? 1 : Math.min(1, share) });
  }
  return ok(points);
}
