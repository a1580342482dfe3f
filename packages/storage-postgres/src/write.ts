import {
  type CheckedCommit,
  ConflictError,
  type Expectation,
  formatRev,
  type Json,
  type Outcome,
  type Rev,
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
  const rows = await db.write(sql.writeCommits, [partition, now.toISOString(), ...columnsOf(commits)]);
  return rows.map(([epoch, commitNo, conflict], at) =>
    commitNo === null
      ? { error: new ConflictError(currentDocs(commits[at]?.expect ?? [], epoch, conflict ?? '[]')) }
      : { value: formatRev(epoch, Number(commitNo)) },
  );
}

/** The operations of all commits, as the arrays that `write_commits` takes. */
function columnsOf(commits: readonly CheckedCommit[]): Value[] {
  const expects = new Columns(3);
  const puts = new Columns(4);
  const entries = new Columns(4);
  const deletes = new Columns(2);
  for (const commit of commits) {
    for (const { collection, id, rev } of commit.expect) expects.add(collection, id, rev);
    for (const { collection, id, keys, text } of commit.puts) {
      puts.add(collection, id, JSON.stringify(keys), text);
      for (const [index, key] of keys) entries.add(collection, id, index, key);
    }
    for (const { collection, id } of commit.deletes) deletes.add(collection, id);
    expects.endCommit();
    puts.endCommit();
    entries.endCommit();
    deletes.endCommit();
  }
  return [...expects.arrays(), ...puts.arrays(), ...entries.arrays(), ...deletes.arrays()];
}

/** Values of rows, column by column, and how many rows there are up to the end of each commit. */
class Columns {
  readonly #width: number;
  readonly #columns: (string | null)[][] = [];
  readonly #ends: number[] = [];
  #rows = 0;

  constructor(width: number) {
    this.#width = width;
    for (let at = 0; at < width; at++) this.#columns.push([]);
  }

  add(first: string, second: string, third?: string | null, fourth?: string): void {
    const [firsts, seconds, thirds, fourths] = this.#columns;
    firsts?.push(first);
    seconds?.push(second);
    if (third !== undefined) thirds?.push(third);
    if (fourth !== undefined) fourths?.push(fourth);
    this.#rows++;
  }

  endCommit(): void {
    this.#ends.push(this.#rows);
  }

  arrays(): Value[] {
    if (this.#rows === 0) return [`{${this.#ends.join()}}`, ...NO_ROWS.slice(0, this.#width)];
    return [`{${this.#ends.join()}}`, ...this.#columns.map(textArray)];
  }
}

const NO_ROWS: readonly Value[] = ['{}', '{}', '{}', '{}'];

/**
 * An array of names or of JSON texts as PostgreSQL reads it; the driver takes long for thousands of them. No control
 * character stands in any, so JSON escapes nothing but quotes and backslashes, which it does as PostgreSQL does.
 */
function textArray(texts: readonly (string | null)[]): string {
  return `{${JSON.stringify(texts).slice(1, -1)}}`;
}

function currentDocs(expect: readonly Expectation[], epoch: string, text: string): (StoredDoc | null)[] {
  const found = JSON.parse(text) as ([commitNo: number, body: Json] | null)[];
  return expect.map(({ collection, id }, at) => {
    const doc = found[at];
    return doc ? { collection, id, rev: formatRev(epoch, doc[0]), body: doc[1] } : null;
  });
}
