/** Index keys are printable ASCII and compared byte by byte; these build ones that sort as people expect. */

/** A whole index; U+007F comes after every key. */
export const EVERY_KEY = { from: '', to: '\x7f' } as const;

/** Everything that begins with the prefix: `[from, to)`. */
export function under(prefix: string): { from: string; to: string } {
  return { from: prefix, to: `${prefix}\x7f` };
}

/** A count that sorts as a number. */
export function countKey(count: number): string {
  return String(Math.max(0, Math.min(count, 9_999_999))).padStart(7, '0');
}

/** Holds any label whole, whatever its script, and leaves room for an id within the 1,024 bytes of a key. */
const LONGEST = 700;

/** Folds case and marks away; letters outside ASCII become their code points, so every text has a key. */
export function textKey(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim();
  let key = '';
  for (const letter of folded) {
    if (key.length > LONGEST) break;
    const code = letter.codePointAt(0) ?? 0;
    if (/[a-z0-9]/.test(letter)) key += letter;
    else if (code <= 0x7e) key += code <= 0x20 ? '-' : letter === '/' ? '-' : letter;
    else key += `~${code.toString(16).padStart(5, '0')}`;
  }
  return key;
}

/** The words of a name, each as a key, for finding a person by any of them. */
export function wordKeys(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\s,.;]+/u)
        .filter(Boolean)
        .map(textKey)
        .filter(Boolean),
    ),
  ].slice(0, 8);
}
