import { floors } from '../../measures/floors.js';
import { ok } from '../../measures/measured.js';
import {
  bottleneck as bottleneckOf,
  brokerage as brokerageOf,
  type Role,
  roles,
} from '../../measures/networks/brokerage.js';
import { betweenness as betweennessOf } from '../../measures/networks/centrality.js';
import { externalInternal as indexOf, weakTies as weakTiesOf } from '../../measures/networks/mixing.js';
import { quantile } from '../../measures/resampling.js';
import { networkMetric, numberOf } from './network-metric.js';

/** Above so many people paths are followed from a sample of them. */
const EXACT = 2_000;
const PIVOTS = 500;
/** Above this share of open paths through one person, they are a bottleneck. */
const NARROW = 0.5;

const LABELS: Readonly<Record<Role, string>> = {
  coordinator: 'Within one unit (coordinator)',
  itinerant: 'Within another unit than their own (itinerant)',
  gatekeeper: 'Into their unit (gatekeeper)',
  representative: 'Out of their unit (representative)',
  liaison: 'Between two other units (liaison)',
};

export const betweenness = networkMetric({
  name: 'betweenness',
  grade: 'C',
  costly: true,
  people: floors.betweenness.people,
  info: {
    label: 'Betweenness',
    says: 'How the shortest paths between people spread over those in between: quartiles, of nobody in particular.',
    reading: 'Missing ties change it a lot.',
    formula: 'Σ σ_st(v)/σ_st over ordered pairs, by (n − 1)(n − 2); quartiles over people',
    source: 'Freeman 1977; Brandes 2001; Brandes & Pich 2007 for samples',
    shape: 'distribution',
  },
  method: `Directed, unweighted shortest paths; above ${EXACT} people those from ${PIVOTS} of them, drawn with a fixed seed.`,
  of({ graph }) {
    const sampled = graph.nodes.length > EXACT;
    const found = betweennessOf(graph, sampled ? { pivots: PIVOTS } : {});
    if (found.status !== 'ok') return found;
    const sorted = found.value.normalised.slice().sort();
    return ok({
      value: {
        lowerQuartile: quantile(sorted, 0.25),
        median: quantile(sorted, 0.5),
        upperQuartile: quantile(sorted, 0.75),
        unit: 'none' as const,
        people: graph.nodes.length,
      },
      caveats: ['fragile' as const, ...(sampled ? (['sampled-paths'] as const) : [])],
    });
  },
});

export const brokerage = networkMetric({
  name: 'brokerage',
  grade: 'R',
  costly: true,
  info: {
    label: 'Brokerage between units',
    says: 'How often somebody stands between two who are not tied, by the units of the three, beside what chance gives.',
    reading: 'Of all units together, never of a person. Few brokers into a unit are a risk.',
    formula: 'open paths i→j→k by units: AAA, ABA, ABB, AAB, ABC; z against 1,000 seeded shuffles of the unit labels',
    source: 'Gould & Fernandez 1989',
    shape: 'against-chance',
  },
  method: 'Paths of two ties without the direct one, among people of known units, by the units of the three.',
  of({ graph, unitOf }) {
    const found = brokerageOf(graph, unitOf);
    if (found.status !== 'ok') return found;
    const { total } = found.value;
    const rows = roles.map((role) => ({ code: role, label: LABELS[role], ...total[role] }));
    const across = roles.filter((role) => role !== 'coordinator');
    const few = across.every((role) => (total[role].z ?? 0) < -2);
    return ok({
      value: { rows },
      caveats: ['units-only' as const],
      next: few ? ('introduce-units' as const) : null,
    });
  },
});

export const externalInternal = networkMetric({
  name: 'external-internal',
  grade: 'R',
  costly: true,
  info: {
    label: 'Ties across units',
    says: 'Ties across units less those within, by all: −1 all within, 1 all across; beside what chance gives.',
    reading: 'Compare with chance, not with zero, which the sizes of units alone move.',
    formula: '(E − I) / (E + I); mean and 95 % of 1,000 seeded shuffles of the unit labels',
    source: 'Krackhardt & Stern 1988',
    shape: 'number',
  },
  method: 'Undirected binary ties between people of known units; unit labels shuffled over the people.',
  of({ graph, unitOf }) {
    const found = indexOf(graph, unitOf);
    if (found.status !== 'ok') return found;
    const { index, chance } = found.value;
    return ok({
      value: { ...numberOf(index), chance },
      caveats: ['units-only' as const, 'units-may-specialise' as const],
      next: index < chance.low ? ('introduce-units' as const) : null,
    });
  },
});

export const weakTies = networkMetric({
  name: 'weak-ties',
  grade: 'C',
  info: {
    label: 'Weak ties across units',
    says: 'The share of ties that cross units, were used once and join two without a common acquaintance.',
    reading: 'Such ties bring ideas from elsewhere. It hangs on the length of the window.',
    formula: 'ties across units of weight 1 without a shared neighbour / ties between people of known units',
    source: 'after Granovetter 1973; Cook-Craig & Sabah 2009',
    shape: 'number',
    rung: 'growth',
  },
  method: 'Undirected ties between people of known units, both directions added up.',
  of({ graph, unitOf }) {
    const found = weakTiesOf(graph, unitOf);
    return found.status === 'ok' ? ok({ value: numberOf(found.value), caveats: ['units-only' as const] }) : found;
  },
});

export const bottleneck = networkMetric({
  name: 'bottleneck',
  grade: 'C',
  costly: true,
  people: floors.betweenness.people,
  info: {
    label: 'Bottleneck',
    says: 'What share of the paths between two who are not tied goes through the one person with the most; without the name.',
    reading: 'Ours; not the published score of that name. One person leaving would cut so many.',
    formula: 'max over people of open paths i→j→k through them / all open paths',
    source: 'after Lee, Kim & Suh 2014',
    shape: 'number',
  },
  method: 'Paths of two ties without the direct one; rounded to a twentieth, as it is of one person.',
  of({ graph }) {
    const found = bottleneckOf(graph);
    if (found.status !== 'ok') return found;
    const share = Math.round(found.value * 20) / 20;
    return ok({ value: numberOf(share), next: share > NARROW ? ('pair-mentors' as const) : null });
  },
});
