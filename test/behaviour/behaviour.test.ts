import type { CopkitApi, Wake } from '@copkit/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADA, BOB, EVE, type World, worlds } from './worlds.js';

describe.each(Object.entries(worlds))('%s', (_, make) => {
  let world: World;
  let ada: CopkitApi;
  let bob: CopkitApi;
  let eve: CopkitApi;

  beforeEach(async () => {
    world = await make();
    [ada, bob, eve] = [world.as(ADA), world.as(BOB), world.as(EVE)];
  });
  afterEach(() => world.close());

  const idOf = async (person: CopkitApi) => (await person.people.getMe()).id;
  const create = (more: Partial<Parameters<CopkitApi['communities']['create']>[0]> = {}) =>
    ada.communities.create({ name: 'Rotor dynamics', purpose: 'Quieter rotors', topics: ['vibration'], ...more });
  async function question() {
    const community = await create();
    await bob.membership.join({ communityId: community.id });
    const thread = await ada.threads.start({
      communityId: community.id,
      kind: 'question',
      title: 'Why does the rotor hum?',
      body: 'At **3,000** rpm',
      topics: ['vibration'],
    });
    return { community, thread };
  }

  describe('people', () => {
    it('are who the sign-on says, by a minted id', async () => {
      const me = await ada.people.getMe();
      expect(me).toMatchObject({ name: 'Ada Byron', unit: 'Turbines', admin: false });
      expect(me.id).toMatch(/^p_/);
      expect(me.id).not.toContain('ada');
      expect((await ada.people.getMe()).id).toBe(me.id);
      expect(await bob.people.get({ personId: me.id })).toMatchObject({ id: me.id, name: 'Ada Byron' });
    });
  });

  describe('communities', () => {
    it('are created with their first facilitator and found by others', async () => {
      const community = await create();
      expect(community).toMatchObject({
        name: 'Rotor dynamics',
        charter: { purpose: 'Quieter rotors' },
        visibility: 'open',
        joinPolicy: 'open',
        you: { state: 'active', roles: expect.arrayContaining(['facilitator']) },
      });
      expect(community.facilitators.map((person) => person.name)).toEqual(['Ada Byron']);
      await vi.waitFor(async () => {
        const { items } = await bob.communities.list();
        expect(items).toMatchObject([{ id: community.id, you: { state: 'none' } }]);
      });
      expect((await bob.communities.get({ communityId: community.id })).topics.map((topic) => topic.label)).toEqual([
        'vibration',
      ]);
    });

    it('are joined at once, on request, or not at all', async () => {
      const open = await create();
      expect(await bob.membership.join({ communityId: open.id })).toMatchObject({ state: 'active', roles: ['member'] });

      const careful = await create({ name: 'Blades', joinPolicy: 'request', visibility: 'closed' });
      expect(await bob.membership.join({ communityId: careful.id, message: 'Please' })).toMatchObject({
        state: 'requested',
      });
      await expect(bob.threads.list({ communityId: careful.id })).rejects.toMatchObject({ code: 'forbidden' });
      const requests = await ada.membership.listRequests({ communityId: careful.id });
      expect(requests.items).toMatchObject([{ person: { name: 'Bob Noyce' }, message: 'Please' }]);
      const personId = requests.items[0]?.person.id ?? '';
      await expect(bob.membership.approve({ communityId: careful.id, personId })).rejects.toMatchObject({
        code: 'forbidden',
      });
      expect(await ada.membership.approve({ communityId: careful.id, personId })).toMatchObject({ state: 'active' });
      expect((await bob.threads.list({ communityId: careful.id })).items).toEqual([]);

      const hidden = await create({ name: 'Mergers', joinPolicy: 'invitation', visibility: 'private' });
      await expect(bob.communities.get({ communityId: hidden.id })).rejects.toMatchObject({ code: 'not-found' });
      await expect(bob.membership.join({ communityId: hidden.id })).rejects.toMatchObject({ code: 'not-found' });
      await ada.membership.invite({ communityId: hidden.id, personId: await idOf(bob) });
      expect(await bob.membership.accept({ communityId: hidden.id })).toMatchObject({ state: 'active' });
      expect((await bob.communities.get({ communityId: hidden.id })).name).toBe('Mergers');
    });

    it('are not left by their last facilitator without a successor', async () => {
      const { id: communityId } = await create();
      await bob.membership.join({ communityId });
      await expect(ada.membership.leave({ communityId })).rejects.toMatchObject({
        name: 'CopkitError',
        code: 'conflict',
      });
      await ada.membership.leave({ communityId, successorId: await idOf(bob) });
      const { facilitators } = await bob.communities.get({ communityId });
      expect(facilitators.map((person) => person.name)).toEqual(['Bob Noyce']);
    });
  });

  describe('threads', () => {
    it('are asked, answered and resolved', async () => {
      const { community, thread } = await question();
      expect(thread).toMatchObject({ state: 'open', replyCount: 0, author: { name: 'Ada Byron' } });
      expect(thread.html).toContain('<strong>3,000</strong>');
      const threadId = thread.id;

      const answer = await bob.threads.reply({ threadId, body: 'Balance it.' });
      expect(answer).toMatchObject({ role: 'answer', inReplyTo: null, accepted: false, author: { name: 'Bob Noyce' } });
      const comment = await ada.threads.reply({ threadId, body: 'How?', inReplyTo: answer.id });
      expect(comment).toMatchObject({ role: 'comment', inReplyTo: answer.id });

      await expect(bob.threads.accept({ replyId: answer.id })).rejects.toMatchObject({ code: 'forbidden' });
      await ada.threads.accept({ replyId: answer.id });
      const page = await bob.threads.get({ threadId });
      expect(page.thread).toMatchObject({
        state: 'resolved',
        replyCount: 2,
        answerCount: 1,
        acceptedReplyId: answer.id,
      });
      expect(page.acceptedReply).toMatchObject({ id: answer.id, accepted: true });
      expect(page.replies.items.map((reply) => reply.id)).toEqual([answer.id, comment.id]);

      await ada.threads.unaccept({ replyId: answer.id });
      const { items } = await bob.threads.list({ communityId: community.id, state: 'answered' });
      expect(items.map((card) => card.id)).toEqual([threadId]);
    });

    it('take reactions, once each', async () => {
      const { thread } = await question();
      const postId = thread.id;
      expect((await bob.threads.react({ postId, kind: 'like' })).reactions).toEqual([
        { kind: 'like', count: 1, mine: true },
      ]);
      expect((await bob.threads.react({ postId, kind: 'like' })).reactions).toEqual([
        { kind: 'like', count: 1, mine: true },
      ]);
      expect((await bob.threads.thank({ postId })).reactions).toContainEqual({ kind: 'thanks', count: 1, mine: true });
      const seen = (await ada.threads.get({ threadId: thread.id })).thread.reactions;
      expect(seen).toContainEqual({ kind: 'like', count: 1, mine: false });
      expect(
        (await bob.threads.unreact({ postId, kind: 'like' })).reactions.filter(({ kind }) => kind === 'like'),
      ).toEqual([]);
    });

    it('are edited with a history, and withdrawn', async () => {
      const { thread } = await question();
      await expect(bob.threads.edit({ postId: thread.id, body: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
      await ada.threads.edit({ postId: thread.id, body: 'At 6,000 rpm' });
      const { items } = await ada.threads.getHistory({ postId: thread.id });
      expect(items.map((version) => version.body)).toContain('At **3,000** rpm');
      const reply = await bob.threads.reply({ threadId: thread.id, body: 'Oops' });
      await bob.threads.withdraw({ postId: reply.id });
      const [shown] = (await ada.threads.get({ threadId: thread.id })).replies.items;
      expect(shown).toMatchObject({ visibility: 'withdrawn', body: '', html: '' });
    });

    it('mention people by name', async () => {
      const { thread } = await question();
      const id = await idOf(bob);
      const reply = await ada.threads.reply({ threadId: thread.id, body: `@[${id}] knows` });
      expect(reply.mentions.map((person) => person.name)).toEqual(['Bob Noyce']);
      expect(reply.html).toContain(`<span class="mention" data-person="${id}">@Bob Noyce</span>`);
    });

    it('come page by page, both ways', async () => {
      const { community } = await question();
      const start = (n: number) =>
        bob.threads.start({ communityId: community.id, kind: 'discussion', title: `Thread ${n}`, body: 'x' });
      for (let n = 0; n < 6; n++) await start(n);
      const list = (more: object) => bob.threads.list({ communityId: community.id, sort: 'newest', limit: 3, ...more });
      const first = await list({});
      expect(first.items.map((card) => card.title)).toEqual(['Thread 5', 'Thread 4', 'Thread 3']);
      expect(first.previous).toBeNull();
      const second = await list({ after: first.next });
      expect(second.items.map((card) => card.title)).toEqual(['Thread 2', 'Thread 1', 'Thread 0']);
      const back = await list({ before: second.previous });
      expect(back.items.map((card) => card.id)).toEqual(first.items.map((card) => card.id));
      const third = await list({ after: second.next });
      expect([third.items.length, third.next]).toEqual([1, null]);
      await expect(list({ after: 'stale' })).rejects.toMatchObject({ code: 'stale-cursor', field: 'after' });
    });

    it('are unread until they are read', async () => {
      const { community, thread } = await question();
      const unread = async () =>
        (await bob.threads.list({ communityId: community.id })).items.map((card) => card.unread);
      expect(await unread()).toEqual([true]);
      await bob.threads.markRead({ threadId: thread.id });
      expect(await unread()).toEqual([false]);
      await ada.threads.reply({ threadId: thread.id, body: 'More' });
      expect(await unread()).toEqual([true]);
      await bob.threads.markAllRead({ communityId: community.id });
      expect(await unread()).toEqual([false]);
    });
  });

  it('a repeated mutation is one mutation, with one answer', async () => {
    const { thread } = await question();
    const reply = () => bob.threads.reply({ threadId: thread.id, body: 'Once' }, { mutationId: 'm-1' });
    const [first, second] = await Promise.all([reply(), reply()]);
    expect(second?.id).toBe(first?.id);
    expect((await ada.threads.get({ threadId: thread.id })).replies.items).toHaveLength(1);
    const other = bob.threads.reply({ threadId: thread.id, body: 'Something else' }, { mutationId: 'm-1' });
    await expect(other).rejects.toMatchObject({ name: 'CopkitError' });
  });

  describe('search', () => {
    it('finds posts by words, beginnings and with mistakes, where one may read', async () => {
      const { community, thread } = await question();
      const reply = await bob.threads.reply({ threadId: thread.id, body: 'The *bearing* is worn.' });
      const find = async (text: string, more: object = {}) => (await eve.search.find({ text, ...more })).items;
      const posts = async (text: string) => (await find(text)).map((hit) => hit.kind !== 'practice' && hit.postId);
      expect(await posts('hum')).toEqual([thread.id]);
      expect(await posts('bearng')).toEqual([reply.id]);
      const [hit] = await find('bear', { communityId: community.id });
      expect(hit).toMatchObject({ threadId: thread.id, author: { name: 'Bob Noyce' } });
      expect(hit?.extract).toContainEqual({ text: 'bearing', match: true });
      await ada.communities.update({ communityId: community.id, visibility: 'closed' });
      expect(await find('hum')).toEqual([]);
    });
  });

  describe('drafts', () => {
    it('are kept for their owner until they are discarded', async () => {
      const key = 'start:somewhere';
      expect((await ada.drafts.get({ key })).draft).toBeNull();
      await ada.drafts.save({ key, title: 'Half', body: 'a thought', topics: [] });
      expect((await ada.drafts.get({ key })).draft).toMatchObject({ title: 'Half', body: 'a thought' });
      expect((await bob.drafts.get({ key })).draft).toBeNull();
      expect((await ada.drafts.list()).items.map((draft) => draft.key)).toEqual([key]);
      await ada.drafts.discard({ key });
      expect((await ada.drafts.list()).items).toEqual([]);
    });
  });

  describe('live', () => {
    it('wakes who watches what changed, and nobody who may not read it', async () => {
      const { community, thread } = await question();
      const woken: Record<string, string[]> = { bob: [], eve: [] };
      const status = { bob: '', eve: '' };
      const watch = (who: 'bob' | 'eve', person: CopkitApi, ids: string[]) =>
        person.watch(ids, ({ target }: Wake) => woken[who]?.push(target), {
          onStatus: (now) => {
            status[who] = now;
          },
        });
      const stop = watch('bob', bob, [thread.id]);
      watch('eve', eve, [community.id]);
      await vi.waitFor(() => expect(status).toEqual({ bob: 'live', eve: 'live' }));
      await ada.threads.reply({ threadId: thread.id, body: 'News' });
      await vi.waitFor(() => {
        expect(woken.bob).toContain(thread.id);
        expect(woken.eve).toContain(community.id);
      });

      await ada.communities.update({ communityId: community.id, visibility: 'closed' });
      await vi.waitFor(async () => {
        woken.bob = [];
        woken.eve = [];
        await ada.threads.reply({ threadId: thread.id, body: 'Secret' });
        await vi.waitFor(() => expect(woken.bob).toContain(thread.id));
        expect(woken.eve).toEqual([]);
      });
      stop();
    });
  });

  describe('the inbox', () => {
    it('wakes who watches it, tells them once what concerns them, and is read with the thread', async () => {
      const { thread } = await question();
      const woken: string[] = [];
      let status = '';
      const stop = bob.watch(['inbox'], ({ target }: Wake) => woken.push(target), {
        onStatus: (now) => {
          status = now;
        },
      });
      await vi.waitFor(() => expect(status).toBe('live'));
      woken.length = 0;
      const body = `What do you say, @[${await idOf(bob)}]?`;
      const reply = await ada.threads.reply({ threadId: thread.id, body });
      await vi.waitFor(() => expect(woken).toEqual(['inbox']));
      expect(await bob.inbox.countUnread()).toEqual({ count: 1 });
      expect((await bob.inbox.list()).items).toMatchObject([
        { type: 'mention', object: reply.id, threadId: thread.id, title: thread.title, actor: { name: 'Ada Byron' } },
      ]);
      await bob.threads.markRead({ threadId: thread.id });
      expect(await bob.inbox.countUnread()).toEqual({ count: 0 });
      const [entry] = (await bob.inbox.list()).items;
      expect(await bob.inbox.markRead({ entryIds: [entry?.id ?? ''] })).toEqual({ marked: 0 });
      expect((await eve.inbox.list()).items).toEqual([]);
      stop();
    });

    it('holds the questions that are put to a person, soon after they were asked', async () => {
      const { community } = await question();
      const personId = await idOf(bob);
      await ada.membership.setRoles({ communityId: community.id, personId, roles: ['expert', 'member'] });
      const asking = { communityId: community.id, title: 'Which oil?', body: 'For the gear.' };
      const { people } = await ada.routing.preview(asking);
      expect(people.map(({ person }) => person.name)).toEqual(['Bob Noyce']);
      const { id: threadId } = await ada.threads.start({ ...asking, kind: 'question', invite: true });
      await vi.waitFor(async () => expect((await bob.routing.listMine()).items).toMatchObject([{ threadId }]));
      expect((await bob.inbox.list({ type: 'invitation' })).items).toMatchObject([{ threadId, title: 'Which oil?' }]);
      await bob.routing.decline({ threadId });
      expect((await bob.routing.listMine()).items).toEqual([]);
    });
  });

  describe('what is not there or not allowed', () => {
    it('is a typed problem that names the field', async () => {
      const { community, thread } = await question();
      const communityId = community.id;
      await expect(ada.communities.get({ communityId: 'c_0000000000000000' })).rejects.toMatchObject({
        name: 'CopkitError',
        code: 'not-found',
      });
      await expect(ada.threads.get({ threadId: communityId })).rejects.toMatchObject({
        code: 'invalid',
        field: 'threadId',
      });
      await expect(eve.threads.reply({ threadId: thread.id, body: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(ada.threads.start({ communityId, kind: 'question', title: '', body: '' })).rejects.toMatchObject({
        code: 'invalid',
        field: 'title',
      });
      const unknown = { threadId: thread.id, body: 'x', colour: 'red' };
      await expect(ada.threads.reply(unknown)).rejects.toMatchObject({ code: 'invalid', field: 'colour' });
    });

    it('is given up when its caller does', async () => {
      const stop = new AbortController();
      stop.abort();
      await expect(ada.people.getMe({}, { signal: stop.signal })).rejects.toMatchObject({
        name: 'CopkitError',
        code: 'aborted',
      });
    });
  });
});
