/** A word: letters, digits and the marks on them. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** How words are compared: without case, accents and typographic variants. */
export function fold(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '');
}

export function words(text: string): string[] {
  return text.match(WORD) ?? [];
}

export interface PlacedWord {
  readonly from: number;
  readonly to: number;
  readonly folded: string;
}

export function* placedWords(text: string): Generator<PlacedWord> {
  for (const match of text.matchAll(WORD)) {
    yield { from: match.index, to: match.index + match[0].length, folded: fold(match[0]) };
  }
}
