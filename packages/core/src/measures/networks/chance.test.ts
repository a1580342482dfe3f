import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceOfCrossing, meanOfCrossing } from './chance.js';

function* orders<T>(items: readonly T[]): Generator<T[]> {
  if (items.length < 2) yield [...items];
  for (const [at, item] of items.entries()) {
    if (items.length > 1) for (const rest of orders(items.toSpliced(at, 1))) yield [item, ...rest];
  }
}

const small = fc.record({
  labels: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 6 }),
  pairs: fc.array(
    fc.record({ from: fc.nat({ max: 5 }), to: fc.nat({ max: 5 }), answers: fc.integer({ min: 1, max: 4 }) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  ),
});

test('over all orders of the labels the mean is the closed form, whoever helped whom', () => {
  fc.assert(
    fc.property(small, ({ labels, pairs }) => {
      const help = pairs.filter(({ from, to }) => from !== to && from < labels.length && to < labels.length);
      fc.pre(help.length > 0);
      const total = help.reduce((sum, { answers }) => sum + answers, 0);
      const shares = [...orders(labels)].map(
        (order) =>
          help.reduce((sum, { from, to, answers }) => sum + (order[from] === order[to] ? 0 : answers), 0) / total,
      );
      expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeCloseTo(meanOfCrossing(labels), 9);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('it is the index of Blau for small samples: 10, 6 and 4 people', () => {
  const labels = [10, 6, 4].flatMap((size, unit) => Array.from({ length: size }, () => unit));
  expect(meanOfCrossing(labels)).toBeCloseTo(0.652632, 6);
});

test('the bounds hold 95 % of the orders, and are the same each time', () => {
  const unitOf = new Map(Array.from({ length: 7 }, (_, person) => [person, person % 3]));
  const help = [
    { from: 0, to: 1, answers: 3 },
    { from: 2, to: 1, answers: 2 },
    { from: 4, to: 6, answers: 4 },
    { from: 5, to: 3, answers: 1 },
    { from: 0, to: 6, answers: 2 },
  ];
  const { low, high } = chanceOfCrossing(help, unitOf);
  expect(chanceOfCrossing(help, unitOf)).toEqual({ share: expect.closeTo(16 / 21, 9), low, high });
  const shares = [...orders([...unitOf.values()])].map(
    (order) => help.reduce((sum, { from, to, answers }) => sum + (order[from] === order[to] ? 0 : answers), 0) / 12,
  );
  const beyond = (bound: (share: number) => boolean) => shares.filter(bound).length / shares.length;
  expect(beyond((share) => share < low)).toBeLessThan(0.04);
  expect(beyond((share) => share > high)).toBeLessThan(0.04);
});

test('where everybody is of one unit nothing could cross', () => {
  const unitOf = new Map([1, 2, 3].map((person) => [person, 1]));
  expect(chanceOfCrossing([{ from: 1, to: 2, answers: 5 }], unitOf)).toEqual({ share: 0, low: 0, high: 0 });
});
