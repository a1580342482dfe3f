import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '../proportion.js';
import { logLogInterval, medianOf, type Observation, restrictedMean, waitingAt, waitingCurve, Z } from './curve.js';

const event = (time: number): Observation => ({ time, end: 'event' });
const censored = (time: number): Observation => ({ time, end: 'censored' });

describe('golden vectors', () => {
  const steps = waitingCurve([event(1), event(2), event(2), event(5), censored(3), censored(8)]);

  test('Kaplan–Meier: times 1, 2, 2, 5, censored 3, 8', () => {
    expect(waitingAt(steps, 1)?.waiting).toBeCloseTo(0.833333, 6);
    expect(waitingAt(steps, 2)?.waiting).toBeCloseTo(0.5, 12);
    expect(waitingAt(steps, 5)?.waiting).toBeCloseTo(0.25, 12);
    expect(medianOf(steps).median).toBe(2);
    expect(restrictedMean(steps, 8).mean).toBeCloseTo(4.083333, 6);
  });

  test('Wilson: 7 of 10', () => {
    expect(wilson(7, 10).low).toBeCloseTo(0.396778, 6);
    expect(wilson(7, 10).high).toBeCloseTo(0.892209, 6);
  });
});

const observations = (ends: readonly Observation['end'][]) =>
  fc.array(fc.record({ time: fc.integer({ min: 1, max: 30 }), end: fc.constantFrom(...ends) }), {
    minLength: 1,
    maxLength: 60,
  });

/** Π(1 − d/n) and Greenwood's formula, as the books write them. */
function kaplanMeier(all: readonly Observation[], at: number) {
  let [share, sum] = [1, 0];
  for (const time of [...new Set(all.map((each) => each.time))].sort((a, b) => a - b)) {
    if (time > at) break;
    const n = all.filter((each) => each.time >= time && (each.entry ?? 0) < time).length;
    const d = all.filter((each) => each.time === time && each.end === 'event').length;
    share *= 1 - d / n;
    sum += n === d ? 0 : d / (n * (n - d));
  }
  return { share, variance: share ** 2 * sum };
}

test('without rivals it is Kaplan–Meier with the variance of Greenwood', () => {
  fc.assert(
    fc.property(observations(['event', 'censored']), fc.integer({ min: 1, max: 30 }), (all, at) => {
      const book = kaplanMeier(all, at);
      const ours = waitingAt(waitingCurve(all), at);
      expect(ours?.waiting ?? 1).toBeCloseTo(book.share, 9);
      expect(ours?.variance ?? 0).toBeCloseTo(book.variance, 9);
    }),
    { seed: 1 },
  );
});

test('without censoring it is the share of those whose event comes later', () => {
  fc.assert(
    fc.property(observations(['event']), fc.integer({ min: 1, max: 30 }), (all, at) => {
      const later = all.filter(({ time }) => time > at).length / all.length;
      expect(waitingAt(waitingCurve(all), at)?.waiting ?? 1).toBeCloseTo(later, 9);
    }),
    { seed: 2 },
  );
});

test('with rivals and no censoring it is the share without the event, however many rivals there are', () => {
  fc.assert(
    fc.property(observations(['event', 'rival']), fc.integer({ min: 1, max: 30 }), (all, at) => {
      const had = all.filter(({ time, end }) => end === 'event' && time <= at).length / all.length;
      const step = waitingAt(waitingCurve(all), at);
      expect(step?.waiting ?? 1).toBeCloseTo(1 - had, 9);
      expect(step?.variance ?? 0).toBeCloseTo((had * (1 - had)) / all.length, 9);
    }),
    { seed: 3 },
  );
});

test('the share waiting falls, and its interval holds it and stays between 0 and 1', () => {
  const entering = fc
    .tuple(
      observations(['event', 'rival', 'censored']),
      fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 60, maxLength: 60 }),
    )
    .map(([all, entries]) => all.map((each, at): Observation => ({ ...each, entry: entries[at] ?? 0 })));
  fc.assert(
    fc.property(fc.oneof(observations(['event', 'rival', 'censored']), entering), (all) => {
      let earlier = 1;
      for (const step of waitingCurve(all)) {
        const [low, high] = logLogInterval(step);
        expect(step.waiting).toBeLessThanOrEqual(earlier);
        expect(0 <= low && low <= step.waiting && step.waiting <= high && high <= 1).toBe(true);
        earlier = step.waiting;
      }
    }),
    { seed: 4 },
  );
});

test('who came under observation later is at risk from then on', () => {
  fc.assert(
    fc.property(observations(['event', 'censored']), fc.integer({ min: 1, max: 30 }), (all, at) => {
      const late = all.map((each, number) => ({ ...each, entry: number % 3 === 0 ? 5 : 0 }));
      const counted = late.filter(({ entry, time }) => entry < time);
      expect(waitingAt(waitingCurve(late), at)?.waiting ?? 1).toBeCloseTo(kaplanMeier(counted, at).share, 9);
    }),
    { seed: 5 },
  );
});

test('the mean within a horizon is that of the times cut at it, and its variance theirs', () => {
  fc.assert(
    fc.property(observations(['event']), fc.integer({ min: 1, max: 40 }), (all, horizon) => {
      const cut = all.map(({ time }) => Math.min(time, horizon));
      const mean = cut.reduce((sum, time) => sum + time, 0) / cut.length;
      const spread = cut.reduce((sum, time) => sum + (time - mean) ** 2, 0) / cut.length;
      const restricted = restrictedMean(waitingCurve(all), horizon);
      expect(restricted.mean).toBeCloseTo(mean, 9);
      expect(restricted.variance).toBeCloseTo(spread / cut.length, 9);
    }),
    { seed: 6 },
  );
});

test('nothing is said of a median that is not reached', () => {
  const steps = waitingCurve([event(1), censored(9), censored(9), censored(9)]);
  expect(medianOf(steps)).toEqual({ median: null, low: 1, high: null });
});

test('Wilson solves the equation that defines it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (of, some) => {
      const count = some % (of + 1);
      const { share, low, high } = wilson(count, of);
      for (const bound of [low, high]) {
        expect((share - bound) ** 2).toBeCloseTo((Z ** 2 * bound * (1 - bound)) / of, 9);
      }
      expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
    }),
    { seed: 7 },
  );
});
