import { checkRange, insufficient, type Measured, ok } from '../measured.js';
import { type Resampling, shuffle } from '../resampling.js';
import { seeded } from '../seeded.js';
import { degreeOf, isTied, type Neighbours, type Network } from './network.js';
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

/**
 * Paths of length two that are not open, i→j→k with i→k or i = k, as triples, among people for whom `counts` holds. All
 * paths are known from the numbers of ties; around people with many, those that are closed are far fewer.
 */
function closedPaths({ nodes: { length: n }, out }: Network, counts: (node: number) => boolean): Uint32Array {
  const triples: number[] = [];
  for (let source = 0; source < n; source++) {
    if (!counts(source)) continue;
    for (let first = out.start[source] ?? 0; first < (out.start[source + 1] ?? 0); first++) {
      const broker = out.node[first] ?? 0;
      if (!counts(broker)) continue;
      if (isTied(out, broker, source)) triples.push(source, broker, source);
      eachShared(out, broker, source, (target) => {
        if (counts(target)) triples.push(source, broker, target);
      });
    }
  }
  return Uint32Array.from(triples);
}

/** Calls back with each node to which both have a tie. */
function eachShared({ start, node }: Neighbours, one: number, other: number, then: (shared: number) => void): void {
  let [left, right] = [start[one] ?? 0, start[other] ?? 0];
  const [leftEnd, rightEnd] = [start[one + 1] ?? 0, start[other + 1] ?? 0];
  while (left < leftEnd && right < rightEnd) {
    const [a, b] = [node[left] ?? 0, node[right] ?? 0];
    if (a === b) then(a);
    if (a <= b) left++;
    if (b <= a) right++;
  }
}

const roleOf = (a: number, b: number, c: number): number =>
  a === b ? (b === c ? 0 : 3) : b === c ? 2 : a === c ? 1 : 4;

/** Counts open paths by unit of the broker and role, five to a unit. */
class RoleCounts {
  readonly #closed: Uint32Array;
  /** Of one broker: ties from each unit. */
  readonly #from: Float64Array;

  constructor(
    readonly graph: Network,
    units: number,
    counts: (node: number) => boolean,
  ) {
    this.#closed = closedPaths(graph, counts);
    this.#from = new Float64Array(units);
  }

  /** `unit` of each node, −1 for those who do not count; the result goes to `counted`. */
  count(unit: Int32Array, counted: Float64Array): void {
    const { into, out } = this.graph;
    const before = this.#from;
    counted.fill(0);
    const add = (own: number, role: number, count: number) => {
      counted[own * 5 + role] = (counted[own * 5 + role] as number) + count;
    };
    for (let broker = 0; broker < unit.length; broker++) {
      const own = unit[broker] as number;
      if (own === -1) continue;
      const [inStart, inEnd] = [into.start[broker] as number, into.start[broker + 1] as number];
      const [outStart, outEnd] = [out.start[broker] as number, out.start[broker + 1] as number];
      if (inStart === inEnd || outStart === outEnd) continue;
      let from = 0;
      for (let at = inStart; at < inEnd; at++) {
        const its = unit[into.node[at] as number] as number;
        if (its === -1) continue;
        before[its] = (before[its] as number) + 1;
        from++;
      }
      let [to, ownTo, alike] = [0, 0, 0];
      for (let at = outStart; at < outEnd; at++) {
        const its = unit[out.node[at] as number] as number;
        if (its === -1) continue;
        to++;
        if (its === own) ownTo++;
        alike += before[its] as number;
      }
      const ownFrom = before[own] as number;
      // Only what was counted: there are more units than most people have neighbours.
      for (let at = inStart; at < inEnd; at++) {
        const its = unit[into.node[at] as number] as number;
        if (its !== -1) before[its] = 0;
      }
      const itinerant = alike - ownFrom * ownTo;
      add(own, 0, ownFrom * ownTo);
      add(own, 1, itinerant);
      add(own, 2, (from - ownFrom) * ownTo);
      add(own, 3, ownFrom * (to - ownTo));
      add(own, 4, (from - ownFrom) * (to - ownTo) - itinerant);
    }
    const closed = this.#closed;
    for (let at = 0; at < closed.length; at += 3) {
      const own = unit[closed[at + 1] as number] as number;
      add(own, roleOf(unit[closed[at] as number] as number, own, unit[closed[at + 2] as number] as number), -1);
    }
  }
}

/**
 * Brokerage between units: paths i→j→k without i→k, by the units of the three: coordinator AAA, itinerant ABA,
 * gatekeeper ABB, representative AAB, liaison ABC (Gould & Fernandez 1989), beside what it would be if units did not
 * matter: their labels shuffled over the people (1,000 times, seeded). Counts; z in standard deviations. Of units only,
 * never of a person. Robust. Floor: 10 people.
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
  const open = new RoleCounts(graph, names.length, (node) => unit[node] !== -1);
  const cells = names.length * 5;
  const observed = new Float64Array(cells + 5);
  const mean = new Float64Array(cells + 5);
  const squares = new Float64Array(cells + 5);
  const known = Uint32Array.from([...unit.keys()].filter((node) => unit[node] !== -1));
  const labels = Uint32Array.from(known, (node) => unit[node] ?? 0);
  const shuffled = Int32Array.from(unit);
  const count = (into: Float64Array) => {
    open.count(shuffled, into);
    for (let cell = 0; cell < cells; cell++) {
      const role = cells + (cell % 5);
      into[role] = (into[role] ?? 0) + (into[cell] ?? 0);
    }
  };
  count(observed);
  if (observed.subarray(cells).every((found) => found === 0))
    return insufficient('zero-denominator', 'No path of two ties between people of known units is open.');
  const random = seeded(seed);
  const drawn = new Float64Array(cells + 5);
  for (let round = 1; round <= resamples; round++) {
    shuffle(labels, random);
    for (let at = 0; at < known.length; at++) shuffled[known[at] as number] = labels[at] as number;
    count(drawn);
    for (let cell = 0; cell < drawn.length; cell++) {
      const value = drawn[cell] as number;
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
  const { nodes, into, out } = graph;
  const open = Float64Array.from(nodes, (_, node) => degreeOf(into, node) * degreeOf(out, node));
  const closed = closedPaths(graph, () => true);
  for (let at = 1; at < closed.length; at += 3) open[closed[at] ?? 0] = (open[closed[at] ?? 0] ?? 0) - 1;
  const all = open.reduce((sum, count) => sum + count, 0);
  if (all === 0) return insufficient('zero-denominator', 'No path of two ties is open.');
  return ok(open.reduce((most, count) => Math.max(most, count), 0) / all);
}
