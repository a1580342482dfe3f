import { describe, expect, test } from 'vitest';
import type { ReactionKind } from '../index.js';
import { headsOf } from '../testing/documents.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';

async function scene() {
  const org = await organisation();
  const community = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  const [ada, bo, cy] = [org.as('Ada'), org.as('Bo'), org.as('Cy')];
  const thread = await startThread(bo, community.id);
  const threadId = thread.id;
  const stateOf = async () => (await bo.threads.get({ threadId })).thread.state;
  return { org, communityId: community.id, thread, threadId, ada, bo, cy, stateOf };
}

test('a question goes open → answered → resolved → closed → reopened, and back', async () => {
  const { threadId, ada, bo, cy, stateOf } = await scene();
  expect(await stateOf()).toBe('open');
  await cy.threads.reply({ threadId, body: 'Me too.', role: 'comment' });
  expect(await stateOf()).toBe('open');
  const answer = await ada.threads.reply({ threadId, body: 'The shroud.' });
  expect(await stateOf()).toBe('answered');
  await bo.threads.accept({ replyId: answer.id });
  expect(await stateOf()).toBe('resolved');
  await bo.threads.close({ threadId, reason: 'obsolete', note: 'It was scrapped.' });
  expect(await stateOf()).toBe('closed');
  await bo.threads.reopen({ threadId });
  expect(await stateOf()).toBe('resolved');
  await bo.threads.unaccept({ replyId: answer.id });
  expect(await stateOf()).toBe('answered');
  await ada.threads.withdraw({ postId: answer.id });
  expect(await stateOf()).toBe('open');
});

describe('an accepted answer', () => {
  test('is shown with the thread wherever its page is, and another takes its place', async () => {
    const { org, threadId, ada, bo, cy } = await scene();
    const answers = [];
    for (const by of [ada, cy, ada]) answers.push(await by.threads.reply({ threadId, body: 'The shroud.' }));
    await bo.threads.accept({ replyId: answers[2]!.id });
    const first = await bo.threads.get({ threadId, limit: 1 });
    expect(first.acceptedReply).toMatchObject({ id: answers[2]!.id, accepted: true });
    await bo.threads.accept({ replyId: answers[1]!.id });
    const all = await bo.threads.get({ threadId });
    expect(all.replies.items.map(({ accepted }) => accepted)).toEqual([false, true, false]);
    const { items } = await org.system.activity.list({ communityId: all.thread.communityId });
    const verbs = items.map(({ verb }) => verb).filter((verb) => verb.endsWith('accept'));
    expect(verbs).toEqual(['accept', 'unaccept', 'accept']);
  });

  test('is an answer, visible, in an open question, and not accepted yet', async () => {
    const { communityId, threadId, ada, bo } = await scene();
    const comment = await ada.threads.reply({ threadId, body: 'Hm.', role: 'comment' });
    const answer = await ada.threads.reply({ threadId, body: 'The shroud.' });
    const refused = async (replyId: string) => (await refusalOf(bo.threads.accept({ replyId }))).code;
    expect(await refused(comment.id)).toBe('conflict');
    expect((await refusalOf(bo.threads.unaccept({ replyId: answer.id }))).code).toBe('conflict');
    await bo.threads.accept({ replyId: answer.id });
    expect(await refused(answer.id)).toBe('conflict');
    await bo.threads.unaccept({ replyId: answer.id });
    await bo.threads.close({ threadId, reason: 'answered-elsewhere' });
    expect(await refused(answer.id)).toBe('conflict');
    const discussion = await startThread(bo, communityId, { kind: 'discussion' });
    const reply = await ada.threads.reply({ threadId: discussion.id, body: 'Indeed.' });
    expect(await refused(reply.id)).toBe('conflict');
  });
});

