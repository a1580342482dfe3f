import { checkRange, insufficient, type Measured, ok } from '../measured.js';
import { shuffle } from '../resampling.js';
import { seeded } from '../seeded.js';
import { degreeOf, type Network } from './network.js';

/**
 * Centralisation: how far ties concentrate on one person, Σ(max−dᵢ)/((n−1)(n−2)) over undirected degrees (Freeman
 * 1979). 0 (all alike) to 1 (a star): a sign of a bottleneck. Robust. Floor: 10 people.
 *
 * @returns `too-few` for fewer than three nodes.
 */
export function centralisation({ nodes: { length: n }, around }: Network): Measured<number> {
  if (n < 3) return insufficient('too-few', 'Three people are needed.');
  let [most, total] = [0, 0];
  for (let node = 0; node < n; node++) {
    const degree = degreeOf(around, node);
    most = Math.max(most, degree);
    total += degree;
  }
  return ok((n * most - total) / ((n - 1) * (n - 2)));
}

export interface Betweenness {
  /** Of each node, in the order of the network's nodes: Σσ_st(v)/σ_st over ordered pairs of others. */
  readonly of: Float64Array;
  /** The same by (n−1)(n−2), 0 to 1. */
  readonly normalised: Float64Array;
  /** Nodes from which paths were followed: all, or a sample. */
  readonly pivots: number;
  /** Of a sample: the largest standard error of a normalised value; 0 where all were followed. */
  readonly standardError: number;
}

/**
 * Betweenness: how many shortest paths, directed and unweighted, go through a person (Freeman 1977; Brandes 2001).
 * Paths, 0 to (n−1)(n−2). With fewer pivots than nodes, paths from a seeded random sample of nodes are counted, times n
 * by its size (Brandes & Pich 2007). Fragile where ties are missing: publish how it is distributed, never of a person.
 * Contested. Floor: 15 people.
 *
 * @param options.pivots all nodes unless told; 2 or more.
 * @returns `too-few` for fewer than three nodes.
 * @throws MeasureError `out-of-range`
 */
export function betweenness(
  { nodes: { length: n }, out }: Network,
  options: { readonly pivots?: number; readonly seed?: number } = {},
): Measured<Betweenness> {
  if (n < 3) return insufficient('too-few', 'Three people are needed.');
  const pivots = Math.min(n, Math.floor(options.pivots ?? n));
  checkRange(pivots, 2, n, 'pivots');
  const sources = Uint32Array.from({ length: n }, (_, node) => node);
  if (pivots < n) shuffle(sources, seeded(options.seed ?? 1));
  const paths = new ShortestPaths(out.start, out.node);
  const of = new Float64Array(n);
  const squares = new Float64Array(n);
  for (const source of sources.subarray(0, pivots)) {
    const reached = paths.from(source);
    for (let at = 1; at < reached; at++) {
      const node = paths.order[at] ?? 0;
      const through = paths.through[node] ?? 0;
      of[node] = (of[node] ?? 0) + through;
      squares[node] = (squares[node] ?? 0) + through * through;
    }
  }
  const all = (n - 1) * (n - 2);
  let worst = 0;
  for (let node = 0; node < n && pivots < n; node++) {
    const mean = (of[node] ?? 0) / pivots;
    const variance = Math.max(0, (squares[node] ?? 0) / pivots - mean * mean) / (pivots - 1);
    worst = Math.max(worst, (n * Math.sqrt(variance * (1 - pivots / n))) / all);
    of[node] = mean * n;
  }
  return ok({ of, normalised: of.map((value) => value / all), pivots, standardError: worst });
}

/** Brandes' accumulation, with its arrays kept from source to source. */
class ShortestPaths {
  /** Nodes in the order in which they are reached, the source first. */
  readonly order: Uint32Array;
  /** Dependency of the source on each node that was reached. */
  readonly through: Float64Array;
  readonly #distance: Int32Array;
  readonly #count: Float64Array;

  constructor(
    readonly start: Uint32Array,
    readonly node: Uint32Array,
  ) {
    const size = start.length - 1;
    this.order = new Uint32Array(size);
    this.through = new Float64Array(size);
    this.#distance = new Int32Array(size).fill(-1);
    this.#count = new Float64Array(size);
  }

  /** How many nodes are reached. */
  from(source: number): number {
    const { start, node, order, through } = this;
    const distance = this.#distance;
    const count = this.#count;
    distance.fill(-1);
    distance[source] = 0;
    count[source] = 1;
    order[0] = source;
    let tail = 1;
    for (let head = 0; head < tail; head++) {
      const here = order[head] as number;
      const next = (distance[here] as number) + 1;
      const ways = count[here] as number;
      for (let at = start[here] as number, end = start[here + 1] as number; at < end; at++) {
        const other = node[at] as number;
        if (distance[other] === -1) {
          distance[other] = next;
          count[other] = ways;
          order[tail++] = other;
        } else if (distance[other] === next) count[other] = (count[other] as number) + ways;
      }
    }
    for (let head = tail - 1; head >= 0; head--) {
      const here = order[head] as number;
      const next = (distance[here] as number) + 1;
      let dependency = 0;
      for (let at = start[here] as number, end = start[here + 1] as number; at < end; at++) {
        const other = node[at] as number;
        if (distance[other] === next) dependency += (1 + (through[other] as number)) / (count[other] as number);
      }
      through[here] = dependency * (count[here] as number);
    }
    return tail;
  }
}

/**
 * PageRank: the share of time a walker is at each node who follows ties by their weight and, with probability 1 −
 * `damping` or where there are none, starts anywhere (Brin & Page 1998). Shares that add up to 1. Not a score of
 * people: for ordering what is shown. Contested. Floor: 15 people.
 *
 * @param options.damping 0.85 unless told, 0 up to below 1; until no step changes more than `tolerance` (1e-10) in all.
 * @returns `too-few` without nodes; `not-identified` where it does not settle in 1,000 steps.
 * @throws MeasureError `out-of-range`
 */
export function pageRank(
  { nodes: { length: n }, out }: Network,
  options: { readonly damping?: number; readonly tolerance?: number } = {},
): Measured<Float64Array> {
  const { damping = 0.85, tolerance = 1e-10 } = options;
  checkRange(damping, 0, 0.999999, 'damping');
  if (n === 0) return insufficient('too-few', 'There are no people.');
  const strength = new Float64Array(n);
  for (let node = 0; node < n; node++) {
    for (let at = out.start[node] ?? 0; at < (out.start[node + 1] ?? 0); at++) {
      strength[node] = (strength[node] ?? 0) + (out.weight[at] ?? 0);
    }
  }
  let rank = new Float64Array(n).fill(1 / n);
  for (let step = 0; step < 1_000; step++) {
    const next = new Float64Array(n);
    let stranded = 0;
    for (let node = 0; node < n; node++) {
      const here = rank[node] as number;
      const total = strength[node] as number;
      if (total === 0) stranded += here;
      for (let at = out.start[node] as number, end = out.start[node + 1] as number; at < end; at++) {
        const other = out.node[at] as number;
        next[other] = (next[other] as number) + (here * (out.weight[at] as number)) / total;
      }
    }
    let change = 0;
    for (let node = 0; node < n; node++) {
      const value = (1 - damping) / n + damping * ((next[node] as number) + stranded / n);
      change += Math.abs(value - (rank[node] as number));
      next[node] = value;
    }
    rank = next;
    if (change < tolerance) return ok(rank);
  }
  return insufficient('not-identified', 'The ranks did not settle.');
}
