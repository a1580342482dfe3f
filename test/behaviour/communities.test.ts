import { describe, expect, it, vi } from 'vitest';
import { inEveryWorld } from './scene.js';

inEveryWorld((scene) => {
  describe('people', () => {
    it('are who the sign-on says, by a minted id', async () => {
      const { ada, bob } = scene;
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
      const { bob, create } = scene;
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
      const { ada, bob, idOf, create } = scene;
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
      const { ada, bob, idOf, create } = scene;
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
});
