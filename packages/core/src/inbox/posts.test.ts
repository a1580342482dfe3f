import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foundCommunity, type Organisation, organisation, startThread } from '../testing/organisation.js';
import { cast, play, steps } from '../testing/scenario.js';

async function scene(members: readonly string[] = ['Bo', 'Cy']) {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, members);
  for (const name of members) await org.as(name).inbox.markRead({ all: true });
  const thread = await startThread(org.as('Bo'), communityId);
  return { org, communityId, threadId: thread.id };
}

/** What is unread in somebody's inbox, oldest first. */
async function news(org: Organisation, name: string) {
  const { items } = await org.as(name).inbox.list({ unread: true });
  return items.map(({ type, object }) => ({ type, object })).reverse();
}

const naming = async (org: Organisation, ...names: string[]) =>
  (await Promise.all(names.map(async (name) => `@[${await org.idOf(name)}]`))).join(' ');

test('an answer is told to the asker, a reply to those who follow, neither to its author', async () => {
  const { org, threadId } = await scene();
  await org.as('Ada').threads.follow({ threadId });
  const answer = await org.as('Cy').threads.reply({ threadId, body: 'A loose bolt.' });
  expect(await news(org, 'Bo')).toEqual([{ type: 'answer', object: answer.id }]);
  expect(await news(org, 'Ada')).toEqual([{ type: 'reply', object: answer.id }]);
  expect(await news(org, 'Cy')).toEqual([]);
});

test('who stopped following hears of replies to their own, and of nothing else in there', async () => {
  const { org, threadId } = await scene();
  const answer = await org.as('Cy').threads.reply({ threadId, body: 'A loose bolt.' });
  await org.as('Cy').threads.unfollow({ threadId });
  await org.as('Ada').threads.reply({ threadId, body: 'Or the gear.' });
  expect(await news(org, 'Cy')).toEqual([]);
  const comment = await org.as('Bo').threads.reply({ threadId, body: 'Which one?', inReplyTo: answer.id });
  expect(await news(org, 'Cy')).toEqual([{ type: 'reply', object: comment.id }]);
});

test('a mention and a reply to the same person are one entry, the mention', async () => {
  const { org, threadId } = await scene();
  const named = await org.as('Cy').threads.reply({ threadId, body: `See ${await naming(org, 'Bo', 'Ada', 'Cy')}` });
  expect(await news(org, 'Bo')).toEqual([{ type: 'mention', object: named.id }]);
  expect(await news(org, 'Ada')).toEqual([{ type: 'mention', object: named.id }]);
  expect(await news(org, 'Cy')).toEqual([]);
});

test('who is named by an edit hears of it, who was named before does not again, and a facilitator names nobody twice', async () => {
  const { org, threadId } = await scene();
  await org.as('Bo').threads.edit({ postId: threadId, body: `Ask ${await naming(org, 'Cy')}` });
  expect(await news(org, 'Cy')).toEqual([{ type: 'mention', object: threadId }]);
  await org.as('Cy').inbox.markRead({ all: true });
  await org.as('Ada').threads.edit({ postId: threadId, body: `Ask ${await naming(org, 'Cy', 'Ada', 'Bo')}` });
  expect(await news(org, 'Cy')).toEqual([]);
  expect(await news(org, 'Ada')).toEqual([]);
  expect(await news(org, 'Bo')).toEqual([]);
});

test('a mention of somebody who may not read the community tells them nothing', async () => {
  const { org, communityId, threadId } = await scene();
  await org.as('Ada').communities.update({ communityId, visibility: 'closed' });
  await org.as('Bo').threads.edit({ postId: threadId, body: `Ask ${await naming(org, 'Di')}` });
  expect((await org.as('Di').inbox.countUnread()).count).toBe(0);
});

test('an accepted answer is told to who gave it, once, and reading the thread reads all that was told of it', async () => {
  const { org, threadId } = await scene();
  const answer = await org.as('Cy').threads.reply({ threadId, body: 'A loose bolt.' });
  await org.as('Bo').threads.accept({ replyId: answer.id });
  await org.as('Bo').threads.unaccept({ replyId: answer.id });
  await org.as('Bo').threads.accept({ replyId: answer.id });
  expect(await news(org, 'Cy')).toEqual([{ type: 'accepted', object: answer.id }]);
  await org.as('Cy').threads.markRead({ threadId });
  expect(await news(org, 'Cy')).toEqual([]);
  await org.as('Bo').threads.markRead({ threadId });
  expect((await org.as('Bo').inbox.countUnread()).count).toBe(0);
});

