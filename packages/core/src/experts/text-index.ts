import { bm25, idf } from './formulas.js';

/** Words of a text as numbers of this index, each as often as it stands there. */
export type Words = readonly number[];

/**
 * Postings a query looks at. Words commoner than what is left of it are let go: they tell least, and what they would
 * cost grows with the index.
 */
const MOST_POSTINGS = 20_000;
/** A posting is one number: the place of the document, and in the lowest eight bits how often the word stands in it. */
const FREQUENCY_BITS = 8;
const MOST_FREQUENT = 2 ** FREQUENCY_BITS - 1;
const GONE = -1;
/** Places of documents that are gone, before their postings are cleared away. */
const FEW = 1_000;

/** A document that was taken in. */
export interface Indexed<T> {
  /** What a search gives; may be replaced while the text stays the same. */
  item: T;
  place: number;
  readonly length: number;
  /** Each of its words once. */
  readonly words: Uint32Array;
  readonly frequencies: Uint8Array;
}

/** What was found, in no particular order: the score of an item stands at the same place, and is above 0. */
export interface Hits<T> {
  readonly items: readonly T[];
  /** BM25. */
  readonly scores: Float64Array;
}

/**
 * An inverted index with plain BM25 scores. Its statistics are those of the documents it holds at the moment, so
 * adding and removing ends in the same scores as starting afresh with what is left. (MiniSearch multiplies a score by
 * the number of words found, and takes 20 times as long for it.)
 */
export class TextIndex<T> {
  readonly #numbers = new Map<string, number>();
  readonly #postings: number[][] = [];
  /** In how many documents each word stands; fewer than its postings while some are of documents that are gone. */
  readonly #holders: number[] = [];
  #documents: (Indexed<T> | null)[] = [];
  /** By place, like the scores while a search goes on: how long the document is, which is all that scoring needs of it. */
  #lengths = new Float64Array(1_024);
  #scores = new Float64Array(1_024);
  #count = 0;
  #length = 0;

  get size(): number {
    return this.#count;
  }

  /** The words as numbers; new words are learnt. */
  numbersOf(words: readonly string[]): Words {
    return words.map((word) => {
      const known = this.#numbers.get(word);
      if (known !== undefined) return known;
      const number = this.#postings.push([]) - 1;
      this.#holders.push(0);
      this.#numbers.set(word, number);
      return number;
    });
  }

  /** Takes a document in, made of parts that count so many times each. */
  add(item: T, parts: readonly (readonly [words: Words, times: number])[]): Indexed<T> {
    const counts = new Map<number, number>();
    let length = 0;
    for (const [words, times] of parts) {
      length += words.length * times;
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + times);
    }
    const document: Indexed<T> = {
      item,
      place: 0,
      length,
      words: Uint32Array.from(counts.keys()),
      frequencies: Uint8Array.from(counts.values(), (count) => Math.min(count, MOST_FREQUENT)),
    };
    this.#count++;
    this.#length += length;
    for (const word of document.words) this.#holders[word] = (this.#holders[word] ?? 0) + 1;
    this.#post(document);
    return document;
  }

  remove(document: Indexed<T>): void {
    if (this.#documents[document.place] !== document) return;
    this.#documents[document.place] = null;
    this.#lengths[document.place] = GONE;
    this.#count--;
    this.#length -= document.length;
    for (const word of document.words) this.#holders[word] = (this.#holders[word] ?? 0) - 1;
    if (this.#documents.length > 2 * this.#count + FEW) this.#clear();
  }

  /** Every document with one of the words. */
  search(words: ReadonlySet<string>): Hits<T> {
    const [all, lengths] = [this.#scores, this.#lengths];
    const average = this.#length / this.#count;
    const touched: number[] = [];
    let left = MOST_POSTINGS;
    for (const { number, holders } of this.#rarestFirst(words)) {
      if (holders > left) break;
      left -= holders;
      const weight = idf(this.#count, holders);
      const postings = this.#postings[number] as number[];
      for (let at = 0; at < postings.length; at++) {
        const posting = postings[at] as number;
        const place = posting >>> FREQUENCY_BITS;
        const length = lengths[place] as number;
        if (length === GONE) continue;
        const before = all[place] as number;
        if (before === 0) touched.push(place);
        all[place] = before + bm25(weight, posting & MOST_FREQUENT, length, average);
      }
    }
    const scores = new Float64Array(touched.length);
    const items = touched.map((place, at) => {
      scores[at] = all[place] as number;
      all[place] = 0;
      return (this.#documents[place] as Indexed<T>).item;
    });
    return { items, scores };
  }

  #rarestFirst(words: ReadonlySet<string>) {
    const known = [...words].flatMap((word) => {
      const number = this.#numbers.get(word);
      const holders = number === undefined ? 0 : (this.#holders[number] ?? 0);
      return number === undefined || holders === 0 ? [] : [{ word, number, holders }];
    });
    return known.sort((a, b) => a.holders - b.holders || (a.word < b.word ? -1 : 1));
  }

  #post(document: Indexed<T>): void {
    document.place = this.#documents.push(document) - 1;
    const { place, words, frequencies, length } = document;
    if (place >= this.#lengths.length) {
      const lengths = new Float64Array(2 * place);
      lengths.set(this.#lengths);
      this.#lengths = lengths;
      this.#scores = new Float64Array(2 * place);
    }
    this.#lengths[place] = length;
    for (let at = 0; at < words.length; at++) {
      this.#postings[words[at] as number]?.push((place << FREQUENCY_BITS) | (frequencies[at] as number));
    }
  }

  /** Forgets the places of documents that are gone. */
  #clear(): void {
    const left = this.#documents.filter((document) => document !== null);
    this.#documents = [];
    for (const postings of this.#postings) postings.length = 0;
    for (const document of left) this.#post(document);
  }
}
