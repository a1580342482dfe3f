import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ideasPerHundred,
  implementedPerSubmitted,
  mentoringCompletion,
  sessionsHeld,
  shareDifference,
} from './mentoring.js';

test('shares of mentorings and sessions are Wilson’s', () => {
  expect(mentoringCompletion(7, 3)).toMatchObject({
    status: 'ok',
    value: { share: 0.7, low: expect.closeTo(0.396778, 6), high: expect.closeTo(0.892209, 6) },
  });
  expect(sessionsHeld(7, 10)).toEqual(mentoringCompletion(7, 3));
  expect(mentoringCompletion(0, 0)).toMatchObject({ status: 'insufficient', reason: 'zero-denominator' });
  expect(sessionsHeld(0, 0)).toMatchObject({ reason: 'zero-denominator' });
  expect(() => sessionsHeld(3, 2)).toThrow(expect.objectContaining({ code: 'out-of-range' }));
  expect(() => mentoringCompletion(1.5, 2)).toThrow(expect.objectContaining({ code: 'not-whole' }));
});

test('the difference of two shares has the interval of Newcombe’s table II, a: 56/70 and 48/80', () => {
  const found = shareDifference({ count: 56, of: 70 }, { count: 48, of: 80 });
  expect(found).toMatchObject({
    value: { difference: expect.closeTo(0.2, 9), low: expect.closeTo(0.0524, 4), high: expect.closeTo(0.3339, 4) },
  });
  expect(shareDifference({ count: 0, of: 0 }, { count: 1, of: 2 })).toMatchObject({ reason: 'zero-denominator' });
});

test('the difference turns round with its groups, and its interval holds it within −1 and 1', () => {
  const group = fc
    .integer({ min: 1, max: 500 })
    .chain((of) => fc.record({ count: fc.integer({ min: 0, max: of }), of: fc.constant(of) }));
  fc.assert(
    fc.property(group, group, (first, second) => {
      const [there, back] = [shareDifference(first, second), shareDifference(second, first)];
      if (there.status !== 'ok' || back.status !== 'ok') throw new Error('Nobody is missing.');
      expect(there.value.difference).toBeCloseTo(-back.value.difference, 12);
      expect(there.value.low).toBeCloseTo(-back.value.high, 12);
      expect(there.value.low).toBeLessThanOrEqual(there.value.difference);
      expect(there.value.high).toBeGreaterThanOrEqual(there.value.difference);
      expect(there.value.low).toBeGreaterThanOrEqual(-1 - 1e-12);
      expect(there.value.high).toBeLessThanOrEqual(1 + 1e-12);
    }),
    { seed: 7 },
  );
});

test('ideas by members and by ideas', () => {
  expect(ideasPerHundred(6, 48)).toEqual({ status: 'ok', value: 12.5 });
  expect(ideasPerHundred(0, 0)).toMatchObject({ reason: 'zero-denominator' });
  expect(implementedPerSubmitted(3, 12)).toEqual({ status: 'ok', value: 0.25 });
  expect(implementedPerSubmitted(3, 0)).toMatchObject({ reason: 'zero-denominator' });
  expect(() => implementedPerSubmitted(-1, 2)).toThrow(expect.objectContaining({ code: 'negative' }));
});
