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
import type { Db } from './database.js';
import { facetEntry, textTable } from './search-write.js';

/** More words than this say nothing more. */
const mostWords = 32;
/** How many similar words stand for one that no text has. */
const mostSimilar = 8;

interface Judged extends Sought {
  readonly similarOnly: boolean;
}

export function findTexts(db: Db, partitionNo: number, query: SearchQuery): SearchHit[] {
  const folded = queryWords(query.text).slice(0, mostWords).map(foldWord);
  const last = folded.at(-1);
  const sought = [...new Set(folded)]
    .map((word) => seek(db, partitionNo, word, word === last))
    .filter(({ words }) => words.length > 0);
  if (sought.length === 0) return [];
  const isComplete = !query.anyWord && sought.length === new Set(folded).size;
  const all = isComplete ? match(db, partitionNo, sought, ' AND ', query) : [];
  return all.length > 0 ? all : match(db, partitionNo, sought, ' OR ', query);
}

function seek(db: Db, partitionNo: number, word: string, isLast: boolean): Judged {
  if (isLast && occurs(db, partitionNo, `${quote(word)}*`))
    return { words: [word], asBeginning: true, similarOnly: false };
  if (!isLast && occurs(db, partitionNo, quote(word)))
    return { words: [word, ...inflected(db, partitionNo, word)], asBeginning: false, similarOnly: false };
  return { words: similar(db, partitionNo, word, isLast), asBeginning: false, similarOnly: true };
}

function occurs(db: Db, partitionNo: number, expression: string): boolean {
  const table = textTable(partitionNo);
  return db.prepare(`SELECT 1 FROM ${table} WHERE ${table} MATCH ? LIMIT 1`).get(expression) !== undefined;
}

/** Longer forms of a word, such as its plural. */
function inflected(db: Db, partitionNo: number, word: string): string[] {
  if (allowedMistakes(word) === 0) return [];
  // U+10FFFF comes after every character.
  const rows = db
    .prepare('SELECT word FROM vocabulary WHERE partition_no = ? AND length IN (?, ?) AND word > ? AND word < ?')
    .raw()
    .all(partitionNo, word.length + 1, word.length + 2, word, `${word}\u{10ffff}`) as [string][];
  return rows.map(([longer]) => longer);
}

/** Words within the allowed mistakes of a word, or with a beginning that is, the nearest first. */
function similar(db: Db, partitionNo: number, word: string, isLast: boolean): string[] {
  const allowed = allowedMistakes(word);
  if (allowed === 0) return [];
  const { length } = word;
  const near: { known: string; mistakes: number }[] = [];
  for (const known of vocabulary(db, partitionNo, length - allowed, isLast ? 1_000_000 : length + allowed)) {
    const whole = distance(word, known);
    const mistakes = isLast ? Math.min(whole, distance(word, known.slice(0, length))) : whole;
    if (mistakes <= allowed) near.push({ known, mistakes });
  }
  near.sort((a, b) => a.mistakes - b.mistakes || a.known.length - b.known.length);
  return near.slice(0, mostSimilar).map(({ known }) => known);
}

/** As one JSON text: rows of their own take the driver ten times as long. */
function vocabulary(db: Db, partitionNo: number, shortest: number, longest: number): string[] {
  const [words] = db
    .prepare('SELECT json_group_array(word) FROM vocabulary WHERE partition_no = ? AND length BETWEEN ? AND ?')
    .raw()
    .get(partitionNo, shortest, longest) as [string];
  return JSON.parse(words) as string[];
}

function match(
  db: Db,
  partitionNo: number,
  sought: readonly Judged[],
  operator: ' AND ' | ' OR ',
  query: SearchQuery,
): SearchHit[] {
  const table = textTable(partitionNo);
  const { facets = {}, from, to, limit } = query;
  const expression = sought.map(expressionOf).join(operator);
  const isLimited = Object.keys(facets).length > 0 || from !== undefined || to !== undefined;
  const rows = (
    isLimited
      ? db
          .prepare(bestWithin(table, Object.keys(facets).length))
          .raw()
          .all(
            expression,
            from === undefined ? Number.MIN_SAFE_INTEGER : Date.parse(from),
            to === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(to),
            ...Object.entries(facets).map(([name, values]) =>
              JSON.stringify(values.map((value) => facetEntry(name, value))),
            ),
            limit,
          )
      : db.prepare(best(table)).raw().all(expression, limit)
  ) as [id: string, words: string, score: number][];
  const certainty = sought.reduce((sum, { similarOnly }) => sum + (similarOnly ? 0.5 : 1), 0) / sought.length;
  return rows.map(([id, words, score]) => new WordsHit(id, score * certainty, words, sought));
}

/** The title counts twice. bm25() is smaller for better texts. */
const scoreIn = (table: string): string => `-bm25(${table}, 2.0, 1.0)`;

/** Rows of texts are long, so only those are read that are as good as the last that is wanted, or better. */
const best = (table: string): string => `
  WITH scored AS MATERIALIZED (
    SELECT rowid AS text_no, ${scoreIn(table)} AS score FROM ${table} WHERE ${table} MATCH ?1
  ), last AS MATERIALIZED (
    SELECT score FROM scored ORDER BY score DESC LIMIT 1 OFFSET ?2 - 1
  )
  SELECT t.id, t.words, s.score FROM scored s CROSS JOIN texts t ON t.text_no = s.text_no
  WHERE s.score >= ifnull((SELECT score FROM last), s.score)
  ORDER BY s.score DESC, t.at DESC, t.id LIMIT ?2`;

/** The same within a time and of some facets. What is sorted is kept short: words are long. */
const bestWithin = (table: string, facets: number): string => `
  SELECT best.id, texts.words, best.score FROM (
    SELECT t.text_no, t.id, t.at, ${scoreIn(table)} AS score
    FROM ${table} JOIN texts t ON t.text_no = ${table}.rowid
    WHERE ${table} MATCH ? AND t.at >= ? AND t.at < ?
    ${hasFacet.repeat(facets)}
    ORDER BY score DESC, t.at DESC, t.id LIMIT ?
  ) best JOIN texts ON texts.text_no = best.text_no
  ORDER BY best.score DESC, best.at DESC, best.id`;

const hasFacet = `
    AND EXISTS (SELECT 1 FROM json_each(t.facets) f WHERE f.value IN (SELECT value FROM json_each(?)))`;

function expressionOf({ words, asBeginning }: Sought): string {
  return `(${words.map((word) => (asBeginning ? `${quote(word)}*` : quote(word))).join(' OR ')})`;
}

function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
