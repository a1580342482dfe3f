import { checkAlike, checkAmounts, checkRange, insufficient, type Measured, ok, sum } from '../measured.js';
import { quantile, type Resampling } from '../resampling.js';
import { seeded } from '../seeded.js';

/**
 * Jensen–Shannon divergence of two distributions over the same things: ½KL(P‖M) + ½KL(Q‖M), M = ½(P+Q), log₂ (Lin
 * 1991). Bits, 0 (alike) to 1 (nothing in common). Small samples of words look far apart whatever they are from:
 * compare samples of one size, as `vocabularyDivergence` does. Contested.
 *
 * @param p counts or shares, 0 or more; they need not add up to 1.
 * @param q of the same things in the same order.
 * @returns `zero-denominator` where one of them is all zero.
 * @throws MeasureError `lengths-differ`, `not-finite`, `negative`
 */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>): Measured<number> {
  checkAlike(p, q, ['p', 'q']);
  checkAmounts(p, 'p');
  checkAmounts(q, 'q');
  const [ofP, ofQ] = [sum(Array.from(p)), sum(Array.from(q))];
  if (ofP === 0 || ofQ === 0) return insufficient('zero-denominator', 'One side has nothing in it.');
  let divergence = 0;
  for (let at = 0; at < p.length; at++) {
    const [a, b] = [(p[at] ?? 0) / ofP, (q[at] ?? 0) / ofQ];
    const middle = (a + b) / 2;
    if (a > 0) divergence += (a / 2) * Math.log2(a / middle);
    if (b > 0) divergence += (b / 2) * Math.log2(b / middle);
  }
  return ok(Math.min(1, Math.max(0, divergence)));
}

/** Mean of the resamples, and the bounds of 95 % of them, in bits. */
export interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface VocabularyDivergence {
  /** Between samples of the two sides. */
  readonly between: Spread;
  /** Between samples of the community alone: what chance and topics alone give. */
  readonly within: Spread;
  /** Words in each sample. */
  readonly words: number;
}

/**
 * How far the vocabulary of newcomers is from a community's: Jensen–Shannon divergence of samples of one size, drawn
 * with replacement from people and then from their words (so that nobody's words count for more than a person's),
 * beside the same between two samples of the community. Where the two overlap nothing tells the sides apart. Bits, 0 to
 * 1. Contested; of a group, never of a person. Floor: 5 authors and 2,000 words on each side.
 *
 * @param newcomers words of each author, as `wordsOf` gives them; authors without words are left out.
 * @param options.words in each sample: those of the smaller side unless told, 20,000 at most.
 * @returns `too-few` where a side has no words.
 * @throws MeasureError `out-of-range`
 */
export function vocabularyDivergence(
  newcomers: readonly (readonly string[])[],
  community: readonly (readonly string[])[],
  options: Resampling & { readonly words?: number } = {},
): Measured<VocabularyDivergence> {
  const { resamples = 200, seed = 1 } = options;
  checkRange(resamples, 1, 1e5, 'resamples');
  const places = new Map<string, number>();
  const [young, old] = [newcomers, community].map((side) =>
    side.filter(({ length }) => length > 0).map((words) => Uint32Array.from(words, (word) => placeOf(places, word))),
  ) as [Uint32Array[], Uint32Array[]];
  if (young.length === 0 || old.length === 0) return insufficient('too-few', 'Both sides need words.');
  const smaller = Math.min(...[young, old].map((side) => sum(side.map(({ length }) => length))));
  const words = Math.floor(options.words ?? Math.min(20_000, smaller));
  checkRange(words, 1, 1e6, 'words');
  const random = seeded(seed);
  const sample = (side: readonly Uint32Array[]) => {
    const counts = new Uint32Array(places.size);
    for (let drawn = 0; drawn < words; drawn++) {
      const author = side[Math.floor(random() * side.length)] as Uint32Array;
      const word = author[Math.floor(random() * author.length)] ?? 0;
      counts[word] = (counts[word] ?? 0) + 1;
    }
    return counts;
  };
  const [between, within] = [new Float64Array(resamples), new Float64Array(resamples)];
  for (let round = 0; round < resamples; round++) {
    const reference = sample(old);
    between[round] = divergenceOf(sample(young), reference);
    within[round] = divergenceOf(sample(old), reference);
  }
  return ok({ between: spreadOf(between), within: spreadOf(within), words });
}

function placeOf(places: Map<string, number>, word: string): number {
  const at = places.get(word) ?? places.size;
  places.set(word, at);
  return at;
}

function divergenceOf(p: Uint32Array, q: Uint32Array): number {
  const found = jensenShannon(p, q);
  return found.status === 'ok' ? found.value : 0;
}

function spreadOf(values: Float64Array): Spread {
  const sorted = values.slice().sort();
  return { mean: sum(values) / values.length, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}
