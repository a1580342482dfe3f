import { describe, expect, test } from 'vitest';
import type { ThreadPage } from '../index.js';
import { headsOf } from '../testing/documents.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { moderation } from './moderation.js';
import type { SpamCheck } from './spam-check.js';

/** Says of a post what the post itself asks for. */
const obliging: SpamCheck = async ({ body }) => {
  if (body.includes('HOLD')) return { hold: 'It says HOLD.' };
  if (body.includes('REFUSE')) return { refuse: 'It says REFUSE.' };
  if (body.includes('THROW')) throw new Error('The check is broken.');
  return body.includes('WAIT') ? new Promise(() => {}) : 'pass';
};

async function world(spamCheck: SpamCheck | null = obliging) {
  const org = await organisation({ extensions: [moderation({ spamCheck, spamCheckMs: 5 })] });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  return { org, communityId, ada: org.as('Ada'), bo: org.as('Bo'), cy: org.as('Cy') };
}

const absent = async (call: Promise<unknown>) => expect((await refusalOf(call)).code).toBe('not-found');

describe('a question that is held back', () => {
  test('is there for its author and the facilitators, and for nobody else', async () => {
    const { org, communityId, ada, bo, cy } = await world();
    const before = await ada.communities.get({ communityId });
    const log = (await org.system.activity.list({ communityId })).items;
    const held = await startThread(bo, communityId, { body: 'HOLD @[p_00000000000000000]', topics: ['pumps'] });
    expect(held).toMatchObject({ visibility: 'held', title: 'Why does stage two hum?', topics: [] });
    expect(held.html).toContain('HOLD');
    for (const person of [bo, ada]) {
      expect((await person.threads.get({ threadId: held.id })).thread.body).toContain('HOLD');
    }
    await absent(cy.threads.get({ threadId: held.id }));
    await absent(cy.threads.listReplies({ threadId: held.id }));
    expect((await refusalOf(cy.threads.reply({ threadId: held.id, body: 'Hm.' }))).code).toBe('conflict');
    for (const person of [bo, ada, cy]) {
      expect((await person.threads.list({ communityId })).items).toEqual([]);
      expect((await person.search.find({ text: 'HOLD' })).items).toEqual([]);
    }
    const after = await ada.communities.get({ communityId });
    expect([after.threadCount, after.lastActivityAt]).toEqual([before.threadCount, before.lastActivityAt]);
    expect((await ada.topics.list({})).items).toEqual([]);
    expect((await org.system.activity.list({ communityId })).items).toEqual(log);
    expect((await ada.moderation.listQueue({ communityId })).items).toMatchObject([
      { postId: held.id, visibility: 'held', heldBecause: 'It says HOLD.', flags: [], title: held.title },
    ]);
    expect((await bo.moderation.getMine({ communityId })).held).toMatchObject([
      { postId: held.id, reason: 'It says HOLD.', text: 'HOLD @[p_00000000000000000]' },
    ]);
    expect((await bo.inbox.list({ type: 'moderation' })).items[0]?.detail).toMatchObject({
      outcome: 'held',
      role: 'system',
    });
    expect((await ada.inbox.list({ type: 'moderation' })).items[0]?.detail).toMatchObject({ outcome: 'waiting' });
  });

  test('is as if it were asked now when it is released', async () => {
    const { org, communityId, ada, bo, cy } = await world();
    const cyId = await org.idOf('Cy');
    const held = await startThread(bo, communityId, { body: `HOLD @[${cyId}]`, topics: ['pumps'] });
    expect((await cy.inbox.list({ type: 'mention' })).items).toEqual([]);
    await ada.moderation.release({ postId: held.id });
    const { thread } = (await cy.threads.get({ threadId: held.id })) as ThreadPage;
    expect(thread).toMatchObject({
      visibility: 'visible',
      author: { id: await org.idOf('Bo') },
      topics: [{ label: 'pumps' }],
    });
    expect((await cy.threads.list({ communityId })).items.map(({ id }) => id)).toEqual([held.id]);
    expect((await cy.inbox.list({ type: 'mention' })).items).toMatchObject([{ object: held.id }]);
    const [asked] = (await org.system.activity.list({ communityId })).items.filter(({ verb }) => verb === 'ask');
    expect(asked).toMatchObject({ actor: await org.idOf('Bo'), object: held.id, origin: 'live' });
    expect((await ada.moderation.listQueue({ communityId })).items).toEqual([]);
    expect((await refusalOf(ada.moderation.release({ postId: held.id }))).code).toBe('conflict');
    expect((await bo.inbox.list({ type: 'moderation' })).items[0]?.detail).toMatchObject({ outcome: 'released' });
  });

  test('is gone when it is rejected, and its author hears why', async () => {
    const { communityId, ada, bo } = await world();
    const held = await startThread(bo, communityId, { body: 'HOLD' });
    expect(await refusalOf(ada.moderation.hide({ postId: held.id, reason: 'No.' }))).toMatchObject({
      code: 'conflict',
    });
    await ada.moderation.reject({ postId: held.id, reason: 'It sells things.' });
    await absent(bo.threads.get({ threadId: held.id }));
    expect((await bo.inbox.list({ type: 'moderation' })).items[0]?.detail).toMatchObject({
      outcome: 'rejected',
      reason: 'It sells things.',
    });
  });

  test('waits once, however often it is sent, and is not released for who left', async () => {
    const { communityId, ada, bo } = await world();
    const ask = () =>
      bo.threads.start(
        { communityId, kind: 'question', title: 'Why?', body: 'HOLD' },
        { mutationId: 'the-same-question' },
      );
    const [first, second] = [await ask(), await ask()];
    expect(second.id).toBe(first.id);
    expect((await ada.moderation.listQueue({ communityId })).items).toHaveLength(1);
    await bo.membership.leave({ communityId });
    expect((await refusalOf(ada.moderation.release({ postId: first.id }))).message).toContain('no longer a member');
  });
});

