import { describe, expect, it } from 'vitest';
import { inEveryWorld } from './scene.js';

inEveryWorld((scene) => {
  describe('threads', () => {
    it('are asked, answered and resolved', async () => {
      const { ada, bob, question } = scene;
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
      const { ada, bob, question } = scene;
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
      const { ada, bob, question } = scene;
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
      const { ada, bob, idOf, question } = scene;
      const { thread } = await question();
      const id = await idOf(bob);
      const reply = await ada.threads.reply({ threadId: thread.id, body: `@[${id}] knows` });
      expect(reply.mentions.map((person) => person.name)).toEqual(['Bob Noyce']);
      expect(reply.html).toContain(`<span class="mention" data-person="${id}">@Bob Noyce</span>`);
    });

    it('come page by page, both ways', async () => {
      const { bob, question } = scene;
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
      const { ada, bob, question } = scene;
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
});
