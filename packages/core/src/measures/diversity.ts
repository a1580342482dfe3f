import { checkCounts, insufficient, type Measured, ok, sum } from './measured.js';

export interface Diversity {
  /** 1 − Σp²: chance that two drawn with replacement differ; 0 to 1 − 1/K. */
  readonly blau: number;
  /** Blau × K/(K−1): 1 where all categories are alike in size; `null` with one category. */
  readonly iqv: number | null;
  /** 1 − Σn(n−1)/(N(N−1)): chance that two different people differ; `null` for one person. */
  readonly unbiased: number | null;
}

/**
 * How diverse people are over K categories: Blau's index (Blau 1977; Simpson 1949), the index of qualitative variation
 * (Mueller & Schuessler 1961) and the estimate that is right in small samples. No unit; 0 to 1. No community is better
 * for it: the effect is U-shaped (Kirkman et al. 2011). Index robust, data restricted: opt-in, no cross-tabulation.
 * Floor: 10 people in each category shown.
 *
 * @param counts of people in each category; K is how many are given, those of nobody included.
 * @returns `too-few` without people.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`
 */
export function diversity(counts: ArrayLike<number>): Measured<Diversity> {
  checkCounts(counts, 'counts');
  const sizes = Array.from(counts);
  const n = sum(sizes);
  if (n === 0) return insufficient('too-few', 'There are no people.');
  const blau = Math.max(0, 1 - sum(sizes.map((size) => (size / n) ** 2)));
  const unbiased = n === 1 ? null : Math.max(0, 1 - sum(sizes.map((size) => (size * (size - 1)) / (n * (n - 1)))));
  const iqv = sizes.length < 2 ? null : (blau * sizes.length) / (sizes.length - 1);
  return ok({ blau, iqv, unbiased });
}
