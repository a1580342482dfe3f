// Scripts that put no spaces between words.
const unspaced = String.raw`(?=[\p{L}\p{N}])[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]`;
const run = new RegExp(
  String.raw`(?<unspaced>(?:${unspaced}\p{M}*)+)|(?!${unspaced})[\p{L}\p{N}](?:(?!${unspaced})[\p{L}\p{N}\p{M}])*`,
  'gu',
);
const character = new RegExp(String.raw`${unspaced}\p{M}*`, 'gu');
const asTyped = new RegExp(String.raw`\p{N}|${unspaced}`, 'u');
const combiningDiacritics = /[\u0300-\u036f]+/g;

/** Most texts are, and what holds of all scripts takes many times as long. */
const ASCII = /^\p{ASCII}*$/u;

/** A word as it stands in a text, `[from, to)` in UTF-16 units. */
export interface PlacedWord {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The words of a text in their order: letters, digits and the marks on them. Of a script that puts no
 * spaces between words, such as Chinese, Japanese or Thai, each character and each pair of
 * neighbours stand for words; so they overlap.
 */
export function* placedWords(text: string): Generator<PlacedWord> {
  if (ASCII.test(text)) {
    for (const { 0: word, index } of text.matchAll(/[a-z\d]+/gi)) yield { word, from: index, to: index + word.length };
    return;
  }
  for (const match of text.matchAll(run)) {
    const start = match.index;
    if (match.groups?.unspaced === undefined) {
      yield { word: match[0], from: start, to: start + match[0].length };
      continue;
    }
    let before = '';
    for (const { 0: word, index } of match[0].matchAll(character)) {
      const from = start + index;
      const to = from + word.length;
      if (before !== '') yield { word: before + word, from: from - before.length, to };
      yield { word, from, to };
      before = word;
    }
  }
}

export function searchWords(text: string): string[] {
  return Array.from(placedWords(text), ({ word }) => word);
}

/** The words to look for: of unspaced scripts the pairs, and a character only where it stands alone. */
export function queryWords(text: string): string[] {
  return [...text.matchAll(run)].flatMap(([whole, unspaced]) => {
    const characters = unspaced?.match(character) ?? [];
    if (characters.length < 2) return [whole];
    return characters.slice(1).map((word, at) => (characters[at] ?? '') + word);
  });
}

/** The form under which a word is found: without case, accents and typographic variants. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  return ASCII.test(lower) ? lower : lower.normalize('NFKD').replace(combiningDiacritics, '');
}

/**
 * How many letters of a folded word of a query may be wrong: one of 4 to 7, two of 8 and more; none in
 * a number, nor in the pairs of an unspaced script.
 */
export function allowedMistakes(folded: string): 0 | 1 | 2 {
  if (folded.length < 4 || asTyped.test(folded)) return 0;
  return folded.length < 8 ? 1 : 2;
}
