/** Whose records are read at the same time. */
const AT_ONCE = 8;

/** Somebody in question: what they come to at most, and, once their own records are read, exactly. */
export interface Bounded {
  readonly personId: string;
  readonly atMost: number;
  /** Whose text sorts first comes first where all else is equal; after it, the person's id decides. */
  readonly tie: string;
}

/**
 * The best so many, exactly, though what somebody comes to is known only from their own records, and those are read
 * for few: whoever could not reach the best that are known is not looked at. `exact` gives `null` for who is left out.
 */
export async function choose<C extends Bounded, R extends { readonly score: number }>(
  candidates: readonly C[],
  limit: number,
  exact: (candidate: C) => Promise<R | null>,
): Promise<R[]> {
  const waiting = candidates.toSorted((a, b) => b.atMost - a.atMost || inOrder(a, b));
  let chosen: { readonly result: R; readonly candidate: C }[] = [];
  for (let at = 0; at < waiting.length; at += AT_ONCE) {
    const last = chosen[limit - 1];
    if (last && last.result.score > (waiting[at] as C).atMost) break;
    const looked = await Promise.all(
      waiting.slice(at, at + AT_ONCE).map(async (candidate) => {
        const result = await exact(candidate);
        return result && { result, candidate };
      }),
    );
    chosen = [...chosen, ...looked.filter((each) => each !== null)]
      .sort((a, b) => b.result.score - a.result.score || inOrder(a.candidate, b.candidate))
      .slice(0, limit);
  }
  return chosen.map(({ result }) => result);
}

function inOrder(a: Bounded, b: Bounded): number {
  if (a.tie !== b.tie) return a.tie < b.tie ? -1 : 1;
  return a.personId < b.personId ? -1 : 1;
}
