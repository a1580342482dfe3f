import { expect, it } from 'vitest';
import { OwedEffects } from './owed.js';

const owe = (id: string) => ({ expect: [], puts: [{ collection: 'outbox', id, body: {} }], deletes: [] });
const pay = (id: string) => ({ expect: [], puts: [], deletes: [{ collection: 'outbox', id }] });
const nothing = { get: async () => [null] };

it('counts what commits owe until it is delivered', async () => {
  let now = 0;
  const owed = new OwedEffects(() => now);
  owed.committed('community/a', owe('1'));
  now = 2_000;
  owed.committed('community/b', owe('1'));
  owed.committed('community/b', { expect: [], puts: [{ collection: 'posts', id: '1', body: {} }], deletes: [] });
  now = 5_000;
  expect(await owed.count(nothing)).toEqual({ pending: 2, oldest: 5 });
  owed.committed('community/a', pay('1'));
  expect(await owed.count(nothing)).toEqual({ pending: 1, oldest: 3 });
  owed.committed('community/b', pay('1'));
  expect(await owed.count(nothing)).toEqual({ pending: 0, oldest: 0 });
});

it('does not go on counting what another process has delivered', async () => {
  let now = 0;
  const owed = new OwedEffects(() => now);
  owed.committed('community/a', owe('1'));
  now = 60_001;
  expect(await owed.count(nothing)).toEqual({ pending: 0, oldest: 0 });
});
