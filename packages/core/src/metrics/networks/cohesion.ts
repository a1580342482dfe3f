import { ok } from '../../measures/measured.js';
import { centralisation as centralisationOf } from '../../measures/networks/centrality.js';
import { density as densityOf, meanDegree, transitivity as transitivityOf } from '../../measures/networks/cohesion.js';
import { components, cores } from '../../measures/networks/components.js';
import type { Aside } from '../api.js';
import { K } from '../publication.js';
import { networkMetric, numberOf } from './network-metric.js';

/** With more of the people standing apart, introduce them. */
const APART = 0.25;
/** Above this, ties hang on few. */
const CENTRAL = 0.5;

const aside = (code: string, label: string, value: number, unit: Aside['unit']): Aside => ({
  code,
  label,
  value,
  unit,
});

export const density = networkMetric({
  name: 'density',
  grade: 'R',
  info: {
    label: 'Density and mean degree',
    says: 'How many of the possible ties there are, and to how many others a person has a tie on average.',
    reading: 'Density falls as communities grow: compare the mean degree.',
    formula: 'm / (n(n − 1)), directed; mean degree m / n',
    source: 'Wasserman & Faust 1994, § 4.3',
    shape: 'number',
  },
  method: 'Ties of those possible, directed and binary.',
  of({ graph }) {
    const found = densityOf(graph);
    const degree = meanDegree(graph);
    if (found.status !== 'ok') return found;
    if (degree.status !== 'ok') return degree;
    const asides = [
      aside('mean-degree', 'ties from a person on average', degree.value, 'ties'),
      aside('people', 'people in the network', graph.nodes.length, 'people'),
      aside('ties', 'ties', graph.ties, 'ties'),
    ];
    return ok({ value: numberOf(found.value, 'none', asides) });
  },
});

export const fragmentation = networkMetric({
  name: 'fragmentation',
  grade: 'R',
  info: {
    label: 'Fragmentation',
    says: 'How many pairs of people no path of ties joins: 0 all joined, 1 nobody.',
    reading: 'Who stands apart here may be well connected elsewhere: a reason to introduce, not to judge.',
    formula: 'F = 1 − Σs(s − 1) / (n(n − 1)) over the sizes s of the components; largest / n',
    source: 'Borgatti 2003',
    shape: 'number',
  },
  method: 'Weakly connected components; pairs of people that none of them joins.',
  of({ graph }) {
    const found = components(graph);
    if (found.status !== 'ok') return found;
    const { sizes, isolates, largest, fragmentation: apart } = found.value;
    const told = isolates === 0 || isolates >= K;
    const asides = [
      aside('largest', 'share of the people in the largest component', largest, 'none'),
      aside('components', 'components', sizes.length, 'none'),
      ...(told ? [aside('isolates', 'people without a tie', isolates, 'people')] : []),
    ];
    return ok({
      value: numberOf(apart ?? 0, 'none', asides),
      next: isolates > APART * graph.nodes.length ? ('introduce-people' as const) : null,
    });
  },
});

export const transitivity = networkMetric({
  name: 'transitivity',
  grade: 'R',
  info: {
    label: 'Transitivity',
    says: 'How often two people with a tie to the same third have one to each other.',
    reading: 'Cohesion and redundancy alike.',
    formula: '3 · triangles / connected triples, undirected',
    source: 'Wasserman & Faust 1994, § 6.5',
    shape: 'number',
  },
  method: 'Closed triples of all, undirected.',
  of({ graph }) {
    const found = transitivityOf(graph);
    return found.status === 'ok' ? ok({ value: numberOf(found.value) }) : found;
  },
});

export const kCore = networkMetric({
  name: 'k-core',
  grade: 'R',
  info: {
    label: 'Resilience of the centre',
    says: 'The largest number of ties that everybody in some group has within that group.',
    reading: 'The larger, the more can leave without the centre falling apart.',
    formula: 'max k with a subgraph in which everybody has k ties or more',
    source: 'Seidman 1983; Batagelj & Zaveršnik 2003',
    shape: 'count',
    unit: 'ties',
  },
  method: 'Undirected ties, the least removed again and again.',
  of({ graph }) {
    const found = cores(graph);
    if (found.status !== 'ok') return found;
    const { k, people } = found.value;
    const asides = people >= K ? [aside('people', 'people in it', people, 'people')] : [];
    return ok({ value: { count: k, of: null, unit: 'ties' as const, asides } });
  },
});

export const centralisation = networkMetric({
  name: 'centralisation',
  grade: 'R',
  info: {
    label: 'Centralisation',
    says: 'How far ties concentrate on one person: 0 all alike, 1 a star.',
    reading: 'A sign of a bottleneck. A young community has a centre, and may need one.',
    formula: 'Σ(max − dᵢ) / ((n − 1)(n − 2)), undirected degrees',
    source: 'Freeman 1979',
    shape: 'number',
  },
  method: 'Undirected degrees beside the largest one.',
  of({ graph }) {
    const found = centralisationOf(graph);
    if (found.status !== 'ok') return found;
    return ok({ value: numberOf(found.value), next: found.value > CENTRAL ? ('spread-load' as const) : null });
  },
});
