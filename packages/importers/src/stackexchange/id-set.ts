const PAGE_BITS = 15;

/**
 * A set of whole numbers, one bit each: the ids of a table of any size fit in little memory.
 * Pages are made as needed, so scattered or negative ids are no harm.
 */
export class IdSet {
  readonly #pages = new Map<number, Uint8Array>();

  has(id: number): boolean {
    const page = this.#pages.get(Math.floor(id / 2 ** PAGE_BITS));
    const bit = this.#bit(id);
    return page !== undefined && ((page[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  /** Whether the id is new. */
  add(id: number): boolean {
    if (this.has(id)) return false;
    const number = Math.floor(id / 2 ** PAGE_BITS);
    const page = this.#pages.get(number) ?? new Uint8Array(2 ** (PAGE_BITS - 3));
    this.#pages.set(number, page);
    const bit = this.#bit(id);
    page[bit >> 3] = (page[bit >> 3] ?? 0) | (1 << (bit & 7));
    return true;
  }

  delete(id: number): void {
    const page = this.#pages.get(Math.floor(id / 2 ** PAGE_BITS));
    const bit = this.#bit(id);
    if (page) page[bit >> 3] = (page[bit >> 3] ?? 0) & ~(1 << (bit & 7));
  }

  #bit(id: number): number {
    return id - Math.floor(id / 2 ** PAGE_BITS) * 2 ** PAGE_BITS;
  }
}
