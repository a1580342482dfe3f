import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as m from '../index.js';
import { seeded } from '../seeded.js';

const value = <T>(measured: m.Measured<T>): T => {
  if (measured.status !== 'ok') throw new Error(measured.message);
  return measured.value;
};

const ties = fc.array(
  fc
    .record({ from: fc.nat({ max: 11 }), to: fc.nat({ max: 11 }), weight: fc.integer({ min: 1, max: 3 }) })
    .filter(({ from, to }) => from !== to),
  { minLength: 4, maxLength: 60 },
);
const people = Array.from({ length: 12 }, (_, node) => node);
const unitOf = new Map(people.map((node) => [node, 'XYZ'[node % 3] ?? '']));

describe('networks', () => {
  test('who is called what changes nothing', () => {
    fc.assert(
      fc.property(ties, fc.shuffledSubarray(people, { minLength: 12 }), (all, names) => {
        const named = (node: number) => `person ${names[node]}`;
        const graph = m.network(all, people);
        const renamed = m.network(
          [...all].reverse().map(({ from, to, weight }) => ({ from: named(from), to: named(to), weight })),
          names.map((name) => `person ${name}`),
        );
        for (const measure of [m.density, m.meanDegree, m.reciprocity, m.transitivity, m.centralisation, m.bottleneck])
          expect(measure(renamed)).toEqual(measure(graph));
        const byName = (values: ArrayLike<number>, network: m.Network, node: m.Node) =>
          values[network.nodes.indexOf(node)] ?? Number.NaN;
        for (const node of people) {
          expect(byName(value(m.betweenness(renamed)).of, renamed, named(node))).toBeCloseTo(
            byName(value(m.betweenness(graph)).of, graph, node),
            9,
          );
          expect(byName(value(m.pageRank(renamed)), renamed, named(node))).toBeCloseTo(
            byName(value(m.pageRank(graph)), graph, node),
            9,
          );
          expect(byName(value(m.cores(renamed)).of, renamed, named(node))).toBe(
            byName(value(m.cores(graph)).of, graph, node),
          );
        }
        const units = new Map(people.map((node) => [named(node), unitOf.get(node) ?? '']));
        expect(value(m.externalInternal(renamed, units)).index).toBe(value(m.externalInternal(graph, unitOf)).index);
        expect(m.weakTies(renamed, units)).toEqual(m.weakTies(graph, unitOf));
      }),
      { seed: 4, numRuns: 40 },
    );
  });

  test('ties that come twice are one, and turning all round changes only who is between', () => {
    fc.assert(
      fc.property(ties, (all) => {
        const graph = m.network(all, people);
        const twice = m.network([...all, ...all], people);
        const back = m.network(
          all.map(({ from, to, weight }) => ({ from: to, to: from, weight })),
          people,
        );
        for (const measure of [m.density, m.reciprocity, m.transitivity, m.components, m.cores, m.centralisation]) {
          expect(measure(twice)).toEqual(measure(graph));
          expect(measure(back)).toEqual(measure(graph));
        }
        const [forth, reversed] = [value(m.betweenness(graph)).of, value(m.betweenness(back)).of];
        for (const [at, between] of forth.entries()) expect(reversed[at]).toBeCloseTo(between, 9);
        expect(value(m.pageRank(graph)).reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 9);
      }),
      { seed: 5 },
    );
  });

  test('an isolate leaves ties alone and adds a component', () => {
    fc.assert(
      fc.property(ties, (all) => {
        const [graph, more] = [m.network(all, people), m.network(all, [...people, 'hermit'])];
        expect(m.reciprocity(more)).toMatchObject({ value: { share: value(m.reciprocity(graph)).share } });
        expect(m.transitivity(more)).toEqual(m.transitivity(graph));
        expect(value(m.components(more)).sizes).toHaveLength(value(m.components(graph)).sizes.length + 1);
        expect(value(m.components(more)).isolates).toBe(value(m.components(graph)).isolates + 1);
        expect(value(m.meanDegree(more))).toBeLessThan(value(m.meanDegree(graph)));
      }),
      { seed: 6 },
    );
  });

  test('a star is centralised, a ring is not', () => {
    const star = m.network([1, 2, 3, 4].map((to) => ({ from: 0, to })));
    const ring = m.network([0, 1, 2, 3, 4].map((from) => ({ from, to: (from + 1) % 5 })));
    expect(value(m.centralisation(star))).toBe(1);
    expect(value(m.centralisation(ring))).toBe(0);
    expect(value(m.cores(ring))).toMatchObject({ k: 2, people: 5 });
  });

  test('the roles of brokers add up to the open paths, and are expected as the sizes of units say', () => {
    const size = (unit: string) => people.filter((node) => unitOf.get(node) === unit).length;
    const alike =
      [...'XYZ'].reduce((sum, unit) => sum + size(unit) * (size(unit) - 1) * (size(unit) - 2), 0) / (12 * 11 * 10);
    fc.assert(
      fc.property(ties, (all) => {
        const graph = m.network(all, people);
        const isTied = (from: number, to: number) => all.some((tie) => tie.from === from && tie.to === to);
        const open = people.flatMap((i) =>
          people.flatMap((j) => people.filter((k) => k !== i && isTied(i, j) && isTied(j, k) && !isTied(i, k))),
        ).length;
        fc.pre(open > 0);
        const { total, byUnit } = value(m.brokerage(graph, unitOf, { resamples: 2_000 }));
        expect(m.roles.reduce((sum, role) => sum + total[role].count, 0)).toBe(open);
        for (const role of m.roles)
          expect([...byUnit.values()].reduce((sum, unit) => sum + unit[role].count, 0)).toBe(total[role].count);
        expect(total.coordinator.expected / open).toBeGreaterThan(alike - 0.04);
        expect(total.coordinator.expected / open).toBeLessThan(alike + 0.04);
      }),
      { seed: 7, numRuns: 15 },
    );
  });

  test('a sample of pivots strays from the exact betweenness as far as it says', () => {
    const random = seeded(5);
    const size = 120;
    const graph = m.network(
      Array.from({ length: 700 }, () => ({ from: Math.floor(random() * size), to: Math.floor(random() ** 2 * size) })),
    );
    const exact = value(m.betweenness(graph)).normalised;
    expect(value(m.betweenness(graph, { pivots: 1_000 })).normalised).toEqual(exact);
    let within = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const { normalised, standardError, pivots } = value(m.betweenness(graph, { pivots: 40, seed }));
      expect(pivots).toBe(40);
      if (normalised.every((each, at) => Math.abs(each - (exact[at] ?? 0)) < 2 * standardError)) within++;
    }
    expect(within).toBeGreaterThan(34);
  });
});
