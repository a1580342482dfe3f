import * as z from 'zod';
import { CopkitError } from '../errors.js';
import type { Collection } from '../store/collection.js';
import type { Found, PartitionReader } from '../store/reader.js';
import type { PageRequest } from './call.js';

const MOST = 100;
const USUAL = 50;

export const pageFields = {
  limit: z.int().min(1).max(MOST).optional(),
  after: z.string().max(2_000).optional(),
  before: z.string().max(2_000).optional(),
};

export const pageOf = <T>(item: z.ZodType<T>) => ({
  items: z.array(item),
  next: z.string().nullable(),
  previous: z.string().nullable(),
});

/** Which list it is of, and the index key it stands at. */
interface Place {
  readonly list: string;
  readonly key: string;
}

export function cursorAt(list: string, key: string): string {
  return btoa(JSON.stringify([list, key]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export const staleCursor = (field: string): CopkitError =>
  new CopkitError(
    'stale-cursor',
    'This place belongs to another list or an older version. Start from the beginning.',
    field,
  );

/** @throws CopkitError `stale-cursor` when it was not made by the same list. */
export function placeOf(list: string, cursor: string, field: 'after' | 'before'): Place['key'] {
  try {
    const [from, key] = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))) as unknown[];
    if (from === list && typeof key === 'string' && /^[\x20-\x7e]{0,1000}$/.test(key)) return key;
  } catch {
    // Not one of ours at all: the same answer.
  }
  throw staleCursor(field);
}

export interface Listing<T> {
  readonly collection: Collection<T>;
  readonly index: string;
  /** What every key of the list begins with. */
  readonly prefix: string;
  /** The newest or highest first. */
  readonly descending: boolean;
  /** The key under which a document stands in this list. */
  readonly keyOf: (found: Found<T>) => string;
  /** What else than the index decides about the list, in a few words: part of its name. */
  readonly filter?: string;
  /** What the index cannot tell; looked at document by document. */
  readonly keep?: (body: T) => boolean;
}

/** Tells a list from every other, also from the same list of another community. */
export function nameOf<T>({ partition }: PartitionReader, listing: Listing<T>): string {
  const { index, prefix, descending, filter = '' } = listing;
  return [partition, index, prefix, descending ? 'desc' : 'asc', filter].join(':');
}

/** One page of an index, onwards or back, in the list's own order either way. */
export async function page<T>(
  reader: PartitionReader,
  listing: Listing<T>,
  request: PageRequest,
): Promise<{ items: Found<T>[]; next: string | null; previous: string | null }> {
  if (request.after !== undefined && request.before !== undefined) {
    throw new CopkitError('invalid', 'Give after or before, not both.', 'before');
  }
  const limit = request.limit ?? USUAL;
  const list = nameOf(reader, listing);
  const back = request.before !== undefined;
  const start = back ? request.before : request.after;
  const place = start === undefined ? null : placeOf(list, start, back ? 'before' : 'after');
  if (place !== null && !place.startsWith(listing.prefix)) throw staleCursor(back ? 'before' : 'after');
  const found = await collect(reader, listing, { place, limit: limit + 1, reverse: listing.descending !== back });
  const more = found.length > limit;
  const items = found.slice(0, limit);
  if (back) items.reverse();
  const cursor = (item: Found<T> | undefined) => (item ? cursorAt(list, listing.keyOf(item)) : null);
  return {
    items,
    next: (back ? items.length > 0 : more) ? cursor(items.at(-1)) : null,
    previous: (back ? more : place !== null) ? cursor(items[0]) : null,
  };
}

async function collect<T>(
  reader: PartitionReader,
  listing: Listing<T>,
  wanted: { readonly place: string | null; readonly limit: number; readonly reverse: boolean },
): Promise<Found<T>[]> {
  const { prefix } = listing;
  const end = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
  // Keys end in an id, so the smallest key after one is itself and a space.
  const from = wanted.place !== null && !wanted.reverse ? `${wanted.place} ` : prefix;
  const to = wanted.place !== null && wanted.reverse ? wanted.place : end;
  const items: Found<T>[] = [];
  let after: string | undefined;
  // A filter may pass over most of the index: look at more and more at once.
  let chunk = wanted.limit;
  do {
    const scanned = await reader.scan(listing.collection, {
      index: listing.index,
      from,
      to,
      reverse: wanted.reverse,
      limit: chunk,
      ...(after ? { after } : {}),
    });
    for (const item of scanned.items) if (!listing.keep || listing.keep(item.body)) items.push(item);
    after = scanned.after ?? undefined;
    chunk = Math.min(chunk * 2, 500);
  } while (after && items.length < wanted.limit);
  return items.slice(0, wanted.limit);
}
