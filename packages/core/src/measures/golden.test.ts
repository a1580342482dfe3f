import { expect, test } from 'vitest';
import * as m from './index.js';

// The published vectors of the catalogue, computed with NumPy, SciPy and NetworkX. They ignore floors.

const value = <T>(measured: m.Measured<T>): T => {
  expect(measured).toMatchObject({ status: 'ok' });
  if (measured.status !== 'ok') throw new Error(measured.message);
  return measured.value;
};

test('contributions 1000, 202, 90, 33, 332, 343, 42, 433', () => {
  const contributions = [1000, 202, 90, 33, 332, 343, 42, 433];
  const { index, corrected } = value(m.gini(contributions));
  expect(index).toBeCloseTo(0.485505, 6);
  expect(corrected).toBeCloseTo(0.554863, 6);
  expect(value(m.absenceFactor(contributions))).toBe(2);
});

test('events at 1, 2, 2, 5, censored at 3, 8', () => {
  const lives = [1, 2, 2, 5].map((happened) => ({ began: 0, happened }));
  const { steps, median, restrictedMean, estimator } = value(
    m.waitingTime(m.waits([...lives, { began: 0, left: 3 }, { began: 0, left: 8 }], 100), 8),
  );
  expect(estimator).toBe('kaplan-meier');
  expect(m.waitingAt(steps, 1)?.waiting).toBeCloseTo(0.833333, 6);
  expect(m.waitingAt(steps, 2)?.waiting).toBeCloseTo(0.5, 9);
  expect(m.waitingAt(steps, 5)?.waiting).toBeCloseTo(0.25, 9);
  expect(median).toBe(2);
  expect(restrictedMean).toBeCloseTo(4.083333, 6);
});

test('a↔b, a→c, b→c, c→d, d→e in units XXYYZ', () => {
  const ties = ['ab', 'ba', 'ac', 'bc', 'cd', 'de'].map(([from = '', to = '']) => ({ from, to }));
  const graph = m.network(ties);
  const unitOf = new Map([...'abcde'].map((node, at) => [node, 'XXYYZ'[at] ?? '']));
  expect(graph.nodes).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(value(m.density(graph))).toBeCloseTo(0.3, 9);
  expect(value(m.reciprocity(graph)).share).toBeCloseTo(1 / 3, 9);
  expect(value(m.reciprocity(graph)).rho).toBeCloseTo(0.047619, 6);
  expect(value(m.transitivity(graph))).toBeCloseTo(0.5, 9);
  expect(value(m.externalInternal(graph, unitOf)).index).toBeCloseTo(0.2, 9);
  expect(value(m.centralisation(graph))).toBeCloseTo(0.416667, 6);
  expect([...value(m.betweenness(graph)).of]).toEqual([0, 0, 4, 3, 0]);
  const { total, byUnit } = value(m.brokerage(graph, unitOf));
  expect(Object.fromEntries(Object.entries(total).map(([role, { count }]) => [role, count]))).toEqual({
    coordinator: 0,
    itinerant: 0,
    gatekeeper: 2,
    representative: 1,
    liaison: 0,
  });
  expect(byUnit.get('Y')).toMatchObject({ gatekeeper: { count: 2 }, representative: { count: 1 } });
  expect(value(m.bottleneck(graph))).toBeCloseTo(2 / 3, 9);
});

test('10, 6 and 4 people', () => {
  const { blau, iqv, unbiased } = value(m.diversity([10, 6, 4]));
  expect(blau).toBeCloseTo(0.62, 9);
  expect(iqv).toBeCloseTo(0.93, 9);
  expect(unbiased).toBeCloseTo(0.652632, 6);
});

test('P = .5, .3, .2, 0 and Q = .25 four times', () => {
  expect(value(m.jensenShannon([0.5, 0.3, 0.2, 0], [0.25, 0.25, 0.25, 0.25]))).toBeCloseTo(0.159289, 6);
});

test('answers 2, 6, 3, 5, 2, 6, 7', () => {
  expect(value(m.safetyScore([2, 6, 3, 5, 2, 6, 7]))).toBeCloseTo(5.857143, 6);
});

test('y = 100, 86, 78, 71, 70, 66, 64, 60, then 95, 92, 93, 90', () => {
  const y = [100, 86, 78, 71, 70, 66, 64, 60];
  const { b, progressRatio } = value(m.powerCurve(y));
  expect(b).toBeCloseTo(0.238473, 6);
  expect(progressRatio).toBeCloseTo(0.847642, 6);
  const logarithms = [...y, 95, 92, 93, 90].map(Math.log);
  const terms = logarithms.map((_, at) => [1, Math.log(at + 1)]);
  const { f, df, p } = value(m.chow(logarithms, 8, terms));
  expect(f).toBeCloseTo(700.278, 3);
  expect(df).toEqual([2, 8]);
  expect(p).toBeCloseTo(1.04055e-9, 13);
});

test('counts 2, 1, 3, 2, 2, 1, 2, 6, 7, 5, 8, 6 with α = β = 1', () => {
  const found = value(m.poissonChangePoint([2, 1, 3, 2, 2, 1, 2, 6, 7, 5, 8, 6]));
  expect(found.after).toBe(7);
  // 0.68119233 in exact fractions: the catalogue's last digit is rounded up.
  expect(Math.abs((found.posterior[6] ?? 0) - 0.681193)).toBeLessThan(1e-6);
  expect(found.log10BayesFactor).toBeCloseTo(1.181121, 6);
});

test('20, 21, 20, 22, 22, 23, then 28, 29, 31, 32, 33, 35', () => {
  const found = value(m.segmentedRegression([20, 21, 20, 22, 22, 23, 28, 29, 31, 32, 33, 35], 7));
  expect(found.level.estimate).toBeCloseTo(19.333333, 6);
  expect(found.trend.estimate).toBeCloseTo(0.571429, 6);
  expect(found.step.estimate).toBeCloseTo(4.571429, 6);
  expect(found.trendChange.estimate).toBeCloseTo(0.8, 9);
});

test('7 of 10', () => {
  const { low, high } = value(m.proportion(7, 10));
  expect(low).toBeCloseTo(0.396778, 6);
  expect(high).toBeCloseTo(0.892209, 6);
});
