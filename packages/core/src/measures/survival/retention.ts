import { checkFinite, checkRange, MeasureError } from '../measured.js';
import type { Observation } from './curve.js';

/**
 * Newcomers' retention as something waited for: silence. Of each person the time from the first act to the last before
 * the first silence longer than `gap`, which is an event once the gap has elapsed; who has not been silent that long is
 * censored at the end of the window (Yang et al. 2010). For `waitingTime`, `waitingCurve` and, between tenure cohorts,
 * `logRank`. The gap decides much: vary it. Unit of time: that of the acts. Floor: 20 in a cohort.
 *
 * @param acts of each person, in any order; people without acts are left out, and so are acts after `end`.
 * @param end of the window.
 * @param gap how long somebody must be silent; 60 days as a rule.
 * @throws MeasureError `not-finite`; `out-of-range` for a gap that is not above 0.
 */
export function retention(acts: readonly ArrayLike<number>[], end: number, gap: number): Observation[] {
  checkFinite([end], 'end');
  checkRange(gap, Number.MIN_VALUE, Number.MAX_VALUE, 'gap');
  return acts.flatMap((times): Observation[] => {
    checkFinite(times, 'acts');
    const sorted = Float64Array.from(times)
      .filter((time) => time <= end)
      .sort();
    const first = sorted[0];
    if (first === undefined) return [];
    let last = first;
    for (const time of sorted) {
      if (time - last > gap) break;
      last = time;
    }
    return [end - last > gap ? { time: last - first, end: 'event' } : { time: end - first, end: 'censored' }];
  });
}

/** Something that began and may have had one of three ends; all times on one clock and in one unit. */
export interface Life {
  readonly began: number;
  /** When it came under observation, if that was later than it began. */
  readonly entered?: number | null;
  /** What is waited for: the first answer by somebody else, the adoption, the match. */
  readonly happened?: number | null;
  /** What rules it out: closed without an answer. */
  readonly ruledOut?: number | null;
  /** When nobody looked any longer: withdrawn. */
  readonly left?: number | null;
}

/**
 * Observations of the time something takes: from its beginning to what came first of the event, its rival, leaving and
 * the end of the window. At the same time an event precedes a rival, and both precede censoring. What a clock that runs
 * backwards puts before the beginning counts as at the beginning; what began after the window is left out.
 *
 * @param until end of the window.
 * @param unit of the result in the unit of the input: 3,600,000 for hours from milliseconds.
 * @throws MeasureError `not-finite`; `out-of-range` for a unit that is not above 0.
 */
export function waits(lives: readonly Life[], until: number, unit = 1): Observation[] {
  checkFinite([until], 'until');
  checkRange(unit, Number.MIN_VALUE, Number.MAX_VALUE, 'unit');
  return lives.flatMap((life): Observation[] => {
    const { began, entered, happened, ruledOut, left } = life;
    for (const time of [began, entered, happened, ruledOut, left]) {
      if (time !== null && time !== undefined && !Number.isFinite(time))
        throw new MeasureError(
          'not-finite',
          'lives',
          `A time is ${time}: give finite numbers, or null where it is not known.`,
        );
    }
    if (began > until) return [];
    const never = Number.POSITIVE_INFINITY;
    const [event, rival] = [happened ?? never, ruledOut ?? never];
    const stop = Math.min(left ?? never, until);
    const over = Math.min(event, rival, stop);
    const end = over === event ? 'event' : over === rival ? 'rival' : 'censored';
    const since = (at: number) => Math.max(0, at - began) / unit;
    const entry = entered === null || entered === undefined ? {} : { entry: since(entered) };
    return [{ ...entry, time: since(over), end }];
  });
}
