import { expect, test } from 'vitest';
import { everyDocument, type Kept } from '../testing/documents.js';
import { organisation, startThread } from '../testing/organisation.js';
import { published, shop } from '../testing/practices.js';
import { CommunityCheck } from './community-check.js';

/** A question that was put to people, and a series with two rows. */
async function documents(): Promise<Kept[]> {
  const org = await organisation();
  const there = await shop(org);
  await published(there);
  const { cy, ada, community } = there;
  await startThread(cy, community.id, { invite: true });
  await org.cop.jobs.run();
  const about = { name: 'Rework', measure: 'count', every: 'month', numerator: 'orders', source: 'SAP' } as const;
  const { id: seriesId } = await ada.outcomes.define({ communityId: community.id, ...about });
  await ada.outcomes.importRows({ seriesId, csv: 'period,numerator\n2025-01,1\n2025-02,2\n' });
  return (await everyDocument(org.storage)).filter(({ partition }) => partition === `community/${community.id}`);
}

test.each([
  ['', {}, []],
  ['invitations', { threadId: 't_gone' }, ['is to t_gone, which is not there']],
  ['series', { rows: 3 }, ['counts 3 rows instead of 2']],
  ['seriesRows', { rows: [] }, ['counts 2 rows instead of 0']],
  ['series', null, ['counts no rows instead of 2']],
])('the check of a community finds what is wrong with %s %j', async (collection, change, expected) => {
  const check = new CommunityCheck();
  let changed = 0;
  for (const doc of await documents()) {
    const meant = changed === 0 && doc.collection === collection;
    if (meant) changed++;
    if (!meant) check.take(doc);
    else if (change) check.take({ ...doc, body: { ...(doc.body as object), ...change } });
  }
  expect(changed).toBe(collection === '' ? 0 : 1);
  expect([...check.findings()].map(({ what }) => what)).toEqual(expected);
});
