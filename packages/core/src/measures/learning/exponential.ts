import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { insufficient, type Measured, ok } from '../measured.js';
import { aiccOf, type CurveFit, logarithms, ordinals, type PowerCurve, powerCurve } from './power.js';

export interface ExponentialCurve extends CurveFit {
  /** c, 0 or more: what is left after all learning. */
  readonly c: number;
  /** a, above 0: what can be learned. */
  readonly a: number;
  /** b, above 0: share of it that goes with each unit of x, for small b. */
  readonly b: number;
  readonly points: number;
}

/**
 * The rival of the power law, y = c + a·e^{−bx} (Heathcote, Brown & Mewhort 2000), by least squares of ln y, so that
 * both curves have errors of one kind and AICc compares their shapes (Levenberg–Marquardt from several beginnings;
 * parameters kept above 0 by their logarithms). c and a in the unit of y, b by unit of x. Contested. Floor: 8 points.
 *
 * @param y x as for `powerCurve`
 * @returns `too-few` for fewer than six points; `no-variation` where y or x is constant; `not-identified` where y does
 *   not fall, as no such curve fits better than a constant.
 * @throws MeasureError `not-finite`, `lengths-differ`, `out-of-range`
 */
export function exponentialCurve(
  y: ArrayLike<number>,
  x: ArrayLike<number> = ordinals(y.length),
): Measured<ExponentialCurve> {
  const { lnY } = logarithms(y, x);
  const n = lnY.length;
  if (n < 6) return insufficient('too-few', 'This curve needs six points at least.');
  const xs = Array.from(x);
  const [least, most] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [low, high] = [lnY.reduce((a, b) => Math.min(a, b)), lnY.reduce((a, b) => Math.max(a, b))];
  if (least === most || high - low < 1e-12)
    return insufficient('no-variation', 'Where nothing varies there is no curve.');
  // In x from 0 to 1 and y by its least, so that no unit decides how the search goes.
  const scaled = { x: xs.map((each) => (each - least) / (most - least)), y: lnY.map((each) => each - low) };
  const curve = ([c = 0, a = 0, b = 0]: readonly number[]) => {
    const [floor, gain, speed] = [Math.exp(c), Math.exp(a), Math.exp(b)];
    return (at: number) => Math.log(floor + gain * Math.exp(-speed * at));
  };
  const gain = Math.exp(high - low);
  let best: { readonly parameters: readonly number[]; readonly rss: number } | null = null;
  for (const speed of [0.3, 1, 3, 10, 30]) {
    for (const floor of [0.02, 0.5, 0.95]) {
      const { parameterValues } = levenbergMarquardt(scaled, curve, {
        initialValues: [Math.log(floor), Math.log(Math.max(0.01, gain - floor)), Math.log(speed)],
        minValues: [-25, -25, -12],
        maxValues: [25, 25, 8],
        damping: 0.01,
        maxIterations: 300,
        errorTolerance: 1e-16,
        gradientDifference: 1e-6,
        centralDifference: true,
      });
      const value = curve(parameterValues);
      const rss = scaled.x.reduce((sum, at, index) => sum + ((scaled.y[index] ?? 0) - value(at)) ** 2, 0);
      if (Number.isFinite(rss) && (best === null || rss < best.rss)) best = { parameters: parameterValues, rss };
    }
  }
  const mean = scaled.y.reduce((sum, each) => sum + each, 0) / n;
  const flat = scaled.y.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  if (best === null || best.rss > flat * (1 - 1e-9))
    return insufficient('not-identified', 'The series does not fall: no such curve fits better than a constant.');
  const [c = 0, a = 0, b = 0] = best.parameters.map(Math.exp);
  const speed = b / (most - least);
  const unit = Math.exp(low);
  // e^{−b(x−least)} holds a factor that belongs to a.
  const start = Math.min(Number.MAX_VALUE, unit * a * Math.exp(speed * least));
  return ok({ c: unit * c, a: start, b: speed, meanSquare: best.rss / n, aicc: aiccOf(best.rss, n, 3), points: n });
}

export interface CurveComparison {
  readonly power: PowerCurve;
  readonly exponential: ExponentialCurve | null;
  /** `power` where the exponential has no fit or a higher AICc. */
  readonly preferred: 'power' | 'exponential';
  /** AICc of the other less that of the preferred: under 2 the data hardly tell them apart; `null` without a rival. */
  readonly margin: number | null;
}

/**
 * Both curves and which of them AICc prefers (Burnham & Anderson 2002). Floor: 8 points.
 *
 * @returns as `powerCurve`
 * @throws MeasureError as `powerCurve`
 */
export function compareCurves(
  y: ArrayLike<number>,
  x: ArrayLike<number> = ordinals(y.length),
): Measured<CurveComparison> {
  const power = powerCurve(y, x);
  if (power.status !== 'ok') return power;
  const rival = exponentialCurve(y, x);
  if (rival.status !== 'ok') return ok({ power: power.value, exponential: null, preferred: 'power', margin: null });
  const ahead = rival.value.aicc - power.value.aicc;
  const preferred = ahead >= 0 ? 'power' : 'exponential';
  return ok({ power: power.value, exponential: rival.value, preferred, margin: Math.abs(ahead) });
}
