import { MemoryStore } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import type { Role } from '../index.js';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';

describe('the join policy', () => {
  test('open lets everybody in at once', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Fay');
    const joined = await org.as('Sam').membership.join({ communityId });
    expect(joined).toMatchObject({ state: 'active', roles: ['member'] });
    expect(joined.joinedAt).not.toBeNull();
  });

  test('invitation lets in who was invited, in the role they were invited for', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Fay', { joinPolicy: 'invitation', visibility: 'private' });
    const personId = await org.idOf('Sam');
    const sam = org.as('Sam');
    expect(await refusalOf(sam.membership.join({ communityId }))).toMatchObject({ code: 'not-found' });
    await org.as('Fay').membership.invite({ communityId, personId, role: 'guest' });
    expect((await sam.communities.list()).items.map(({ id }) => id)).toEqual([communityId]);
    expect((await sam.membership.join({ communityId })).roles).toEqual(['guest']);
  });

  test('request shows the message to facilitators only', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Fay', { joinPolicy: 'request' }, ['Mia']);
    await org.as('Sam').membership.join({ communityId, message: 'I mend pumps.' });
    const { items, next } = await org.as('Fay').membership.listRequests({ communityId, limit: 1 });
    expect(next).toBeNull();
    expect(items).toMatchObject([{ message: 'I mend pumps.', person: { id: await org.idOf('Sam') } }]);
    expect(await refusalOf(org.as('Mia').membership.listRequests({ communityId }))).toMatchObject({
      code: 'forbidden',
    });
  });
});

test('nobody is invited who is not known', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Fay');
  const stranger = org.as('Fay').membership.invite({ communityId, personId: `p_0${'0'.repeat(16)}` });
  expect(await refusalOf(stranger)).toMatchObject({ code: 'not-found', field: 'personId' });
});

test('jobs belong to no community', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Fay');
  expect(await refusalOf(org.system.membership.join({ communityId }))).toMatchObject({ code: 'invalid' });
  const founded = await org.system.communities.create({ name: 'Founded by a job', purpose: 'Waits for people' });
  expect(founded).toMatchObject({ memberCount: 0, facilitators: [] });
});

describe('the last facilitator', () => {
  test.each(['leave', 'remove', 'setRoles'] as const)('cannot go by %s', async (way) => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Sam']);
    const personId = await org.idOf('Fay');
    const { membership } = org.as('Fay');
    const ways = {
      leave: () => membership.leave({ communityId }),
      remove: () => membership.remove({ communityId, personId }),
      setRoles: () => membership.setRoles({ communityId, personId, roles: ['member'] }),
    };
    expect(await refusalOf(ways[way]())).toMatchObject({ code: 'conflict' });
  });

  test('leaves with a successor, who must be another active member', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Sam', 'Mia']);
    const { membership } = org.as('Fay');
    await org.as('Mia').membership.setDormant({ communityId, dormant: true });
    for (const name of ['Fay', 'Mia', 'Zed']) {
      const leaving = membership.leave({ communityId, successorId: await org.idOf(name) });
      expect(await refusalOf(leaving), name).toMatchObject({ code: 'invalid', field: 'successorId' });
    }
    await membership.leave({ communityId, successorId: await org.idOf('Sam') });
    const { facilitators } = await org.as('Sam').communities.get({ communityId });
    expect(facilitators.map(({ id }) => id)).toEqual([await org.idOf('Sam')]);
  });

  test.each([
    ['leave', 'leave'],
    ['leave', 'remove'],
    ['setRoles', 'leave'],
    ['remove', 'setRoles'],
  ] as const)('stays when the last two go at once in two processes, by %s and %s', async (first, second) => {
    const store = new MemoryStore('tests');
    const one = await organisation({ store, seed: 1 });
    const other = await organisation({ store, seed: 2, clockOf: one });
    const { id: communityId } = await foundCommunity(one, 'Fay', {}, ['Sam']);
    const [fay, sam] = [await one.idOf('Fay'), await one.idOf('Sam')];
    await one.as('Fay').membership.setRoles({ communityId, personId: sam, roles: ['facilitator'] });
    // Each makes themselves go, or the other one.
    const go = (org: Organisation, name: string, self: string, way: 'leave' | 'remove' | 'setRoles') => {
      const { membership } = org.as(name);
      if (way === 'leave') return membership.leave({ communityId });
      if (way === 'remove') return membership.remove({ communityId, personId: self });
      return membership.setRoles({ communityId, personId: self, roles: ['member'] });
    };
    const outcomes = await Promise.allSettled([go(one, 'Fay', fay, first), go(other, 'Sam', sam, second)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await one.system.communities.get({ communityId })).facilitators).toHaveLength(1);
  });
});

test('roles are what facilitators say, each once', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Sam']);
  const personId = await org.idOf('Sam');
  const roles: Role[] = ['expert', 'steward', 'expert'];
  const changed = await org.as('Fay').membership.setRoles({ communityId, personId, roles });
  expect(changed.roles).toEqual(['expert', 'steward']);
});

