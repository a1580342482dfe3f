import { foldWord, queryWords, searchWords } from '@copkit/storage';

/**
 * What Markdown says to machines: targets of links, addresses, mentions, tags. Of limited length each, so that a text
 * made of beginnings alone costs no more than others.
 */
const MACHINE_TEXT = /\]\([^)\n]{0,500}\)|https?:\/\/\S+|@\[[^\]\n]{0,60}\]|<[^>\s][^>]{0,300}>/g;
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

/** What to look for: the folded words of a text and of topic ids. */
export function sought(text: string, topics: readonly string[]): ReadonlySet<string> {
  const words = queryWords([readable(text), ...topics].join('\n'));
  return new Set(words.map(foldWord));
}
