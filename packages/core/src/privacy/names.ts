import { derive } from '../identity/ids.js';
import type { PersonRecord } from '../people/records.js';

/** Stands in a text where a name was. */
export const REDACTED = 'former member';

/** Words that a name is recognised by, folded and joined by spaces. */
export interface Names {
  /** The whole name in any order of its words, ids of the host's, e-mail addresses. */
  readonly sure: readonly string[];
  /** Single words of the name, which may be others' too. */
  readonly parts: readonly string[];
}

/** Of these words something stands in a text: how many words it is, and a hash of them. */
export interface Term {
  readonly words: number;
  readonly print: string;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  /** The words, folded and joined by spaces. */
  readonly words: string;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Two words stand together with so much between them: a space, a comma and a space, the signs in an address. */
const MOST_BETWEEN = 3;
/** A shorter word of a name is found in too many texts, and so are these. */
const SHORTEST_PART = 2;
const PARTICLES = new Set(
  'al bin da de del della den der di do dos du el ibn la le of te ten ter van vom von zu zum zur'.split(' '),
);
const SHORTEST_HOST_ID = 4;
/** As long as addresses may be (RFC 5321, 4.5.3.1): unbounded, a long text without one would take its length squared. */
const ADDRESS = /[^\s|<>"',;:()@]{1,64}@[^\s|<>"',;:()@]{1,255}/g;

export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

const wordsOf = (text: string): string[] => (text.match(WORD) ?? []).map(folded).filter(Boolean);

/** What a person is recognised by in free text. */
export function namesOf({ name, hostId, ext }: Pick<PersonRecord, 'name' | 'hostId' | 'ext'>): Names {
  const words = wordsOf(name ?? '');
  const turned = words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(' '));
  const addresses = `${hostId ?? ''} ${JSON.stringify(ext)}`.match(ADDRESS) ?? [];
  const ids = [...(hostId !== null && hostId.length >= SHORTEST_HOST_ID ? [hostId] : []), ...addresses];
  const sure = [...(words.length > 1 ? turned : []), ...ids.map((id) => wordsOf(id).join(' '))].filter(Boolean);
  const parts = words.filter((word) => word.length >= SHORTEST_PART && !PARTICLES.has(word));
  return { sure: [...new Set(sure)], parts: [...new Set(parts)].filter((part) => !sure.includes(part)) };
}

export const countOf = (words: string): number => words.split(' ').length;

/** Says whether words are the ones that were found, to who knows them, and to nobody else. */
export const printOf = (salt: string, words: string): string => derive(`${salt} ${words}`, 26);

/** The places in a text where so many words in a row match, the longer ones first; they do not overlap. */
export function spansIn(text: string, counts: Iterable<number>, matches: (words: string) => boolean): Span[] {
  const words = Array.from(text.matchAll(WORD), (match) => ({
    from: match.index,
    to: match.index + match[0].length,
    word: folded(match[0]),
  }));
  const taken = new Set<number>();
  const spans: Span[] = [];
  for (const count of [...new Set(counts)].sort((a, b) => b - a)) {
    for (let first = 0; first + count <= words.length; first++) {
      const run = words.slice(first, first + count);
      if (run.some((_, at) => taken.has(first + at))) continue;
      if (run.some(({ from }, at) => at > 0 && from - (run[at - 1]?.to ?? 0) > MOST_BETWEEN)) continue;
      const joined = run.map(({ word }) => word).join(' ');
      if (!matches(joined)) continue;
      for (let at = first; at < first + count; at++) taken.add(at);
      spans.push({ from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0, words: joined });
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}

/** Where one of the names stands. */
export function namedIn(text: string, names: readonly string[]): Span[] {
  if (names.length === 0) return [];
  const flat = folded(text);
  const likely = names.filter((words) => words.split(' ').every((word) => flat.includes(word)));
  if (likely.length === 0) return [];
  const wanted = new Set(likely);
  return spansIn(text, likely.map(countOf), (words) => wanted.has(words));
}

/** Where what was found once stands now. */
export function termsIn(text: string, salt: string, terms: readonly Term[]): Span[] {
  const prints = new Set(terms.map(({ print }) => print));
  return spansIn(
    text,
    terms.map(({ words }) => words),
    (words) => prints.has(printOf(salt, words)),
  );
}

/** The text without the names. */
export function redacted(text: string, spans: readonly Span[]): string {
  let rest = '';
  let at = 0;
  for (const { from, to } of spans) {
    rest += text.slice(at, from) + REDACTED;
    at = to;
  }
  return rest + text.slice(at);
}

const AROUND = 80;

/** The text around the first of the names, with all that are near marked. */
export function extractOf(text: string, spans: readonly Span[]): { text: string; match: boolean }[] {
  const [first] = spans;
  if (!first) return [];
  const begin = Math.max(0, first.from - AROUND);
  const end = Math.min(text.length, first.to + AROUND);
  const pieces: { text: string; match: boolean }[] = [];
  let at = begin;
  for (const { from, to } of spans) {
    if (to > end) break;
    if (from > at) pieces.push({ text: text.slice(at, from), match: false });
    pieces.push({ text: text.slice(from, to), match: true });
    at = to;
  }
  if (at < end) pieces.push({ text: text.slice(at, end), match: false });
  return pieces;
}
