import { describe, expect, it } from 'vitest';
import { inEveryWorld } from './scene.js';

inEveryWorld((scene) => {
  it('a repeated mutation is one mutation, with one answer', async () => {
    const { ada, bob, question } = scene;
    const { thread } = await question();
    const reply = () => bob.threads.reply({ threadId: thread.id, body: 'Once' }, { mutationId: 'm-1' });
    const [first, second] = await Promise.all([reply(), reply()]);
    expect(second?.id).toBe(first?.id);
    expect((await ada.threads.get({ threadId: thread.id })).replies.items).toHaveLength(1);
    const other = bob.threads.reply({ threadId: thread.id, body: 'Something else' }, { mutationId: 'm-1' });
    await expect(other).rejects.toMatchObject({ name: 'CopkitError' });
  });

  describe('what is not there or not allowed', () => {
    it('is a typed problem that names the field', async () => {
      const { ada, eve, question } = scene;
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
      const { ada } = scene;
      const stop = new AbortController();
      stop.abort();
      await expect(ada.people.getMe({}, { signal: stop.signal })).rejects.toMatchObject({
        name: 'CopkitError',
        code: 'aborted',
      });
    });
  });
});
