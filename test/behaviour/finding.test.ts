import type { CopkitApi, Wake } from '@copkit/core';
import { describe, expect, it, vi } from 'vitest';
import { inEveryWorld } from './scene.js';

inEveryWorld((scene) => {
  describe('search', () => {
    it('finds posts by words, beginnings and with mistakes, where one may read', async () => {
      const { ada, bob, eve, question } = scene;
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
      const { ada, bob } = scene;
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
      const { ada, bob, eve, question } = scene;
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
});
