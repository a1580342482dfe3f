import { checkRange, insufficient, type Measured, ok } from '../measured.js';
import { type Resampling, shuffle } from '../resampling.js';
import { seeded } from '../seeded.js';
import { isTied, type Network } from './network.js';
import { labelled, type UnitOf } from './units.js';

/** By the units of source, broker and target: AAA, ABA, ABB, AAB, ABC. */
export const roles = ['coordinator', 'itinerant', 'gatekeeper', 'representative', 'liaison'] as const;
export type Role = (typeof roles)[number];

export interface RoleCount {
  readonly count: number;
  /** Mean over the shuffles of the unit labels. */
  readonly expected: number;
  /** Standard deviations above it; `null` where shuffles are all alike. */
  readonly z: number | null;
}

export interface Brokerage {
  readonly total: Readonly<Record<Role, RoleCount>>;
  /** By the unit of the broker. */
  readonly byUnit: ReadonlyMap<string, Readonly<Record<Role, RoleCount>>>;
}

/** Open paths of length two, i→j→k without i→k, as triples, among people for whom `counts` holds. */
function openPaths({ nodes: { length: n }, out, into }: Network, counts: (node: number) => boolean): Uint32Array {
  const triples: number[] = [];
  for (let broker = 0; broker < n; broker++) {
    if (!counts(broker)) continue;
    for (let from = into.start[broker] ?? 0; from < (into.start[broker + 1] ?? 0); from++) {
      const source = into.node[from] ?? 0;
      if (!counts(source)) continue;
      for (let to = out.start[broker] ?? 0; to < (out.start[broker + 1] ?? 0); to++) {
        const target = out.node[to] ?? 0;
        if (target !== source && counts(target) && !isTied(out, source, target)) triples.push(source, broker, target);
      }
    }
  }
  return Uint32Array.from(triples);
}

/** Counts by unit of the broker and role: five to a unit. */
function countRoles(paths: Uint32Array, unit: ArrayLike<number>, into: Float64Array): void {
  into.fill(0);
  for (let at = 0; at < paths.length; at += 3) {
    const a = unit[paths[at] as number] as number;
    const b = unit[paths[at + 1] as number] as number;
    const c = unit[paths[at + 2] as number] as number;
    const role = a === b ? (b === c ? 0 : 3) : b === c ? 2 : a === c ? 1 : 4;
    into[b * 5 + role] = (into[b * 5 + role] as number) + 1;
  }
}

/**
 * Brokerage between units: paths i→j→k without i→k, by the units of the three: coordinator AAA, itinerant ABA, gatekeeper
 * ABB, representative AAB, liaison ABC (Gould & Fernandez 1989), beside what it would be if units did not matter: their
 * labels shuffled over the people (1,000 times, seeded). Counts; z in standard deviations. Of units only, never of a
 * person. Robust. Floor: 10 people.
 *
 * @param unitOf people without a unit are left out, with their ties.
 * @returns `zero-denominator` where no path is open.
 * @throws MeasureError `unknown-node`, `out-of-range`
 */
export function brokerage(
  graph: Network,
  unitOf: UnitOf,
  { resamples = 1_000, seed = 1 }: Resampling = {},
): Measured<Brokerage> {
  checkRange(resamples, 2, 1e6, 'resamples');
  const { names, unit } = labelled(graph, unitOf);
  const paths = openPaths(graph, (node) => unit[node] !== -1);
  if (paths.length === 0)
    return insufficient('zero-denominator', 'No path of two ties between people of known units is open.');
  const cells = names.length * 5;
  const observed = new Float64Array(cells + 5);
  const mean = new Float64Array(cells + 5);
  const squares = new Float64Array(cells + 5);
  const known = Uint32Array.from([...unit.keys()].filter((node) => unit[node] !== -1));
  const labels = Uint32Array.from(known, (node) => unit[node] ?? 0);
  const shuffled = Int32Array.from(unit);
  const count = (into: Float64Array) => {
    countRoles(paths, shuffled, into);
    for (let cell = 0; cell < cells; cell++) {
      const role = cells + (cell % 5);
      into[role] = (into[role] ?? 0) + (into[cell] ?? 0);
    }
  };
  count(observed);
  const random = seeded(seed);
  const drawn = new Float64Array(cells + 5);
  for (let round = 1; round <= resamples; round++) {
    shuffle(labels, random);
    for (const [at, node] of known.entries()) shuffled[node] = labels[at] ?? 0;
    count(drawn);
    for (const [cell, value] of drawn.entries()) {
      const before = value - (mean[cell] ?? 0);
      mean[cell] = (mean[cell] ?? 0) + before / round;
      squares[cell] = (squares[cell] ?? 0) + before * (value - (mean[cell] ?? 0));
    }
  }
  const rolesFrom = (first: number) =>
    Object.fromEntries(
      roles.map((role, at): [Role, RoleCount] => {
        const [found, expected] = [observed[first + at] ?? 0, mean[first + at] ?? 0];
        const deviation = Math.sqrt((squares[first + at] ?? 0) / (resamples - 1));
        return [role, { count: found, expected, z: deviation === 0 ? null : (found - expected) / deviation }];
      }),
    ) as Record<Role, RoleCount>;
  return ok({
    total: rolesFrom(cells),
    byUnit: new Map(names.map((name, at) => [name, rolesFrom(at * 5)])),
  });
}

/**
 * Bottleneck: the share of open paths of length two, i→j→k without i→k, that go through the person with the most (ours;
 * not the published bottleneck-impact score of Lee, Kim & Suh 2014). 0 to 1; without the name. Contested.
 * Floor: 10 people.
 *
 * @returns `zero-denominator` where no path is open.
 */
export function bottleneck(graph: Network): Measured<number> {
  const paths = openPaths(graph, () => true);
  if (paths.length === 0) return insufficient('zero-denominator', 'No path of two ties is open.');
  const through = new Uint32Array(graph.nodes.length);
  for (let at = 1; at < paths.length; at += 3) through[paths[at] ?? 0] = (through[paths[at] ?? 0] ?? 0) + 1;
  return ok(through.reduce((most, count) => Math.max(most, count), 0) / (paths.length / 3));
}
