import { MemoryStore } from '@copkit/storage';
import { expect, test } from 'vitest';
import { fullNameOf, hostIdOf, type Organisation, refusalOf } from '../testing/organisation.js';
import { lived, tracesOf, withPrivacy } from '../testing/privacy.js';

async function linesOf({ cop }: Organisation): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of cop.dump()) lines.push(line);
  return lines;
}

async function restored(lines: readonly string[], clockOf: Organisation): Promise<Organisation> {
  const org = await withPrivacy({ store: new MemoryStore('restored'), seed: 2, clockOf });
  await org.cop.restore(
    (async function* () {
      yield* lines;
    })(),
  );
  return org;
}

/** Somebody names Bo in a reply, a backup is made, Bo is erased, and the reply is redacted. */
async function backedUp() {
  const world = await lived();
  const { org, communityId, threadId, boId } = world;
  const { id: replyId } = await org.as('Ada').threads.reply({ threadId, body: `Ask ${fullNameOf('Bo')}.` });
  const backup = await linesOf(org);
  await org.admin.people.erase({ personId: boId });
  const { items } = await org.as('Ada').privacy.listNameHits({ communityId });
  for (const { id } of items)
    await org.as('Ada').privacy.decideNameHit({ communityId, hitId: id, outcome: 'redacted' });
  return { ...world, replyId, backup, list: await org.system.privacyOffice.getErasures() };
}

test('the list says who was erased without saying who they were', async () => {
  const { list, boId } = await backedUp();
  expect(list.erasures).toMatchObject([{ personId: boId, hostHash: expect.stringMatching(/^[0-9a-z]{26}$/) }]);
  expect(list.redactions).not.toEqual([]);
  const text = JSON.stringify(list).toLowerCase();
  for (const word of [fullNameOf('Bo'), hostIdOf('Bo'), 'quill']) expect(text).not.toContain(word.toLowerCase());
});

test('a restored backup forgets again who was erased since, texts included', async () => {
  const { org, backup, list, threadId, replyId } = await backedUp();
  expect(backup.join('')).toContain(fullNameOf('Bo'));
  const copy = await restored(backup, org);
  expect(await tracesOf(copy, 'Bo')).not.toEqual([]);
  const again = await copy.system.privacyOffice.reapply(list);
  expect(again).toMatchObject({ erased: 1, pending: 0, unknown: 0, open: 0 });
  expect(again.redacted).toBeGreaterThan(0);
  expect(await tracesOf(copy, 'Bo', 'quill-bo')).toEqual([]);
  expect((await linesOf(copy)).join('').toLowerCase()).not.toContain('quill-bo');
  const replies = await copy.as('Ada').threads.listReplies({ threadId });
  expect(replies.items.find(({ id }) => id === replyId)?.body).toBe('Ask former member.');
  expect((await copy.system.privacyOffice.getErasures()).erasures.map(({ personId }) => personId)).toEqual(
    list.erasures.map(({ personId }) => personId),
  );
  // Again changes nothing.
  expect(await copy.system.privacyOffice.reapply(list)).toMatchObject({ erased: 0, unknown: 1, redacted: 0 });
});

test('a store that was filled anew from the directory is held against the host ids', async () => {
  const { list } = await backedUp();
  const fresh = await withPrivacy({ store: new MemoryStore('anew'), seed: 7 });
  const people = ['Ada', 'Bo'].map((name) => ({ hostId: hostIdOf(name), name: fullNameOf(name) }));
  await fresh.admin.people.import({ people });
  expect(await fresh.system.privacyOffice.reapply(list)).toMatchObject({ erased: 1, unknown: 0 });
  expect(await tracesOf(fresh, 'Bo')).toEqual([]);
  expect(await tracesOf(fresh, 'Ada')).not.toEqual([]);
});

test('who signed in again after their erasure is somebody new, and stays', async () => {
  const { org, list } = await backedUp();
  const newId = await org.idOf('Bo');
  expect(await org.system.privacyOffice.reapply(list)).toMatchObject({ erased: 0, unknown: 1 });
  expect((await org.admin.people.get({ personId: newId })).name).toBe(fullNameOf('Bo'));
});

test('what is no list is refused, and nobody but who runs copkit has it', async () => {
  const { org } = await backedUp();
  expect(await refusalOf(org.system.call('privacyOffice.reapply', { format: 'x' }))).toMatchObject({ code: 'invalid' });
  expect(await refusalOf(org.admin.call('privacyOffice.getErasures', {}))).toMatchObject({ code: 'forbidden' });
  expect(org.cop.operations.find(({ name }) => name === 'privacyOffice.getErasures')?.exposed).toBe(false);
});
