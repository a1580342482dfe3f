import { bm25, idf } from './formulas.js';

/** Words of a text as numbers of this index, each as often as it stands there. */
export type Words = readonly number[];

/**
 * Postings a query looks at. Words commoner than what is left of it are let go: they tell least, and what they would
 * cost grows with the index. The rarest word counts however common it is.
 */
const MOST_POSTINGS = 20_000;
/** A posting is one number: the place of the document, and in the lowest eight bits how often the word stands in it. */
const FREQUENCY_BITS = 8;
const MOST_FREQUENT = 2 ** FREQUENCY_BITS - 1;
const GONE = -1;
/** Places of documents that are gone, before their postings are cleared away. */
const FEW = 1_000;

/** What a document says for its author, apart from its text. */
export interface Vote {
  /** The author's number. */
  readonly author: number;
  readonly weight: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

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

/**
 * What was found, in no particular order: all that belongs to one place of these lists belongs to one document. It stays
 * as it was found while the index goes on.
 */
export interface Hits<T> {
  readonly places: Uint32Array;
  /** BM25, above 0. */
  readonly scores: Float64Array;
  /** By the places. */
  readonly votes: Readonly<Pick<Columns, 'authors' | 'weights' | 'moments'>>;
  /** `null` for what went away in the meantime. */
  itemAt(place: number): T | null;
}

/** What is known of documents, by place: apart from the documents, so that a search goes through numbers alone. */
class Columns {
  readonly lengths: Float64Array;
  readonly authors: Uint32Array;
  readonly weights: Float64Array;
  readonly moments: Float64Array;
  /** While a search goes on. */
  readonly scores: Float64Array;
  readonly touched: Uint32Array;

  constructor(
    readonly room: number,
    before?: Columns,
  ) {
    this.lengths = new Float64Array(room);
    this.authors = new Uint32Array(room);
    this.weights = new Float64Array(room);
    this.moments = new Float64Array(room);
    this.scores = new Float64Array(room);
    this.touched = new Uint32Array(room);
    if (!before) return;
    this.lengths.set(before.lengths);
    this.authors.set(before.authors);
    this.weights.set(before.weights);
    this.moments.set(before.moments);
  }
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
  /** How often each word stands in the document that is taken in: nothing but zeros between. */
  readonly #counts: number[] = [];
  #documents: (Indexed<T> | null)[] = [];
  #columns = new Columns(1_024);
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
      this.#counts.push(0);
      this.#numbers.set(word, number);
      return number;
    });
  }

  /** Every word that was ever learnt, by its number. */
  words(): string[] {
    return [...this.#numbers.keys()];
  }

  /** Takes a document in, made of parts that count so many times each. */
  add(item: T, vote: Vote, parts: readonly (readonly [words: Words, times: number])[]): Indexed<T> {
    const counts = this.#counts;
    const distinct: number[] = [];
    let length = 0;
    for (const [words, times] of parts) {
      length += words.length * times;
      for (const word of words) {
        const before = counts[word] as number;
        if (before === 0) distinct.push(word);
        counts[word] = before + times;
      }
    }
    const words = new Uint32Array(distinct.length);
    const frequencies = new Uint8Array(distinct.length);
    for (let at = 0; at < distinct.length; at++) {
      const word = distinct[at] as number;
      words[at] = word;
      frequencies[at] = Math.min(counts[word] as number, MOST_FREQUENT);
      counts[word] = 0;
      this.#holders[word] = (this.#holders[word] as number) + 1;
    }
    const document: Indexed<T> = { item, place: 0, length, words, frequencies };
    this.#count++;
    this.#length += length;
    this.#post(document);
    this.weigh(document, vote);
    return document;
  }

  /** What it says for its author changed, and its text did not. */
  weigh({ place }: Indexed<T>, { author, weight, at }: Vote): void {
    this.#columns.authors[place] = author;
    this.#columns.weights[place] = weight;
    this.#columns.moments[place] = at;
  }

  remove(document: Indexed<T>): void {
    if (this.#documents[document.place] !== document) return;
    this.#documents[document.place] = null;
    this.#columns.lengths[document.place] = GONE;
    this.#count--;
    this.#length -= document.length;
    for (const word of document.words) this.#holders[word] = (this.#holders[word] as number) - 1;
    if (this.#documents.length > 2 * this.#count + FEW) this.#clear();
  }

  /** Every document with one of the words. */
  search(words: ReadonlySet<string>): Hits<T> {
    const { scores: all, lengths, touched } = this.#columns;
    const average = this.#length / this.#count;
    let found = 0;
    let left = MOST_POSTINGS;
    for (const { number, holders } of this.#rarestFirst(words)) {
      if (holders > left && found > 0) break;
      left -= holders;
      const weight = idf(this.#count, holders);
      const postings = this.#postings[number] as number[];
      for (let at = 0; at < postings.length; at++) {
        const posting = postings[at] as number;
        const place = posting >>> FREQUENCY_BITS;
        const length = lengths[place] as number;
        if (length === GONE) continue;
        const before = all[place] as number;
        if (before === 0) touched[found++] = place;
        all[place] = before + bm25(weight, posting & MOST_FREQUENT, length, average);
      }
    }
    const places = touched.slice(0, found);
    const scores = new Float64Array(found);
    for (let at = 0; at < found; at++) {
      const place = places[at] as number;
      scores[at] = all[place] as number;
      all[place] = 0;
    }
    const documents = this.#documents;
    return { places, scores, votes: this.#columns, itemAt: (place) => documents[place]?.item ?? null };
  }

  #rarestFirst(words: ReadonlySet<string>) {
    const known = [...words].flatMap((word) => {
      const number = this.#numbers.get(word);
      const holders = number === undefined ? 0 : (this.#holders[number] as number);
      return number === undefined || holders === 0 ? [] : [{ word, number, holders }];
    });
    return known.sort((a, b) => a.holders - b.holders || (a.word < b.word ? -1 : 1));
  }

  #post(document: Indexed<T>): void {
    document.place = this.#documents.push(document) - 1;
    const { place, words, frequencies, length } = document;
    if (place >= this.#columns.room) this.#columns = new Columns(2 * place, this.#columns);
    this.#columns.lengths[place] = length;
    for (let at = 0; at < words.length; at++) {
      this.#postings[words[at] as number]?.push((place << FREQUENCY_BITS) | (frequencies[at] as number));
    }
  }

  /** Forgets the places of documents that are gone. */
  #clear(): void {
    const left = this.#documents.filter((document) => document !== null);
    const { authors, weights, moments } = this.#columns;
    const votes = left.map(
      ({ place }): Vote => ({
        author: authors[place] as number,
        weight: weights[place] as number,
        at: moments[place] as number,
      }),
    );
    // What was found before keeps the documents and columns that it was found in.
    this.#documents = [];
    this.#columns = new Columns(this.#columns.room);
    for (const postings of this.#postings) postings.length = 0;
    left.forEach((document, at) => {
      this.#post(document);
      this.weigh(document, votes[at] as Vote);
    });
  }
}
