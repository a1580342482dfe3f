import type { SearchHit } from './search-index.js';
import { foldWord } from './search-words.js';

/** What a word of a query stands for: folded words of the partition, as they are or as beginnings. */
export interface Sought {
  readonly words: readonly string[];
  readonly asBeginning: boolean;
}

/** A hit that knows its document's words, as JSON. Few of many hits are shown, and only of those it matters which were sought. */
export class WordsHit implements SearchHit {
  readonly #words: string;
  readonly #sought: readonly Sought[];

  constructor(
    readonly id: string,
    readonly score: number,
    words: string,
    sought: readonly Sought[],
  ) {
    this.#words = words;
    this.#sought = sought;
  }

  get terms(): readonly string[] {
    return (JSON.parse(this.#words) as string[]).filter((written) => {
      const folded = foldWord(written);
      return this.#sought.some(({ words, asBeginning }) =>
        words.some((word) => (asBeginning ? folded.startsWith(word) : folded === word)),
      );
    });
  }
}
