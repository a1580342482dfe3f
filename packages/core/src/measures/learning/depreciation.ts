import { checkAlike, checkAmounts, insufficient, type Measured, ok } from '../measured.js';
import { aiccOf, type CurveFit, type PowerCurve, powerCurve } from './power.js';

export interface DepreciatingCurve extends CurveFit {
  /** λ: what is left of knowledge after a period, 0 to 1. */
  readonly retained: number;
  /** The curve over knowledge K_t. */
  readonly curve: PowerCurve;
  /** AICc of the curve without forgetting less that of this one: above 2 forgetting explains more than chance. */
  readonly margin: number;
}

const STEPS = 200;

/**
 * A learning curve over knowledge that fades: y_t = a·K_t^{−b}, K_t = λK_{t−1} + q_t (Argote, Beckman & Epple 1990), λ
 * by least squares over all from 0 to 1, in steps of 1/200. With λ = 1 it is `powerCurve` over cumulative output.
 * Contested: λ is known only where output rose and fell. Floor: 8 points.
 *
 * @param y cost or time of work in each period, above 0.
 * @param output q of each period, 0 or more, the first above 0.
 * @returns `too-few` for fewer than six points; `no-variation` where K is constant whatever λ.
 * @throws MeasureError `lengths-differ`, `not-finite`, `negative`; `out-of-range` for a cost that is not above 0, or no
 *   output at first.
 */
export function depreciatingCurve(y: ArrayLike<number>, output: ArrayLike<number>): Measured<DepreciatingCurve> {
  checkAlike(y, output, ['y', 'output']);
  checkAmounts(output, 'output');
  const n = y.length;
  if (n < 6) return insufficient('too-few', 'This curve needs six points at least.');
  const knowledge = (retained: number) => {
    let known = 0;
    return Array.from(output, (made) => {
      known = retained * known + made;
      return known;
    });
  };
  const lasting = powerCurve(y, knowledge(1));
  if (lasting.status !== 'ok') return lasting;
  let best = { retained: 1, curve: lasting.value };
  for (let step = STEPS - 1; step >= 0; step--) {
    const known = knowledge(step / STEPS);
    if (known.some((each) => each <= 0)) continue;
    const found = powerCurve(y, known);
    // Less by more than rounding: of equals the one that keeps more.
    if (found.status === 'ok' && found.value.meanSquare < best.curve.meanSquare * (1 - 1e-12))
      best = { retained: step / STEPS, curve: found.value };
  }
  const aicc = aiccOf(best.curve.meanSquare * n, n, 3);
  return ok({ ...best, meanSquare: best.curve.meanSquare, aicc, margin: lasting.value.aicc - aicc });
}
