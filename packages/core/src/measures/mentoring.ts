import { checkAmounts, checkCounts, insufficient, type Measured, ok } from './measured.js';
import { proportion, type Share, wilson } from './proportion.js';

// The time from a request to a match is `waitingTime` of `waits`, and so is that from joining to a milestone.

/**
 * Mentorings that came to what they were for, of those that ended. Share with Wilson's 95 % interval, 0 to 1. One that
 * ended early may have been right to. Robust. Floor: 10 pairs.
 *
 * @returns `zero-denominator` where none has ended.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`
 */
export function mentoringCompletion(completed: number, endedEarly: number): Measured<Share> {
  checkCounts([completed, endedEarly], 'completed');
  return proportion(completed, completed + endedEarly, 'No mentoring has ended.');
}

/**
 * Planned sessions that were held. Share with Wilson's 95 % interval, 0 to 1. Robust. Floor: 10 pairs.
 *
 * @returns `zero-denominator` where none was planned.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`; `out-of-range` where more were held than planned.
 */
export const sessionsHeld = (held: number, planned: number): Measured<Share> =>
  proportion(held, planned, 'No session was planned.');

export interface ShareDifference {
  /** The first share less the second, −1 to 1. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly shares: readonly [Share, Share];
}

/**
 * The difference of two independent shares with its 95 % interval from Wilson's two (Newcombe 1998, method 10). For
 * mentees beside others of their cohort: who looks for a mentor differs from who does not, so that it is no effect.
 * Contested as a comparison. Floor: 10 in each group.
 *
 * @returns `zero-denominator` where a group is empty.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`, `out-of-range`
 */
export function shareDifference(
  first: { readonly count: number; readonly of: number },
  second: { readonly count: number; readonly of: number },
): Measured<ShareDifference> {
  const [one, other] = [proportion(first.count, first.of), proportion(second.count, second.of)];
  if (one.status !== 'ok') return one;
  if (other.status !== 'ok') return other;
  const [a, b] = [wilson(first.count, first.of), wilson(second.count, second.of)];
  const difference = a.share - b.share;
  return ok({
    difference,
    low: difference - Math.hypot(a.share - a.low, b.high - b.share),
    high: difference + Math.hypot(a.high - a.share, b.share - b.low),
    shares: [a, b],
  });
}

/**
 * Ideas put forward for each hundred members. 0 or more. Counts what was put forward as an idea and says nothing of its
 * worth. Contested. Floor: 5 people.
 *
 * @returns `zero-denominator` without members.
 * @throws MeasureError `not-finite`, `negative`
 */
export const ideasPerHundred = (ideas: number, members: number): Measured<number> =>
  ratio(100 * ideas, members, 'There are no members.');

/**
 * Ideas that were implemented for each that was put forward in the same time. 0 or more, above 1 where many of earlier
 * times came true. Contested. Floor: 5 people.
 *
 * @returns `zero-denominator` where none was put forward.
 * @throws MeasureError `not-finite`, `negative`
 */
export const implementedPerSubmitted = (implemented: number, submitted: number): Measured<number> =>
  ratio(implemented, submitted, 'No idea was put forward.');

function ratio(above: number, below: number, none: string): Measured<number> {
  checkAmounts([above, below], 'counts');
  return below === 0 ? insufficient('zero-denominator', none) : ok(above / below);
}
