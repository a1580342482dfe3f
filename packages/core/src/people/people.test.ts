import { expect, test } from 'vitest';
import { organisation } from '../testing/organisation.js';

test('smoke', async () => {
  const org = await organisation();
  const me = await org.as('Ada', { unit: 'turbines' }).people.getMe();
  expect(me.unit).toBe('turbines');
});
