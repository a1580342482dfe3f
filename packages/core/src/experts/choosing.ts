/** Whose records are read at the same time. */
const AT_ONCE = 8;

/** Somebody in question: what they come to at most, and, once their own records are read, exactly. */
export interface Bounded {
  readonly personId: string;
  readonly atMost: number;
}

/**
 * The best so many, exactly, though what somebody comes to is known only from their own records, and those are read
 * for few: whoever could not reach the best that are known is not looked at. `exact` gives `null` for who is left out.
 */
export async function choose<C extends Bounded, R extends { readonly personId: string; readonly score: number }>(
  candidates: readonly C[],
  limit: number,
  exact: (candidate: C) => Promise<R | null>,
): Promise<R[]> {
  const waiting = candidates.toSorted((a, b) => b.atMost - a.atMost || (a.personId < b.personId ? -1 : 1));
  let chosen: R[] = [];
  for (let at = 0; at < waiting.length; at += AT_ONCE) {
    const last = chosen[limit - 1];
    if (last && last.score > (waiting[at] as C).atMost) break;
    const looked = await Promise.all(waiting.slice(at, at + AT_ONCE).map(exact));
    chosen = [...chosen, ...looked.filter((each) => each !== null)]
      .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1))
      .slice(0, limit);
  }
  return chosen;
}
