import { expect, test } from 'vitest';
import { activity, bm25, DAY_MS, evidence, idf, recency, routeScore } from './formulas.js';

const now = Date.parse('2026-01-05T08:00:00.000Z');
const plain = { kind: 'answer', votes: 0, accepted: false, at: now } as const;

test('BM25 with k1 = 1.2 and b = 0.6, computed by hand', () => {
  // One of two documents holds the word: ln(1 + 1.5 / 1.5).
  expect(idf(2, 1)).toBeCloseTo(Math.LN2, 12);
  expect(bm25(Math.LN2, 1, 3, 3)).toBeCloseTo(Math.LN2, 12);
  // Twice as long as the average: 2.2 / (1 + 1.2 (0.4 + 0.6 · 2)).
  expect(bm25(1, 1, 6, 3)).toBeCloseTo(2.2 / 2.92, 12);
  // The word three times: 6.6 / (3 + 1.2).
  expect(bm25(1, 3, 3, 3)).toBeCloseTo(6.6 / 4.2, 12);
  expect(idf(10, 10)).toBeGreaterThan(0);
});

test('an item counts by the square of its similarity, its votes, acceptance, kind and age', () => {
  expect(evidence(1, plain, now)).toBe(1);
  expect(evidence(0.5, plain, now)).toBe(0.25);
  expect(evidence(1, { ...plain, votes: 3 }, now)).toBeCloseTo(1 + 0.5 * Math.log(4), 12);
  expect(evidence(1, { ...plain, votes: -3 }, now)).toBe(1);
  expect(evidence(1, { ...plain, accepted: true }, now)).toBe(1.5);
  expect(evidence(1, { ...plain, kind: 'practice' }, now)).toBe(2);
  expect(evidence(1, { ...plain, at: now - 365 * DAY_MS }, now)).toBe(0.5);
  const all = { kind: 'answer', votes: 3, accepted: true, at: now - 365 * DAY_MS } as const;
  expect(evidence(0.5, all, now)).toBeCloseTo(0.125 * (1.5 + 0.5 * Math.log(4)), 12);
});

test('what is dated in the future counts as of now', () => {
  expect(evidence(1, { ...plain, at: now + 400 * DAY_MS }, now)).toBe(1);
  expect(recency([now + 400 * DAY_MS], now)).toBe(1);
});

test('activity and load halve in seven days, and are nothing after seven months', () => {
  expect(recency([], now)).toBe(0);
  expect(recency([now - 14 * DAY_MS, now - 7 * DAY_MS, now], now)).toBe(1.75);
  expect(recency([now - 211 * DAY_MS], now)).toBe(0);
  expect(activity([now], [now - 7 * DAY_MS, now], now)).toBe(1.75);
});

test('who knows, was here lately and is not asked all the time goes first', () => {
  expect(routeScore(1, 1.5, 5)).toBeCloseTo((1.1 * 1.55) / 2, 12);
  expect(routeScore(0, 0, 0)).toBeCloseTo(0.005, 12);
});
