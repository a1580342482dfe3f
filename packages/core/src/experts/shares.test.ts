import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inHundredths } from './shares.js';

test('shares in hundredths add up to one, and are off by less than one hundredth each', () => {
  const parts = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(parts, (points) => {
      const whole = points.reduce((sum, each) => sum + each, 0);
      const shares = inHundredths(points.map((each) => each / whole));
      expect(shares.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
      shares.forEach((share, at) => {
        expect(Math.abs(share - (points[at] as number) / whole)).toBeLessThan(0.01 + 1e-9);
      });
    }),
    { seed: 20260105 },
  );
});

test('thirds', () => {
  expect(inHundredths([1 / 3, 1 / 3, 1 / 3])).toEqual([0.34, 0.33, 0.33]);
});
