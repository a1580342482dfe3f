import { foldWord, type SearchDoc, type SearchPage, searchWords } from '@copkit/storage';
import type { Database, Value } from './database.js';
import { facetEntry, lexemeOf, quoteLexeme } from './search-tables.js';
import type { SchemaName } from './sql.js';

/** PostgreSQL takes lexemes of less than 2,048 bytes, of which a folded character has up to four. */
const LONGEST_WORD = 400;
/** It takes vectors of less than 1 MB. */
const VECTOR_BYTES = 900_000;
/** More often than this a word says nothing more. */
const MOST_PLACES = 32;

export async function applyPage(
  db: Database,
  schema: SchemaName,
  partition: string,
  { upserts, removals, cursor }: SearchPage,
): Promise<void> {
  const texts = [...new Map(upserts.map((doc) => [doc.id, textOf(partition, doc)])).values()];
  const vocabulary = [...new Set(texts.flatMap(({ folded }) => folded))];
  const statements: readonly (readonly [text: string, ...values: Value[]])[] = [
    [
      `INSERT INTO ${schema}.search_partitions (partition, cursor) VALUES ($1, $2)
       ON CONFLICT (partition) DO UPDATE SET cursor = excluded.cursor`,
      partition,
      cursor,
    ],
    [`DELETE FROM ${schema}.search_texts WHERE partition = $1 AND id = ANY ($2)`, partition, removals],
    [
      `INSERT INTO ${schema}.search_texts (partition, id, at, facets, words, lexemes)
       SELECT $1, x.id, x.at::timestamptz,
         ARRAY(SELECT json_array_elements_text(x.facets::json)), ARRAY(SELECT json_array_elements_text(x.words::json)),
         x.lexemes::tsvector
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS x (id, at, facets, words, lexemes)
       ON CONFLICT (partition, id) DO UPDATE SET
         at = excluded.at, facets = excluded.facets, words = excluded.words, lexemes = excluded.lexemes`,
      partition,
      texts.map(({ id }) => id),
      texts.map(({ at }) => at),
      texts.map(({ facets }) => JSON.stringify(facets)),
      texts.map(({ words }) => JSON.stringify(words)),
      texts.map(({ lexemes }) => lexemes),
    ],
    [
      `INSERT INTO ${schema}.search_vocabulary (partition, length, word)
       SELECT $1, x.length, x.word FROM unnest($2::int[], $3::text[]) AS x (length, word) ON CONFLICT DO NOTHING`,
      partition,
      vocabulary.map(({ length }) => length),
      vocabulary,
    ],
  ];
  await db.transaction(async (client) => {
    for (const [text, ...values] of statements) await client.query(text, values);
  });
}

export async function dropPartition(db: Database, schema: SchemaName, partition: string): Promise<void> {
  await db.transaction(async (client) => {
    for (const table of ['search_partitions', 'search_texts', 'search_vocabulary'])
      await client.query(`DELETE FROM ${schema}.${table} WHERE partition = $1`, [partition]);
  });
}

function textOf(partition: string, { id, title, body, facets, at }: SearchDoc) {
  const [inTitle, inBody] = [searchWords(title), searchWords(body)];
  const folded = [...inTitle, ...inBody].map((word) => foldWord(word).slice(0, LONGEST_WORD));
  return {
    id,
    at,
    facets: Object.entries(facets).flatMap(([name, values]) => values.map((value) => facetEntry(name, value))),
    words: [...new Set([...inTitle, ...inBody].map((word) => word.toLowerCase()))],
    folded,
    lexemes: vectorOf(partition, folded, inTitle.length),
  };
}

/** Where each word stands: those of the title weigh as `A`, the others as `B`. */
function vectorOf(partition: string, words: readonly string[], titleWords: number): string {
  const places = new Map<string, string[]>();
  let bytes = 0;
  for (const [at, word] of words.entries()) {
    const known = places.get(word) ?? [];
    if (known.length === MOST_PLACES) continue;
    bytes += 2 + (known.length === 0 ? Buffer.byteLength(word) + 16 : 0);
    if (bytes > VECTOR_BYTES) break;
    places.set(word, [...known, `${at + 1}${at < titleWords ? 'A' : 'B'}`]);
  }
  return Array.from(places, ([word, at]) => `${quoteLexeme(lexemeOf(partition, word))}:${at.join()}`).join(' ');
}
