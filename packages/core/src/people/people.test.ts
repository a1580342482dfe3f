import { MemoryStore } from '@copkit/storage';
import { expect, test } from 'vitest';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, fullNameOf, hostIdOf, organisation, refusalOf, startThread } from '../testing/organisation.js';

test('a first sight creates a person with what the sign-on says', async () => {
  const org = await organisation();
  const me = await org.as('Ada', { unit: 'turbines', unitName: 'Turbines', jobTitle: 'Engineer' }).people.getMe();
  expect(me).toMatchObject({ name: fullNameOf('Ada'), unit: 'Turbines', unitId: 'turbines', jobTitle: 'Engineer' });
  expect(me.admin).toBe(false);
});

test('a minted id neither holds the host id nor follows from it', async () => {
  const hostId = '4711';
  const ids = [];
  for (const seed of [1, 2]) {
    const org = await organisation({ seed });
    const { id } = await org.as('Ada', { hostId }).people.getMe();
    expect(id).toMatch(/^p_[0-9a-f][0-9a-z]{16}$/);
    expect(id).not.toContain(hostId);
    ids.push(id.slice(3));
  }
  expect(ids[0]).not.toBe(ids[1]);
});

test('two concurrent first sights make one person, in one process and in two', async () => {
  const store = new MemoryStore('tests');
  const one = await organisation({ store, seed: 1 });
  const other = await organisation({ store, seed: 2, clockOf: one });
  const seen = await Promise.all([one, other, one, other].map((org) => org.as('Ada', { unit: 'hall' }).people.getMe()));
  expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
  expect((await one.cop.stats()).people).toBe(1);
});

test('a person who was imported before signing in is the same person afterwards', async () => {
  const org = await organisation();
  const people = [
    { hostId: hostIdOf('Ada'), name: 'A. Quill', unit: 'turbines', jobTitle: 'Engineer', locale: 'en-GB' },
  ];
  const { ids, created } = await org.admin.people.import({ people });
  const me = await org.as('Ada').people.getMe();
  expect(created).toBe(1);
  expect(me).toMatchObject({ id: ids[0], name: fullNameOf('Ada'), unitId: 'turbines', jobTitle: 'Engineer' });
});

test('importing the same people again changes nothing; a changed one is updated', async () => {
  const org = await organisation();
  const ada = { hostId: hostIdOf('Ada'), name: fullNameOf('Ada'), unit: 'turbines', since: '2020-01-01T00:00:00Z' };
  await org.admin.people.import({ people: [ada, { hostId: hostIdOf('Bo'), name: fullNameOf('Bo') }] });
  const again = await org.admin.people.import({
    people: [ada, { hostId: hostIdOf('Bo'), name: fullNameOf('Bo'), jobTitle: 'Welder' }],
  });
  expect(again).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
});

test('a change of unit is kept with its moment, and acts bear the unit of their time', async () => {
  const org = await organisation();
  const community = await foundCommunity(org, 'Ada', {});
  await startThread(org.as('Ada', { unit: 'turbines' }), community.id);
  await startThread(org.as('Ada', { unit: 'pumps' }), community.id);
  const { unitHistory, unitId } = await org.as('Ada', { unit: 'pumps' }).people.getMe();
  expect(unitId).toBe('pumps');
  expect(unitHistory.map((each) => each.unitId)).toEqual(['turbines', 'pumps']);
  expect(unitHistory[0]!.from < unitHistory[1]!.from).toBe(true);
  const asked = (await org.system.activity.list({ communityId: community.id })).items.filter(
    ({ verb }) => verb === 'ask',
  );
  expect(asked.map(({ unitAtEvent }) => unitAtEvent)).toEqual(['turbines', 'pumps']);
});

test('sessions that disagree about the unit make no history', async () => {
  const org = await organisation();
  for (const unit of ['pumps', 'turbines', 'pumps', 'turbines', 'pumps']) await org.as('Ada', { unit }).people.getMe();
  const units = async () => (await org.as('Ada').people.getMe()).unitHistory.map(({ unitId }) => unitId);
  expect(await units()).toEqual(['pumps', 'turbines']);
  org.clock.forward(3_600_000);
  await org.as('Ada', { unit: 'pumps', locale: 'en' }).people.getMe();
  expect(await units()).toEqual(['pumps', 'turbines', 'pumps']);
});

