import {
  type CheckedCommit,
  ConflictError,
  type Expectation,
  formatRev,
  type Json,
  type Outcome,
  type Rev,
  randomStoreId,
  type StoredDoc,
} from '@copkit/storage';
import type { Database, Value } from './database.js';
import type { StoreStatements } from './statements.js';

/** Writes commits of one partition in one transaction, and says of each what became of it. */
export async function writeCommits(
  db: Database,
  sql: StoreStatements,
  partition: string,
  commits: readonly CheckedCommit[],
  now: Date,
): Promise<Outcome<Rev>[]> {
  const rows = await db.write(sql.writeCommits, [partition, newEpoch(), now, ...columnsOf(commits)]);
  return rows.map(([epoch, commitNo, conflict], at) =>
    commitNo === null
      ? { error: new ConflictError(currentDocs(commits[at]?.expect ?? [], epoch, conflict ?? '[]')) }
      : { value: formatRev(epoch, Number(commitNo)) },
  );
}

/** In case the partition begins with these commits. It stands in every document, so it is short. */
function newEpoch(): string {
  return randomStoreId().slice(0, 12);
}

/** The operations of all commits, as the arrays that `write_commits` takes. */
function columnsOf(commits: readonly CheckedCommit[]): Value[] {
  const [expects, puts, entries, deletes] = [columns(3), columns(4), columns(4), columns(2)];
  for (const commit of commits) {
    for (const { collection, id, rev } of commit.expect) expects.add(collection, id, rev);
    for (const { collection, id, keys, text } of commit.puts) {
      puts.add(collection, id, JSON.stringify(keys), text);
      for (const [index, key] of keys) entries.add(collection, id, index, key);
    }
    for (const { collection, id } of commit.deletes) deletes.add(collection, id);
    for (const each of [expects, puts, entries, deletes]) each.endCommit();
  }
  const [collections = [], ids = [], revs = []] = expects.values;
  return [
    ...[expects.ends, textArray(collections), textArray(ids), revs],
    ...[puts, entries, deletes].flatMap(({ ends, values }) => [ends, ...values.map(textArray)]),
  ];
}

/**
 * An array of names or of JSON texts as PostgreSQL reads it; the driver takes long for thousands of them. No control
 * character stands in any, so JSON escapes nothing but quotes and backslashes, which it does as PostgreSQL does.
 */
function textArray(texts: readonly (string | null)[]): string {
  return `{${JSON.stringify(texts).slice(1, -1)}}`;
}

/** Values of rows, column by column, and how many rows there are up to the end of each commit. */
function columns(count: number) {
  const values: (string | null)[][] = Array.from({ length: count }, () => []);
  const ends: number[] = [];
  return {
    ends,
    values,
    add(...row: readonly (string | null)[]) {
      row.forEach((value, at) => {
        values[at]?.push(value);
      });
    },
    endCommit() {
      ends.push(values[0]?.length ?? 0);
    },
  };
}

function currentDocs(expect: readonly Expectation[], epoch: string, text: string): (StoredDoc | null)[] {
  const found = JSON.parse(text) as ([commitNo: number, body: Json] | null)[];
  return expect.map(({ collection, id }, at) => {
    const doc = found[at];
    return doc ? { collection, id, rev: formatRev(epoch, doc[0]), body: doc[1] } : null;
  });
}
