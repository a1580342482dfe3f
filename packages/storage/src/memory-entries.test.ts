import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePositions, type Position } from './limits.js';
import { MemoryEntries } from './memory-entries.js';

const positionOf = (n: number): Position => [String(n % 40).padStart(2, '0'), 'c', String(n).padStart(4, '0')];

test('entries stand in order, however many came and went', () => {
  const numbers = fc.uniqueArray(fc.nat(3_000), { minLength: 1_200, maxLength: 2_000 });
  fc.assert(
    fc.property(numbers, fc.nat(3_000), fc.integer({ min: 2, max: 9 }), (all, bound, nth) => {
      const entries = new MemoryEntries();
      for (const n of all) entries.add(positionOf(n));
      const gone = (at: number) => at % nth !== 0;
      all.forEach((n, at) => {
        if (gone(at)) entries.remove(positionOf(n));
      });
      const kept = all.filter((_, at) => !gone(at)).map(positionOf);
      const [sorted, edge] = [kept.toSorted(comparePositions), positionOf(bound)];
      expect([...entries.after(['', '', ''])]).toEqual(sorted);
      expect([...entries.after(edge)]).toEqual(sorted.filter((each) => comparePositions(each, edge) > 0));
      expect([...entries.before(edge)]).toEqual(sorted.filter((each) => comparePositions(each, edge) < 0).reverse());
    }),
    { seed: 1, numRuns: 30 },
  );
});

test('what is empty has no entries, and one that was emptied neither', () => {
  const entries = new MemoryEntries();
  const all = () => [...entries.after(['', '', '']), ...entries.before(['\x7f', '', ''])];
  expect(all()).toEqual([]);
  entries.add(positionOf(1));
  expect(all()).toEqual([positionOf(1), positionOf(1)]);
  entries.remove(positionOf(1));
  expect(all()).toEqual([]);
});
