const wordForm = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const combiningDiacritics = /[\u0300-\u036f]+/g;

/** The words of a text in their order, as they stand in it: letters, digits and the marks on them. */
export function searchWords(text: string): string[] {
  return text.match(wordForm) ?? [];
}

/** The form under which a word is found: without case, accents and typographic variants. */
export function foldWord(word: string): string {
  return word.toLowerCase().normalize('NFKD').replace(combiningDiacritics, '');
}

/** How many letters of a folded word of a query may be wrong: one of 4 to 7, two of 8 and more; none in a number. */
export function allowedMistakes(folded: string): 0 | 1 | 2 {
  if (folded.length < 4 || /\p{N}/u.test(folded)) return 0;
  return folded.length < 8 ? 1 : 2;
}
