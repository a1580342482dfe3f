import type { IndexEntry, Json, StoredDoc } from '@copkit/storage';
import type * as z from 'zod';
import type { PartitionKind } from './partitions.js';

/**
 * Who may see the documents of a collection, given that they may read the partition:
 * `readers` everybody who may, `answerable` those who answer for the community, `staff` the facilitators, `owner` the
 * person it belongs to, `system` no person at all.
 */
export type Audience = 'readers' | 'answerable' | 'staff' | 'owner' | 'system';

/** A kind of document: its shape, its home, who may see it and the indexes it stands in. */
export interface Collection<T> {
  readonly name: string;
  /** `any`: the core's own bookkeeping, which every partition has. */
  readonly home: PartitionKind | 'any';
  readonly audience: Audience;
  /** Which documents of an audience of `readers` are for the staff all the same, and for whom they concern. */
  staffOnly?(body: T): boolean;
  readonly schema: z.ZodType<T>;
  /**
   * Index entries follow from the document alone, so that an index can be rebuilt from the feed. A name given to
   * `collection` is the collection's own: others may use the same.
   */
  keys(body: T, id: string): readonly IndexEntry[];
  /**
   * What makes of a document of each version one of the next, the first of version 1. Pure. A change of the indexes
   * alone is a version too. See `docs/storage/evolution.md`.
   */
  readonly upgrades: readonly Upgrade[];
  /** Indexes that came later than the first version, with the version they came with. */
  readonly indexesSince: Readonly<Record<string, number>>;
}

export type Upgrade = (body: { readonly [key: string]: Json }) => { readonly [key: string]: Json };

type Optional = 'keys' | 'upgrades' | 'indexesSince';

export function collection<T>(
  definition: Omit<Collection<T>, Optional> & Partial<Pick<Collection<T>, Optional>>,
): Collection<T> {
  const { name } = definition;
  return {
    upgrades: [],
    indexesSince: {},
    ...definition,
    keys: (body, id) => (definition.keys?.(body, id) ?? []).map(([index, key]) => [indexOf(name, index), key]),
  };
}

/** The version in which this process writes documents of a collection, from 1. */
export const versionOf = ({ upgrades }: Pick<Collection<unknown>, 'upgrades'>): number => upgrades.length + 1;

/** An index as the store knows it, where the indexes of all collections of a partition stand side by side. */
export const indexOf = (collection: string, index: string): string => `${collection}:${index}`;

/**
 * The body as the collection's type. What is written was built by typed code, so reading does not
 * validate again; `cop.check()` does, for every document.
 */
export function bodyOf<T>(_collection: Collection<T>, doc: StoredDoc | null): T | null {
  return doc === null ? null : (doc.body as T | null);
}

/** Who may see a document as it stands now. What was removed had the audience of its collection. */
export function audienceOf<T>(collection: Collection<T>, body: T | null): Audience {
  return body !== null && collection.staffOnly?.(body) ? 'staff' : collection.audience;
}
