import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IdSet } from './id-set.js';

it('behaves as a set of whole numbers', () => {
  const id = fc.oneof(fc.integer({ min: -5, max: 70_000 }), fc.constantFrom(-1, 0, 32_767, 32_768, 2 ** 45));
  const step = fc.tuple(fc.constantFrom('add' as const, 'delete' as const), id);
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const ids = new IdSet();
      const model = new Set<number>();
      for (const [name, id] of steps) {
        if (name === 'add') {
          expect(ids.add(id)).toBe(!model.has(id));
          model.add(id);
        } else {
          ids.delete(id);
          model.delete(id);
        }
        for (const [, other] of steps) expect(ids.has(other)).toBe(model.has(other));
      }
    }),
    { seed: 7 },
  );
});
