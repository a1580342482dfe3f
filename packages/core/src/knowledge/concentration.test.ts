import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absenceFactor, effectiveNumber, gapOf } from './concentration.js';

describe('the effective number of people', () => {
  test.each([
    [[1, 1, 1, 1], 4],
    [[7], 1],
    [[], 0],
    [[0, 0], 0],
    // H = −(½ ln ½ + 2 · ¼ ln ¼) = 1.5 ln 2, exp(H) = 2^1.5
    [[2, 1, 1], 2.8284271247],
    // H = 0.5004024235
    [[8, 2], 1.6493848884],
  ])('%j: %d', (held, expected) => {
    expect(effectiveNumber(held)).toBeCloseTo(expected, 9);
  });

  test('is at most how many there are, and does not depend on units or order', () => {
    const people = fc.array(fc.double({ min: 0.01, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(people, (held) => {
        const number = effectiveNumber(held);
        expect(number).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(number).toBeLessThanOrEqual(held.length + 1e-9);
        expect(effectiveNumber(held.map((each) => each * 3).reverse())).toBeCloseTo(number, 6);
      }),
      { seed: 1 },
    );
  });
});

describe('the absence factor', () => {
  test.each([
    // CHAOSS, contributor absence factor: its example.
    [[1000, 202, 90, 33, 332, 343, 42, 433], 2],
    [[1], 1],
    [[1, 1], 1],
    [[1, 1, 1], 2],
    [[], 0],
    [[0], 0],
  ])('%j: %d', (held, expected) => {
    expect(absenceFactor(held)).toBe(expected);
  });
});

test('the gap counts questions that stayed unanswered twice, for each effective expert', () => {
  expect(gapOf(12, 0.25, 5)).toBeCloseTo(3, 12);
  expect(gapOf(12, 0, 0)).toBe(12);
  expect(gapOf(0, 0, 3)).toBe(0);
});