test('the sign-on that was issued later holds, whichever is used last', async () => {
  const org = await organisation();
  const [early, late] = [
    { unit: 'pumps', jobTitle: 'Fitter', issuedAt: '2026-01-05T08:00:00Z' },
    { unit: 'turbines', jobTitle: 'Designer', issuedAt: '2026-01-05T09:00:00Z' },
  ];
  for (const session of [early, late, early, late, early]) await org.as('Ada', session).people.getMe();
  org.clock.forward(86_400_000);
  const me = await org.as('Ada', early).people.getMe();
  expect(me).toMatchObject({ unitId: 'turbines', jobTitle: 'Designer' });
  expect(me.unitHistory.map(({ unitId }) => unitId)).toEqual(['pumps', 'turbines']);
  const back = await org.as('Ada', { ...early, issuedAt: '2026-01-05T09:00:01Z' }).people.getMe();
  expect(back.unitHistory.map(({ unitId }) => unitId)).toEqual(['pumps', 'turbines', 'pumps']);
});

test('a history of units ends somewhere', async () => {
  const org = await organisation();
  const people = (unit: string) => ({ people: [{ hostId: hostIdOf('Ada'), name: fullNameOf('Ada'), unit }] });
  for (let move = 0; move < 110; move++) await org.admin.people.import(people(`u${move % 2}`));
  expect((await org.as('Ada').people.getMe()).unitHistory).toHaveLength(100);
});

test('what somebody changed in their profile outlives the next sign-on', async () => {
  const org = await organisation();
  const told = { jobTitle: 'Engineer', locale: 'en' };
  await org.as('Ada', told).people.update({ jobTitle: 'Rotor engineer' });
  await org.as('Ada', { ...told, unit: 'turbines' }).people.getMe();
  const anew = await org.as('Ada', { jobTitle: 'Senior engineer', locale: 'de' }).people.getMe();
  expect(anew).toMatchObject({ jobTitle: 'Rotor engineer', locale: 'de' });
  await org.as('Ada', told).people.update({ jobTitle: null });
  expect((await org.as('Ada', { ...told, jobTitle: 'Chief' }).people.getMe()).jobTitle).toBeNull();
});

test('a unit may be called anything in any script', async () => {
  const org = await organisation();
  for (const unit of ['Qualität & Prüfung', '品質管理', '~', 'a/b']) {
    expect((await org.as('Ada', { unit }).people.getMe()).unit).toBe(unit);
  }
  await org.admin.units.define({ id: '品質管理', name: 'Quality', parentId: 'a/b' });
  const { items } = await org.admin.units.list();
  expect(items).toContainEqual({ id: '品質管理', name: 'Quality', parentId: 'a/b' });
  expect(await refusalOf(org.admin.units.define({ id: 'a/b', name: 'AB', parentId: '品質管理' }))).toMatchObject({
    code: 'invalid',
    field: 'parentId',
  });
});

test('people are found by the beginning of any word of their name', async () => {
  const org = await organisation();
  await org.admin.people.import({
    people: [
      { hostId: '1', name: 'Żaneta Ångström' },
      { hostId: '2', name: '山田 太郎' },
    ],
  });
  for (const text of ['zan', 'angs', 'Ång', '山', '太']) {
    expect((await org.admin.people.search({ text })).items, text).toHaveLength(1);
  }
  expect((await org.admin.people.search({ text: 'strom' })).items).toEqual([]);
});

test('who belongs to a community is told to its readers only', async () => {
  const org = await organisation();
  const community = await foundCommunity(org, 'Ada', { visibility: 'private' }, ['Bo']);
  const inCommunity = { text: 'Quill', communityId: community.id };
  expect((await org.as('Bo').people.search(inCommunity)).items).toHaveLength(2);
  expect(await refusalOf(org.as('Cy').people.search(inCommunity))).toMatchObject({ code: 'not-found' });
  await org.as('Ada').communities.update({ communityId: community.id, visibility: 'closed' });
  expect(await refusalOf(org.as('Cy').people.search(inCommunity))).toMatchObject({ code: 'forbidden' });
});

