import { foldWord, queryWords, searchWords } from '@copkit/storage';

/** What Markdown says to machines: targets of links, addresses, mentions, tags. */
const MACHINE_TEXT = /\]\([^)\s]*(?:\s[^)]*)?\)|https?:\/\/\S+|@\[[^\]]*\]|<[^>\s][^>]*>/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const ASCII = /^[\x00-\x7f]*$/;

const readable = (markdown: string) => markdown.replace(MACHINE_TEXT, ' ');

/** The folded words of a Markdown text, as they are indexed. */
export function indexedWords(markdown: string): string[] {
  const text = readable(markdown);
  // The same words, several times faster; most technical text is ASCII.
  if (ASCII.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return searchWords(text).map(foldWord);
}

/** What to look for: the words of a text and of topic ids, each of which counts once. */
export function sought(text: string, topics: readonly string[]): ReadonlyMap<string, number> {
  const words = queryWords([readable(text), ...topics].join('\n'));
  return new Map(words.map((word) => [foldWord(word), 1]));
}
