import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose } from './choosing.js';

const person = fc.record({ atMost: fc.integer({ min: 0, max: 30 }), lower: fc.nat({ max: 30 }), out: fc.boolean() });

test('those chosen are the best of all, though only some were looked at', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { maxLength: 400 }), fc.integer({ min: 1, max: 5 }), async (people, limit) => {
      const candidates = people.map((each, at) => ({ ...each, personId: `p${at}`, tie: String(at).padStart(3, '0') }));
      const exact = async ({ personId, atMost, lower, out }: (typeof candidates)[number]) =>
        out ? null : { personId, score: Math.max(0, atMost - lower) };
      const all = await Promise.all(candidates.map(exact));
      const expected = all.filter((each) => each !== null).sort((a, b) => b.score - a.score);
      expect(await choose(candidates, limit, exact)).toEqual(expected.slice(0, limit));
    }),
    { seed: 20260105, numRuns: 200 },
  );
});

test('who cannot reach the best is not looked at', async () => {
  const candidates = Array.from({ length: 1_000 }, (_, at) => ({ personId: `p${at}`, atMost: 1_000 - at, tie: '' }));
  let looked = 0;
  const chosen = await choose(candidates, 3, async ({ personId, atMost }) => {
    looked++;
    return { personId, score: atMost };
  });
  expect(chosen.map(({ personId }) => personId)).toEqual(['p0', 'p1', 'p2']);
  expect(looked).toBeLessThan(20);
});

test('of many of whom none will do, so many are looked at and no more', async () => {
  const candidates = Array.from({ length: 1_000 }, (_, at) => ({ personId: `p${at}`, atMost: 1_000 - at, tie: '' }));
  const looked: string[] = [];
  const chosen = await choose(
    candidates,
    3,
    async ({ personId }) => {
      looked.push(personId);
      return null;
    },
    100,
  );
  expect(chosen).toEqual([]);
  expect(looked).toEqual(candidates.slice(0, 100).map(({ personId }) => personId));
});
