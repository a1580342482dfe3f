import { tailOfF } from './distributions.js';
import { checkFinite, checkRange, insufficient, type Measured, MeasureError, ok, sum } from './measured.js';

/** Items of the scale that speak against safety: the 1st, 3rd and 5th of seven. */
const REVERSED = [0, 2, 4];
const ITEMS = 7;

/** One person's answers to the seven items, in the order of the scale; `null`: not answered. */
export type SafetyAnswers = readonly (number | null)[];

/**
 * One person's psychological safety (Edmondson 1999): the mean of seven agreement items, 1 to `scale`, items 1, 3 and 5
 * turned round (scale + 1 − x). In points of the scale. One item may be missing. Not to be shown of a person: for
 * `psychologicalSafety`.
 *
 * @param scale 7 unless told: how many answers there are to choose from. Many use 5; scales must not be mixed.
 * @returns `too-few` where two or more items are missing.
 * @throws MeasureError `lengths-differ` without seven items; `not-whole`, `out-of-range` for answers off the scale.
 */
export function safetyScore(answers: SafetyAnswers, scale = 7): Measured<number> {
  const turned = turnedRound(answers, scale);
  const given = turned.filter((answer) => answer !== null);
  if (given.length < ITEMS - 1) return insufficient('too-few', 'Two or more of the seven items are not answered.');
  return ok(sum(given) / given.length);
}

function turnedRound(answers: SafetyAnswers, scale: number): (number | null)[] {
  checkRange(scale, 2, 100, 'scale');
  if (answers.length !== ITEMS)
    throw new MeasureError('lengths-differ', 'answers', `The scale has ${ITEMS} items; ${answers.length} were given.`);
  return answers.map((answer, item) => {
    if (answer === null) return null;
    checkRange(answer, 1, scale, 'answers');
    if (!Number.isInteger(answer))
      throw new MeasureError('not-whole', 'answers', `An answer is ${answer}: answers are whole numbers.`);
    return REVERSED.includes(item) ? scale + 1 - answer : answer;
  });
}

export interface PsychologicalSafety {
  /** Mean of the people's scores, in points of the scale. */
  readonly mean: number;
  /** Standard deviation between people; `null` for one. */
  readonly deviation: number | null;
  /** With a score, and left out since they missed two items or more. */
  readonly respondents: number;
  readonly incomplete: number;
  /** Agreement within the group; `null` where it cannot be computed. */
  readonly agreement: Agreement | null;
}

/**
 * A group's psychological safety: the mean of the scores of its people, and how far they agree, r_wg(J), by which it
 * may be told of the group at all: .70 is the convention (Edmondson 1999; James, Demaree & Wolf 1984). In points of the
 * scale. Robust. Floor: 5 respondents, half of those asked.
 *
 * @returns `too-few` where nobody answered six items or more.
 * @throws MeasureError as `safetyScore`
 */
export function psychologicalSafety(responses: readonly SafetyAnswers[], scale = 7): Measured<PsychologicalSafety> {
  const scored = responses.map((answers) => safetyScore(answers, scale));
  const scores = scored.flatMap((score) => (score.status === 'ok' ? [score.value] : []));
  if (scores.length === 0) return insufficient('too-few', 'Nobody answered six of the seven items.');
  const counted = responses.filter((_, at) => scored[at]?.status === 'ok');
  const within = agreement(
    counted.map((answers) => turnedRound(answers, scale)),
    scale,
  );
  return ok({
    mean: sum(scores) / scores.length,
    deviation: scores.length < 2 ? null : Math.sqrt(variance(scores)),
    respondents: scores.length,
    incomplete: responses.length - scores.length,
    agreement: within.status === 'ok' ? within.value : null,
  });
}

function variance(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
}

export interface ScaleMean {
  /** In points of the scale. */
  readonly mean: number;
  /** Standard deviation between people; `null` for one. */
  readonly deviation: number | null;
  readonly respondents: number;
  /** Agreement within the group; `null` where it cannot be computed. */
  readonly agreement: Agreement | null;
}

/**
 * One dimension of a survey, such as trust, norms of cooperation or shared language (Chiu, Hsu & Wang 2006; Nahapiet &
 * Ghoshal 1998): the mean over people of the means of their items, 1 to `scale`. In points of the scale. Preferred to
 * what traces of behaviour say. Robust. Floor: 5 respondents, half of those asked.
 *
 * @param responses of each person, the dimension's items in one order; `null`: not answered. Who answered none is left
 *   out.
 * @param scale 7 unless told.
 * @returns `too-few` where nobody answered.
 * @throws MeasureError `lengths-differ`, `out-of-range`
 */
