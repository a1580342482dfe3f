import { checkCounts, checkFinite, insufficient, type Measured, ok } from '../measured.js';
import { proportion, type Share } from '../proportion.js';

/**
 * Members who acted at least once, of all members (CHAOSS; Nelson). Share with Wilson's 95 % interval, 0 to 1. Give it
 * for contributing and for viewing apart: to view is legitimate. Floor: 5 people.
 *
 * @returns `zero-denominator` without members.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`, `out-of-range`
 */
export function participationRate(active: number, members: number): Measured<Share> {
  return proportion(active, members, 'There are no members.');
}

/**
 * Reactions that each question draws: (answers + votes + comments) / questions (Stack Internal). 0 or more; volume, not
 * value. Floor: 5 people.
 *
 * @returns `zero-denominator` without questions.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`
 */
export function interactionRate(of: {
  readonly questions: number;
  readonly answers: number;
  readonly votes: number;
  readonly comments: number;
}): Measured<number> {
  checkCounts([of.questions, of.answers, of.votes, of.comments], 'of');
  if (of.questions === 0) return insufficient('zero-denominator', 'There are no questions.');
  return ok((of.answers + of.votes + of.comments) / of.questions);
}

/** Somebody at an event; times in one unit. */
export interface Attendance {
  readonly attendedAt: number;
  /** Of all contributions after it or before. */
  readonly contributions: readonly number[];
}

/**
 * Those who came to an event and contributed within `days` after it, of all who came. Share with Wilson's 95 %
 * interval, 0 to 1. Who comes was keen already: no effect of the event. Contested. Floor: 10 who came.
 *
 * @param people with times in days.
 * @param days 14 unless told.
 * @returns `zero-denominator` where nobody came.
 * @throws MeasureError `not-finite`
 */
export function eventToContribution(people: readonly Attendance[], days = 14): Measured<Share> {
  for (const { attendedAt, contributions } of people) {
    checkFinite([attendedAt], 'people.attendedAt');
    checkFinite(contributions, 'people.contributions');
  }
  const activated = people.filter(({ attendedAt, contributions }) =>
    contributions.some((at) => at > attendedAt && at <= attendedAt + days),
  );
  return proportion(activated.length, people.length, 'Nobody came.');
}
