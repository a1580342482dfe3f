import type { Declaration, Declarations } from './declaration.js';
import { type Place, textsAt } from './leaves.js';

/** Every free text of a document, and where in it. */
export function textsOf(declaration: Declaration | undefined, body: unknown): Place[] {
  if (!declaration) return [];
  const { text = [], about = [], identity = [] } = declaration.fields;
  return [...text, ...about, ...identity].flatMap((field) => textsAt(body, field));
}

const ORIGINAL = /[trh]_[0-9a-z]{16}_[0-9a-z]{12}/g;
const COLLECTIONS: Readonly<Record<string, string>> = { t: 'threads', r: 'replies', h: 'practices' };

export interface Original {
  readonly collection: string;
  readonly id: string;
}

/** What a document repeats: the last post that its id names, or all that a field names. Itself where it is none. */
export function originalsOf(
  known: Declarations,
  { collection, id, body }: { readonly collection: string; readonly id: string; readonly body: unknown },
): Original[] {
  const copies = known[collection]?.copies;
  if (copies === undefined) return [{ collection, id }];
  const ids =
    copies === 'id'
      ? (id.match(ORIGINAL) ?? []).slice(-1)
      : textsAt(body, copies).flatMap(({ text }) => (text.match(ORIGINAL)?.[0] === text ? [text] : []));
  return [...new Set(ids)].map((original) => ({ collection: COLLECTIONS[original[0] ?? ''] ?? '', id: original }));
}
