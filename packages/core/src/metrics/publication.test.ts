import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { K, Publication } from './publication.js';
import { type Months, windowsWithin } from './windows.js';

const YEAR = 12;
/** Who stands behind each month of a year. */
const people = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { maxLength: 8 }), {
  minLength: YEAR,
  maxLength: YEAR,
});

const countIn = (months: readonly number[][]) => new Set(months.flat()).size;
const enough = (count: number) => count === 0 || count >= K;
const tellableFor = (months: readonly number[][]) => (some: readonly Months[]) =>
  enough(countIn(some.flatMap(({ from, to }) => months.slice(from, to))));
const publish = (months: readonly number[][], to = YEAR) => new Publication({ from: 0, to }, tellableFor(months));

/** Every window there is, `all` as of each quarter among them. */
const windows: Months[] = [
  ...[3, 6, 9, 12].map((to) => ({ from: 0, to })),
  ...windowsWithin({ from: 0, to: YEAR }).map(({ months }) => months),
];

/** What adding up and taking away of the windows can make: rows whose first entry is 1, each with its place. */
function basisOf(published: readonly Months[]) {
  const basis: { readonly lead: number; readonly row: readonly number[] }[] = [];
  for (const { from, to } of published) {
    const window = Array.from({ length: YEAR }, (_, month) => (from <= month && month < to ? 1 : 0));
    const row = rest(basis, window);
    const lead = row.findIndex((entry) => Math.abs(entry) > 1e-9);
    if (lead >= 0) basis.push({ lead, row: row.map((entry) => entry / row[lead]!) });
  }
  return basis;
}

function rest(basis: ReturnType<typeof basisOf>, row: readonly number[]): number[] {
  const left = [...row];
  for (const each of basis) {
    const factor = left[each.lead]!;
    if (factor !== 0) for (let month = 0; month < YEAR; month++) left[month]! -= factor * each.row[month]!;
  }
  return left;
}

const bits = (set: number) => set.toString(2).replaceAll('0', '').length;

describe('what can be computed from the published windows', () => {
  test('is about nobody or about enough people, whatever months it takes together', () => {
    fc.assert(
      fc.property(people, (months) => {
        const publication = publish(months);
        const basis = basisOf(windows.filter((window) => publication.has(window)));
        const present = months.map((some) => some.reduce((set, person) => set | (1 << person), 0));
        for (let set = 1; set < 2 ** YEAR; set++) {
          const row = present.map((_, month) => (set >> month) & 1);
          const count = bits(present.reduce((all, some, month) => (row[month] ? all | some : all), 0));
          if (enough(count)) continue;
          if (rest(basis, row).every((entry) => Math.abs(entry) < 1e-9)) {
            throw new Error(`Months ${row.join('')} have ${count} people and can be computed.`);
          }
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test('does not shrink or grow when later quarters come out', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(3, 6, 9), (months, to) => {
        const early = publish(months, to);
        const late = publish(months);
        for (const window of windows.filter((each) => each.to <= to)) {
          expect(early.has(window)).toBe(late.has(window));
        }
      }),
      { seed: 2 },
    );
  });
});

test('where enough people stand behind every month, every window is published', () => {
  const publication = publish(Array.from({ length: YEAR }, (_, month) => [0, 1, 2, 3, 4].map((n) => n + month)));
  expect(windows.filter((window) => !publication.has(window))).toEqual([]);
  expect(publication.until).toBe(YEAR);
});

test('a quarter with few people waits for the next one, and is not given away by it', () => {
  const many = [0, 1, 2, 3, 4, 5];
  const publication = publish([many, many, many, [0], [1], [2], many, many, many, many, many, many]);
  expect(publication.has({ from: 0, to: 3 })).toBe(true);
  expect(publication.has({ from: 3, to: 6 })).toBe(false);
  expect(publication.has({ from: 0, to: 6 })).toBe(false);
  expect(publication.has({ from: 0, to: 9 })).toBe(true);
  expect(publication.has({ from: 6, to: 9 })).toBe(false);
  expect(publication.has({ from: 9, to: 12 })).toBe(true);
  expect(publication.until).toBe(12);
});
