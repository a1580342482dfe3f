import type { Json, Put, StoredDoc } from '@copkit/storage';
import { CopkitError } from '../errors.js';
import { type Collection, indexOf, versionOf } from '../store/collection.js';
import { kindOf } from '../store/partitions.js';

/** Stands in a stored body beside its own fields; absent in documents of the first version. */
const VERSION = '$v';

type Fields = { readonly [key: string]: Json };

/** Between documents as they are stored, in whatever version, and as this process knows them. */
export class Shapes {
  /** By name as the store knows it: the collection and the version an index came with. Only those that came later. */
  readonly laterIndexes = new Map<string, { readonly collection: string; readonly version: number }>();
  /** Collections that are beyond their first version. */
  readonly grown = new Map<string, number>();

  constructor(readonly collections: ReadonlyMap<string, Collection<unknown>>) {
    for (const collection of collections.values()) {
      const version = versionOf(collection);
      if (version > 1) this.grown.set(collection.name, version);
      for (const [index, since] of Object.entries(collection.indexesSince))
        this.laterIndexes.set(indexOf(collection.name, index), { collection: collection.name, version: since });
    }
  }

  grownAmong(puts: readonly Put[]): [name: string, version: number][] {
    if (this.grown.size === 0) return [];
    const names = new Set(puts.map(({ collection }) => collection));
    return [...this.grown].filter(([name]) => names.has(name));
  }

  /** Those that belong into a partition. */
  grownIn(partition: string): [name: string, version: number][] {
    return [...this.grown].filter(([name]) => {
      const home = this.collections.get(name)?.home;
      return home === 'any' || home === kindOf(partition);
    });
  }

  /** @throws CopkitError `unavailable` when a later copkit wrote the document. */
  read(doc: StoredDoc): StoredDoc {
    const { body } = doc;
    if (!isFields(body)) return doc;
    const collection = this.collections.get(doc.collection);
    if (!collection) return doc;
    const version = versionOf(collection);
    const written = writtenIn(body);
    if (written > version) throw tooOld(doc.collection);
    if (version === 1) return doc;
    const { [VERSION]: _version, ...fields } = body;
    return { ...doc, body: collection.upgrades.slice(written - 1).reduce<Fields>((old, next) => next(old), fields) };
  }

  write(put: Put): Put {
    const version = this.grown.get(put.collection);
    return version && isFields(put.body) ? { ...put, body: { ...put.body, [VERSION]: version } } : put;
  }

  /** The document as this process writes it; `null` when it is written so already. */
  renewed(stored: StoredDoc): Put | null {
    const collection = this.collections.get(stored.collection);
    if (!collection || !isFields(stored.body) || writtenIn(stored.body) >= versionOf(collection)) return null;
    const { body } = this.read(stored);
    if (body === null) return null;
    return this.write({
      collection: stored.collection,
      id: stored.id,
      body,
      keys: collection.keys(body, stored.id),
    });
  }
}

export const tooOld = (collection: string): CopkitError =>
  new CopkitError(
    'unavailable',
    `A later version of copkit has written "${collection}" in this store. Update this process; until then it does not touch them.`,
  );

function isFields(body: Json | null): body is Fields {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function writtenIn(body: Fields): number {
  const version = body[VERSION];
  return typeof version === 'number' ? version : 1;
}