describe('an answer that is held back', () => {
  test('neither answers nor counts until it is released', async () => {
    const { communityId, ada, bo, cy } = await world();
    const { id: threadId } = await startThread(cy, communityId);
    const held = await bo.threads.reply({ threadId, body: 'HOLD' });
    expect(held).toMatchObject({ visibility: 'held', role: 'answer' });
    const open = await cy.threads.get({ threadId });
    expect(open.thread).toMatchObject({ state: 'open', replyCount: 0, answerCount: 0 });
    expect(open.replies.items).toEqual([]);
    expect((await cy.inbox.list({ type: 'answer' })).items).toEqual([]);
    await ada.moderation.release({ postId: held.id });
    const answered = await cy.threads.get({ threadId });
    expect(answered.thread).toMatchObject({ state: 'answered', replyCount: 1, answerCount: 1 });
    expect(answered.replies.items).toMatchObject([{ id: held.id, body: 'HOLD' }]);
    expect((await cy.inbox.list({ type: 'answer' })).items).toMatchObject([{ object: held.id }]);
  });

  test('is refused as it would be without the check', async () => {
    const { communityId, ada, bo, cy } = await world();
    const { id: threadId } = await startThread(cy, communityId);
    await ada.threads.setLocked({ threadId, locked: true });
    expect((await refusalOf(bo.threads.reply({ threadId, body: 'HOLD' }))).message).toContain('locked');
  });
});

test('what a page discusses is held back like a reply, but for the first word on it', async () => {
  const { communityId, ada, bo, cy } = await world();
  const on = { communityId, subject: 'procedure:OP-114' };
  expect((await refusalOf(bo.subjects.discuss({ ...on, body: 'HOLD' }))).message).toContain('It says HOLD.');
  const { threadId } = await cy.subjects.discuss({ ...on, body: 'Outdated?' });
  const held = await bo.subjects.discuss({ ...on, body: 'HOLD' });
  expect((await cy.threads.listReplies({ threadId })).items).toEqual([]);
  await ada.moderation.release({ postId: held.postId });
  expect((await cy.threads.listReplies({ threadId })).items).toMatchObject([{ id: held.postId, body: 'HOLD' }]);
});