describe('closing', () => {
  test('takes no replies until it is reopened', async () => {
    const { threadId, ada, bo } = await scene();
    const card = await bo.threads.close({ threadId, reason: 'obsolete' });
    expect(card.state).toBe('closed');
    expect(await refusalOf(ada.threads.reply({ threadId, body: 'Late.' }))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(bo.threads.close({ threadId, reason: 'obsolete' }))).toMatchObject({ code: 'conflict' });
    await bo.threads.reopen({ threadId });
    expect(await refusalOf(bo.threads.reopen({ threadId }))).toMatchObject({ code: 'conflict' });
    await ada.threads.reply({ threadId, body: 'In time.' });
  });

  test('a duplicate, and nothing else, names the thread that it repeats', async () => {
    const { communityId, threadId, bo } = await scene();
    const original = await startThread(bo, communityId);
    const close = (more: object) => refusalOf(bo.threads.close({ threadId, reason: 'duplicate', ...more }));
    for (const more of [{}, { duplicateOf: threadId }, { reason: 'obsolete', duplicateOf: original.id }]) {
      expect(await close(more)).toMatchObject({ code: 'invalid', field: 'duplicateOf' });
    }
    const absent = `t_${communityId.slice(2)}_${'0'.repeat(12)}`;
    expect(await close({ duplicateOf: absent })).toMatchObject({ code: 'not-found', field: 'duplicateOf' });
    await bo.threads.close({ threadId, reason: 'duplicate', duplicateOf: original.id });
    expect((await bo.threads.get({ threadId })).thread.closed).toMatchObject({ duplicateOf: original.id });
  });

  test('as the duplicate of what one cannot read says no more than of what is not there', async () => {
    const { org, threadId, bo } = await scene();
    const secret = await foundCommunity(org, 'Zed', { visibility: 'private' });
    const hidden = await startThread(org.as('Zed'), secret.id);
    const absent = `t_${'0'.repeat(16)}_${'0'.repeat(12)}`;
    const [found, none] = await Promise.all(
      [hidden.id, absent].map((duplicateOf) =>
        refusalOf(bo.threads.close({ threadId, reason: 'duplicate', duplicateOf })),
      ),
    );
    expect(found).toMatchObject({ code: 'not-found', field: 'duplicateOf' });
    expect(found!.message).toBe(none!.message);
    const open = await foundCommunity(org, 'Zed');
    const readable = await startThread(org.as('Zed'), open.id);
    await bo.threads.close({ threadId, reason: 'duplicate', duplicateOf: readable.id });
  });

  test('as the duplicate of a private thread tells where that is to those alone who may read it', async () => {
    const { org, threadId, ada, bo } = await scene();
    const secret = await foundCommunity(org, 'Zed', { visibility: 'private' }, ['Bo']);
    const original = await startThread(org.as('Zed'), secret.id);
    await bo.threads.close({ threadId, reason: 'duplicate', duplicateOf: original.id });
    const closedFor = async (who: typeof bo) => (await who.threads.get({ threadId })).thread.closed;
    expect(await closedFor(bo)).toMatchObject({ reason: 'duplicate', duplicateOf: original.id });
    for (const who of [ada, org.as('Xi')]) {
      expect(await closedFor(who)).toMatchObject({ reason: 'duplicate', duplicateOf: null });
    }
  });
});

describe('reactions', () => {
  test('count once for a person and kind, and are taken back once', async () => {
    const { thread, ada, cy } = await scene();
    const postId = thread.id;
    const like = (kind: ReactionKind = 'like') => ada.threads.react({ postId, kind });
    await like();
    await cy.threads.react({ postId, kind: 'like' });
    await like('insightful');
    const { reactions } = await like();
    expect(reactions).toEqual([
      { kind: 'like', count: 2, mine: true },
      { kind: 'insightful', count: 1, mine: true },
    ]);
    await ada.threads.unreact({ postId, kind: 'like' });
    const after = await ada.threads.unreact({ postId, kind: 'like' });
    expect(after.reactions).toEqual([
      { kind: 'like', count: 1, mine: false },
      { kind: 'insightful', count: 1, mine: true },
    ]);
    expect((await ada.threads.get({ threadId: postId })).thread.reactionCount).toBe(2);
  });

  test('repeated change nothing in the store', async () => {
    const { org, thread, ada } = await scene();
    await ada.threads.thank({ postId: thread.id });
    const before = await headsOf(org.storage);
    await ada.threads.thank({ postId: thread.id });
    await ada.threads.react({ postId: thread.id, kind: 'thanks' });
    await ada.threads.unreact({ postId: thread.id, kind: 'celebrate' });
    await ada.threads.follow({ threadId: thread.id });
    const again = await headsOf(org.storage);
    await ada.threads.follow({ threadId: thread.id });
    expect(await headsOf(org.storage)).toEqual(again);
    expect(Object.keys(again)).toEqual(Object.keys(before));
  });

  test('thanks go to somebody else, and are logged as thanks', async () => {
    const { org, communityId, thread, ada, bo } = await scene();
    expect(await refusalOf(bo.threads.thank({ postId: thread.id }))).toMatchObject({ code: 'conflict' });
    await ada.threads.thank({ postId: thread.id });
    const { items } = await org.system.activity.list({ communityId });
    expect(items.at(-1)).toMatchObject({ verb: 'thank', object: thread.id, target: await org.idOf('Bo') });
  });

  test('of many at once are counted exactly', async () => {
    const { org, communityId, thread } = await scene();
    const people = Array.from({ length: 20 }, (_, at) => `P${at}`);
    await Promise.all(people.map((name) => org.as(name).membership.join({ communityId })));
    await Promise.all(people.map((name) => org.as(name).threads.react({ postId: thread.id, kind: 'like' })));
    const { reactions } = await org.as('P0').threads.react({ postId: thread.id, kind: 'like' });
    expect(reactions).toEqual([{ kind: 'like', count: 20, mine: true }]);
  });
});

