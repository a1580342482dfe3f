import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, recency } from './formulas.js';
import { Moments } from './moments.js';

test('the recency of moments that come and go is that of those that are left', () => {
  const step = fc.record({ day: fc.nat({ max: 400 }), removed: fc.boolean(), asked: fc.nat({ max: 800 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const moments = new Moments();
      let left: number[] = [];
      for (const { day, removed, asked } of steps) {
        const at = day * DAY_MS;
        if (!removed) {
          moments.add(at);
          left.push(at);
        } else if (left.includes(at)) {
          moments.remove(at);
          left.splice(left.indexOf(at), 1);
        }
        left = left.sort((a, b) => a - b);
        expect(moments.all).toEqual(left);
        expect(moments.recency(asked * DAY_MS)).toBeCloseTo(recency(left, asked * DAY_MS), 8);
      }
    }),
    { seed: 20260105 },
  );
});
