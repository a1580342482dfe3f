import { MemoryStore, type StorageAdapter } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { intercepted } from '../testing/storage.js';

test('a founder leads what they founded, by the charter they gave it', async () => {
  const org = await organisation();
  const ada = org.as('Ada');
  const community = await ada.communities.create({
    name: 'Rotor dynamics',
    purpose: 'Blades that last',
    domain: 'Vibration',
    audience: 'Everybody who turns',
    mandate: 'Half a day a week',
    type: 'interest',
    visibility: 'closed',
    joinPolicy: 'request',
    topics: ['Vibration', 'vibration ', 'Bearings'],
    sponsorId: await org.idOf('Sue'),
  });
  expect(community).toMatchObject({
    type: 'interest',
    visibility: 'closed',
    joinPolicy: 'request',
    archived: false,
    memberCount: 2,
    threadCount: 0,
    charter: { domain: 'Vibration', purpose: 'Blades that last', mandate: 'Half a day a week' },
    sponsor: { id: await org.idOf('Sue') },
    facilitators: [{ id: await org.idOf('Ada') }],
    you: { state: 'active', roles: ['facilitator', 'member'] },
    topics: [
      { id: 'vibration', label: 'Vibration' },
      { id: 'bearings', label: 'Bearings' },
    ],
  });
  expect(await ada.communities.get({ communityId: community.id })).toEqual(community);
});

test('what is not said stays as it was when a charter is changed', async () => {
  const org = await organisation();
  const community = await foundCommunity(org, 'Ada', { domain: 'Vibration', topics: ['bearings'] });
  const changed = await org.as('Ada').communities.update({ communityId: community.id, name: 'Rotors', domain: null });
  expect(changed).toMatchObject({ name: 'Rotors', purpose: community.purpose, charter: { domain: null } });
  expect(changed.topics.map(({ id }) => id)).toEqual(['bearings']);
});

describe('visibility', () => {
  test('private communities are in nobody else’s list, and come and go with a change', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'private' }, ['Bo']);
    const listFor = async (name: string) => (await org.as(name).communities.list()).items.map(({ id }) => id);
    expect(await Promise.all(['Ada', 'Bo', 'Cy'].map(listFor))).toEqual([[communityId], [communityId], []]);
    await org.as('Ada').communities.update({ communityId, visibility: 'closed' });
    expect(await listFor('Cy')).toEqual([communityId]);
    await org.as('Ada').communities.update({ communityId, visibility: 'private' });
    expect(await listFor('Cy')).toEqual([]);
    expect((await everyDocument(org.storage)).filter(({ partition }) => partition === 'catalog')).toEqual([]);
  });

  test('a private community stays out of the catalogue when two processes change it at once', async () => {
    const store = new MemoryStore('tests');
    const one = await organisation({ store, seed: 1 });
    const other = await organisation({ store, seed: 2, clockOf: one });
    for (let round = 0; round < 10; round++) {
      const { id: communityId } = await foundCommunity(one, 'Ada', {
        visibility: 'private',
        sponsorId: await one.idOf('Bo'),
      });
      await Promise.all([
        one.as('Ada').communities.update({ communityId, visibility: 'open' }),
        other.as('Ada').communities.update({ communityId, purpose: `Round ${round}` }),
      ]);
      await Promise.all([
        other.as('Ada').communities.update({ communityId, visibility: 'private' }),
        one.as('Bo').communities.archive({ communityId }),
      ]).catch(() => undefined);
      const { visibility } = await one.as('Ada').communities.get({ communityId });
      const listed = (await other.as('Cy').communities.list({ archived: true })).items.some(
        ({ id }) => id === communityId,
      );
      expect(listed).toBe(visibility !== 'private');
    }
  });

  test('closed shows the card to everybody and the content to members', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'closed' }, ['Bo']);
    await startThread(org.as('Ada'), communityId);
    const cy = org.as('Cy');
    expect((await cy.communities.get({ communityId })).threadCount).toBe(1);
    expect(await refusalOf(cy.threads.list({ communityId }))).toMatchObject({ code: 'forbidden' });
    expect((await org.as('Bo').threads.list({ communityId })).items).toHaveLength(1);
  });
});

test('the list is by name, filtered by words, topic and membership, in pages', async () => {
  const org = await organisation();
  const ada = org.as('Ada');
  const names = ['Zeolites', 'Über uns', 'pumps & valves', 'Ärgernisse', 'Bearings'];
  for (const name of names)
    await ada.communities.create({ name, purpose: `About ${name}`, topics: [name.slice(0, 4)] });
  await org.as('Bo').communities.create({ name: 'Another', purpose: 'By Bo' });
  const shown = ['Another', 'Ärgernisse', 'Bearings', 'pumps & valves', 'Über uns', 'Zeolites'];
  const list = await ada.communities.list();
  expect(list.items.map(({ name }) => name)).toEqual(shown);

  const paged: string[] = [];
  let after: string | null = null;
  do {
    const page = await ada.communities.list({ limit: 4, ...(after ? { after } : {}) });
    paged.push(...page.items.map(({ name }) => name));
    after = page.next;
  } while (after);
  expect(paged).toEqual(shown);

  const namesOf = async (filter: object) => (await ada.communities.list(filter)).items.map(({ name }) => name);
  expect(await namesOf({ mine: true })).toEqual(shown.slice(1));
  expect(await namesOf({ text: 'argern' })).toEqual(['Ärgernisse']);
  expect(await namesOf({ text: 'valves about' })).toEqual(['pumps & valves']);
  expect(await namesOf({ topic: 'PUMP' })).toEqual(['pumps & valves']);
  expect(await namesOf({ topic: 'nothing of the kind 品質' })).toEqual([]);
});

