import { checkRange, insufficient, type Measured, MeasureError, ok } from '../measured.js';
import { bootstrap, type Resampling } from '../resampling.js';

/** Between two words, and before the first of a post. */
const START = ' ';

/**
 * The language of some posts: bigram probabilities smoothed towards words, and words towards words never seen,
 * p(w|v) = (c(v,w) + α·p(w)) / (c(v) + α), p(w) = (c(w) + 1) / (N + V + 1) for V different words among N (MacKay & Peto
 * 1995, with Laplace's rule below).
 */
export class BigramModel {
  readonly #pairs = new Map<string, number>();
  readonly #before = new Map<string, number>();
  readonly #words = new Map<string, number>();
  #total = 0;

  /** @param alpha how many words' worth the smoothing is: 10 unless told, above 0. */
  constructor(readonly alpha = 10) {
    checkRange(alpha, Number.MIN_VALUE, 1e9, 'alpha');
  }

  learn(words: readonly string[]): void {
    let previous = START;
    for (const word of words) {
      add(this.#pairs, `${previous}\n${word}`);
      add(this.#before, previous);
      add(this.#words, word);
      this.#total++;
      previous = word;
    }
  }

  /** 0 to 1; over all words known and one that stands for the unknown they add up to 1. */
  probability(word: string, previous: string = START): number {
    const single = ((this.#words.get(word) ?? 0) + 1) / (this.#total + this.#words.size + 1);
    const seen = this.#pairs.get(`${previous}\n${word}`) ?? 0;
    return (seen + this.alpha * single) / ((this.#before.get(previous) ?? 0) + this.alpha);
  }

  /** −(1/N) Σ log₂ p(wᵢ|wᵢ₋₁) in bits per word; `too-few` without words. */
  crossEntropy(words: readonly string[]): Measured<number> {
    if (words.length === 0) return insufficient('too-few', 'There are no words.');
    let bits = 0;
    let previous = START;
    for (const word of words) {
      bits -= Math.log2(this.probability(word, previous));
      previous = word;
    }
    return ok(bits / words.length);
  }
}

function gather<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

export interface DatedPost {
  /** Such as `2025-03`; the same for all posts of a month. */
  readonly month: string;
  readonly author: string;
  /** As `wordsOf` gives them; posts without words are left out. */
  readonly words: readonly string[];
  readonly newcomer: boolean;
}

export interface MonthlySurprise {
  readonly month: string;
  /** Mean over the newcomers' posts, in bits per word. */
  readonly bits: number;
  /** 95 % bootstrap interval over newcomers; `null` where there are too few. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly posts: number;
  readonly authors: number;
}

/**
 * How surprising newcomers' posts are under the language of the established in the same month: −(1/N) Σ log₂ p_month of
 * their bigrams, the mean over posts (Danescu-Niculescu-Mizil et al. 2013; smoothing ours). Bits per word, 0 or more.
 * That it falls may mean conformity. Contested; of a cohort, never of a person. Floor: 5 authors, 2,000 words each
 * side.
 *
 * @returns each month with posts of both, the earliest first; `too-few` where there is none.
 * @throws MeasureError `out-of-range`
 */
export function crossEntropyByMonth(
  posts: readonly DatedPost[],
  options: Resampling & { readonly alpha?: number } = {},
): Measured<readonly MonthlySurprise[]> {
  const months = new Map<string, DatedPost[]>();
  for (const post of posts) {
    if (post.month === '') throw new MeasureError('out-of-range', 'posts', 'Each post has a month.');
    if (post.words.length > 0) gather(months, post.month, post);
  }
  const found = [...months].flatMap(([month, all]) => {
    const surprise = surpriseIn(all, options);
    return surprise === null ? [] : [{ month, ...surprise }];
  });
  if (found.length === 0) return insufficient('too-few', 'No month has posts of newcomers and of others.');
  return ok(found.sort((a, b) => (a.month < b.month ? -1 : 1)));
}

function surpriseIn(posts: readonly DatedPost[], { alpha, ...resampling }: Resampling & { readonly alpha?: number }) {
  const model = new BigramModel(alpha);
  const established = posts.filter(({ newcomer }) => !newcomer);
  for (const { words } of established) model.learn(words);
  const byAuthor = new Map<string, number[]>();
  for (const { author, newcomer, words } of posts) {
    const entropy = newcomer ? model.crossEntropy(words) : null;
    if (entropy?.status === 'ok') gather(byAuthor, author, entropy.value);
  }
  const authors = [...byAuthor.values()];
  if (established.length === 0 || authors.length === 0) return null;
  const mean = (drawn: readonly (readonly number[])[]) => {
    const all = drawn.flat();
    return all.reduce((sum, bits) => sum + bits, 0) / all.length;
  };
  return {
    bits: mean(authors),
    interval: bootstrap(authors, mean, resampling),
    posts: authors.flat().length,
    authors: authors.length,
  };
}
