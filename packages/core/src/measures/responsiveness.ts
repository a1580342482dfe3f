import { tailsOfNormal } from './distributions.js';
import { checkCounts, checkFinite, checkRange, insufficient, type Measured, ok } from './measured.js';
import { proportion, type Share } from './proportion.js';
import { type LogRank, logRank } from './survival/compare.js';
import { type Observation, waitingAt, waitingCurve, Z } from './survival/curve.js';

// The time to the first response is `waitingTime` of `waits`: see survival.

/**
 * Questions answered within a horizon, of those that were followed that long or answered before. Share with Wilson's
 * 95 % interval, 0 to 1. Without censoring it is 1 − S(horizon). Robust. Floor: 20 questions, 5 askers.
 *
 * @param observations from `waits`; rivals count as followed without an answer.
 * @param horizon in their unit.
 * @returns `zero-denominator` where no question was followed that long.
 * @throws MeasureError `not-finite`, `out-of-range`
 */
export function answeredWithin(observations: readonly Observation[], horizon: number): Measured<Share> {
  checkRange(horizon, 0, Number.MAX_VALUE, 'horizon');
  const followed = observations.filter(({ time, end }) => end !== 'censored' || time >= horizon);
  const answered = followed.filter(({ time, end }) => end === 'event' && time <= horizon);
  return proportion(answered.length, followed.length, 'No question was followed that long.');
}

/**
 * The backlog: how many are still waiting after longer than `horizon`. A count, for routing. Robust. Floor: none, as
 * questions are public; 5 askers where it is broken down.
 *
 * @param open since when each open question waits, on the clock of `now`; times after `now` count as new.
 * @throws MeasureError `not-finite`
 */
export function backlog(open: ArrayLike<number>, now: number, horizon: number): number {
  checkFinite(open, 'open');
  checkFinite([now, horizon], 'now');
  return Array.from(open).filter((since) => now - since > horizon).length;
}

export interface NewcomerGap {
  /** [1 − S(t)] of newcomers less that of established members, −1 to 1: below 0 newcomers are answered less. */
  readonly gap: number;
  readonly low: number;
  readonly high: number;
  /** Chance of a gap as large at that time, were there none; `null` where both curves are without variance. */
  readonly p: number | null;
  /** Over all times; `null` where there is nothing to compare. */
  readonly logRank: LogRank | null;
}

/**
 * How newcomers' questions fare beside those of established members: Δ[1−S(t)] at one time, by default 24 in the
 * observations' unit, with Greenwood's variances, and the log-rank test over all times (Arguello et al. 2006).
 * Difference of shares, −1 to 1, with a 95 % interval. Robust. Floor: 20 questions in each group.
 *
 * @returns `too-few` where a group is empty.
 * @throws MeasureError `not-finite`, `negative`
 */
export function newcomerGap(
  newcomers: readonly Observation[],
  established: readonly Observation[],
  at = 24,
): Measured<NewcomerGap> {
  checkRange(at, 0, Number.MAX_VALUE, 'at');
  if (newcomers.length === 0 || established.length === 0) return insufficient('too-few', 'Both groups need questions.');
  const [young, old] = [newcomers, established].map(
    (group) => waitingAt(waitingCurve(group), at) ?? { waiting: 1, variance: 0 },
  ) as [{ waiting: number; variance: number }, { waiting: number; variance: number }];
  const gap = old.waiting - young.waiting;
  const error = Math.sqrt(young.variance + old.variance);
  const test = logRank([newcomers, established]);
  return ok({
    gap,
    low: Math.max(-1, gap - Z * error),
    high: Math.min(1, gap + Z * error),
    p: error === 0 ? null : tailsOfNormal(gap / error),
    logRank: test.status === 'ok' ? test.value : null,
  });
}

/**
 * Answers by somebody of another unit than the asker, of all answers between people of known units. Share with
 * Wilson's 95 % interval, 0 to 1. Read it beside the `unbiased` of `diversity` over the sizes of the units, which is
 * what would cross if units did not matter. Robust. Floor: 20 answers, 5 people.
 *
 * @returns `zero-denominator` where no answer is between people of known units.
 */
export function crossUnitHelp(
  answers: readonly { readonly asker: string | null; readonly answerer: string | null }[],
): Measured<Share> {
  const known = answers.filter(({ asker, answerer }) => asker !== null && answerer !== null);
  const crossing = known.filter(({ asker, answerer }) => asker !== answerer);
  return proportion(crossing.length, known.length, 'No answer is between people of known units.');
}

/**
 * Routed questions that were answered by somebody to whom they were routed. Share with Wilson's 95 % interval, 0 to 1.
 * Report declines and load too. Robust. Floor: 20 routed questions.
 *
 * @returns `zero-denominator` where nothing was routed.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`, `out-of-range`
 */
export function routingHitRate(hits: number, routed: number): Measured<Share> {
  return proportion(hits, routed, 'No question was routed.');
}

/**
 * Topics with at least two people who are willing to be asked, of all topics. Share with Wilson's 95 % interval, 0 to
 * 1. How the load spreads over them is `gini` of their answers. Robust.
 *
 * @param willing how many are, of each topic.
 * @param least 2 unless told.
 * @returns `zero-denominator` without topics.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`
 */
export function expertCoverage(willing: ArrayLike<number>, least = 2): Measured<Share> {
  checkCounts(willing, 'willing');
  const covered = Array.from(willing).filter((people) => people >= least).length;
  return proportion(covered, willing.length, 'There are no topics.');
}
