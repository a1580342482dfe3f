import { checkRange, insufficient, type Measured, ok } from '../measured.js';
import type { Resampling } from '../resampling.js';
import { chanceOfCrossing } from './chance.js';
import { sharedNeighbours } from './cohesion.js';
import type { Network } from './network.js';
import { knownTies, labelled, type UnitOf } from './units.js';

export interface ExternalInternal {
  /** (E−I)/(E+I): −1 all ties within units, 1 all across. */
  readonly index: number;
  readonly external: number;
  readonly internal: number;
  /** What it would be if units did not matter: mean in closed form and bounds of 95 % of the shuffles. */
  readonly chance: { readonly mean: number; readonly low: number; readonly high: number };
}

/**
 * The E–I index: ties across units less those within, by both (Krackhardt & Stern 1988), over undirected binary ties
 * between people of known units, with the null model that shuffles the unit labels (1,000 times, seeded). No unit; −1
 * to 1. Compare it with the mean of the shuffles and not with zero, which unit sizes alone move. Robust. Floor: 10
 * people.
 *
 * @returns `zero-denominator` where no two people of known units are tied.
 * @throws MeasureError `unknown-node`, `out-of-range`
 */
export function externalInternal(
  graph: Network,
  unitOf: UnitOf,
  { resamples = 1_000, seed = 1 }: Resampling = {},
): Measured<ExternalInternal> {
  checkRange(resamples, 1, 1e6, 'resamples');
  const labels = labelled(graph, unitOf);
  const ties = [...knownTies(graph, labels)];
  if (ties.length === 0) return insufficient('zero-denominator', 'No two people of known units are tied.');
  const external = ties.filter(({ crosses }) => crosses).length;
  const known = new Map([...labels.unit.entries()].filter(([, unit]) => unit !== -1));
  const chance = chanceOfCrossing(
    ties.map(({ one, other }) => ({ from: one, to: other, answers: 1 })),
    known,
    { resamples, seed },
  );
  const indexOf = (crossing: number) => 2 * crossing - 1;
  return ok({
    index: indexOf(external / ties.length),
    external,
    internal: ties.length - external,
    chance: { mean: indexOf(chance.share), low: indexOf(chance.low), high: indexOf(chance.high) },
  });
}

/**
 * Weak ties across units: ties that cross units, were used once (weight 1, both directions added up) and join two
 * without a shared neighbour, of all ties between people of known units (after Granovetter 1973). Share, 0 to 1; it
 * hangs on the window. Contested. Floor: 10 people.
 *
 * @returns `zero-denominator` where no two people of known units are tied.
 * @throws MeasureError `unknown-node`
 */
export function weakTies(graph: Network, unitOf: UnitOf): Measured<number> {
  let [weak, all] = [0, 0];
  for (const { one, other, weight, crosses } of knownTies(graph, labelled(graph, unitOf))) {
    all++;
    if (crosses && weight === 1 && sharedNeighbours(graph.around, one, other) === 0) weak++;
  }
  return all === 0 ? insufficient('zero-denominator', 'No two people of known units are tied.') : ok(weak / all);
}
