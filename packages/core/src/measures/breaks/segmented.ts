import { checkFinite, checkRange, insufficient, type Measured, MeasureError, ok } from '../measured.js';
import { type Coefficient, coefficient, leastSquares, neweyWest } from './regression.js';

export interface Segmented {
  /** β₀: level at time 0. */
  readonly level: Coefficient;
  /** β₁: change from point to point before. */
  readonly trend: Coefficient;
  /** β₂: change of level at the first point after. */
  readonly step: Coefficient;
  /** β₃: change of the trend. */
  readonly trendChange: Coefficient;
  readonly fitted: Float64Array;
  /** What would have been at each point after without a change, seasons included. */
  readonly counterfactual: Float64Array;
  /** Of residuals next to each other, −1 to 1: far from 0 the points depend on each other. `null` without residuals. */
  readonly autocorrelation: number | null;
  /** Points apart up to which errors may be alike. */
  readonly lag: number;
  readonly degreesOfFreedom: number;
}

export interface Season {
  /** Points in a year or week: 12, 52, 4, 7. */
  readonly period: number;
  /** Pairs of sine and cosine; 2 unless told. */
  readonly harmonics?: number;
}

/**
 * Segmented regression of an interrupted time series: Y = β₀ + β₁t + β₂D + β₃(t−T)D, t = 1…n, T the first point after,
 * D 1 from T on (Wagner et al. 2002), with seasons as pairs of sines and cosines (Bernal, Cummins & Gasparrini 2017),
 * and errors that allow for neighbouring points being alike (Newey & West 1987). In the unit of y, by point. No proof
 * of a cause: seek a series that was not changed. Under 12 points intervals are too narrow (Turner et al. 2021).
 * Contested. Floor: 8 points on each side; with seasons 24 or more.
 *
 * @param y values at equal distances in time.
 * @param first T: number of the first point after the change, counted from 1.
 * @param options.lag ⌊4(n/100)^{2/9}⌋ unless told; 0 allows for unequal spread only.
 * @returns `too-few` where fewer points than terms and one more, or fewer than two on a side, are there;
 *   `not-identified` where terms cannot be told apart.
 * @throws MeasureError `not-finite`, `not-whole`, `out-of-range`
 */
export function segmentedRegression(
  y: ArrayLike<number>,
  first: number,
  options: { readonly season?: Season; readonly lag?: number } = {},
): Measured<Segmented> {
  checkFinite(y, 'y');
  if (!Number.isInteger(first)) throw new MeasureError('not-whole', 'first', 'Give the number of a point.');
  const n = y.length;
  const { season, lag = Math.floor(4 * (n / 100) ** (2 / 9)) } = options;
  checkRange(lag, 0, 1e6, 'lag');
  if (first - 1 < 2 || n - first + 1 < 2) return insufficient('too-few', 'Each side needs two points at least.');
  const rows = Array.from({ length: n }, (_, at) => {
    const t = at + 1;
    const after = t >= first ? 1 : 0;
    return [1, t, after, (t - first) * after, ...seasonal(t, season)];
  });
  const k = rows[0]?.length ?? 0;
  if (n <= k) return insufficient('too-few', `${k} terms need ${k + 1} points at least; there are ${n}.`);
  const fit = leastSquares(rows, y);
  if (fit.status !== 'ok') return fit;
  const { beta, fitted, residuals, rss } = fit.value;
  const covariance = neweyWest(rows, fit.value, lag);
  const df = n - k;
  const term = (at: number) => coefficient(beta[at] ?? 0, covariance.get(at, at), df);
  const counterfactual = Float64Array.from(
    rows.slice(first - 1),
    (row, at) => (fitted[first - 1 + at] ?? 0) - (beta[2] ?? 0) * (row[2] ?? 0) - (beta[3] ?? 0) * (row[3] ?? 0),
  );
  let neighbours = 0;
  for (let at = 1; at < n; at++) neighbours += (residuals[at] ?? 0) * (residuals[at - 1] ?? 0);
  const exact = rss <= 1e-20 * (1 + Array.from(y).reduce((sum, value) => sum + value * value, 0));
  return ok({
    level: term(0),
    trend: term(1),
    step: term(2),
    trendChange: term(3),
    fitted,
    counterfactual,
    autocorrelation: exact ? null : neighbours / rss,
    lag,
    degreesOfFreedom: df,
  });
}

function seasonal(t: number, season: Season | undefined): number[] {
  if (!season) return [];
  const { period, harmonics = 2 } = season;
  checkRange(period, 2, 1e4, 'season.period');
  checkRange(harmonics, 1, Math.floor(period / 2), 'season.harmonics');
  return Array.from({ length: harmonics }, (_, at) => {
    const angle = (2 * Math.PI * (at + 1) * t) / period;
    // Of the fastest wave of an even period the sine is 0 at every point.
    return 2 * (at + 1) === period ? [Math.cos(angle)] : [Math.sin(angle), Math.cos(angle)];
  }).flat();
}
