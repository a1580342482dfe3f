import { betweenness, components, type Measured, network, pageRank, type Tie } from '@copkit/core/metrics';
import { DirectedGraph } from 'graphology';
import { connectedComponents } from 'graphology-components';
import betweennessOf from 'graphology-metrics/centrality/betweenness.js';
import pageRankOf from 'graphology-metrics/centrality/pagerank.js';
import { seeded } from '../../packages/core/src/measures/seeded.js';
import type { Bench, Options } from './harness.js';

// Measures of networks beside graphology's own, on the same random ties: the baseline is graphology. `graphs betweenness`
// leaves the others out. Betweenness on 10,000 nodes takes minutes, and most of them are graphology's.

const SIZES = [
  [1_000, 16_000],
  [10_000, 100_000],
] as const;
/** Nodes from which a sample follows paths. */
const PIVOTS = 250;

function randomTies(nodes: number, ties: number): Tie[] {
  const random = seeded(nodes);
  const found = new Map<number, Tie>();
  while (found.size < ties) {
    // Some answer much more than others, as in communities.
    const from = Math.floor(random() ** 2 * nodes);
    const to = Math.floor(random() * nodes);
    if (from !== to) found.set(from * nodes + to, { from, to });
  }
  return [...found.values()];
}

function graphologyOf(nodes: number, ties: readonly Tie[]): DirectedGraph {
  const graph = new DirectedGraph();
  for (let node = 0; node < nodes; node++) graph.addNode(node);
  for (const { from, to } of ties) graph.addEdge(from, to);
  return graph;
}

const value = <T>(measured: Measured<T>): T => {
  if (measured.status !== 'ok') throw new Error(measured.message);
  return measured.value;
};

const largestDifference = (ours: ArrayLike<number>, theirs: Record<string, number>): number =>
  Object.entries(theirs).reduce((most, [node, each]) => Math.max(most, Math.abs(each - (ours[Number(node)] ?? 0))), 0);

export default async ({ only }: Options): Promise<Bench> => {
  const wants = (part: string) => only.length === 0 || only.includes(part);
  const sizes = SIZES.map(([nodes, count]) => {
    const ties = randomTies(nodes, count);
    const everybody = Array.from({ length: nodes }, (_, node) => node);
    return { nodes, ties, everybody, ours: network(ties, everybody), theirs: graphologyOf(nodes, ties) };
  });
  const named = (measure: string, { nodes, ties }: { nodes: number; ties: readonly Tie[] }) =>
    `${measure}, ${nodes} nodes, ${ties.length} ties`;
  const cases = sizes.flatMap((size) => {
    const { nodes, ties, everybody, ours, theirs } = size;
    return [
      {
        part: 'building',
        name: named('building the network', size),
        operations: 1,
        subject: { run: () => network(ties, everybody) },
        baseline: { run: () => graphologyOf(nodes, ties) },
      },
      {
        part: 'components',
        name: named('components', size),
        operations: 5,
        subject: { run: () => value(components(ours)) },
        baseline: { run: () => connectedComponents(theirs) },
      },
      {
        part: 'pagerank',
        name: named('PageRank', size),
        operations: 3,
        subject: { run: () => value(pageRank(ours, { tolerance: 1e-6 })) },
        baseline: { run: () => pageRankOf(theirs, { tolerance: 1e-6 / nodes, getEdgeWeight: null }) },
      },
      {
        part: 'betweenness',
        name: named('betweenness', size),
        operations: 1,
        subject: { run: () => value(betweenness(ours)) },
        baseline: { run: () => betweennessOf(theirs) },
      },
    ];
  });
  return {
    rounds: 1,
    cases: cases.filter(({ part }) => wants(part)),
    async *report(as) {
      for (const { nodes, ties, ours, theirs } of sizes) {
        const exact = nodes <= 2_000 ? value(betweenness(ours)).normalised : null;
        const sampled = value(betweenness(ours, { pivots: PIVOTS }));
        const facts = {
          nodes,
          ties: ties.length,
          componentsAlike: value(components(ours)).sizes.length === connectedComponents(theirs).length,
          pageRankDifference: largestDifference(
            value(pageRank(ours)),
            pageRankOf(theirs, { tolerance: 1e-14, maxIterations: 1_000, getEdgeWeight: null }),
          ),
          betweennessDifference: exact === null ? null : largestDifference(exact, betweennessOf(theirs)),
          sampledPivots: sampled.pivots,
          sampledStandardError: sampled.standardError,
          sampledError: exact?.reduce(
            (most, each, at) => Math.max(most, Math.abs(each - (sampled.normalised[at] ?? 0))),
            0,
          ),
        };
        yield as === 'json'
          ? JSON.stringify({ bench: 'graphs', ...facts })
          : Object.entries(facts)
              .map(([name, fact]) => `${name} ${fact ?? 'not compared'}`)
              .join(', ');
      }
    },
  };
};
