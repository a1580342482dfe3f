import type { Measured } from '../measured.js';
import { proportion, type Share } from '../proportion.js';

/** The words of a text, in lower case and compatible Unicode form: runs of letters, marks and digits. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** Whether a text uses one of some terms; a term of several words where they stand in a row. */
export function usesTerms(terms: Iterable<string>): (text: string) => boolean {
  const byFirst = new Map<string, string[][]>();
  for (const term of terms) {
    const words = wordsOf(term);
    const [first] = words;
    if (first === undefined) continue;
    const alike = byFirst.get(first);
    if (alike) alike.push(words);
    else byFirst.set(first, [words]);
  }
  const stands = (term: readonly string[], words: readonly string[], at: number) =>
    term.every((part, next) => words[at + next] === part);
  return (text) => {
    const words = wordsOf(text);
    return words.some((word, at) => byFirst.get(word)?.some((term) => stands(term, words, at)));
  };
}

/**
 * Glossary uptake: posts that use a controlled term at least once, of all posts. A term of several words is used where
 * they stand in a row. Share with Wilson's 95 % interval, 0 to 1. Robust. Floor: 5 authors.
 *
 * @param posts texts.
 * @param terms labels of the glossary; those without a word are left out.
 * @returns `zero-denominator` without posts.
 */
export function glossaryUptake(posts: readonly string[], terms: Iterable<string>): Measured<Share> {
  return proportion(posts.filter(usesTerms(terms)).length, posts.length, 'There are no posts.');
}
