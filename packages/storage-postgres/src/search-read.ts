import {
  allowedMistakes,
  foldWord,
  queryWords,
  type SearchHit,
  type SearchQuery,
  type Sought,
  WordsHit,
} from '@copkit/storage';
import { distance } from 'fastest-levenshtein';
import type { Database } from './database.js';
import { MOST_COUNTED, type SearchStatements } from './search-statements.js';
import { facetEntry, lexemeOf, quoteLexeme } from './search-tables.js';

/** More words than this say nothing more. */
const MOST_WORDS = 32;
/** How many similar words stand for one that no text has. */
const MOST_SIMILAR = 8;
const ASCII = /^[\x21-\x7e]+$/;

interface Weighed extends Sought {
  /** How much it says when it is found: less the more texts have it, and half where it is only similar. */
  readonly weight: number;
}

export async function findTexts(
  db: Database,
  sql: SearchStatements,
  partition: string,
  query: SearchQuery,
): Promise<SearchHit[]> {
  const folded = queryWords(query.text).slice(0, MOST_WORDS).map(foldWord);
  const words = [...new Set(folded)];
  const [only] = words;
  if (only === undefined) return [];
  if (words.length === 1 && isUnlimited(query)) {
    const hits = await matchOne(db, sql, partition, only, query);
    if (hits.length > 0) return hits;
  }
  const all = await seek(db, sql, partition, words, folded.at(-1));
  const sought = all.filter(({ words }) => words.length > 0);
  if (sought.length === 0) return [];
  const isComplete = !query.anyWord && sought.length === words.length;
  const hits = isComplete ? await match(db, sql, partition, sought, ' & ', query) : [];
  return hits.length > 0 ? hits : match(db, sql, partition, sought, ' | ', query);
}

const isUnlimited = ({ facets = {}, from, to }: SearchQuery): boolean =>
  Object.keys(facets).length === 0 && from === undefined && to === undefined;

/** A word alone, which most questions are: where it matters how much it says, it is counted as it is found. */
async function matchOne(
  db: Database,
  sql: SearchStatements,
  partition: string,
  word: string,
  { limit, alone = false }: SearchQuery,
): Promise<SearchHit[]> {
  const only = { words: [word], asBeginning: true };
  const values = [partition, expressionOf(partition, only), limit];
  const rows = await (alone ? db.read(sql.findOne, values) : db.read(sql.findOneCounted, values));
  const weight = alone ? 1 : weightOf(Math.min(Number(rows[0]?.[3] ?? 0), MOST_COUNTED));
  return rows.map(([id, score, words]) => new WordsHit(id, score * weight, words, [only]));
}

const weightOf = (count: number): number => 1 / Math.log2(2 + count);

async function seek(
  db: Database,
  sql: SearchStatements,
  partition: string,
  words: readonly string[],
  last: string | undefined,
): Promise<Weighed[]> {
  const asTyped = words.map((word) => ({ words: [word], asBeginning: word === last, weight: 1 }));
  const counts = new Map<number, number>();
  const rows = await db.read(sql.countTexts, [partition, asTyped.map((each) => expressionOf(partition, each))]);
  for (const [place, count] of rows) counts.set(Number(place) - 1, Number(count));
  return Promise.all(
    words.map(async (word, at): Promise<Weighed> => {
      const count = counts.get(at) ?? 0;
      const asBeginning = word === last;
      const weight = weightOf(count);
      if (count === 0)
        return { words: await similar(db, sql, partition, word, asBeginning), asBeginning: true, weight: weight / 2 };
      return {
        words: asBeginning ? [word] : [word, ...(await inflected(db, sql, partition, word))],
        asBeginning,
        weight,
      };
    }),
  );
}

/** Longer forms of a word, such as its plural. */
async function inflected(db: Database, sql: SearchStatements, partition: string, word: string): Promise<string[]> {
  if (allowedMistakes(word) === 0) return [];
  // U+10FFFF comes after every character.
  const { length } = word;
  const rows = await db.read(sql.longerWords, [partition, [length + 1, length + 2], word, `${word}\u{10ffff}`]);
  return rows.map(([longer]) => longer);
}

/** Words within the allowed mistakes of a word, or with a beginning that is, the nearest first. */
async function similar(
  db: Database,
  sql: SearchStatements,
  partition: string,
  word: string,
  isLast: boolean,
): Promise<string[]> {
  const allowed = allowedMistakes(word);
  if (allowed === 0) return [];
  const { length } = word;
  const lengths = [length - allowed, isLast ? 1_000_000 : length + allowed];
  // What stands outside ASCII may have no trigrams, depending on the locale of the database.
  const rows =
    sql.alikeWords && ASCII.test(word)
      ? await db.read(sql.alikeWords, [partition, ...lengths, word])
      : await db.read(sql.wordsOfLength, [partition, ...lengths]);
  const near: { known: string; mistakes: number }[] = [];
  for (const [known] of rows) {
    const whole = distance(word, known);
    const mistakes = isLast ? Math.min(whole, distance(word, known.slice(0, length))) : whole;
    if (mistakes <= allowed) near.push({ known, mistakes });
  }
  near.sort((a, b) => a.mistakes - b.mistakes || a.known.length - b.known.length || (a.known < b.known ? -1 : 1));
  return near.slice(0, MOST_SIMILAR).map(({ known }) => known);
}

async function match(
  db: Database,
  sql: SearchStatements,
  partition: string,
  sought: readonly Weighed[],
  operator: ' & ' | ' | ',
  { facets = {}, from, to, limit }: SearchQuery,
): Promise<SearchHit[]> {
  const expressions = sought.map((each) => expressionOf(partition, each));
  const wanted = Object.entries(facets).map(([name, values]) => values.map((value) => facetEntry(name, value)));
  const rows = await db.read(sql.findTexts, [
    partition,
    expressions.map((expression) => `(${expression})`).join(operator),
    from ?? '-infinity',
    to ?? 'infinity',
    JSON.stringify(wanted),
    expressions,
    sought.map(({ weight }) => weight),
    limit,
  ]);
  return rows.map(([id, score, words]) => new WordsHit(id, score, words, sought));
}

function expressionOf(partition: string, { words, asBeginning }: Sought): string {
  const end = asBeginning ? ':*' : '';
  return words.map((word) => `${quoteLexeme(lexemeOf(partition, word))}${end}`).join(' | ');
}
