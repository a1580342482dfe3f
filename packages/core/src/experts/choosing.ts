/** Whose records are read at the same time. */
const AT_ONCE = 16;
/** Candidates that are put in order at a time: of thousands, few are ever looked at. */
const IN_ORDER = 64;

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
 * `most`: after so many who were looked at, what was found is all.
 */
export async function choose<C extends Bounded, R extends { readonly score: number }>(
  candidates: readonly C[],
  limit: number,
  exact: (candidate: C) => Promise<R | null>,
  most = Number.POSITIVE_INFINITY,
): Promise<R[]> {
  const waiting = strongestFirst(candidates);
  let looked = 0;
  let chosen: { readonly result: R; readonly candidate: C }[] = [];
  for (;;) {
    const last = chosen[limit - 1];
    const next: C[] = [];
    while (next.length < Math.min(AT_ONCE, most - looked)) {
      const { value } = waiting.next();
      if (!value || (last && last.result.score > value.atMost)) break;
      next.push(value);
    }
    if (next.length === 0) return chosen.map(({ result }) => result);
    looked += next.length;
    const found = await Promise.all(
      next.map(async (candidate) => {
        const result = await exact(candidate);
        return result && { result, candidate };
      }),
    );
    chosen = [...chosen, ...found.filter((each) => each !== null)]
      .sort((a, b) => b.result.score - a.result.score || inOrder(a.candidate, b.candidate))
      .slice(0, limit);
  }
}

/** All of them, the strongest first: the first ones are found without putting the others in order. */
function* strongestFirst<C extends Bounded>(candidates: readonly C[]): Generator<C, undefined> {
  const order = (a: C, b: C) => b.atMost - a.atMost || inOrder(a, b);
  let first: C[] = [];
  for (const candidate of candidates) {
    const least = first[IN_ORDER - 1];
    if (least && order(candidate, least) > 0) continue;
    first.push(candidate);
    if (first.length < 4 * IN_ORDER) continue;
    first = first.sort(order).slice(0, IN_ORDER);
  }
  first = first.sort(order).slice(0, IN_ORDER);
  yield* first;
  if (first.length === candidates.length) return;
  const given = new Set(first);
  yield* candidates.filter((candidate) => !given.has(candidate)).sort(order);
}

function inOrder(a: Bounded, b: Bounded): number {
  if (a.tie !== b.tie) return a.tie < b.tie ? -1 : 1;
  return a.personId < b.personId ? -1 : 1;
}