test('requests to join are told to the facilitators, with how they stand now; what became of them to who asked', async () => {
  const { org, communityId } = await scene();
  await org.as('Ada').communities.update({ communityId, visibility: 'private', joinPolicy: 'request' });
  await org.as('Ada').membership.invite({ communityId, personId: await org.idOf('Di') });
  const told = async (name: string) =>
    (await org.as(name).inbox.list({ type: 'membership', unread: true })).items.map(({ detail, title, actor }) => ({
      state: detail.state,
      title,
      actor: actor?.name,
    }));
  const title = 'Rotor dynamics';
  const [ada, di] = ['Ada Quill-Ada', 'Di Quill-Di'];
  expect(await told('Di')).toEqual([{ state: 'invited', title, actor: ada }]);
  await org.as('Di').membership.refuse({ communityId });
  await org.as('Ada').communities.update({ communityId, visibility: 'closed' });
  await org.as('Di').inbox.markRead({ all: true });
  await org.as('Di').membership.join({ communityId });
  expect(await told('Ada')).toEqual([{ state: 'requested', title, actor: di }]);
  await org.as('Ada').membership.decline({ communityId, personId: await org.idOf('Di') });
  expect(await told('Ada')).toEqual([{ state: 'declined', title, actor: di }]);
  expect(await told('Di')).toEqual([{ state: 'declined', title, actor: ada }]);
  await org.as('Ada').membership.setRoles({
    communityId,
    personId: await org.idOf('Bo'),
    roles: ['facilitator', 'member'],
  });
  await org.as('Bo').membership.setRoles({ communityId, personId: await org.idOf('Ada'), roles: ['member'] });
  expect(await told('Ada')).toEqual([]);
});

test('who left a private community, or was removed, has nothing of it in their inbox any more', async () => {
  const { org, communityId } = await scene();
  await org.as('Ada').communities.update({ communityId, visibility: 'private', joinPolicy: 'invitation' });
  const told = async () => {
    const di = org.as('Di');
    return [(await di.inbox.list()).items.length, (await di.inbox.countUnread()).count];
  };
  const personId = await org.idOf('Di');
  await org.as('Ada').membership.invite({ communityId, personId });
  await org.as('Di').membership.accept({ communityId });
  expect(await told()).toEqual([1, 1]);
  await org.as('Di').membership.leave({ communityId });
  expect(await told()).toEqual([0, 0]);
  await org.as('Ada').membership.invite({ communityId, personId });
  await org.as('Di').membership.accept({ communityId });
  expect(await told()).toEqual([2, 2]);
  await org.as('Ada').membership.remove({ communityId, personId });
  expect(await told()).toEqual([0, 0]);
});

test('a flag is told to the facilitators', async () => {
  const { org, threadId } = await scene();
  await org.as('Cy').threads.flag({ postId: threadId, reason: 'spam' });
  expect(await news(org, 'Ada')).toEqual([{ type: 'review', object: threadId }]);
  expect(await news(org, 'Bo')).toEqual([]);
});

test('whatever happens, nobody has two entries for a post, one for their own act, or one they may not read', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const org = await organisation();
      await play([org], script, 3);
      for (const name of cast) {
        const me = await org.idOf(name);
        const { items } = await org.as(name).inbox.list({ limit: 100 });
        const ofPosts = items.filter(({ type }) => type === 'mention' || type === 'reply' || type === 'answer');
        expect(new Set(ofPosts.map(({ object }) => object)).size).toBe(ofPosts.length);
        expect(items.filter(({ actor }) => actor?.id === me)).toEqual([]);
        for (const { threadId } of items) {
          if (threadId !== null)
            expect((await org.as(name).threads.get({ threadId })).thread.visibility).toBe('visible');
        }
        expect((await org.as(name).inbox.countUnread()).count).toBe(items.filter(({ unread }) => unread).length);
      }
    }),
    { numRuns: 10, seed: 20_260_105 },
  );
});
