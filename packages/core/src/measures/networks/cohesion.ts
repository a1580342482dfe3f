import { insufficient, type Measured, ok } from '../measured.js';
import { degreeOf, isTied, type Neighbours, type Network } from './network.js';

/**
 * Density: ties present of those possible, m/(n(n−1)), directed (Wasserman & Faust 1994, § 4.3). 0 to 1. It falls as
 * communities grow: compare `meanDegree`. Robust. Floor: 10 people.
 *
 * @returns `too-few` for fewer than two nodes.
 */
export function density({ nodes: { length: n }, ties }: Network): Measured<number> {
  return n < 2 ? insufficient('too-few', 'Two people are needed.') : ok(ties / (n * (n - 1)));
}

/**
 * Mean degree: ties that a person has to others, m/n, directed (Wasserman & Faust 1994, § 4.3). Ties, 0 to n−1. Robust.
 * Floor: 10 people.
 *
 * @returns `too-few` without nodes.
 */
export function meanDegree({ nodes: { length: n }, ties }: Network): Measured<number> {
  return n === 0 ? insufficient('too-few', 'There are no people.') : ok(ties / n);
}

export interface Reciprocity {
  /** r = Σaᵢⱼaⱼᵢ/m: share of ties that are returned, 0 to 1. */
  readonly share: number;
  /** ρ = (r−ā)/(1−ā), ā the density: above 0 more are returned than by chance. `null` where everybody is tied. */
  readonly rho: number | null;
}

/**
 * Reciprocity: mutual help, as the share of ties that are returned and as ρ, which is comparable between sizes
 * (Garlaschelli & Loffredo 2004). r 0 to 1; ρ at most 1. Robust. Floor: 10 people.
 *
 * @returns `zero-denominator` without ties.
 */
export function reciprocity({ nodes: { length: n }, out, ties }: Network): Measured<Reciprocity> {
  if (ties === 0) return insufficient('zero-denominator', 'Nobody is tied to anybody.');
  let returned = 0;
  for (let from = 0; from < n; from++) {
    for (let at = out.start[from] ?? 0; at < (out.start[from + 1] ?? 0); at++) {
      if (isTied(out, out.node[at] ?? 0, from)) returned++;
    }
  }
  const share = returned / ties;
  const mean = ties / (n * (n - 1));
  return ok({ share, rho: mean === 1 ? null : (share - mean) / (1 - mean) });
}

/**
 * Transitivity: how often two with a tie to the same person are tied, 3 · triangles / connected triples, undirected
 * (Wasserman & Faust 1994, § 6.5). 0 to 1; cohesion and redundancy alike. Robust. Floor: 10 people.
 *
 * @returns `zero-denominator` where nobody has two neighbours.
 */
export function transitivity({ nodes: { length: n }, around }: Network): Measured<number> {
  let [closed, triples] = [0, 0];
  for (let node = 0; node < n; node++) {
    const degree = degreeOf(around, node);
    triples += (degree * (degree - 1)) / 2;
    for (let at = around.start[node] ?? 0; at < (around.start[node + 1] ?? 0); at++) {
      const other = around.node[at] ?? 0;
      // Each triangle is met once for each of its three ties.
      if (other > node) closed += sharedNeighbours(around, node, other);
    }
  }
  return triples === 0 ? insufficient('zero-denominator', 'Nobody has two neighbours.') : ok(closed / triples);
}

/** Neighbours that two nodes have in common. */
export function sharedNeighbours({ start, node }: Neighbours, one: number, other: number): number {
  let [left, right] = [start[one] ?? 0, start[other] ?? 0];
  const [leftEnd, rightEnd] = [start[one + 1] ?? 0, start[other + 1] ?? 0];
  let shared = 0;
  while (left < leftEnd && right < rightEnd) {
    const [a, b] = [node[left] ?? 0, node[right] ?? 0];
    if (a === b) shared++;
    if (a <= b) left++;
    if (b <= a) right++;
  }
  return shared;
}
