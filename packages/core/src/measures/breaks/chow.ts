import { tailOfF } from '../distributions.js';
import { checkAlike, checkFinite, checkRange, insufficient, type Measured, MeasureError, ok } from '../measured.js';
import type { Resampling } from '../resampling.js';
import { seeded } from '../seeded.js';
import { type Fit, leastSquares } from './regression.js';

export interface Break {
  /** Points before the break. */
  readonly after: number;
  readonly f: number;
  readonly df: readonly [number, number];
  /** Chance of a break as clear, were there none. */
  readonly p: number;
}

/** A constant and a trend over the points' numbers, 1 to n. */
export const trendTerms = (n: number): (readonly number[])[] => Array.from({ length: n }, (_, at) => [1, at + 1]);

/**
 * Whether a straight line changed at a known date (Chow 1960): F = [(RSSₚ−RSS₁−RSS₂)/k] / [(RSS₁+RSS₂)/(n−2k)], a line
 * fitted to all points and to those before and after. No unit; F 0 or more. Holds for independent errors of one spread;
 * with a date chosen after looking p is wrong: use `supF`. Robust given the date. Floor: 8 points on each side.
 *
 * @param y values at equal distances in time, or at `terms`.
 * @param after how many of them stand before the break.
 * @param terms k columns for each point: a constant and the point's number unless told.
 * @returns `too-few` where a side has fewer points than k, or none are left; `not-identified` where a side's terms
 *   cannot be told apart; `no-variation` where both sides are fitted without error.
 * @throws MeasureError `not-finite`, `lengths-differ`, `not-whole`
 */
export function chow(
  y: ArrayLike<number>,
  after: number,
  terms: readonly (readonly number[])[] = trendTerms(y.length),
): Measured<Break> {
  checkFinite(y, 'y');
  checkAlike(y, terms, ['y', 'terms']);
  for (const row of terms) checkFinite(row, 'terms');
  if (!Number.isInteger(after)) throw new MeasureError('not-whole', 'after', 'A break is between two points.');
  const [n, k] = [y.length, terms[0]?.length ?? 0];
  if (k === 0 || after < k || n - after < k || n - 2 * k < 1)
    return insufficient('too-few', `Each side needs ${Math.max(1, k)} points at least, and one of them one more.`);
  const values = Array.from(y);
  const pooled = leastSquares(terms, values);
  const before = leastSquares(terms.slice(0, after), values.slice(0, after));
  const since = leastSquares(terms.slice(after), values.slice(after));
  if (pooled.status !== 'ok') return pooled;
  if (before.status !== 'ok') return before;
  if (since.status !== 'ok') return since;
  const apart = before.value.rss + since.value.rss;
  if (apart <= 1e-20 * (1 + values.reduce((sum, value) => sum + value * value, 0)))
    return insufficient('no-variation', 'Both sides are fitted without error: there is nothing to measure a break by.');
  const df2 = n - 2 * k;
  const f = Math.max(0, (pooled.value.rss - apart) / k / (apart / df2));
  return ok({ after, f, df: [k, df2], p: tailOfF(f, k, df2) });
}

/**
 * Whether and where a straight line changed, at a date nobody knows: the largest Chow F over the middle 70 % of the
 * points (Andrews 1993), with p from a wild bootstrap under no change (signs of the residuals drawn anew, Rademacher;
 * Liu 1988), as ordinary tables of F do not hold. No unit; F 0 or more. Contested: residuals that depend on each other
 * make p too small. Floor: 30 points.
 *
 * @param terms as for `chow`; `trim` is the share left out at each end, .15 unless told.
 * @param options.resamples 999 unless told.
 * @returns as `chow`; of the first place with the largest F.
 * @throws MeasureError `not-finite`, `lengths-differ`, `out-of-range`
 */
