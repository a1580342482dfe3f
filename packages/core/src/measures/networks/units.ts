import { MeasureError } from '../measured.js';
import { degreeOf, type Network, type Node } from './network.js';

/** The unit of each node that has one. */
export type UnitOf = ReadonlyMap<Node, string>;

/** A network among people of known units: `unit[v]` is an index into `names`. Others are left out, with their ties. */
export interface UnitLabels {
  readonly names: readonly string[];
  /** −1: unknown. */
  readonly unit: Int32Array;
}

/** Throws `unknown-node` where somebody is not in the network. */
export function labelled({ nodes }: Network, unitOf: UnitOf): UnitLabels {
  const known = new Set(nodes);
  for (const node of unitOf.keys()) {
    if (!known.has(node))
      throw new MeasureError('unknown-node', 'unitOf', `${node} has a unit and is not in the network.`);
  }
  const names = [...new Set(unitOf.values())];
  const place = new Map(names.map((name, at) => [name, at]));
  const unit = Int32Array.from(nodes, (node) => place.get(unitOf.get(node) ?? '') ?? -1);
  for (const [at, node] of nodes.entries()) if (!unitOf.has(node)) unit[at] = -1;
  return { names, unit };
}

/** Undirected ties between people of known units, each once. */
export function* knownTies({ around, nodes }: Network, { unit }: UnitLabels) {
  for (let one = 0; one < nodes.length; one++) {
    if (unit[one] === -1 || degreeOf(around, one) === 0) continue;
    for (let at = around.start[one] ?? 0; at < (around.start[one + 1] ?? 0); at++) {
      const other = around.node[at] ?? 0;
      if (other > one && unit[other] !== -1)
        yield { one, other, weight: around.weight[at] ?? 0, crosses: unit[one] !== unit[other] };
    }
  }
}
