/** A list that grows by a page at a time. */
export interface Grown<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Reads a list as far as it was read before, a page at a time. */
export const readAsFar = async <T>(
  read: (after: string | null) => Promise<Grown<T>>,
  shown: number,
): Promise<Grown<T>> => {
  let grown = await read(null);
  while (grown.items.length < shown && grown.next !== null) grown = await grow(read, grown);
  return grown;
};

/** The list with its next page. */
export const grow = async <T>(
  read: (after: string | null) => Promise<Grown<T>>,
  shown: Grown<T>,
): Promise<Grown<T>> => {
  const page = await read(shown.next);
  return { items: [...shown.items, ...page.items], next: page.next };
};
