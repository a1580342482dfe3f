import { prepared, type SchemaName } from './sql.js';

/** As many documents are read in one row: more of the largest would not fit into one text. */
export const PACKED = 100;

/**
 * Several documents of a page: of each the index key it stands under, its collection, its id and its commit, all on
 * lines of their own, and their bodies as one JSON array; all is
 * `null` where there is none. For the driver a row is dear, and what stands in it cheap.
 */
type ScanRow = [epoch: string, places: string, bodies: string] | [null, null, null];

/** A document of the feed with the state of its partition; `null` in all that is the document's where there is none. */
export type FeedRow = [
  ...state: [epoch: string, head: string, floor: string],
  ...doc: [collection: string, id: string, commitNo: string, body: string | null] | [null, null, null, null],
];

/**
 * The statements of the adapter. But for those that ask which partitions there are, each names the
 * partition, and touches nothing of another one. `OFFSET 0` keeps the planner from turning a look-up
 * of few documents by their keys into a walk over all.
 */
export function storeStatements(schema: SchemaName) {
  const scan = (direction: 'ASC' | 'DESC', rows: 'one' | 'several') => {
    const order = `key ${direction}, collection ${direction}, id ${direction}`;
    const packed = `e.key ${direction}, e.collection ${direction}, e.id ${direction}`;
    const [part, split] =
      rows === 'one'
        ? ['', '']
        : [`, (row_number() OVER (ORDER BY ${order}) - 1) / ${PACKED} AS part`, 'GROUP BY e.part ORDER BY e.part'];
    return prepared<ScanRow>(`
      SELECT min(d.epoch),
        string_agg(e.key || E'\\n' || e.collection || E'\\n' || e.id || E'\\n' || d.commit_no, E'\\n' ORDER BY ${packed}),
        '[' || string_agg(d.body, ',' ORDER BY ${packed}) || ']'
      FROM (
        SELECT key, collection, id${part} FROM ${schema}.entries
        WHERE partition = $1 AND index_name = $2
          AND (key, collection, id) > ($3, $4, $5) AND (key, collection, id) < ($6, $7, $8)
        ORDER BY ${order} LIMIT $9
      ) e
      CROSS JOIN LATERAL (
        SELECT epoch, commit_no, body::text FROM ${schema}.docs
        WHERE partition = $1 AND collection = e.collection AND id = e.id OFFSET 0
      ) d
      ${split}`);
  };

  return {
    getOne: prepared<[epoch: string, commitNo: string, body: string]>(`
      SELECT epoch, commit_no, body::text FROM ${schema}.docs
      WHERE partition = $1 AND collection = $2 AND id = $3 AND body IS NOT NULL`),
    getMany: prepared<[place: string, epoch: string, commitNo: string, body: string]>(`
      SELECT k.place, d.epoch, d.commit_no, d.body
      FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS k (collection, id, place)
      CROSS JOIN LATERAL (
        SELECT epoch, commit_no, body::text FROM ${schema}.docs
        WHERE partition = $1 AND collection = k.collection AND id = k.id AND body IS NOT NULL OFFSET 0
      ) d`),
    pageForwards: scan('ASC', 'one'),
    pageBackwards: scan('DESC', 'one'),
    longPageForwards: scan('ASC', 'several'),
    longPageBackwards: scan('DESC', 'several'),
    changes: prepared<FeedRow>(`
      SELECT p.epoch, p.head, p.floor, d.collection, d.id, d.commit_no, d.body
      FROM ${schema}.partitions p
      LEFT JOIN (
        SELECT collection, id, commit_no, body::text FROM ${schema}.docs
        WHERE partition = $1 AND commit_no > $2 ORDER BY commit_no FETCH FIRST $3 ROWS WITH TIES
      ) d ON true
      WHERE p.partition = $1 ORDER BY d.commit_no`),
    heads: prepared<[place: string, epoch: string, head: string]>(`
      SELECT k.place, p.epoch, p.head
      FROM unnest($1::text[]) WITH ORDINALITY AS k (partition, place)
      JOIN ${schema}.partitions p ON p.partition = k.partition`),
    listPartitions: prepared<[partition: string]>(
      `SELECT partition FROM ${schema}.partitions WHERE partition > $1 ORDER BY partition LIMIT $2`,
    ),
    writeCommits: prepared<[epoch: string, commitNo: string | null, conflict: string | null]>(`
      SELECT partition_epoch, commit_number, conflict::text
      FROM ${schema}.write_commits($1, $2, $3,
        $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`),
    forgetTombstones: prepared<[]>(`SELECT ${schema}.forget_tombstones($1, $2)`),
    purgePartition: prepared<[existed: boolean]>(`SELECT ${schema}.purge_partition($1)`),
  };
}

export type StoreStatements = ReturnType<typeof storeStatements>;
