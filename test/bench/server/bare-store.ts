import type { RecordedCommit } from './filling.js';

/** An answer as the rows of its list and what stands around them. */
export interface Rows {
  readonly before: string;
  readonly rows: readonly string[];
  readonly after: string;
}

export interface BareStore {
  /** The rows of each page under its name, with so many more rows after those of the first, and texts to be searched. */
  fill(pages: Readonly<Record<string, Rows>>, search: Rows, more: number): Promise<void>;
  page(name: string, limit: number): Promise<readonly string[]> | readonly string[];
  search(word: string, limit: number): Promise<readonly string[]> | readonly string[];
  /** The documents of some commits with their index entries, in as many transactions; what was new is new each time. */
  write(commits: readonly RecordedCommit[], call: number): Promise<void> | void;
}

export function rowsOf(answer: string): Rows {
  const parsed = JSON.parse(answer);
  const items: unknown[] = (parsed.replies ?? parsed).items;
  const list = JSON.stringify(items);
  const at = answer.indexOf(list);
  if (at < 0 || items.length === 0) throw new Error('An answer has no list to compare with.');
  return {
    before: answer.slice(0, at + 1),
    rows: items.map((item) => JSON.stringify(item)),
    after: answer.slice(at + list.length - 1),
  };
}

/** Keys of a page: those of its own rows come first. */
export const keyOf = (n: number): string => String(n).padStart(9, '0');

/** As many threads are written to in turn as copkit is asked to reply in, so that no two replies wait for one row. */
const THREADS = 100;

/** What a call makes anew, and takes away again. */
export const ownId = (id: string, call: number): string => `${id} ${call}`;

/** Documents that a commit expects to be there are replaced, of each thread its own; the others are new each time. */
export function idsOf({ commit }: RecordedCommit, call: number): (put: { collection: string; id: string }) => string {
  const known = new Set(
    commit.expect.filter(({ rev }) => rev !== null).map(({ collection, id }) => `${collection}/${id}`),
  );
  return ({ collection, id }) => ownId(id, known.has(`${collection}/${id}`) ? call % THREADS : call);
}
