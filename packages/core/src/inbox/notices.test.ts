import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Extension, type Notice, write } from '../index.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { watching } from '../testing/watching.js';

interface Tell {
  communityId: string;
  personId: string;
  key: string;
  notice: Notice;
}

const telling: Extension = {
  name: 'telling',
  operations: [
    write<Tell, null, null>({
      name: 'telling.tell',
      summary: 'Tells somebody.',
      input: z.custom<Tell>(),
      output: z.null(),
      allow: ['participant'],
      community: (input) => input.communityId,
      async run(context, { personId, key, notice }) {
        context.notify(personId, key, notice);
        return null;
      },
      answer: async () => null,
    }),
  ],
};

async function scene() {
  const org = await organisation({ extensions: [telling] });
  const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'closed' }, ['Bo']);
  await org.as('Bo').inbox.markRead({ all: true });
  const thread = await startThread(org.as('Ada'), communityId, { title: 'Hum' });
  const tell = async (name: string, key: string, notice: Partial<Notice> = {}) =>
    org.as('Ada').call('telling.tell', {
      communityId,
      personId: await org.idOf(name),
      key,
      notice: { type: 'reply', object: thread.id, actor: await org.idOf('Ada'), ...notice },
    });
  return { org, communityId, thread, tell };
}

/** Apart from the invitation into the community. */
const inboxOf = async (org: Organisation, name: string) =>
  (await org.as(name).inbox.list()).items.filter(({ detail }) => detail.state !== 'active' && detail.state !== 'left');
const unread = async (org: Organisation, name: string) => (await org.as(name).inbox.countUnread()).count;

test('an entry is shown with the names of now, the newest first', async () => {
  const { org, communityId, thread, tell } = await scene();
  await tell('Bo', 'one');
  await tell('Bo', 'two', { type: 'unanswered', detail: { hours: 48 } });
  await org.as('Ada').threads.edit({ postId: thread.id, title: 'Whine' });
  expect(await inboxOf(org, 'Bo')).toMatchObject([
    { type: 'unanswered', title: 'Whine', threadId: thread.id, detail: { hours: 48 }, unread: true },
    {
      type: 'reply',
      actor: { name: 'Ada Quill-Ada' },
      community: { id: communityId, name: 'Rotor dynamics' },
      object: thread.id,
      threadId: thread.id,
      title: 'Whine',
    },
  ]);
  expect((await org.as('Bo').inbox.list({ type: 'reply' })).items).toHaveLength(1);
});

test('the same key twice is one entry, nobody is told of their own act, and a mention outweighs a reply', async () => {
  const { org, tell } = await scene();
  await tell('Bo', 'one');
  await org.as('Bo').inbox.markRead({ all: true });
  await tell('Bo', 'one');
  await tell('Ada', 'one');
  expect(await inboxOf(org, 'Bo')).toMatchObject([{ type: 'reply', unread: false }]);
  expect(await inboxOf(org, 'Ada')).toEqual([]);
  await tell('Bo', 'one', { type: 'mention' });
  await tell('Bo', 'one', { type: 'reply' });
  expect(await inboxOf(org, 'Bo')).toMatchObject([{ type: 'mention', unread: true }]);
});

test('nobody is told of what they may not read, and what they may no longer read is neither listed nor counted', async () => {
  const { org, communityId, thread, tell } = await scene();
  await tell('Bo', 'one');
  await tell('Bo', 'for staff', { type: 'review', forStaff: true });
  await tell('Stranger', 'one');
  expect(await unread(org, 'Stranger')).toBe(0);
  expect(await inboxOf(org, 'Bo')).toHaveLength(1);
  await org.as('Ada').threads.hide({ postId: thread.id });
  expect([await inboxOf(org, 'Bo'), await unread(org, 'Bo')]).toEqual([[], 0]);
  await org.as('Ada').threads.restore({ postId: thread.id });
  expect(await unread(org, 'Bo')).toBe(1);
  await org.as('Bo').membership.leave({ communityId });
  expect([await inboxOf(org, 'Bo'), await unread(org, 'Bo')]).toEqual([[], 0]);
});

test('entries are counted, listed and marked as read, each person their own', async () => {
  const { org, tell } = await scene();
  for (const key of ['one', 'two', 'three']) await tell('Bo', key);
  const first = await org.as('Bo').inbox.list({ limit: 2, type: 'reply' });
  const rest = await org.as('Bo').inbox.list({ limit: 2, type: 'reply', after: first.next ?? '' });
  expect([first.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
  const [entry] = rest.items;
  const entryIds = [entry?.id ?? ''];
  expect(await org.as('Ada').inbox.markRead({ entryIds })).toEqual({ marked: 0 });
  expect(await org.as('Bo').inbox.markRead({ entryIds })).toEqual({ marked: 1 });
  expect(await unread(org, 'Bo')).toBe(2);
  expect((await org.as('Bo').inbox.list({ unread: true })).items).toHaveLength(2);
  expect(await org.as('Bo').inbox.markRead({ all: true })).toEqual({ marked: 2 });
  expect(await org.as('Bo').inbox.markRead({ all: true })).toEqual({ marked: 0 });
  expect(await unread(org, 'Bo')).toBe(0);
  expect((await refusalOf(org.as('Bo').inbox.markRead({ entryIds: ['x'] }))).code).toBe('invalid');
});

test('watching the inbox wakes for the own one and for no other', async () => {
  const { org, tell } = await scene();
  const bo = await watching(org.as('Bo'), ['inbox']);
  const ada = await watching(org.as('Ada'), ['inbox']);
  await tell('Bo', 'one');
  await bo.woken(1);
  await org.as('Bo').inbox.markRead({ all: true });
  await bo.woken(2);
  expect(bo.wakes).toEqual(['inbox', 'inbox']);
  expect(ada.wakes).toEqual([]);
  bo.stop();
  ada.stop();
});
