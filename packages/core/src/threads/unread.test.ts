import { expect, test } from 'vitest';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';

async function scene() {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const old = await startThread(org.as('Ada'), communityId, { title: 'Before Bo came' });
  await org.as('Bo').membership.join({ communityId });
  const fresh = await startThread(org.as('Ada'), communityId, { title: 'After' });
  const unread = async (name = 'Bo') =>
    (await org.as(name).threads.list({ communityId })).items.filter((thread) => thread.unread).map(({ id }) => id);
  return { org, communityId, old, fresh, bo: org.as('Bo'), ada: org.as('Ada'), unread };
}

test('unread is what others wrote since one joined, until it is read', async () => {
  const { bo, ada, old, fresh, unread, communityId } = await scene();
  expect(await unread()).toEqual([fresh.id]);
  await bo.threads.markRead({ threadId: fresh.id });
  expect(await unread()).toEqual([]);
  await ada.threads.reply({ threadId: old.id, body: 'News.' });
  await ada.threads.reply({ threadId: fresh.id, body: 'News.' });
  expect((await unread()).sort()).toEqual([old.id, fresh.id].sort());
  await bo.threads.markAllRead({ communityId });
  expect(await unread()).toEqual([]);
  await bo.threads.reply({ threadId: old.id, body: 'My own words.' });
  expect(await unread()).toEqual([]);
});

test('unread is nothing for who is no member', async () => {
  const { unread } = await scene();
  expect(await unread('Cy')).toEqual([]);
});

test('a thread marked again keeps its mark', async () => {
  const { bo, fresh } = await scene();
  const { at } = await bo.threads.markRead({ threadId: fresh.id });
  expect((await bo.threads.markRead({ threadId: fresh.id })).at).toBe(at);
  const absent = fresh.id.replace(/.{12}$/, '0'.repeat(12));
  expect(await refusalOf(bo.threads.markRead({ threadId: absent }))).toMatchObject({ code: 'not-found' });
});

test.each([
  ['the same', 0],
  ['an earlier', -1_000],
])('unread is what comes after a mark under %s moment', async (_, milliseconds) => {
  const { org, bo, ada, old, fresh, unread, communityId } = await scene();
  const writeAfter = async (marking: Promise<unknown>, threadId: string) => {
    await marking;
    org.clock.forward(milliseconds);
    await ada.threads.reply({ threadId, body: 'News.' });
  };
  await ada.threads.reply({ threadId: old.id, body: 'News.' });
  org.clock.stopped = true;
  await writeAfter(bo.threads.markRead({ threadId: fresh.id }), fresh.id);
  expect((await unread()).sort()).toEqual([old.id, fresh.id].sort());
  await writeAfter(bo.threads.markAllRead({ communityId }), fresh.id);
  expect(await unread()).toEqual([fresh.id]);
});

test('what one writes oneself is read, and what others wrote before it is not', async () => {
  const { bo, ada, fresh, unread, communityId } = await scene();
  await bo.threads.markRead({ threadId: fresh.id });
  await bo.threads.reply({ threadId: fresh.id, body: 'Mine.' });
  expect(await unread()).toEqual([]);
  await ada.threads.reply({ threadId: fresh.id, body: 'Which Bo has not read.' });
  await bo.threads.reply({ threadId: fresh.id, body: 'Mine again.' });
  await bo.threads.reply({ threadId: fresh.id, body: 'And again.' });
  expect(await unread()).toEqual([fresh.id]);
  expect(await unread('Ada')).toEqual([fresh.id]);
  await bo.threads.markRead({ threadId: fresh.id });
  await bo.threads.reply({ threadId: fresh.id, body: 'Having read it.' });
  expect(await unread()).toEqual([]);
  const own = await startThread(bo, communityId);
  expect(await unread()).toEqual([]);
  await ada.threads.reply({ threadId: own.id, body: 'News.' });
  expect(await unread()).toEqual([own.id]);
});
