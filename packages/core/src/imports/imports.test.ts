import { describe, expect, test } from 'vitest';
import { headsOf } from '../testing/documents.js';
import { importAll, source } from '../testing/imported.js';
import { foundCommunity, organisation, refusalOf } from '../testing/organisation.js';

test('history comes in with its own people and times', async () => {
  const org = await organisation();
  const { question, other, answer, comment, asker, expert } = await importAll(org);
  const page = await org.as('Ada').threads.get({ threadId: question.threadId });
  expect(page.thread).toMatchObject({
    author: { id: asker, name: null },
    createdAt: '2015-03-01T09:00:00.000Z',
    lastActivityAt: '2015-03-03T09:00:00.000Z',
    state: 'resolved',
    acceptedReplyId: answer.replyId,
    importedVotes: { up: 4, down: 1 },
    reactionCount: 4,
    replyCount: 2,
    answerCount: 1,
  });
  expect(page.replies.items).toMatchObject([
    { id: answer.replyId, author: { id: expert }, role: 'answer', inReplyTo: null, accepted: true },
    { id: comment.replyId, role: 'comment', inReplyTo: answer.replyId },
  ]);
  expect((await org.as('Ada').threads.get({ threadId: other.threadId })).thread).toMatchObject({
    state: 'closed',
    closed: { reason: 'duplicate', duplicateOf: question.threadId, at: '2015-05-02T09:00:00.000Z' },
  });
});

test('facilitators look after the community from then on, and keep the roles that they have', async () => {
  const org = await organisation();
  const people = ['old-hand', 'ada'].map((hostId) => ({ hostId, name: hostId }));
  const { ids } = await org.admin.people.import({ people });
  const { imports, activity } = org.system;
  const charter = { source, name: 'Pumps', purpose: 'From elsewhere' };
  await expect(imports.community({ ...charter, facilitators: ['ada', 'nobody'] })).rejects.toMatchObject({
    code: 'not-found',
    field: 'facilitators.1',
  });
  expect((await org.cop.stats()).communities).toBe(0);

  const { communityId } = await imports.community({ ...charter, facilitators: ['ada', 'ada'] });
  const reader = org.as('Bo');
  const namesOf = async () => (await reader.communities.get({ communityId })).facilitators.map(({ name }) => name);
  expect(await namesOf()).toEqual(['ada']);

  await imports.member({ communityId, personId: ids[0]!, at: '2015-02-01T00:00:00.000Z' });
  await org.system.membership.setRoles({ communityId, personId: ids[0]!, roles: ['member', 'expert'] });
  expect(await imports.community({ ...charter, facilitators: ['old-hand'] })).toMatchObject({ outcome: 'updated' });
  expect(await imports.community({ ...charter, facilitators: ['old-hand'] })).toMatchObject({ outcome: 'unchanged' });
  expect(await namesOf()).toEqual(['ada', 'old-hand']);
  expect((await reader.membership.list({ communityId })).items).toMatchObject([
    { person: { name: 'ada' }, roles: ['member', 'facilitator'] },
    { person: { name: 'old-hand' }, roles: ['member', 'expert', 'facilitator'], joinedAt: '2015-02-01T00:00:00.000Z' },
  ]);
  const appointed = (await activity.list({ communityId })).items.filter(({ verb }) => verb === 'changeRoles');
  expect(appointed.map(({ actor, origin, target }) => [actor, origin, target])).toEqual([
    ['system', 'live', ids[1]],
    ['system', 'live', ids[0]],
    ['system', 'live', ids[0]],
  ]);
});

test('the log keeps actors, times and units of the past', async () => {
  const org = await organisation();
  const [id] = (
    await org.admin.people.import({
      people: [{ hostId: 'old-hand', name: 'Old Hand', unit: 'boilers', since: '2010-01-01T00:00:00Z' }],
    })
  ).ids;
  await org.admin.people.import({
    people: [{ hostId: 'old-hand', name: 'Old Hand', unit: 'pumps', since: '2014-01-01T00:00:00Z' }],
  });
  const { imports, activity } = org.system;
  const { communityId } = await imports.community({ source, name: 'Pumps', purpose: 'From elsewhere' });
  const post = { communityId, source, authorId: id!, kind: 'question', title: 'T', body: 'B', topics: [] } as const;
  await imports.thread({ ...post, sourceId: '1', at: '2012-06-01T00:00:00Z' });
  await imports.thread({ ...post, sourceId: '2', at: '2016-06-01T00:00:00Z' });
  const { items } = await activity.list({ communityId });
  expect(items).toMatchObject([
    { verb: 'ask', actor: id, origin: 'imported', at: '2012-06-01T00:00:00.000Z', unitAtEvent: 'boilers' },
    { verb: 'ask', actor: id, origin: 'imported', at: '2016-06-01T00:00:00.000Z', unitAtEvent: 'pumps' },
  ]);
  expect(items.every(({ recordedAt }) => recordedAt.startsWith('2026'))).toBe(true);
});

