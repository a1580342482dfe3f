import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, shownCells } from './breakdown.js';
import { K } from './publication.js';

const cell: fc.Arbitrary<Cell> = fc
  .record({ people: fc.integer({ min: 1, max: 9 }), more: fc.nat({ max: 4 }), count: fc.nat() })
  .map(({ people, more, count }) => ({ people, of: people + more, count: count % (people + more + 1) }));

/** Every way to share out a sum over so many cells that hold at least `least` each. */
function* shares(sum: number, cells: number, least: number): Generator<number[]> {
  if (cells === 0) return;
  if (cells === 1) {
    if (sum >= least) yield [sum];
    return;
  }
  for (let first = least; first <= sum; first++) {
    for (const others of shares(sum - first, cells - 1, least)) yield [first, ...others];
  }
}

/** What a hidden cell may be, for somebody who knows the totals and the shown cells. */
function possible(hidden: readonly Cell[]): { readonly of: Set<number>; readonly count: Set<number> }[] {
  const found = hidden.map(() => ({ of: new Set<number>(), count: new Set<number>() }));
  const sum = (what: (cell: Cell) => number) => hidden.reduce((total, each) => total + what(each), 0);
  const counts = [
    ...shares(
      sum((each) => each.count),
      hidden.length,
      0,
    ),
  ];
  for (const of of shares(
    sum((each) => each.of),
    hidden.length,
    1,
  )) {
    for (const count of counts) {
      if (!count.every((each, at) => each <= of[at]!)) continue;
      for (const [at, each] of found.entries()) {
        each.of.add(of[at]!);
        each.count.add(count[at]!);
      }
    }
  }
  return found;
}

test('a cell with too few people is not shown, and cannot be worked out from the totals and the others', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const shown = shownCells(cells);
      for (const each of shown) expect(each.people).toBeGreaterThanOrEqual(K);
      const hidden = cells.filter((each) => !shown.has(each));
      // With nothing shown, the totals are all there is to know, and they have a floor of their own.
      if (hidden.length === 0 || shown.size === 0 || hidden.length > 3) return;
      for (const { of, count } of possible(hidden)) {
        expect(of.size).toBeGreaterThan(1);
        expect(count.size).toBeGreaterThan(1);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('where everybody knows how many there are, what is counted of them cannot be worked out', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const shown = shownCells(cells, { ofIsKnown: true });
      const hidden = cells.filter((each) => !shown.has(each));
      if (shown.size === 0) return;
      const counts = [
        ...shares(
          hidden.reduce((sum, { count }) => sum + count, 0),
          hidden.length,
          0,
        ),
      ].filter((some) => some.every((count, at) => count <= hidden[at]!.of));
      for (const at of hidden.keys()) expect(new Set(counts.map((some) => some[at])).size).toBeGreaterThan(1);
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('no more is kept back than that takes', () => {
  const small = { people: 3, of: 4, count: 1 };
  const middle = { people: 6, of: 9, count: 2 };
  const large = { people: 20, of: 40, count: 11 };
  expect(shownCells([small, middle, large])).toEqual(new Set([large]));
  expect(shownCells([middle, large])).toEqual(new Set([middle, large]));
});

test('units with one answer each are as many as their answers, so the sum must not be told', () => {
  const ones = Array.from({ length: 5 }, (_, at) => ({ people: 1, of: 1, count: at % 2 }));
  const large = { people: 20, of: 40, count: 11 };
  expect(shownCells([...ones, large]).size).toBe(0);
  // Where everybody knows how many there are, it is only open which of them are counted.
  expect(shownCells([...ones, large], { ofIsKnown: true })).toEqual(new Set([large]));
});

test('an empty cell is no secret', () => {
  const empty = { people: 0, of: 0, count: 0 };
  const large = { people: 20, of: 40, count: 11 };
  expect(shownCells([empty, large])).toEqual(new Set([empty, large]));
});
