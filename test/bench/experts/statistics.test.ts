import { expect, test } from 'vitest';
import { expected, ndcg10, pairedBootstrap, placeOf, reciprocal, within } from './statistics.js';

const scores: Readonly<Record<string, number>> = { a: 3, b: 2, c: 2, d: 2, e: 1 };
const place = (wanted: string) => placeOf(Object.keys(scores), wanted, (id) => scores[id] ?? 0);

test('ties are broken at random, and the measure is what that comes to', () => {
  expect(place('a')).toEqual({ better: 0, tied: 0 });
  expect(place('c')).toEqual({ better: 1, tied: 2 });
  expect(expected(place('c'), reciprocal)).toBeCloseTo((1 / 2 + 1 / 3 + 1 / 4) / 3, 12);
  expect(expected(place('c'), within(3))).toBeCloseTo(2 / 3, 12);
  expect(expected(place('e'), within(3))).toBe(0);
  expect(expected(place('b'), ndcg10)).toBeCloseTo((1 / Math.log2(3) + 1 / 2 + 1 / Math.log2(5)) / 3, 12);
});

test('who is not in the ranking counts for nothing', () => {
  expect(place('z')).toBeNull();
  expect(expected(place('z'), reciprocal)).toBe(0);
});

test('the interval of a difference holds it, and is clear of zero where all pairs agree', () => {
  const one = Array.from({ length: 200 }, (_, at) => 0.3 + (at % 7) / 10);
  const other = one.map((value, at) => value - 0.1 - (at % 3) / 100);
  const [low, high] = pairedBootstrap(one, other);
  expect(low).toBeGreaterThan(0.1);
  expect(high).toBeLessThan(0.12);
  expect(pairedBootstrap(one, other)).toEqual([low, high]);
  const [below, above] = pairedBootstrap(one, one.toReversed());
  expect(below).toBeLessThan(0);
  expect(above).toBeGreaterThan(0);
});
