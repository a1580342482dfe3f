import { leastSquares } from '../breaks/regression.js';
import { checkAlike, checkFinite, insufficient, type Measured, MeasureError, ok } from '../measured.js';

/** The model a curve was fitted with, in what it says and how well. */
export interface CurveFit {
  /** Mean of squared residuals of ln y. */
  readonly meanSquare: number;
  /** Akaike's criterion for small samples, over ln y: the lower of two is to be preferred. */
  readonly aicc: number;
}

export interface PowerCurve extends CurveFit {
  /** a: y at x = 1 on the logarithmic scale. */
  readonly a: number;
  /** b: how steep; above 0 y falls. */
  readonly b: number;
  readonly standardErrorOfB: number | null;
  /** 2^{−b}: what is left of y at each doubling of x. */
  readonly progressRatio: number;
  /** Share of the variance of ln y, 0 to 1; `null` where y is constant. */
  readonly r2: number | null;
  /** Duan's factor: the mean of exp(residual), by which a·x^{−b} estimates the mean of y. */
  readonly smearing: number;
  readonly points: number;
}

/** Of `n` points, three more at least than the curve has parameters: below, the criterion is not defined. */
export function aiccOf(rss: number, n: number, parameters: number): number {
  const k = parameters + 1;
  return n * Math.log(Math.max(rss, Number.MIN_VALUE) / n) + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
}

/** Pairs on logarithmic scales, checked. */
export function logarithms(y: ArrayLike<number>, x: ArrayLike<number>): { lnY: number[]; lnX: number[] } {
  checkAlike(y, x, ['y', 'x']);
  checkFinite(y, 'y');
  checkFinite(x, 'x');
  for (const [values, name] of [
    [y, 'y'],
    [x, 'x'],
  ] as const) {
    const wrong = Array.from(values).find((value) => value <= 0);
    if (wrong !== undefined)
      throw new MeasureError('out-of-range', name, `${name} has ${wrong}: a learning curve is of values above 0.`);
  }
  return { lnY: Array.from(y, Math.log), lnX: Array.from(x, Math.log) };
}

/** 1, 2, … n */
export const ordinals = (n: number): number[] => Array.from({ length: n }, (_, at) => at + 1);

/**
 * The learning curve y = a·x^{−b} by least squares of ln y on ln x (Wright 1936; Argote & Epple 1990), its progress
 * ratio 2^{−b}, and Duan's smearing factor for going back (Duan 1983). y in its own unit; b and the ratio have none. A
 * falling series is no proof of learning; averages of people make power laws (Heathcote, Brown & Mewhort 2000): compare
 * `exponentialCurve`. Contested. Floor: 8 points.
 *
 * @param y cost or time of each piece of work, above 0.
 * @param x cumulative output at each, above 0; 1, 2, … unless told.
 * @returns `too-few` for fewer than five points; `no-variation` where all x are alike.
 * @throws MeasureError `not-finite`, `lengths-differ`, `out-of-range` for values that are not above 0.
 */
export function powerCurve(y: ArrayLike<number>, x: ArrayLike<number> = ordinals(y.length)): Measured<PowerCurve> {
  const { lnY, lnX } = logarithms(y, x);
  const n = lnY.length;
  const fit = leastSquares(
    lnX.map((each) => [1, each]),
    lnY,
  );
  if (n < 5) return insufficient('too-few', 'A curve needs five points at least.');
  if (fit.status !== 'ok') return insufficient('no-variation', 'All x are alike: there is no curve.');
  const { beta, residuals, rss, inverse } = fit.value;
  const [lnA = 0, slope = 0] = beta;
  const mean = lnY.reduce((sum, each) => sum + each, 0) / n;
  const spread = lnY.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return ok({
    a: Math.exp(lnA),
    b: -slope,
    standardErrorOfB: Math.sqrt((rss / (n - 2)) * inverse.get(1, 1)),
    progressRatio: 2 ** slope,
    r2: spread <= 1e-24 ? null : Math.max(0, 1 - rss / spread),
    smearing: residuals.reduce((sum, residual) => sum + Math.exp(residual), 0) / n,
    meanSquare: rss / n,
    aicc: aiccOf(rss, n, 2),
    points: n,
  });
}
