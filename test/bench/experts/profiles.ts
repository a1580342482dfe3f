import { bm25, idf } from '../../../packages/core/src/experts/formulas.js';
import { indexedWords } from '../../../packages/core/src/experts/words.js';
import type { Happening, Question } from './history.js';

/** A baseline: everybody is one text, made of all that they answered, and found by BM25 (Balog et al. 2009, model 1). */
export class Profiles {
  readonly #people = new Map<string, number>();
  /** By word, how often it stands in the text of each person. */
  readonly #postings = new Map<string, Map<string, number>>();
  readonly #questions = new Map<string, readonly string[]>();
  #length = 0;

  take(happening: Happening): void {
    if (happening.what === 'question') this.#questions.set(happening.id, wordsOf(happening));
    if (happening.what !== 'answer') return;
    const { personId, onId, body } = happening;
    const words = [...(this.#questions.get(onId) ?? []), ...indexedWords(body)];
    for (const word of words) {
      const people = this.#postings.get(word) ?? new Map<string, number>();
      this.#postings.set(word, people.set(personId, (people.get(personId) ?? 0) + 1));
    }
    this.#people.set(personId, (this.#people.get(personId) ?? 0) + words.length);
    this.#length += words.length;
  }

  scores(words: Iterable<string>): Map<string, number> {
    const scores = new Map<string, number>();
    const average = this.#length / this.#people.size;
    for (const word of words) {
      const people = this.#postings.get(word);
      if (!people) continue;
      const weight = idf(this.#people.size, people.size);
      for (const [personId, frequency] of people) {
        const points = bm25(weight, frequency, this.#people.get(personId) ?? 0, average);
        scores.set(personId, (scores.get(personId) ?? 0) + points);
      }
    }
    return scores;
  }
}

/** Title and topics twice, as in the index. */
function wordsOf({ title, topics, body }: Question): string[] {
  const heading = [title, ...topics].flatMap(indexedWords);
  return [...heading, ...heading, ...indexedWords(body)];
}
