import { expect, test } from 'vitest';
import { foundCommunity, organisation, startThread } from '../testing/organisation.js';

test('smoke', async () => {
  const org = await organisation();
  const ada = org.as('Ada', { unit: 'turbines' });
  const bo = org.as('Bo', { unit: 'pumps' });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const thread = await startThread(bo, communityId, { subject: { key: 'procedure:OP-114', title: 'Balancing' } });
  const reply = await ada.threads.reply({ threadId: thread.id, body: 'Do:\n\n1. Balance\n2. Test\n' });
  await bo.threads.accept({ replyId: reply.id });
  const practice = await ada.practices.fromReply({ replyId: reply.id });
  expect(practice).toMatchObject({ state: 'good', version: 1, steps: [{ body: 'Balance' }, { body: 'Test' }] });
  const adoption = await bo.adoptions.adopt({ practiceId: practice.id });
  expect(adoption).toMatchObject({ state: 'adopted', mode: 'asIs', unit: { id: 'pumps' } });
  const at = await bo.subjects.get({ communityId, subject: 'Procedure:op-114', text: 'hum' });
  expect(at.practices).toMatchObject([{ id: practice.id, match: 'subject' }]);
  expect(at.discussion).toMatchObject([{ id: thread.id, subject: 'procedure:OP-114' }]);
  const { items } = await bo.search.find({ text: 'balance' });
  expect(items.map(({ kind }) => kind).sort()).toEqual(['practice', 'question']);
});
