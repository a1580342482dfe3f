import { expect, test } from 'vitest';
import {
  activity,
  bm25,
  confidence,
  DAY_MS,
  declared,
  endorsed,
  endorsement,
  evidence,
  idf,
  recency,
  routeScore,
  weight,
} from './formulas.js';

const now = Date.parse('2026-01-05T08:00:00.000Z');
const plain = { kind: 'answer', votes: 0, accepted: false } as const;

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

test('an item is worth its kind, its votes and its acceptance', () => {
  expect(weight(plain)).toBe(1);
  expect(weight({ ...plain, votes: 3 })).toBeCloseTo(1 + 0.5 * Math.log(4), 12);
  expect(weight({ ...plain, votes: -3 })).toBe(1);
  expect(weight({ ...plain, accepted: true })).toBe(1.5);
  expect(weight({ ...plain, kind: 'practice' })).toBe(2);
  expect(weight({ kind: 'adoption', votes: 3, accepted: true })).toBeCloseTo(0.5 * (1.5 + 0.5 * Math.log(4)), 12);
});

test('and counts by the square of its similarity and its age', () => {
  expect(evidence(1, 1, now, now)).toBe(1);
  expect(evidence(0.5, 2, now, now)).toBe(0.5);
  expect(evidence(1, 1, now - 365 * DAY_MS, now)).toBeCloseTo(0.5, 12);
  expect(evidence(0.5, 2, now - 730 * DAY_MS, now)).toBeCloseTo(0.125, 12);
});

test('what is dated in the future counts as of now', () => {
  expect(evidence(1, 1, now + 400 * DAY_MS, now)).toBe(1);
  expect(recency([now + 400 * DAY_MS], now)).toBe(1);
});

test('a declared skill adds a tenth, and alone next to nothing', () => {
  expect(declared(4)).toBeCloseTo(0.4, 12);
  expect(declared(0)).toBe(0.01);
});

test('a colleague’s word counts by what they know, how freely they give it, for whom, and when', () => {
  const said = { expertise: 1, given: 1, mutual: false, at: now };
  expect(endorsement(said, now)).toBe(0.25);
  expect(endorsement({ ...said, expertise: 0 }, now)).toBe(0);
  expect(endorsement({ ...said, expertise: 3 }, now)).toBe(0.375);
  expect(endorsement({ ...said, given: 5 }, now)).toBe(0.25);
  expect(endorsement({ ...said, given: 50 }, now)).toBeCloseTo(0.025, 12);
  expect(endorsement({ ...said, mutual: true }, now)).toBe(0.0625);
  expect(endorsement({ ...said, at: now - 365 * DAY_MS }, now)).toBeCloseTo(0.125, 12);
});

test('endorsements are at most 30 % of a score, and nothing without the rest of it', () => {
  expect(endorsed(7, 1)).toBe(1);
  expect(endorsed(7, 100)).toBeCloseTo(3, 12);
  expect(endorsed(0, 100)).toBe(0);
});

test('one may be as sure as the evidence is heavy and manifold', () => {
  expect([confidence(0.7, 20), confidence(0.8, 1), confidence(9, 2), confidence(3, 3)]).toEqual([
    'low',
    'medium',
    'medium',
    'high',
  ]);
});

test('activity and load halve in seven days, and are nothing after seven months', () => {
  expect(recency([], now)).toBe(0);
  expect(recency([now - 14 * DAY_MS, now - 7 * DAY_MS, now], now)).toBeCloseTo(1.75, 12);
  expect(recency([now - 211 * DAY_MS], now)).toBe(0);
  expect(activity(1, 1.5)).toBe(1.15);
});

test('who knows, was here lately and is not asked all the time goes first', () => {
  expect(routeScore(1, 1.5, 3)).toBeCloseTo((1.5 * 1.55) / 2, 12);
  expect(routeScore(0, 0, 0)).toBeCloseTo(0.025, 12);
});
