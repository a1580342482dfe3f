/** Comments as they are kept between runs, by author: ids and moments. */
export interface KeptComments {
  readonly comments: readonly (readonly [id: string, at: number])[];
}
export const COMMENTS = 'comments';

/** Who commented when. Most of what people write are comments, so they are kept as numbers. */
export class Comments {
  readonly #rows = new Map<string, number>();
  readonly #authors: number[] = [];
  readonly #moments: number[] = [];

  add(id: string, author: number, at: number): void {
    this.#rows.set(id, this.#authors.push(author) - 1);
    this.#moments.push(at);
  }

  *byAuthor(): Iterable<[author: number, comments: [id: string, at: number][]]> {
    const found = new Map<number, [id: string, at: number][]>();
    for (const [id, row] of this.#rows) {
      const author = this.#authors[row] as number;
      const comment: [string, number] = [id, this.#moments[row] as number];
      const others = found.get(author);
      if (others) others.push(comment);
      else found.set(author, [comment]);
    }
    yield* found;
  }

  remove(id: string): { readonly author: number; readonly at: number } | null {
    const row = this.#rows.get(id);
    if (row === undefined) return null;
    this.#rows.delete(id);
    return { author: this.#authors[row] as number, at: this.#moments[row] as number };
  }
}
