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

/**
 * Glossary uptake: posts that use a controlled term at least once, of all posts. A term of several words is used where
 * they stand in a row. Share with Wilson's 95 % interval, 0 to 1. Robust. Floor: 5 authors.
 *
 * @param posts texts.
 * @param terms labels of the glossary; those without a word are left out.
 * @returns `zero-denominator` without posts.
 */
export function glossaryUptake(posts: readonly string[], terms: Iterable<string>): Measured<Share> {
  const byFirst = new Map<string, string[][]>();
  for (const term of terms) {
    const words = wordsOf(term);
    const [first] = words;
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), words]);
  }
  const uses = (words: readonly string[]) =>
    words.some((word, at) => byFirst.get(word)?.some((term) => term.every((part, next) => words[at + next] === part)));
  return proportion(posts.filter((post) => uses(wordsOf(post))).length, posts.length, 'There are no posts.');
}
