import { prepared, type SchemaName } from './sql.js';

/** More texts than this make a word no less telling. */
export const MOST_COUNTED = 1000;

/** The title counts twice, and a word in a short text more than in a long one. */
const WEIGHTS = "'{0, 0, 0.5, 1}'";

/** One of the best texts, and how many there are where that is asked. */
type Best<Count extends string | null> = [id: string, score: number, words: string, count: Count];

/**
 * What the search index asks. Each statement names its partition.
 * @param trigrams the schema of the extension pg_trgm, quoted where it needs it; `null` where it is not installed.
 */
export function searchStatements(schema: SchemaName, trigrams: string | null) {
  const vocabulary = `
    SELECT word FROM ${schema}.search_vocabulary WHERE partition = $1`;
  // Words are long: only those of the best are fetched.
  const best = (texts: string) => `
    SELECT best.id, best.score, array_to_json(t.words)::text, best.count
    FROM (${texts}) best
    JOIN ${schema}.search_texts t ON t.partition = $1 AND t.id = best.id
    ORDER BY best.score DESC, best.at DESC, best.id`;
  const haveOne = (count: string) => `
    SELECT *, ${count} AS count FROM (
      SELECT t.id, t.at, ts_rank(${WEIGHTS}, t.lexemes, $2::tsquery, 1) AS score
      FROM ${schema}.search_texts t
      WHERE t.partition = $1 AND t.lexemes @@ $2::tsquery OFFSET 0
    ) scored
    ORDER BY score DESC, at DESC, id LIMIT $3`;
  return {
    cursor: prepared<[cursor: string]>(`SELECT cursor FROM ${schema}.search_partitions WHERE partition = $1`),
    countTexts: prepared<[place: string, count: string]>(`
      SELECT k.place, t.count FROM unnest($2::text[]) WITH ORDINALITY AS k (query, place)
      CROSS JOIN LATERAL (
        SELECT count(*) FROM (
          SELECT FROM ${schema}.search_texts
          WHERE partition = $1 AND lexemes @@ k.query::tsquery LIMIT ${MOST_COUNTED}
        ) found
      ) t`),
    longerWords: prepared<[word: string]>(`${vocabulary} AND length = ANY ($2::int[]) AND word > $3 AND word < $4`),
    wordsOfLength: prepared<[word: string]>(`${vocabulary} AND length BETWEEN $2 AND $3`),
    alikeWords: trigrams === null ? null : prepared<[word: string]>(alikeWords(vocabulary, trigrams)),
    /** What has the one thing that is sought. */
    findOne: prepared<Best<null>>(best(haveOne('NULL'))),
    /** The same with the number of all that have it, for which they are all held on to: a quarter more. */
    findOneCounted: prepared<Best<string>>(best(haveOne('count(*) OVER ()'))),
    findTexts: prepared<Best<null>>(
      best(`
        SELECT t.id, t.at, NULL AS count, (
          SELECT sum(q.weight * ts_rank(${WEIGHTS}, t.lexemes, q.query, 1))
          FROM unnest($6::tsquery[], $7::float8[]) AS q (query, weight)
        ) AS score
        FROM ${schema}.search_texts t
        WHERE t.partition = $1 AND t.lexemes @@ $2::tsquery AND t.at >= $3::timestamptz AND t.at < $4::timestamptz
          AND ($5::text = '[]' OR NOT EXISTS (
            SELECT FROM json_array_elements($5::json) AS wanted
            WHERE NOT t.facets && ARRAY(SELECT json_array_elements_text(wanted.value))
          ))
        ORDER BY score DESC, t.at DESC, t.id LIMIT $8`),
    ),
  };
}

// Two mistakes in a word of eight letters leave a quarter of its trigrams.
const alikeWords = (vocabulary: string, trigrams: string): string => `
  ${vocabulary} AND length BETWEEN $2 AND $3
    AND (${trigrams}.similarity(word, $4) >= 0.2 OR ${trigrams}.word_similarity($4, word) >= 0.3)`;

export type SearchStatements = ReturnType<typeof searchStatements>;
