import { MemoryStore } from '@copkit/storage';
import { expect, test } from 'vitest';
import type { Following } from '../live/api.js';
import { everyDocument } from '../testing/documents.js';
import {
  foundCommunity,
  fullNameOf,
  hostIdOf,
  type Organisation,
  organisation,
  refusalOf,
  startThread,
} from '../testing/organisation.js';
import { intercepted } from '../testing/storage.js';

/** A community whose only facilitator, Ada, is erased. */
async function orphaned(org: Organisation, fields: Parameters<typeof foundCommunity>[2] = {}) {
  const sponsorId = await org.idOf('Sue');
  const { id: communityId } = await foundCommunity(org, 'Ada', { sponsorId, ...fields }, ['Bo']);
  const adaId = await org.idOf('Ada');
  await org.as('Ada').people.erase({ personId: adaId });
  return { communityId, adaId, boId: await org.idOf('Bo') };
}

test('erasing the last facilitator goes ahead and leaves a community that says what it needs', async () => {
  const org = await organisation();
  const { communityId, adaId } = await orphaned(org);
  expect(await org.as('Bo').communities.get({ communityId })).toMatchObject({
    facilitators: [],
    needsFacilitator: true,
    memberCount: 2,
  });
  await org.cop.sweep();
  expect((await org.admin.communities.list()).items).toMatchObject([{ id: communityId, needsFacilitator: true }]);
  expect((await org.cop.stats()).perCommunity).toMatchObject([{ id: communityId, facilitators: 0 }]);
  const log = await org.system.activity.list({ communityId });
  expect(log.items.at(-1)).toMatchObject({ verb: 'leave', actor: 'system', target: adaId });
});

test.each([
  ['the sponsor', (org: Organisation) => org.as('Sue')],
  ['an administrator', (org: Organisation) => org.admin],
])('%s appoints the next one, also in a private community', async (_, by) => {
  const org = await organisation();
  const { communityId, boId } = await orphaned(org, { visibility: 'private' });
  expect(await refusalOf(org.as('Bo').membership.appoint({ communityId, personId: boId }))).toMatchObject({
    code: 'forbidden',
  });
  const appointed = await by(org).membership.appoint({ communityId, personId: boId });
  expect(appointed).toMatchObject({ state: 'active', roles: ['member', 'facilitator'] });
  expect((await org.as('Bo').communities.get({ communityId })).needsFacilitator).toBe(false);
});

test('who is appointed need not be a member yet; who has a facilitator is appointed none', async () => {
  const org = await organisation();
  const { communityId, boId } = await orphaned(org);
  const cyId = await org.idOf('Cy');
  const absent = cyId.replace(/.{8}$/, '00000000');
  for (const personId of [absent, (await orphaned(org)).adaId]) {
    expect(await refusalOf(org.admin.membership.appoint({ communityId, personId }))).toMatchObject({
      code: 'not-found',
      field: 'personId',
    });
  }
  await org.admin.membership.appoint({ communityId, personId: cyId });
  expect((await org.as('Cy').communities.get({ communityId })).may).toContain('membership.setRoles');
  expect(await refusalOf(org.admin.membership.appoint({ communityId, personId: boId }))).toMatchObject({
    code: 'conflict',
  });
});

test('who erases themselves again, not knowing whether it was done, gets the same answer and is not made anew', async () => {
  const org = await organisation();
  const personId = await org.idOf('Cy');
  const erase = () => org.as('Cy').people.erase({ personId }, { mutationId: 'bye' });
  const first = await erase();
  expect(await erase()).toEqual(first);
  expect((await org.cop.stats()).people).toBe(0);
  expect(JSON.stringify(await everyDocument(org.storage))).not.toContain(fullNameOf('Cy'));
  const other = org.as('Bo').people.erase({ personId }, { mutationId: 'other' });
  expect(await refusalOf(other)).toMatchObject({ code: 'forbidden' });
});

test('requests, invitations and sponsorships of an erased person end as well', async () => {
  const org = await organisation();
  const sponsorId = await org.idOf('Sue');
  const { id: asked } = await foundCommunity(org, 'Ada', { joinPolicy: 'request', sponsorId });
  const { id: invited } = await foundCommunity(org, 'Ada');
  const cyId = await org.idOf('Cy');
  await org.as('Cy').membership.join({ communityId: asked });
  await org.as('Ada').membership.invite({ communityId: invited, personId: cyId });
  for (const personId of [cyId, sponsorId]) await org.admin.people.erase({ personId });
  expect((await org.as('Ada').membership.listRequests({ communityId: asked })).items).toEqual([]);
  expect((await org.as('Ada').communities.get({ communityId: asked })).sponsor).toBeNull();
  for (const communityId of [asked, invited]) {
    const { items } = await org.as('Ada').membership.getHistory({ communityId, personId: cyId });
    expect(items.at(-1)).toMatchObject({ state: 'left', by: null });
  }
  const again = org.as('Ada').membership.invite({ communityId: invited, personId: cyId });
  expect(await refusalOf(again)).toMatchObject({ code: 'not-found', field: 'personId' });
});

