import { expect, test } from 'vitest';
import { foundCommunity, startThread } from '../testing/organisation.js';
import { exported, withPrivacy } from '../testing/privacy.js';
import { expertise } from './expertise.js';

test('an export holds what somebody declared, said and disputed, and what colleagues said, without who', async () => {
  const org = await withPrivacy({ extensions: [expertise()] });
  await org.admin.topics.define({ prefLabel: 'pumps' });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const { id: threadId } = await startThread(org.as('Ada'), communityId, { title: 'Pumps', topics: ['pumps'] });
  const { id: itemId } = await org.as('Bo').threads.reply({ threadId, body: 'A bolt.' });
  const [ada, bo] = [await org.idOf('Ada'), await org.idOf('Bo')];
  await org.as('Bo').expertise.declare({ topic: 'pumps', note: 'Since 1998' });
  await org.as('Bo').expertise.dispute({ itemId, reason: 'Of bolts' });
  await org.as('Bo').expertise.endorse({ communityId, personId: ada, topic: 'pumps' });
  await org.as('Ada').expertise.endorse({ communityId, personId: bo, topic: 'pumps' });
  const items = await exported(org, 'Bo');
  const of = (collection: string) => items.filter((item) => item.collection === collection);
  expect(of('declarations')).toMatchObject([{ body: { topicId: 'pumps', note: 'Since 1998' } }]);
  expect(of('declaredSkills')).toMatchObject([{ communityId, body: { skills: [{ topicId: 'pumps' }] } }]);
  expect(of('disputes')).toMatchObject([{ as: ['author'], body: { itemId, reason: 'Of bolts' } }]);
  expect(of('endorsements').map(({ as, body }) => ({ as, body }))).toEqual(
    expect.arrayContaining([
      { as: ['author'], body: expect.objectContaining({ endorserId: bo, personId: 'someone-else' }) },
      { as: ['person'], body: expect.objectContaining({ endorserId: 'someone-else', personId: bo }) },
    ]),
  );
  expect(of('endorsements')).toHaveLength(2);
  // Whether the other turned it down is for the other alone to know.
  for (const { as, body } of of('endorsements')) expect('declined' in (body as object)).toBe(as.includes('person'));
});

test('an export holds nothing of what was turned down and taken back', async () => {
  const org = await withPrivacy({ extensions: [expertise()] });
  await org.admin.topics.define({ prefLabel: 'pumps' });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const [endorserId, personId] = [await org.idOf('Ada'), await org.idOf('Bo')];
  await org.as('Ada').expertise.endorse({ communityId, personId, topic: 'pumps' });
  await org.as('Bo').expertise.declineEndorsement({ communityId, endorserId, topic: 'pumps' });
  await org.as('Ada').expertise.withdrawEndorsement({ communityId, personId, topic: 'pumps' });
  for (const who of ['Ada', 'Bo']) {
    const items = await exported(org, who);
    expect(items.filter(({ collection }) => /endorsements/i.test(collection))).toEqual([]);
  }
});
