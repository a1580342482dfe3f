import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { tailOfChiSquare } from '../distributions.js';
import { insufficient, type Measured, ok } from '../measured.js';
import { checkTimes, type Observation } from './curve.js';

export interface LogRank {
  readonly chiSquare: number;
  /** Groups that can be compared, less one. */
  readonly df: number;
  /** Chance of a difference as large were the groups alike, 0 to 1. */
  readonly p: number;
  /** Of each group: events that came, and that would have come were the groups alike. */
  readonly groups: readonly { readonly observed: number; readonly expected: number }[];
}

/**
 * The log-rank test that groups wait alike: at each event time the expected events of a group are d·nⱼ/n, χ² =
 * (O−E)ᵀV⁻(O−E) with the hypergeometric variance (Mantel 1966; Peto & Peto 1972). Rivals count as censored, so what is
 * compared are the hazards of the event itself. It sees best what differs in the same direction all the time.
 * Floor: 20 in each group.
 *
 * @param groups observations of two or more groups, in one unit of time.
 * @returns `too-few` for fewer than two groups or an empty one; `no-variation` where all events come at once, or
 *   none while people of two groups are at risk.
 * @throws MeasureError `not-finite`, `negative`
 */
export function logRank(groups: readonly (readonly Observation[])[]): Measured<LogRank> {
  for (const group of groups) checkTimes(group);
  if (groups.length < 2 || groups.some(({ length }) => length === 0))
    return insufficient('too-few', 'Two groups or more are compared, each with somebody in it.');
  const size = groups.length;
  const observed = groups.map(() => 0);
  const expected = groups.map(() => 0);
  const variance = Matrix.zeros(size, size);
  for (const { atRisk, events } of momentsOf(groups)) {
    const n = atRisk.reduce((sum, count) => sum + count, 0);
    const d = events.reduce((sum, count) => sum + count, 0);
    for (const at of groups.keys()) {
      observed[at] = (observed[at] ?? 0) + (events[at] ?? 0);
      expected[at] = (expected[at] ?? 0) + (d * (atRisk[at] ?? 0)) / n;
    }
    if (n === 1) continue;
    const spread = (d * (n - d)) / (n - 1);
    for (let row = 0; row < size; row++) {
      const share = (atRisk[row] ?? 0) / n;
      for (let column = 0; column < size; column++) {
        const other = (atRisk[column] ?? 0) / n;
        variance.set(row, column, variance.get(row, column) + spread * share * ((row === column ? 1 : 0) - other));
      }
    }
  }
  const test = squareIn(
    variance,
    observed.map((count, at) => count - (expected[at] ?? 0)),
  );
  if (test.rank === 0)
    return insufficient(
      'no-variation',
      'All events came at once, or never while people of two groups waited: nothing to compare.',
    );
  return ok({
    chiSquare: test.square,
    df: test.rank,
    p: tailOfChiSquare(test.square, test.rank),
    groups: groups.map((_, at) => ({ observed: observed[at] ?? 0, expected: expected[at] ?? 0 })),
  });
}

/** Of each time with events: who was at risk just before, and how many events came, by group. */
function* momentsOf(groups: readonly (readonly Observation[])[]) {
  const times = groups.flatMap((group) => group.filter(({ end }) => end === 'event').map(({ time }) => time));
  const counted = groups.map((group) => group.filter(({ entry = 0, time }) => entry === 0 || entry < time));
  const leaving = counted.map((group) => Float64Array.from(group, ({ time }) => time).sort());
  const entering = counted.map((group) => Float64Array.from(group, ({ entry = 0 }) => entry).sort());
  const ending = counted.map((group) =>
    Float64Array.from(group.filter(({ end }) => end === 'event').map(({ time }) => time)).sort(),
  );
  for (const time of [...new Set(times)].sort((a, b) => a - b)) {
    const before = (entry: number) => entry === 0 || entry < time;
    const atRisk = groups.map((_, at) => below(entering[at], before) - below(leaving[at], (end) => end < time));
    const events = groups.map(
      (_, at) => below(ending[at], (end) => end <= time) - below(ending[at], (end) => end < time),
    );
    if (events.some((count) => count > 0)) yield { atRisk, events };
  }
}

/** How many values, the least first, hold something that ceases to hold once. */
function below(sorted: Float64Array | undefined, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted?.length ?? 0];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted?.[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * zᵀV⁻z with the rank of V: a group never at risk beside others, which tells nothing, takes none of it, whichever place
 * it has.
 */
function squareIn(variance: Matrix, z: readonly number[]): { readonly square: number; readonly rank: number } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(variance, { assumeSymmetric: true });
  const least = 1e-10 * Math.max(...realEigenvalues, 1e-6);
  let [square, rank] = [0, 0];
  for (const [at, along] of realEigenvalues.entries()) {
    if (along <= least) continue;
    const part = z.reduce((sum, each, row) => sum + each * eigenvectorMatrix.get(row, at), 0);
    square += part ** 2 / along;
    rank++;
  }
  return { square, rank };
}
