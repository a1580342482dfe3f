import type { Kind } from './opening.js';
import type { SchemaName } from './sql.js';
import { writingFunctions } from './writing-functions.js';

// The epoch tells apart the lives of a partition's name. It stands in every document too, which spares
// reading the partition with it. The partition is the first column of every key, so that it can be the distribution column of a
// database that spreads tables over machines. The keys of a document stand in its row as well, so
// that a put finds out which entries have gone without reading the index. Names and keys are
// ASCII in byte order, whatever the collation of the database.
const tables = (schema: SchemaName): string => `
CREATE TABLE ${schema}.partitions (
  partition text COLLATE "C" PRIMARY KEY,
  epoch text NOT NULL,
  head bigint NOT NULL,
  floor bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE ${schema}.docs (
  partition text COLLATE "C" NOT NULL,
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  epoch text NOT NULL,
  commit_no bigint NOT NULL,
  keys text NOT NULL,
  body json,
  deleted_at timestamptz,
  PRIMARY KEY (partition, collection, id)
);
CREATE INDEX docs_feed ON ${schema}.docs (partition, commit_no);
CREATE INDEX docs_tombstones ON ${schema}.docs (partition, deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE ${schema}.entries (
  partition text COLLATE "C" NOT NULL,
  index_name text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (partition, index_name, key, collection, id)
);
`;

export const storeKind: Kind = {
  table: 'store',
  migrations: [(schema) => tables(schema) + writingFunctions(schema)],
};