describe('a source that changed', () => {
  test('is taken over, again and again', async () => {
    const org = await organisation();
    await importAll(org);
    for (const editedAt of ['2016-01-01T00:00:00Z', '2017-01-01T00:00:00Z']) {
      const { question } = await importAll(org, { body: `Edited ${editedAt}`, editedAt });
      expect(question.outcome).toBe('updated');
      const { thread } = await org.as('Ada').threads.get({ threadId: question.threadId });
      expect(thread).toMatchObject({ body: `Edited ${editedAt}`, editedAt: new Date(editedAt).toISOString() });
    }
  });

  test('does not overwrite what was edited, withdrawn or decided here', async () => {
    const org = await organisation();
    const { communityId, question, other, answer, comment } = await importAll(org);
    const ada = org.as('Ada');
    await ada.membership.join({ communityId });
    await org.system.membership.setRoles({ communityId, personId: await org.idOf('Ada'), roles: ['facilitator'] });
    await ada.threads.edit({ postId: question.threadId, body: 'Edited here.' });
    await ada.threads.hide({ postId: comment.replyId });
    await ada.threads.unaccept({ replyId: answer.replyId });
    await ada.threads.reopen({ threadId: other.threadId });
    const before = await headsOf(org.storage);
    await importAll(org, { body: 'Edited there.', editedAt: '2018-01-01T00:00:00Z' });
    expect(await headsOf(org.storage)).toEqual(before);
    const { thread } = await ada.threads.get({ threadId: question.threadId });
    expect(thread).toMatchObject({ body: 'Edited here.', acceptedReplyId: null, state: 'answered' });
  });

  test('replaces totals of votes, and logs only the days that differ', async () => {
    const org = await organisation();
    const { communityId, question } = await importAll(org);
    const rated = async () =>
      (await org.system.activity.list({ communityId, limit: 100 })).items.filter(({ verb }) => verb === 'rate');
    expect(await rated()).toHaveLength(3);
    const days = [
      { day: '2015-03-01', up: 1, down: 0 },
      { day: '2015-03-02', up: 5, down: 0 },
    ];
    await org.system.imports.votes({ communityId, source, sourceId: 'q1', days });
    const { thread } = await org.as('Ada').threads.get({ threadId: question.threadId });
    expect(thread).toMatchObject({ importedVotes: { up: 6, down: 0 }, reactionCount: 6 });
  });
});

test('who left stays away, however often they are imported', async () => {
  const org = await organisation();
  const { imports } = org.system;
  const { communityId } = await imports.community({ source, name: 'Pumps', purpose: 'From elsewhere' });
  const member = { communityId, personId: await org.idOf('Ada'), at: '2015-01-01T00:00:00Z' };
  expect((await imports.member(member)).outcome).toBe('created');
  expect((await org.as('Ada').communities.get({ communityId })).you.state).toBe('active');
  await org.as('Ada').membership.leave({ communityId });
  expect((await imports.member(member)).outcome).toBe('unchanged');
  expect((await org.as('Ada').communities.get({ communityId })).you.state).toBe('left');
});

test('what hangs in the air is refused by the name of the field', async () => {
  const org = await organisation();
  const { communityId, asker } = await importAll(org);
  const { imports } = org.system;
  const of = (sourceId: string) => ({ communityId, source, sourceId });
  const reply = { ...of('a9'), role: 'answer', authorId: asker, at: '2015-01-01T00:00:00Z', body: 'B' } as const;
  const before = await headsOf(org.storage);
  expect(await refusalOf(imports.reply({ ...reply, onSourceId: 'nowhere' }))).toMatchObject({
    code: 'not-found',
    field: 'onSourceId',
  });
  expect(await refusalOf(imports.accept({ ...of('c1'), at: null }))).toMatchObject({
    code: 'invalid',
    field: 'sourceId',
  });
  const close = imports.close({
    ...of('q1'),
    at: '2016-01-01T00:00:00Z',
    reason: 'duplicate',
    duplicateOfSourceId: 'nowhere',
  });
  expect(await refusalOf(close)).toMatchObject({ code: 'not-found', field: 'duplicateOfSourceId' });
  const days = Array.from({ length: 801 }, () => ({ day: '2015-01-01', up: 1, down: 1 }));
  expect(await refusalOf(imports.votes({ ...of('q1'), days }))).toMatchObject({ code: 'invalid', field: 'days' });
  expect(await headsOf(org.storage)).toEqual(before);
});

test('votes of years fit into one commit', async () => {
  const org = await organisation();
  const { communityId, answer } = await importAll(org);
  const days = Array.from({ length: 800 }, (_, at) => ({
    day: new Date(Date.UTC(2015, 0, 1 + at)).toISOString().slice(0, 10),
    up: 2,
    down: 1,
  }));
  await org.system.imports.votes({ communityId, source, sourceId: 'a1', days });
  const { replies } = await org.as('Ada').threads.get({ threadId: answer.threadId });
  expect(replies.items[0]?.importedVotes).toEqual({ up: 1600, down: 800 });
});

test('imported posts of a community that goes on live are ordered with the live ones', async () => {
  const org = await organisation();
  const community = await foundCommunity(org, 'Ada');
  const at = '2015-03-01T09:00:00Z';
  const authorId = await org.idOf('Bo');
  const { threadId } = await org.system.imports.thread({
    communityId: community.id,
    source,
    sourceId: 'q',
    at,
    authorId,
    kind: 'idea',
    title: 'T',
    body: 'B',
    topics: [],
  });
  await org.as('Ada').threads.reply({ threadId, body: 'Live.' });
  await org.system.imports.reply({
    communityId: community.id,
    source,
    sourceId: 'r',
    onSourceId: 'q',
    role: 'answer',
    authorId,
    at: '2015-03-01T09:00:00.250Z',
    body: 'Old.',
  });
  const page = await org.as('Ada').threads.get({ threadId });
  expect(page.replies.items.map(({ body, role }) => [body, role])).toEqual([
    ['Old.', 'comment'],
    ['Live.', 'comment'],
  ]);
  expect(page.thread.lastActivityAt.startsWith('2026')).toBe(true);
});