export function scaleMean(responses: readonly (readonly (number | null)[])[], scale = 7): Measured<ScaleMean> {
  const within = agreement(responses, scale);
  for (const answer of responses.flat()) if (answer !== null) checkRange(answer, 1, scale, 'responses');
  const means = responses.flatMap((answers) => {
    const given = answers.filter((answer) => answer !== null);
    return given.length === 0 ? [] : [sum(given) / given.length];
  });
  if (means.length === 0) return insufficient('too-few', 'Nobody answered.');
  return ok({
    mean: sum(means) / means.length,
    deviation: means.length < 2 ? null : Math.sqrt(variance(means)),
    respondents: means.length,
    agreement: within.status === 'ok' ? within.value : null,
  });
}

export interface Agreement {
  /** r_wg(J), 0 to 1: 0 where people differ as much as if they had answered at random, or more. */
  readonly index: number;
  /** Mean variance of the items by that of random answers. */
  readonly ratio: number;
  readonly items: number;
}

/**
 * Agreement within a group over J items: r_wg(J) = J(1−q)/(J(1−q)+q), q the mean of the item variances (n−1) by the
 * variance of answers at random, (A²−1)/12 for A answers to choose from (James, Demaree & Wolf 1984). No unit; 0 to 1;
 * .70 is the convention for aggregating. It is 0 where q is 1 or more. Floor: 5 respondents.
 *
 * @param ratings of each person, J items in the same order; `null`: not answered.
 * @param scale A, 2 or more.
 * @returns `too-few` where no item, or some item, has fewer than two answers.
 * @throws MeasureError `lengths-differ`, `not-finite`, `out-of-range`
 */
export function agreement(ratings: readonly (readonly (number | null)[])[], scale: number): Measured<Agreement> {
  checkRange(scale, 2, 100, 'scale');
  const items = ratings[0]?.length ?? 0;
  const variances: number[] = [];
  for (let item = 0; item < items; item++) {
    const answers = ratings.flatMap((person) => {
      if (person.length !== items)
        throw new MeasureError('lengths-differ', 'ratings', 'Everybody has the same number of items.');
      const answer = person[item] ?? null;
      if (answer !== null) checkRange(answer, 1, scale, 'ratings');
      return answer === null ? [] : [answer];
    });
    if (answers.length < 2) return insufficient('too-few', 'Each item needs answers of two people.');
    variances.push(variance(answers));
  }
  if (items === 0) return insufficient('too-few', 'There are no answers.');
  const ratio = sum(variances) / items / ((scale ** 2 - 1) / 12);
  const index = ratio >= 1 ? 0 : (items * (1 - ratio)) / (items * (1 - ratio) + ratio);
  return ok({ index, ratio, items });
}

export interface IntraclassCorrelation {
  /** ICC(1): share of the variance that lies between groups; may be below 0, and is 1 at most. */
  readonly icc1: number;
  /** `null` where nobody within a group differs. */
  readonly f: number | null;
  readonly df: readonly [between: number, within: number];
  /** Chance of groups as different, were they alike. */
  readonly p: number;
}

/**
 * ICC(1), how much belonging to a group says about a score: (MSB−MSW)/(MSB+(k−1)·MSW) of a one-way analysis of
 * variance, k the mean group size corrected for unequal sizes, (N−Σn²/N)/(G−1) (Bliese 2000; Haggard 1958). No unit; at
 * most 1. Floor: 5 respondents in each group.
 *
 * @param groups scores of the people of each group; groups of nobody are left out.
 * @returns `too-few` for fewer than two groups or nobody beside others; `no-variation` where all scores are alike.
 * @throws MeasureError `not-finite`
 */
export function icc1(groups: readonly (readonly number[])[]): Measured<IntraclassCorrelation> {
  for (const group of groups) checkFinite(group, 'groups');
  const filled = groups.filter(({ length }) => length > 0);
  const all = filled.flat();
  const [between, within] = [filled.length - 1, all.length - filled.length];
  if (between < 1 || within < 1) return insufficient('too-few', 'Two groups and somebody beside others are needed.');
  const grand = sum(all) / all.length;
  const means = filled.map((group) => sum(group) / group.length);
  const msb = sum(filled.map((group, at) => group.length * ((means[at] ?? 0) - grand) ** 2)) / between;
  const msw = sum(filled.map((group, at) => sum(group.map((score) => (score - (means[at] ?? 0)) ** 2)))) / within;
  const size = (all.length - sum(filled.map(({ length }) => length ** 2)) / all.length) / between;
  const total = msb + (size - 1) * msw;
  // What rounding leaves of equal scores is no variation.
  if (total <= 1e-24 * (1 + grand ** 2)) return insufficient('no-variation', 'All scores are alike.');
  const f = msw === 0 ? null : msb / msw;
  const p = f === null ? 0 : tailOfF(f, between, within);
  return ok({ icc1: (msb - msw) / total, f, df: [between, within], p });
}