test('counts on cards follow the community, at most seconds behind', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const thread = await startThread(org.as('Bo'), communityId);
  await org.cop.sweep();
  const [card] = (await org.as('Cy').communities.list()).items;
  expect(card).toMatchObject({
    memberCount: 2,
    threadCount: 1,
    lastActivityAt: thread.createdAt,
    you: { state: 'none' },
  });
});

describe('an archived community', () => {
  test('is read, left and opened again, and not changed', async () => {
    const org = await organisation();
    const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
    const thread = await startThread(org.as('Bo'), communityId);
    const archived = await org.as('Ada').communities.archive({ communityId });
    expect(archived.archived).toBe(true);
    expect(archived.may).not.toContain('threads.start');
    const bo = org.as('Bo');
    for (const refused of [
      () => bo.threads.reply({ threadId: thread.id, body: 'Late.' }),
      () => startThread(bo, communityId),
      () => bo.threads.react({ postId: thread.id, kind: 'like' }),
      () => org.as('Zed').membership.join({ communityId }),
      () => org.as('Ada').communities.update({ communityId, name: 'New' }),
    ]) {
      expect(await refusalOf(refused())).toMatchObject({ code: 'conflict' });
    }
    expect((await bo.threads.get({ threadId: thread.id })).thread.may).toEqual([]);
    await bo.threads.markRead({ threadId: thread.id });
    await org.as('Cy').membership.leave({ communityId });
    expect((await bo.communities.list()).items).toEqual([]);
    expect((await bo.communities.list({ archived: true })).items.map(({ id }) => id)).toEqual([communityId]);
    await org.as('Ada').communities.unarchive({ communityId });
    await bo.threads.reply({ threadId: thread.id, body: 'In time.' });
  });
});

test('`may` names what the actor may call here, by the rule that decides the call', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const mayOf = async (name: string) => (await org.as(name).communities.get({ communityId })).may;
  expect(await mayOf('Ada')).toContain('membership.approve');
  expect(await mayOf('Bo')).toContain('threads.start');
  expect(await mayOf('Bo')).not.toContain('membership.approve');
  expect(await mayOf('Cy')).toContain('membership.join');
  expect(await mayOf('Cy')).not.toContain('threads.start');
  for (const name of ['Ada', 'Bo', 'Cy']) expect(await mayOf(name)).not.toContain('imports.thread');
});

test('an unknown sponsor is refused, and nothing is founded', async () => {
  const org = await organisation();
  const founding = org.as('Ada').communities.create({ name: 'X', purpose: 'Y', sponsorId: `p_0${'0'.repeat(16)}` });
  expect(await refusalOf(founding)).toMatchObject({ code: 'not-found', field: 'sponsorId' });
  expect((await org.cop.stats()).communities).toBe(0);
});

describe('a list from copies that are behind', () => {
  test('shows a removed member no card of a private community', async () => {
    let lost = false;
    const org = await organisation({
      wrap: (storage) =>
        intercepted(
          storage,
          losing(storage, 'person/', () => lost),
        ),
    });
    const { id: communityId } = await foundCommunity(org, 'Ada', { visibility: 'private' }, ['Bo']);
    const personId = await org.idOf('Bo');
    lost = true;
    await org.as('Ada').membership.remove({ communityId, personId });
    for (const mine of [true, false]) expect((await org.as('Bo').communities.list({ mine })).items).toEqual([]);
    lost = false;
    await org.cop.sweep();
    expect(org.faults.splice(0)).not.toEqual([]);
  });

  test('shows nobody else a community that has become private', async () => {
    let lost = false;
    const org = await organisation({
      wrap: (storage) =>
        intercepted(
          storage,
          losing(storage, 'catalog', () => lost),
        ),
    });
    const { id: communityId } = await foundCommunity(org, 'Ada', { name: 'Blades' }, ['Bo']);
    const { id: other } = await foundCommunity(org, 'Ada', { name: 'Casings' });
    lost = true;
    await org.as('Ada').communities.update({ communityId, visibility: 'private' });
    const listed = await org.as('Cy').communities.list({ limit: 1 });
    expect(listed).toMatchObject({ items: [{ id: other }], next: null });
    expect((await org.as('Bo').communities.list()).items.map(({ id }) => id)).toEqual([communityId, other]);
    lost = false;
    await org.cop.sweep();
    expect(org.faults.splice(0)).not.toEqual([]);
  });
});

/** Refuses the commits to some partitions while it is said so. */
function losing(storage: StorageAdapter, to: string, lost: () => boolean): Partial<StorageAdapter> {
  return {
    async commit(partition, commit) {
      if (lost() && partition.startsWith(to)) throw new Error('The line is dead.');
      return storage.commit(partition, commit);
    },
  };
}

test('a place in one list of communities is none in another', async () => {
  const org = await organisation();
  for (const name of ['Rotors', 'Stators', 'Pumps']) await foundCommunity(org, 'Ada', { name });
  const { communities } = org.as('Ada');
  const { next: after } = await communities.list({ limit: 1 });
  expect((await communities.list({ limit: 2, after: after! })).items.map(({ name }) => name)).toEqual([
    'Rotors',
    'Stators',
  ]);
  for (const filter of [{ mine: true }, { text: 'tors' }, { archived: true }]) {
    expect(await refusalOf(communities.list({ ...filter, after: after! }))).toMatchObject({ code: 'stale-cursor' });
  }
});
