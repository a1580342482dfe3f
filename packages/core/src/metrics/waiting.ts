import { wilson } from '../measures/proportion.js';
import {
  logLogInterval,
  medianOf,
  type Observation,
  restrictedMean,
  waitingAt,
  waitingCurve,
  Z,
} from '../measures/survival/curve.js';
import type { CurvePoint, Waiting } from './api.js';

/** Who, or which unit, an observation is of. */
export type Observed = Observation & { readonly of: number };

interface Told {
  readonly unit: Waiting['unit'];
  /** The times at which the curve is given: not those of single records. */
  readonly at: readonly number[];
  readonly horizon: number;
  /** So many people, or units, must still be waiting. */
  readonly least: number;
}

const tenth = (time: number | null) => (time === null ? null : Math.round(time * 10) / 10);

/**
 * A curve as it may be published: at fixed times, only while enough people are still waiting, times rounded to a tenth.
 */
export function waitingOf(observations: readonly Observed[], { unit, at, horizon, least }: Told): Waiting {
  const longest = new Map<number, number>();
  for (const { of, time } of observations) longest.set(of, Math.max(time, longest.get(of) ?? 0));
  // As long as so many wait, the curve is not that of a few.
  const end = [...longest.values()].sort((a, b) => b - a)[least - 1] ?? 0;
  const steps = waitingCurve(observations).filter(({ time }) => time <= end);
  const { median, low, high } = medianOf(steps);
  const rivals = observations.filter((each) => each.end === 'rival').length;
  const happened = observations.filter((each) => each.end === 'event').length;
  const points = at.filter((time) => time <= end).map((time) => pointAt(observations, steps, time));
  return {
    unit,
    median: tenth(median),
    medianLow: tenth(low),
    medianHigh: tenth(high),
    restrictedMean: end < horizon ? null : meanWithin(steps, horizon, rivals === 0),
    points,
    happened,
    waiting: observations.length - happened - rivals,
    endedOtherwise: rivals,
  };
}

function pointAt(observations: readonly Observed[], steps: ReturnType<typeof waitingCurve>, at: number): CurvePoint {
  const step = waitingAt(steps, at);
  const atRisk = observations.filter(({ entry = 0, time }) => time >= at && (entry < at || entry === 0)).length;
  if (!step) return { at, share: 1, low: atRisk === 0 ? 0 : wilson(atRisk, atRisk).low, high: 1, atRisk };
  const [low, high] = logLogInterval(step);
  return { at, share: step.waiting, low, high, atRisk };
}

function meanWithin(steps: ReturnType<typeof waitingCurve>, horizon: number, bounded: boolean) {
  const { mean, variance } = restrictedMean(steps, horizon);
  const spread = Z * Math.sqrt(variance);
  return {
    horizon,
    mean,
    low: bounded ? Math.max(0, mean - spread) : null,
    high: bounded ? Math.min(horizon, mean + spread) : null,
  };
}