export function supF(
  y: ArrayLike<number>,
  options: Resampling & { readonly trim?: number; readonly terms?: readonly (readonly number[])[] } = {},
): Measured<Break> {
  const { resamples = 999, seed = 1, trim = 0.15, terms = trendTerms(y.length) } = options;
  checkFinite(y, 'y');
  checkAlike(y, terms, ['y', 'terms']);
  for (const row of terms) checkFinite(row, 'terms');
  checkRange(trim, 0, 0.49, 'trim');
  checkRange(resamples, 1, 1e6, 'resamples');
  const [n, k] = [y.length, terms[0]?.length ?? 0];
  const first = Math.max(k, Math.floor(trim * n));
  const places = Array.from({ length: Math.max(0, n - 2 * first + 1) }, (_, at) => first + at);
  if (k === 0 || n - 2 * k < 1 || places.length === 0) return insufficient('too-few', 'There are too few points.');
  const pooled = leastSquares(terms, y);
  if (pooled.status !== 'ok') return pooled;
  const splits: Split[] = [];
  for (const after of places) {
    const [before, since] = [
      leastSquares(terms.slice(0, after), pooled.value.residuals.slice(0, after)),
      leastSquares(terms.slice(after), pooled.value.residuals.slice(after)),
    ];
    if (before.status === 'ok' && since.status === 'ok')
      splits.push({ after, before: before.value, since: since.value });
  }
  const rss = pooled.value.rss;
  const level = 1 + Array.from(y).reduce((sum, value) => sum + value * value, 0);
  if (splits.length === 0) return insufficient('not-identified', 'The terms cannot be told apart on either side.');
  if (rss <= 1e-20 * level) return insufficient('no-variation', 'The points lie on a line: nothing to look for.');
  const best = largest(splits, terms, pooled.value.residuals, rss);
  if (best === null) return insufficient('no-variation', 'Both sides are fitted without error.');
  const random = seeded(seed);
  let asClear = 0;
  for (let round = 0; round < resamples; round++) {
    const drawn = pooled.value.residuals.map((residual) => (random() < 0.5 ? -residual : residual));
    const refitted = rssOf(terms, drawn, 0, n, pooled.value);
    const found = largest(splits, terms, drawn, refitted);
    if (found !== null && found.f >= best.f) asClear++;
  }
  return ok({ ...best, df: [k, n - 2 * k], p: (asClear + 1) / (resamples + 1) });
}

interface Split {
  readonly after: number;
  readonly before: Fit;
  readonly since: Fit;
}

/** RSS = eᵀe − (Xᵀe)ᵀ(XᵀX)⁻¹(Xᵀe): errors of the line do not depend on the line, so what is fitted are residuals. */
function rssOf(
  terms: readonly (readonly number[])[],
  errors: Float64Array,
  from: number,
  to: number,
  { inverse }: Fit,
): number {
  const k = inverse.rows;
  const moments = new Float64Array(k);
  let squares = 0;
  for (let at = from; at < to; at++) {
    const error = errors[at] as number;
    const row = terms[at] as readonly number[];
    squares += error * error;
    for (let term = 0; term < k; term++) moments[term] = (moments[term] as number) + (row[term] as number) * error;
  }
  for (let one = 0; one < k; one++) {
    for (let other = 0; other < k; other++)
      squares -= (moments[one] as number) * inverse.get(one, other) * (moments[other] as number);
  }
  return Math.max(0, squares);
}

function largest(
  splits: readonly Split[],
  terms: readonly (readonly number[])[],
  errors: Float64Array,
  rss: number,
): { readonly after: number; readonly f: number } | null {
  const [n, k] = [terms.length, terms[0]?.length ?? 0];
  let best: { after: number; f: number } | null = null;
  for (const { after, before, since } of splits) {
    const apart = rssOf(terms, errors, 0, after, before) + rssOf(terms, errors, after, n, since);
    if (apart <= 1e-14 * rss) continue;
    const f = Math.max(0, (rss - apart) / k / (apart / (n - 2 * k)));
    if (best === null || f > best.f) best = { after, f };
  }
  return best;
}
