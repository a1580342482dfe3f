import { type DocKey, type FeedState, formatRev, type IndexEntry, type Json, type StoredDoc } from '@copkit/storage';

// U+0000 stands in no name. So names that are joined with it never run together, and sort part by part, byte by byte.
export const join = (...parts: readonly string[]): string => parts.join('\0');

/** Before and after all names that begin with these parts. */
export const within = (...parts: readonly string[]) => ({ gt: `${join(...parts)}\0`, lt: `${join(...parts)}\x01` });

export const stateName = (partition: string): string => join('state', partition);
export const docName = (partition: string, { collection, id }: DocKey): string =>
  join('doc', partition, collection, id);
export const entryName = (partition: string, [index, key]: IndexEntry, { collection, id }: DocKey): string =>
  join('entry', partition, index, key, collection, id);
export const feedName = (partition: string, commit: number, { collection, id }: DocKey): string =>
  join('feed', partition, digits(commit), collection, id);

/** Numbers sort as text once they have the same length. */
export const digits = (commit: number): string => String(commit).padStart(16, '0');

export const readState = (value: string | undefined): FeedState | undefined =>
  value === undefined ? undefined : (JSON.parse(value) as FeedState);

/** What stands under the name of a document. */
export interface Row {
  readonly commit: number;
  readonly keys: readonly IndexEntry[];
  /** The body as JSON; empty when the document was deleted. */
  readonly text: string;
}

export const formatRow = ({ commit, keys, text }: Row): string => `${JSON.stringify([commit, keys])}\n${text}`;

export function readRow(value: string | undefined): Row | undefined {
  if (value === undefined) return undefined;
  const end = value.indexOf('\n');
  const [commit, keys] = JSON.parse(value.slice(0, end)) as [number, readonly IndexEntry[]];
  return { commit, keys, text: value.slice(end + 1) };
}

/** A deleted document has the body `null`, as in the feed. */
export function toDoc({ collection, id }: DocKey, row: Row | undefined, state: FeedState | undefined) {
  if (!row || !state) return null;
  const body = row.text === '' ? null : (JSON.parse(row.text) as Json);
  return { collection, id, rev: formatRev(state.epoch, row.commit), body } satisfies StoredDoc;
}

export const living = <T extends StoredDoc>(doc: T | null): T | null => (doc?.body === null ? null : doc);