test('pinned threads stand above the first page, and in no page', async () => {
  const { communityId, thread, ada, bo } = await scene();
  const others = [];
  for (let at = 0; at < 3; at++) others.push(await startThread(bo, communityId, { title: `Thread ${at}` }));
  await ada.threads.setPinned({ threadId: thread.id, pinned: true });
  const first = await bo.threads.list({ communityId, limit: 2 });
  expect(first.pinned.map(({ id }) => id)).toEqual([thread.id]);
  const second = await bo.threads.list({ communityId, limit: 2, after: first.next! });
  expect(second.pinned).toEqual([]);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(others.map(({ id }) => id).reverse());
  expect((await bo.threads.list({ communityId, kind: 'idea' })).pinned).toEqual([]);
  await ada.threads.setPinned({ threadId: thread.id, pinned: false });
  expect((await bo.threads.list({ communityId })).items).toHaveLength(4);
});

describe('a flag', () => {
  test('is seen by the staff, and decided on once', async () => {
    const { org, communityId, thread, ada, bo, cy } = await scene();
    const { flagId } = await cy.threads.flag({ postId: thread.id, reason: 'confidential', note: 'A customer.' });
    expect(await refusalOf(bo.threads.listFlags({ communityId }))).toMatchObject({ code: 'forbidden' });
    const open = await ada.threads.listFlags({ communityId });
    expect(open.items).toMatchObject([
      { id: flagId, postId: thread.id, reason: 'confidential', note: 'A customer.', resolved: null },
    ]);
    await ada.threads.resolveFlag({ flagId, outcome: 'hidden' });
    const again = ada.threads.resolveFlag({ flagId, outcome: 'kept' });
    expect(await refusalOf(again)).toMatchObject({ code: 'conflict', field: 'flagId' });
    expect((await ada.threads.listFlags({ communityId })).items).toEqual([]);
    const [resolved] = (await ada.threads.listFlags({ communityId, resolved: true })).items;
    expect(resolved?.resolved).toMatchObject({ outcome: 'hidden', by: { id: await org.idOf('Ada') } });
    expect((await bo.threads.get({ threadId: thread.id })).thread.visibility).toBe('hidden');
  });

  test('is one for a person and a post, however often it is said', async () => {
    const { communityId, thread, ada, bo, cy } = await scene();
    const postId = thread.id;
    const { flagId } = await cy.threads.flag({ postId, reason: 'spam' });
    expect(await cy.threads.flag({ postId, reason: 'offensive', note: 'On second thought.' })).toEqual({ flagId });
    await ada.threads.flag({ postId, reason: 'other' });
    const first = await ada.threads.listFlags({ communityId, limit: 1 });
    const second = await ada.threads.listFlags({ communityId, limit: 1, after: first.next! });
    expect([...first.items, ...second.items]).toMatchObject([
      { id: flagId, reason: 'offensive', note: 'On second thought.' },
      { reason: 'other' },
    ]);
    expect(second.next).toBeNull();
    await ada.threads.resolveFlag({ flagId, outcome: 'kept' });
    const again = () => cy.threads.flag({ postId, reason: 'spam' });
    expect(await refusalOf(again())).toMatchObject({ code: 'conflict', field: 'postId' });
    await bo.threads.edit({ postId, body: 'Buy my pills.' });
    expect(await again()).toEqual({ flagId });
  });

  test('that is found needless leaves the post alone', async () => {
    const { thread, ada, cy } = await scene();
    const { flagId } = await cy.threads.flag({ postId: thread.id, reason: 'other' });
    await ada.threads.resolveFlag({ flagId, outcome: 'kept' });
    expect((await cy.threads.get({ threadId: thread.id })).thread.visibility).toBe('visible');
    const absent = flagId.replace(/.{12}$/, '0'.repeat(12));
    const refusal = await refusalOf(ada.threads.resolveFlag({ flagId: absent, outcome: 'kept' }));
    expect(refusal).toMatchObject({ code: 'not-found', field: 'flagId' });
  });
});

test('who writes in a thread follows it, and stops when they say so', async () => {
  const { threadId, ada, cy } = await scene();
  const following = async () => (await ada.threads.get({ threadId })).thread.following;
  expect(await following()).toBe(false);
  await ada.threads.reply({ threadId, body: 'The shroud.' });
  expect(await following()).toBe(true);
  expect(await ada.threads.unfollow({ threadId })).toEqual({ following: false });
  expect(await following()).toBe(false);
  expect(await cy.threads.follow({ threadId })).toEqual({ following: true });
});
