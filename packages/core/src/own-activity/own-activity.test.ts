import { expect, test } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { foundCommunity, organisation, startThread } from '../testing/organisation.js';

test('people see what they did, and nothing of anybody else', async () => {
  const org = await organisation({ extensions: [evaluation()] });
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Mia', 'Bo']);
  const { id: threadId } = await startThread(org.as('Bo'), communityId);
  const { id: first } = await org.as('Mia').threads.reply({ threadId, body: 'Look at the root.' });
  org.clock.forward(40 * 86_400_000);
  const { id: second } = await org.as('Mia').threads.reply({ threadId, body: 'And at the tip.' });
  await org.as('Bo').threads.accept({ replyId: second });
  const mine = await org.as('Mia').ownActivity.get({ communityId });
  expect(mine.acts).toEqual([
    { verb: 'answer', count: 2 },
    { verb: 'join', count: 1 },
  ]);
  expect(mine.months).toEqual([
    { month: '2026-02', count: 1 },
    { month: '2026-01', count: 2 },
  ]);
  expect(mine.latest.map(({ verb, objectId }) => [verb, objectId])).toEqual([
    ['answer', second],
    ['answer', first],
    ['join', communityId],
  ]);
  const strangers = await org.as('Sol').ownActivity.get({ communityId });
  expect(strangers).toEqual({ acts: [], months: [], latest: [] });
  expect((await org.as('Fay').ownActivity.get({ communityId })).acts.map(({ verb }) => verb)).not.toContain('answer');
  expect(await org.system.ownActivity.get({ communityId })).toEqual(strangers);
});

test('of a long history the last acts and the last twelve months', async () => {
  const org = await organisation({ extensions: [evaluation()] });
  const { id: communityId } = await foundCommunity(org, 'Fay');
  for (let month = 0; month < 14; month++) {
    for (const title of ['One', 'Two']) await startThread(org.as('Fay'), communityId, { title: `${title} ${month}` });
    org.clock.forward(31 * 86_400_000);
  }
  const { months, latest, acts } = await org.as('Fay').ownActivity.get({ communityId });
  expect(months).toHaveLength(12);
  expect([...months].sort((a, b) => (a.month < b.month ? 1 : -1))).toEqual(months);
  expect(latest).toHaveLength(20);
  expect(acts.find(({ verb }) => verb === 'ask')).toEqual({ verb: 'ask', count: 28 });
});