test('what belonged to an erased person alone is gone: drafts, read marks and the list of memberships', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const thread = await startThread(org.as('Ada'), communityId);
  const boId = await org.idOf('Bo');
  await org.as('Bo').threads.markRead({ threadId: thread.id });
  await org.as('Bo').drafts.save({ key: `reply:${thread.id}`, body: 'half a thought' });
  await org.as('Bo').people.erase({ personId: boId });
  const ofBo = async () =>
    (await everyDocument(org.storage)).filter(({ partition }) => partition === `person/${boId}`).map(({ id }) => id);
  expect(await ofBo()).toEqual([]);
  await org.cop.sweep();
  expect(await ofBo()).toEqual([]);
});

test('nobody who was erased becomes a sponsor', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const sponsorId = await org.idOf('Sue');
  await org.admin.people.erase({ personId: sponsorId });
  for (const refused of [
    org.as('Ada').communities.update({ communityId, sponsorId }),
    org.as('Ada').communities.create({ name: 'Blades', purpose: 'Sharp ones', sponsorId }),
  ]) {
    expect(await refusalOf(refused)).toMatchObject({ code: 'not-found', field: 'sponsorId' });
  }
});

test('a process that has not heard of an erasure neither lets the person in nor writes for them', async () => {
  const store = new MemoryStore('tests');
  const one = await organisation({ store, seed: 1 });
  // Hears nothing of the other, and keeps for a while who somebody is.
  const deaf = await organisation({
    store,
    seed: 2,
    clockOf: one,
    wrap: (storage) => intercepted(storage, { onHint: () => () => {} }),
  });
  const { id: communityId } = await foundCommunity(one, 'Ada');
  const boId = await deaf.idOf('Bo');
  const bo = deaf.as('Bo');
  await one.admin.people.erase({ personId: boId });
  for (const refused of [bo.membership.join({ communityId }), bo.drafts.save({ key: 'a', body: 'b' })]) {
    expect(await refusalOf(refused)).toMatchObject({ code: 'unauthenticated' });
  }
  const invited = deaf.as('Ada').membership.invite({ communityId, personId: boId });
  expect(await refusalOf(invited)).toMatchObject({ code: 'not-found', field: 'personId' });
});

test('a sign-on from before an erasure brings nobody back; signing in again makes somebody new', async () => {
  const org = await organisation();
  const before = org.clock.now().toISOString();
  const open = org.as('Bo', { issuedAt: before });
  const { id: boId } = await open.people.getMe();
  org.clock.forward(60_000);
  await org.admin.people.erase({ personId: boId });
  expect(await refusalOf(open.people.getMe())).toMatchObject({ code: 'unauthenticated' });
  expect(JSON.stringify(await everyDocument(org.storage))).not.toContain(fullNameOf('Bo'));
  org.clock.forward(60_000);
  const again = await org.as('Bo', { issuedAt: org.clock.now().toISOString() }).people.getMe();
  expect(again.id).not.toBe(boId);
  // Who is somebody new is known from then on, by whichever of their sign-ons.
  expect((await open.people.getMe()).id).toBe(again.id);
});

test('what somebody drafted is gone with them, also where they had left before', async () => {
  const org = await organisation();
  const drafts: string[] = [];
  for (const leaves of [false, true]) {
    const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
    const written = await org.as('Bo').practices.create({ communityId, draft: true, title: 'Mine', steps: ['Hush.'] });
    drafts.push(written.id);
    if (leaves) await org.as('Bo').membership.leave({ communityId });
  }
  await org.as('Bo').people.erase({ personId: await org.idOf('Bo') });
  for (const practiceId of drafts) {
    expect(await refusalOf(org.as('Ada').practices.get({ practiceId }))).toMatchObject({ code: 'not-found' });
  }
  expect(JSON.stringify(await everyDocument(org.storage))).not.toContain('Hush.');
});

test('a page that stays open over an erasure watches nothing any more, and nobody is bothered with that', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const boId = await org.idOf('Bo');
  const issuedAt = org.clock.now().toISOString();
  const open = org.cop.as({ hostId: hostIdOf('Bo'), name: fullNameOf('Bo'), issuedAt });
  await org.admin.people.erase({ personId: boId });
  const absent: string[] = [];
  const following = await new Promise<Following>((resolve, reject) => {
    const started: Following = open.follow([communityId], {
      onWake: (target) => reject(new Error(`Woken for ${target}.`)),
      onAbsent: (target) => absent.push(target),
      onTold() {},
      onLive: () => resolve(started),
      onTrouble: () => reject(new Error('It is tried again.')),
    });
  });
  expect(absent).toEqual([communityId]);
  following.stop();
  expect(org.faults).toEqual([]);
});
