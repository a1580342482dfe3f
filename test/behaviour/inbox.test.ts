import type { Wake } from '@copkit/core';
import { describe, expect, it, vi } from 'vitest';
import { inEveryWorld } from './scene.js';

inEveryWorld((scene) => {
  describe('the inbox', () => {
    it('wakes who watches it, tells them once what concerns them, and is read with the thread', async () => {
      const { ada, bob, eve, idOf, question } = scene;
      const { thread } = await question();
      const woken: string[] = [];
      let status = '';
      const stop = bob.watch(['inbox'], ({ target }: Wake) => woken.push(target), {
        onStatus: (now) => {
          status = now;
        },
      });
      await vi.waitFor(() => expect(status).toBe('live'), { timeout: 10_000 });
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
      const { ada, bob, idOf, question } = scene;
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
});
