import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootstrap } from '../resampling.js';
import { gini } from './concentration.js';
import { giniInterval } from './concentration-interval.js';

const corrected = (drawn: readonly number[]) => {
  const found = gini(drawn);
  return found.status === 'ok' ? found.value.corrected : null;
};

test('the interval of the index of Gini is that of the bootstrap of the same draws', () => {
  const amounts = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ min: 0, max: 1e6, noNaN: true })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 99 }), (people, seed) => {
      const [found, expected] = [
        giniInterval(people, { resamples: 50, seed }),
        bootstrap(people, corrected, { resamples: 50, seed }),
      ];
      expect(found === null).toBe(expected === null);
      for (const [at, bound] of (found ?? []).entries()) expect(bound).toBeCloseTo(expected?.[at] ?? Number.NaN, 9);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('amounts that are none are refused', () => {
  expect(() => giniInterval([1, -1])).toThrow(expect.objectContaining({ code: 'negative' }));
  expect(() => giniInterval([1, 2], { resamples: 0 })).toThrow(expect.objectContaining({ code: 'out-of-range' }));
});
