import { checkRange, insufficient, type Measured, ok } from '../measured.js';
import { logLogInterval, medianOf, type Observation, restrictedMean, type Step, waitingCurve, Z } from './curve.js';

/** Up to this share of rivals they may count as censored. */
const INFORMATIVE = 0.05;

export interface WaitingTime {
  /** Kaplan–Meier, or Aalen–Johansen where more than 5 % ended otherwise. */
  readonly estimator: 'kaplan-meier' | 'aalen-johansen';
  readonly steps: readonly Step[];
  /** When half are done, with its 95 % interval; `null`: not reached. */
  readonly median: number | null;
  readonly medianLow: number | null;
  readonly medianHigh: number | null;
  /** Mean time waited within the horizon, with its 95 % interval, which is `null` with rivals. */
  readonly restrictedMean: number;
  readonly restrictedMeanInterval: readonly [low: number, high: number] | null;
  readonly events: number;
  readonly rivals: number;
  readonly censored: number;
}

/**
 * How long something takes, with what has not happened yet counted as waiting: S(t) = Π(1−d/n), the median min{t : S ≤
 * ½}, the restricted mean ∫₀ʰS. What rules the event out ("rival": closed without answer) is informative: above 5 % of
 * the observations the share waiting is one minus the Aalen–Johansen incidence, below it counts as censored. A mean
 * over those done alone would be too short, since who waits longest is left out. In the unit of the observations.
 * Floor: 20 observations, 5 people. Robust.
 *
 * @param horizon up to which the mean is taken; 0 or more, and at most the longest observation to be of use.
 * @returns `too-few` without observations.
 * @throws MeasureError `not-finite`, `negative`, `out-of-range`
 */
export function waitingTime(observations: readonly Observation[], horizon: number): Measured<WaitingTime> {
  checkRange(horizon, 0, Number.MAX_VALUE, 'horizon');
  if (observations.length === 0) return insufficient('too-few', 'Nothing was observed.');
  const rivals = observations.filter(({ end }) => end === 'rival').length;
  const events = observations.filter(({ end }) => end === 'event').length;
  const informative = rivals > INFORMATIVE * observations.length;
  const counted = informative ? observations : censoring(observations, 'rival');
  const steps = waitingCurve(counted);
  const { median, low, high } = medianOf(steps);
  const { mean, variance } = restrictedMean(steps, horizon);
  const spread = Z * Math.sqrt(variance);
  return ok({
    estimator: informative ? 'aalen-johansen' : 'kaplan-meier',
    steps,
    median,
    medianLow: low,
    medianHigh: high,
    restrictedMean: mean,
    restrictedMeanInterval: informative ? null : [Math.max(0, mean - spread), Math.min(horizon, mean + spread)],
    events,
    rivals,
    censored: observations.length - events - rivals,
  });
}

const censoring = (observations: readonly Observation[], what: Observation['end']): Observation[] =>
  observations.map((each) => (each.end === what ? { ...each, end: 'censored' } : each));

/** From `time` on: the share to which it has happened, with its 95 % interval. */
export interface IncidenceStep {
  readonly time: number;
  readonly atRisk: number;
  readonly incidence: number;
  readonly variance: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The Aalen–Johansen cumulative incidence of one of two competing endings: F(t) = Σ S(t⁻)·d/n, with S the share without
 * either (Aalen & Johansen 1978). F of the event, F of the rival and S add up to 1. Shares, 0 to 1, in the unit of time
 * of the observations; interval on the log(−log) scale. One minus a Kaplan–Meier curve that censors rivals would be too
 * high. Floor: 20 observations.
 *
 * @returns `too-few` without observations; no steps where that ending never came.
 * @throws MeasureError `not-finite`, `negative`
 */
export function cumulativeIncidence(
  observations: readonly Observation[],
  ending: 'event' | 'rival',
): Measured<readonly IncidenceStep[]> {
  if (observations.length === 0) return insufficient('too-few', 'Nothing was observed.');
  const swapped = { event: 'rival', rival: 'event', censored: 'censored' } as const;
  const seen =
    ending === 'event' ? observations : observations.map((each): Observation => ({ ...each, end: swapped[each.end] }));
  return ok(
    waitingCurve(seen).map((step) => {
      const [low, high] = logLogInterval(step);
      const { time, atRisk, waiting, variance } = step;
      return { time, atRisk, incidence: 1 - waiting, variance, low: 1 - high, high: 1 - low };
    }),
  );
}
