import { halfWidthOfT } from '../measures/distributions.js';
import { type PsychologicalSafety, psychologicalSafety, type ScaleMean, scaleMean } from '../measures/surveys.js';
import { dimensionsOf } from './instruments.js';
import type { ItemRecord, ResultRecord, WaveRecord } from './records.js';

/** So many people stand behind every mean, and so large a share of those who were asked. */
export const FLOOR = 5;
export const ENOUGH_OF_ASKED = 0.5;
/** Below it people disagree too much for a mean (James, Demaree & Wolf 1984). */
const AGREEING = 0.7;

export type Answers = readonly (number | null)[];

export const answersOf = (text: string): Answers =>
  text.split(',').map((answer) => (answer === '' ? null : Number(answer)));

/** What was told of a dimension before, and how its respondents differ from the present ones. */
export interface Earlier {
  readonly dimensions: ResultRecord['dimensions'];
  readonly respondents: number;
  /** People who answered one of the two waves and not the other. */
  readonly differing: number;
}

export interface Answered {
  readonly wave: Pick<WaveRecord, 'kind' | 'scale' | 'items'>;
  readonly answers: readonly Answers[];
  readonly asked: number;
  readonly earlier: readonly Earlier[];
}

type Dimension = ResultRecord['dimensions'][number];

const nothing = (why: ResultRecord['why']): ResultRecord => ({
  status: 'suppressed',
  why,
  dimensions: [],
  responseRate: null,
  respondents: null,
});

/**
 * What is let out of a wave. A dimension is told where five people answered it, half of those asked, and where nobody
 * can subtract it from what was told before: an earlier wave with the same dimension has the same respondents, or five
 * others at least.
 */
export function resultOf({ wave, answers, asked, earlier }: Answered): ResultRecord {
  if (answers.length < FLOOR) return nothing('too-few-respondents');
  if (answers.length < ENOUGH_OF_ASKED * asked) return nothing('too-few-of-those-asked');
  const enough = Math.max(FLOOR, ENOUGH_OF_ASKED * asked);
  const scored = dimensionsOf(wave.items).map((dimension) => ({ dimension, ...scoredOf(wave, dimension, answers) }));
  const dimensions = scored.map((each): Dimension => {
    const { dimension, mean, deviation, respondents, agreement } = each;
    const skipped = answers.length - respondents;
    const apart = earlier.every((told) => isApart(told, dimension, skipped));
    if (respondents < enough || !apart || mean === null || agreement === null) return untold(dimension);
    const said = { dimension, agreement: rounded(agreement), respondents };
    if (agreement < AGREEING) return { ...said, status: 'disagreement', mean: null, ci: null };
    return { ...said, status: 'ok', mean: rounded(mean), ci: interval(mean, deviation, respondents, wave.scale) };
  });
  if (scored.every(({ respondents }) => respondents < enough)) return nothing('too-few-respondents');
  if (dimensions.every(({ status }) => status === 'suppressed')) return nothing('differs-by-few');
  const responseRate = rounded(answers.length / asked);
  return { status: 'ok', why: null, dimensions, responseRate, respondents: answers.length };
}

const untold = (dimension: string): Dimension => ({
  dimension,
  status: 'suppressed',
  mean: null,
  ci: null,
  agreement: null,
  respondents: null,
});

/** Who left an item out is not known, so each of them may be one more or one fewer who differs. */
function isApart({ dimensions, respondents, differing }: Earlier, dimension: string, skipped: number): boolean {
  const before = dimensions.find((each) => each.dimension === dimension);
  if (!before || before.respondents === null) return true;
  const unknown = skipped + (respondents - before.respondents);
  return (differing === 0 && unknown === 0) || differing - unknown >= FLOOR;
}

interface Scored {
  readonly mean: number | null;
  readonly deviation: number | null;
  readonly respondents: number;
  readonly agreement: number | null;
}

function scoredOf({ kind, scale, items }: Answered['wave'], dimension: string, answers: readonly Answers[]): Scored {
  const measured =
    kind === 'psychological-safety'
      ? psychologicalSafety(answers, scale)
      : scaleMean(
          ofDimension({ items, scale }, dimension, answers).filter((own) => own.some((answer) => answer !== null)),
          scale,
        );
  if (measured.status !== 'ok') return { mean: null, deviation: null, respondents: 0, agreement: null };
  const { mean, deviation, respondents, agreement }: PsychologicalSafety | ScaleMean = measured.value;
  return { mean, deviation, respondents, agreement: agreement?.index ?? null };
}

/** The answers to the items of a dimension, those of reversed ones turned round. */
function ofDimension(
  { items, scale }: { readonly items: readonly ItemRecord[]; readonly scale: number },
  dimension: string,
  answers: readonly Answers[],
): Answers[] {
  return answers.map((given) =>
    items.flatMap((item, at) => {
      if (item.dimension !== dimension) return [];
      const answer = given[at] ?? null;
      return [answer !== null && item.reversed ? scale + 1 - answer : answer];
    }),
  );
}

/** Each person's mean of a dimension, for a comparison of groups. Not to be shown. */
export function scoresOf(wave: Answered['wave'], dimension: string, answers: readonly Answers[]): number[] {
  return ofDimension(wave, dimension, answers).flatMap((own) => {
    const given = own.filter((answer) => answer !== null);
    // The scale of seven items may lack one.
    const fewest = wave.kind === 'psychological-safety' ? own.length - 1 : 1;
    return given.length < fewest ? [] : [given.reduce((sum, answer) => sum + answer, 0) / given.length];
  });
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function interval(mean: number, deviation: number | null, n: number, scale: number): [number, number] {
  const half = (halfWidthOfT(n - 1) * (deviation ?? 0)) / Math.sqrt(n);
  return [rounded(Math.max(1, mean - half)), rounded(Math.min(scale, mean + half))];
}
