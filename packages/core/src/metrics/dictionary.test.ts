import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Dictionary } from './dictionary.js';

const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ minLength: 501, maxLength: 600 }),
  ),
  { maxLength: 400 },
);

test('each string has a number of its own, and gets itself back', () => {
  fc.assert(
    fc.property(texts, (some) => {
      const dictionary = new Dictionary();
      const numbers = some.map((text) => dictionary.numberOf(text));
      const distinct = [...new Set(some)];
      expect(dictionary.size).toBe(distinct.length);
      expect(numbers).toEqual(some.map((text) => distinct.indexOf(text) + 1));
      expect(numbers.map((number) => dictionary.stringOf(number))).toEqual(some);
      for (const text of distinct) expect(dictionary.find(text)).toBe(distinct.indexOf(text) + 1);
    }),
    { seed: 1 },
  );
});

test('strings stand in the order in which strings stand', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary-ascii' }),
      fc.string({ unit: 'binary-ascii' }),
      (...some) => {
        for (const among of [some, some.slice(1)]) {
          const dictionary = new Dictionary();
          const [one, other] = [dictionary.numberOf(among[0] ?? ''), dictionary.numberOf(among[1] ?? '')];
          if (one === other) continue;
          expect(dictionary.compare(one, other) < 0).toBe((among[0] ?? '') < (among[1] ?? ''));
        }
      },
    ),
    { seed: 2 },
  );
});

test('nothing has no number, and what never came is not found', () => {
  const dictionary = new Dictionary();
  expect(dictionary.numberOf(null)).toBe(0);
  expect(dictionary.find('a')).toBe(0);
  expect(dictionary.numberOf('')).toBe(1);
  expect([0, 1, 2].map((number) => dictionary.stringOf(number))).toEqual(['', '', '']);
});
