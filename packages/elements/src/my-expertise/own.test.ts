import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownPoints } from './own.js';

const points = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { maxLength: 60 });

describe('points as they are shown', () => {
  it('add up to the sum that is shown', () => {
    fc.assert(
      fc.property(points, (exact) => {
        const sum = shownPoints(exact).reduce((total, each) => total + Math.round(each * 100), 0);
        expect(sum).toBe(Math.round(exact.reduce((total, each) => total + each, 0) * 100));
      }),
    );
  });

  it('are less than two hundredths from what they are', () => {
    fc.assert(
      fc.property(points, (exact) => {
        for (const [at, each] of shownPoints(exact).entries())
          expect(Math.abs(each - (exact[at] ?? 0))).toBeLessThanOrEqual(0.0100001);
      }),
    );
  });
});
