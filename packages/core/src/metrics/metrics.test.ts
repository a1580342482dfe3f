import { expect, test } from 'vitest';
import { organisation } from '../testing/organisation.js';

test('an empty community has no figures yet', async () => {
  const org = await organisation();
  const { id: communityId } = await org.as('Ada').communities.create({ name: 'Pumps', purpose: 'Flow' });
  const result = await org.as('Ada').metrics.get({ communityId, metric: 'answer-rate', window: 'all' });
  expect(result).toMatchObject({
    status: 'insufficient',
    nRecords: 0,
    next: 'wait',
    caveats: [{ code: 'not-out-yet' }],
  });
});