test('an edit of the title alone is looked at too', async () => {
  const spamCheck: SpamCheck = async ({ title }) => (title.includes('HOLD') ? { hold: 'It says HOLD.' } : 'pass');
  const { communityId, bo, cy } = await world(spamCheck);
  const { id: postId } = await startThread(bo, communityId);
  await bo.threads.edit({ postId, title: 'HOLD this' });
  expect((await cy.threads.get({ threadId: postId })).thread).toMatchObject({ visibility: 'hidden', title: '' });
});

test('an edit that is held back takes the post out of sight until a facilitator has looked', async () => {
  const { communityId, ada, bo, cy } = await world();
  const { id: postId } = await startThread(bo, communityId);
  await bo.threads.edit({ postId, body: 'HOLD' });
  expect((await cy.threads.get({ threadId: postId })).thread).toMatchObject({ visibility: 'hidden', body: '' });
  expect((await ada.moderation.listQueue({ communityId })).items).toMatchObject([
    { postId, visibility: 'hidden', text: 'HOLD', flags: [{ reason: 'other', count: 1, notes: ['It says HOLD.'] }] },
  ]);
  await ada.moderation.restore({ postId, reason: 'It means the button.' });
  expect((await cy.threads.get({ threadId: postId })).thread).toMatchObject({ visibility: 'visible', body: 'HOLD' });
  expect((await ada.moderation.listQueue({ communityId })).items).toEqual([]);
});

test('a refusal says why, and nothing is written', async () => {
  const { org, communityId, bo } = await world();
  const before = await headsOf(org.storage);
  const refused = await refusalOf(startThread(bo, communityId, { body: 'REFUSE' }));
  expect(refused).toMatchObject({ code: 'invalid', field: 'body', message: 'It says REFUSE.' });
  expect(await headsOf(org.storage)).toEqual(before);
});

describe('a check that', () => {
  test.each([
    ['throws', 'THROW', 'The spam check failed.'],
    ['does not answer', 'WAIT', 'The spam check gave no verdict within 5 ms.'],
  ])('%s loses no post: it passes, and waits to be looked at', async (_what, body, note) => {
    const { org, communityId, ada, bo, cy } = await world();
    const { id } = await startThread(bo, communityId, { body });
    expect((await cy.threads.get({ threadId: id })).thread.visibility).toBe('visible');
    expect((await ada.moderation.listQueue({ communityId })).items).toMatchObject([
      { postId: id, visibility: 'visible', flags: [{ reason: 'other', notes: [note] }] },
    ]);
    await ada.moderation.keep({ postId: id });
    org.faults.length = 0;
  });

  test('waits keeps nobody else waiting', async () => {
    let answer: () => void = () => {};
    const slow: SpamCheck = ({ body }) =>
      body === 'slow' ? new Promise((resolve) => (answer = () => resolve('pass'))) : Promise.resolve('pass');
    const org = await organisation({ extensions: [moderation({ spamCheck: slow, spamCheckMs: 60_000 })] });
    const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
    const first = startThread(org.as('Bo'), communityId, { body: 'slow' });
    const second = await startThread(org.as('Ada'), communityId, { body: 'quick' });
    expect((await org.as('Ada').threads.list({ communityId })).items.map(({ id }) => id)).toEqual([second.id]);
    answer();
    expect((await first).visibility).toBe('visible');
  });
});

test('imports and other jobs are not checked, and without a check nobody is', async () => {
  const { org, communityId, ada } = await world();
  const { threadId } = await org.system.imports.thread({
    communityId,
    source: 'elsewhere',
    sourceId: '1',
    authorId: await org.idOf('Bo'),
    at: '2025-06-01T09:00:00.000Z',
    kind: 'question',
    title: 'Why?',
    body: 'HOLD',
    topics: [],
  });
  expect((await ada.threads.get({ threadId })).thread.visibility).toBe('visible');
  const without = await world(null);
  expect((await startThread(without.bo, without.communityId, { body: 'HOLD' })).visibility).toBe('visible');
});