test('a community has one sponsor at a time', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Sam', 'Mia']);
  const fay = org.as('Fay');
  await fay.membership.setRoles({ communityId, personId: await org.idOf('Sam'), roles: ['member', 'sponsor'] });
  await fay.membership.setRoles({ communityId, personId: await org.idOf('Mia'), roles: ['sponsor'] });
  const sponsors = await fay.membership.list({ communityId, role: 'sponsor' });
  expect(sponsors.items.map(({ person }) => person.id)).toEqual([await org.idOf('Mia')]);
  expect((await fay.communities.get({ communityId })).sponsor?.id).toBe(await org.idOf('Mia'));
  await fay.communities.update({ communityId, sponsorId: await org.idOf('Sam') });
  expect((await fay.membership.list({ communityId, role: 'sponsor' })).items).toHaveLength(1);
  await fay.communities.update({ communityId, sponsorId: null });
  expect((await fay.membership.list({ communityId, role: 'sponsor' })).items).toEqual([]);
});

test('who asked to join and becomes the sponsor instead asks no more', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Fay', { joinPolicy: 'request' });
  await org.as('Sam').membership.join({ communityId });
  await org.as('Fay').communities.update({ communityId, sponsorId: await org.idOf('Sam') });
  expect((await org.as('Fay').membership.listRequests({ communityId })).items).toEqual([]);
});

describe('a dormant member', () => {
  test('wakes by taking part, and the log says so', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Sam']);
    const sam = org.as('Sam');
    await sam.membership.setDormant({ communityId, dormant: true });
    const thread = await startThread(sam, communityId);
    expect((await sam.communities.get({ communityId })).you.state).toBe('active');
    await sam.membership.setDormant({ communityId, dormant: true });
    await sam.threads.reply({ threadId: thread.id, body: 'Awake.' });
    expect((await sam.communities.get({ communityId })).you.state).toBe('active');
    const { items } = await org.system.activity.list({ communityId });
    expect(items.filter(({ verb }) => verb === 'wake')).toHaveLength(2);
  });

  test('keeps roles while asleep', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Sam']);
    const personId = await org.idOf('Sam');
    await org.as('Fay').membership.setRoles({ communityId, personId, roles: ['expert'] });
    await org.as('Fay').membership.setDormant({ communityId, personId, dormant: true });
    const { items } = await org.as('Fay').membership.list({ communityId, role: 'expert' });
    expect(items).toMatchObject([{ state: 'dormant', roles: ['expert'] }]);
  });
});

test('every state a membership was in stands in its history, also those of one millisecond', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Fay', { joinPolicy: 'request' });
  const personId = await org.idOf('Sam');
  const { membership } = org.as('Sam');
  org.clock.stopped = true;
  for (let times = 0; times < 3; times++) {
    await membership.join({ communityId });
    await membership.cancelRequest({ communityId });
  }
  org.clock.stopped = false;
  await membership.join({ communityId });
  await org.as('Fay').membership.approve({ communityId, personId });
  const { items } = await membership.getHistory({ communityId, personId });
  const [asked, left] = ['requested', 'left'];
  expect(items.map(({ state }) => state)).toEqual([asked, left, asked, left, asked, left, asked, 'active']);
  expect(items.at(-1)?.by?.id).toBe(await org.idOf('Fay'));
});

test('members are listed by role and name, in pages both ways', async () => {
  const org = await organisation();
  const others = ['Eve', 'Abe', 'Öla', 'Dan', 'Bea'];
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, others);
  await org.as('Fay').membership.setRoles({ communityId, personId: await org.idOf('Eve'), roles: ['steward'] });
  const { membership } = org.as('Abe');
  const expected = ['Fay', 'Eve', 'Abe', 'Bea', 'Dan', 'Öla'];
  const seen: (string | undefined)[] = [];
  let page = await membership.list({ communityId, limit: 2 });
  seen.push(...page.items.map(({ person }) => person.name?.split(' ')[0]));
  while (page.next) {
    page = await membership.list({ communityId, limit: 2, after: page.next });
    seen.push(...page.items.map(({ person }) => person.name?.split(' ')[0]));
  }
  expect(seen).toEqual(expected);
  const back = await membership.list({ communityId, limit: 2, before: page.previous! });
  expect(back.items.map(({ person }) => person.name?.split(' ')[0])).toEqual(['Abe', 'Bea']);
  const found = await membership.list({ communityId, text: 'ol' });
  expect(found.items.map(({ person }) => person.name?.split(' ')[0])).toEqual(['Öla']);
});

test('requests, reasons and histories stand where staff alone may look', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Fay', { joinPolicy: 'request' });
  await org.as('Sam').membership.join({ communityId });
  await org.as('Fay').membership.decline({ communityId, personId: await org.idOf('Sam'), reason: 'Another time.' });
  await org.as('Rey').membership.join({ communityId, message: 'Please.' });
  const audienceOf = (text: string) =>
    everyDocument(org.storage).then((all) =>
      all.filter(({ body }) => JSON.stringify(body).includes(text)).map(({ collection }) => collection),
    );
  expect(await audienceOf('Please.')).toEqual(['requests']);
  expect(await audienceOf('Another time.')).toEqual(['membershipChanges']);
});

test('the reason of a refusal stands in the history', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', { joinPolicy: 'request' });
  await org.as('Bo').membership.join({ communityId });
  const ofBo = { communityId, personId: await org.idOf('Bo') };
  await org.as('Ada').membership.decline({ ...ofBo, reason: 'For welders only' });
  const { items } = await org.as('Ada').membership.getHistory(ofBo);
  expect(items.map(({ state, reason }) => [state, reason])).toEqual([
    ['requested', null],
    ['declined', 'For welders only'],
  ]);
});
