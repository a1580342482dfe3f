import { insufficient, type Measured, ok } from '../measured.js';
import { degreeOf, type Network } from './network.js';

export interface Components {
  /** Number of the component of each node, in the order of the network's nodes. */
  readonly of: Uint32Array;
  /** People in each. */
  readonly sizes: readonly number[];
  /** People without a tie. */
  readonly isolates: number;
  /** Share of all who are in the largest, 0 to 1. */
  readonly largest: number;
  /** F = 1 − Σs(s−1)/(n(n−1)): pairs that no path joins, 0 to 1; `null` for one person. */
  readonly fragmentation: number | null;
}

/**
 * Weakly connected components, the share in the largest, and fragmentation (Borgatti 2003). Shares, 0 to 1. Robust.
 * Floor: 10 people.
 *
 * @returns `too-few` without nodes.
 */
export function components({ nodes: { length: n }, around }: Network): Measured<Components> {
  if (n === 0) return insufficient('too-few', 'There are no people.');
  const NONE = 0xffffffff;
  const of = new Uint32Array(n).fill(NONE);
  const queue = new Uint32Array(n);
  const sizes: number[] = [];
  let isolates = 0;
  for (let seed = 0; seed < n; seed++) {
    if (of[seed] !== NONE) continue;
    if (degreeOf(around, seed) === 0) isolates++;
    let [head, tail] = [0, 1];
    queue[0] = seed;
    of[seed] = sizes.length;
    while (head < tail) {
      const node = queue[head++] ?? 0;
      for (let at = around.start[node] ?? 0; at < (around.start[node + 1] ?? 0); at++) {
        const next = around.node[at] ?? 0;
        if (of[next] !== NONE) continue;
        of[next] = sizes.length;
        queue[tail++] = next;
      }
    }
    sizes.push(tail);
  }
  const joined = sizes.reduce((sum, size) => sum + size * (size - 1), 0);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0) / n;
  return ok({ of, sizes, isolates, largest, fragmentation: n === 1 ? null : 1 - joined / (n * (n - 1)) });
}

export interface Cores {
  /** The largest k with a subgraph in which everybody has k ties or more. */
  readonly k: number;
  /** People in it. */
  readonly people: number;
  /** Core number of each node, in the order of the network's nodes. */
  readonly of: Uint32Array;
}

/**
 * The k-core: how resilient the centre is (Seidman 1983; Batagelj & Zaveršnik 2003). Ties, undirected, 0 to n−1.
 * Robust. Floor: 10 people.
 *
 * @returns `too-few` without nodes.
 */
export function cores({ nodes: { length: n }, around }: Network): Measured<Cores> {
  if (n === 0) return insufficient('too-few', 'There are no people.');
  const degree = Uint32Array.from({ length: n }, (_, node) => degreeOf(around, node));
  const most = degree.reduce((max, each) => Math.max(max, each), 0);
  // Nodes by degree in buckets; `first` is where a bucket begins. Whoever loses a tie moves one bucket down.
  const first = new Uint32Array(most + 2);
  for (const each of degree) first[each + 1] = (first[each + 1] ?? 0) + 1;
  for (let at = 0; at <= most; at++) first[at + 1] = (first[at + 1] ?? 0) + (first[at] ?? 0);
  const place = new Uint32Array(n);
  const order = new Uint32Array(n);
  const next = first.slice();
  for (let node = 0; node < n; node++) {
    const at = next[degree[node] ?? 0] ?? 0;
    next[degree[node] ?? 0] = at + 1;
    place[node] = at;
    order[at] = node;
  }
  for (let at = 0; at < n; at++) {
    const node = order[at] ?? 0;
    const own = degree[node] ?? 0;
    for (let tie = around.start[node] ?? 0; tie < (around.start[node + 1] ?? 0); tie++) {
      const other = around.node[tie] ?? 0;
      const its = degree[other] ?? 0;
      if (its <= own) continue;
      const [here, front] = [place[other] ?? 0, first[its] ?? 0];
      const swapped = order[front] ?? 0;
      order[front] = other;
      order[here] = swapped;
      place[other] = front;
      place[swapped] = here;
      first[its] = front + 1;
      degree[other] = its - 1;
    }
  }
  const k = degree.reduce((max, each) => Math.max(max, each), 0);
  return ok({ k, people: degree.filter((each) => each === k).length, of: degree });
}