test('erasing removes the name and the host id from the whole store; posts stay, nameless', async () => {
  const org = await organisation();
  const community = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const bo = org.as('Bo', { unit: 'turbines', jobTitle: 'Welder of things', locale: 'sv-SE' });
  const thread = await startThread(bo, community.id);
  await org.as('Ada').threads.reply({ threadId: thread.id, body: `Ask @[${await org.idOf('Bo')}]` });
  await bo.drafts.save({ key: `reply:${thread.id}`, body: 'half a thought' });
  const boId = await org.idOf('Bo');
  await org.admin.people.erase({ personId: boId });

  const everything = JSON.stringify(await everyDocument(org.storage));
  for (const trace of ['Bo Quill-Bo', hostIdOf('Bo'), 'Welder of things', 'sv-SE'])
    expect(everything).not.toContain(trace);
  const page = await org.as('Ada').threads.get({ threadId: thread.id });
  expect(page.thread).toMatchObject({
    body: thread.body,
    author: { id: boId, name: null, unit: null, jobTitle: null },
  });
  expect(page.replies.items[0]!.html).toContain('former member');
  expect((await org.admin.people.search({ text: 'Quill-Bo' })).items).toEqual([]);
});

test('everybody may erase themselves, nobody but an administrator anybody else', async () => {
  const org = await organisation();
  const personId = await org.idOf('Ada');
  expect(await refusalOf(org.as('Bo').people.erase({ personId }))).toMatchObject({ code: 'forbidden' });
  await org.as('Ada').people.erase({ personId });
  expect((await org.as('Bo').people.get({ personId })).name).toBeNull();
  expect(await org.idOf('Ada')).not.toBe(personId);
});

test('an erasure in one process is known to the other within seconds, and a new sight is a new person', async () => {
  const store = new MemoryStore('tests');
  const one = await organisation({ store, seed: 1 });
  const other = await organisation({ store, seed: 2, clockOf: one });
  const personId = await one.idOf('Ada');
  await other.admin.people.erase({ personId });
  expect(await one.idOf('Ada')).not.toBe(personId);
});

test('no import brings back who was erased; signing in does, as somebody new', async () => {
  const org = await organisation();
  const people = [{ hostId: hostIdOf('Ada'), name: fullNameOf('Ada') }];
  const [first] = (await org.admin.people.import({ people })).ids;
  await org.admin.people.erase({ personId: first! });
  const before = JSON.stringify(await everyDocument(org.storage));
  expect(await org.admin.people.import({ people })).toEqual({
    created: 0,
    updated: 0,
    unchanged: 0,
    erased: 1,
    ids: [null],
  });
  expect(JSON.stringify(await everyDocument(org.storage))).toBe(before);
  // Nothing is kept that leads from the host id to what the erased person wrote.
  const kept = (await everyDocument(org.storage)).filter(({ collection }) => collection === 'hosts');
  expect(kept.map(({ body }) => body)).toContainEqual({ personId: null, erasedAt: expect.any(String) });

  const second = await org.idOf('Ada');
  expect(second).not.toBe(first);
  expect(await org.admin.people.import({ people })).toMatchObject({ unchanged: 1, ids: [second] });
});

test('a malformed identity is refused by name of the field, before anything happens', async () => {
  const org = await organisation();
  const refusal = await refusalOf(org.as('Ada', { hostId: '' }).people.getMe());
  expect(refusal).toMatchObject({ code: 'unauthenticated', field: 'hostId' });
  for (const name of ['', 'a\u0000b', 'lone \ud800', 'x'.repeat(201), 'two\nlines']) {
    expect(await refusalOf(org.as('Ada', { name }).people.getMe())).toMatchObject({
      code: 'unauthenticated',
      field: 'name',
    });
  }
  expect((await org.cop.stats()).people).toBe(0);
});

test('a profile is changed by its owner, and null empties a field', async () => {
  const org = await organisation();
  await org.as('Ada').people.update({ jobTitle: 'Engineer', locale: 'de-AT' });
  expect(await org.as('Ada').people.update({ jobTitle: null })).toMatchObject({ jobTitle: null, locale: 'de-AT' });
});
