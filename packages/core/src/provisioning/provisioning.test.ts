import { describe, expect, test } from 'vitest';
import { moderation } from '../moderation/moderation.js';
import { privacy } from '../privacy/index.js';
import { everyDocument, headsOf } from '../testing/documents.js';
import {
  foundCommunity,
  fullNameOf,
  hostIdOf,
  type Organisation,
  organisation,
  refusalOf,
  startThread,
} from '../testing/organisation.js';
import type { GivenRole, ProvisionedUser } from './api.js';
import { provisioning } from './provisioning.js';

/** A community is made first, since mappings name its id. */
async function directory(role: GivenRole = 'member', roleOfLeads: GivenRole = 'facilitator') {
  const mappings: { group: string; communityId: string; role: GivenRole }[] = [];
  const org = await organisation({ extensions: [moderation(), privacy(), provisioning({ groups: mappings })] });
  const { id: communityId } = await foundCommunity(org, 'Ada', { joinPolicy: 'invitation' });
  mappings.push({ group: 'Welding', communityId, role }, { group: 'ext-leads', communityId, role: roleOfLeads });
  return { org, communityId };
}

async function user(org: Organisation, name: string, more: Partial<ProvisionedUser> = {}) {
  const { ids } = await org.system.people.import({ people: [{ hostId: hostIdOf(name), name: fullNameOf(name) }] });
  const id = ids[0] as string;
  const account = { id, hostId: hostIdOf(name), userName: name, externalId: null, active: true, profile: {} };
  return org.system.provisioning.saveUser({ user: { ...account, ...more }, version: null });
}

const rolesOf = async (org: Organisation, communityId: string) =>
  Object.fromEntries(
    (await org.system.membership.list({ communityId, limit: 100 })).items.map(({ person, roles }) => [
      person.name?.split(' ')[0],
      [...roles].sort().join(),
    ]),
  );

describe('an account', () => {
  test('is found by its names, whatever their case, and keeps them from others', async () => {
    const { org } = await directory();
    const bo = await user(org, 'Bo', { userName: 'Bo@Example.org', externalId: 'X1' });
    const { provisioning: kept } = org.system;
    expect(await kept.findUser({ userName: 'bo@example.ORG' })).toEqual({ user: bo });
    expect(await kept.findUser({ externalId: 'X1' })).toEqual({ user: bo });
    expect(await kept.findUser({ externalId: 'x1' })).toEqual({ user: null });
    const cy = await user(org, 'Cy', { externalId: 'X2' });
    const before = await headsOf(org.storage);
    const { version, createdAt: _at, changedAt: _changed, ...account } = cy;
    for (const [field, value] of [
      ['userName', 'BO@example.org'],
      ['externalId', 'X1'],
    ] as const) {
      expect(await refusalOf(kept.saveUser({ user: { ...account, [field]: value }, version }))).toMatchObject({
        code: 'conflict',
        field,
      });
    }
    expect(await headsOf(org.storage)).toEqual(before);
    await kept.saveUser({ user: { ...account, userName: 'cyan', externalId: null }, version });
    expect((await kept.findUser({ userName: 'Cy' })).user).toBeNull();
    await user(org, 'Dee', { userName: 'cy', externalId: 'X2' });
  });

  test('is changed by who knows its version, and stays where nothing changes', async () => {
    const { org } = await directory();
    const { version, createdAt: _at, changedAt: _changed, ...account } = await user(org, 'Bo');
    const { provisioning: kept } = org.system;
    const second = await kept.saveUser({ user: { ...account, profile: { title: 'Welder' } }, version });
    expect(second.version).toBe(2);
    expect((await kept.saveUser({ user: { ...account, profile: { title: 'Welder' } }, version: 2 })).version).toBe(2);
    for (const stale of [1, 3, null])
      expect(await refusalOf(kept.saveUser({ user: account, version: stale }))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(kept.removeUser({ id: account.id, version: 1 }))).toMatchObject({ field: 'version' });
  });

  test('that is not active suspends; what an administrator decided stays', async () => {
    const { org } = await directory();
    const { version, createdAt: _at, changedAt: _changed, ...bo } = await user(org, 'Bo', { active: false });
    expect(await refusalOf(org.as('Bo').people.getMe())).toMatchObject({ code: 'forbidden' });
    const { provisioning: kept } = org.system;
    await kept.saveUser({ user: { ...bo, active: true }, version });
    expect((await org.as('Bo').people.getMe()).id).toBe(bo.id);
    await org.admin.moderation.suspend({ personId: bo.id, reason: 'Spam' });
    await kept.saveUser({ user: { ...bo, active: false }, version: 2 });
    await kept.saveUser({ user: { ...bo, active: true }, version: 3 });
    expect(await refusalOf(org.as('Bo').people.getMe())).toMatchObject({ message: expect.stringContaining('Spam') });
  });

  test('does not touch a suspension that an administrator set until a day', async () => {
    const { org } = await directory();
    const { version, createdAt: _at, changedAt: _changed, ...bo } = await user(org, 'Bo');
    const until = '2026-02-01T00:00:00.000Z';
    await org.admin.moderation.suspend({ personId: bo.id, reason: 'Spam', until });
    const { provisioning: kept } = org.system;
    await kept.saveUser({ user: { ...bo, active: false }, version });
    await kept.saveUser({ user: { ...bo, active: true }, version: 2 });
    expect((await org.admin.moderation.listSuspensions()).items).toMatchObject([{ reason: 'Spam', until }]);
    expect(await refusalOf(org.as('Bo').people.getMe())).toMatchObject({ message: expect.stringContaining('Spam') });
  });

  test('says what the directory said last, by SCIM or by a file', async () => {
    const { org } = await directory();
    const { version, createdAt: _at, changedAt: _changed, ...bo } = await user(org, 'Bo');
    const { provisioning: kept } = org.system;
    await kept.setActive({ personId: bo.id, active: false });
    expect((await kept.getUser({ id: bo.id })).user).toMatchObject({ active: false, version: version + 1 });
    expect(await refusalOf(org.as('Bo').people.getMe())).toMatchObject({ code: 'forbidden' });
    await kept.saveUser({ user: { ...bo, active: true }, version: version + 1 });
    expect((await org.as('Bo').people.getMe()).id).toBe(bo.id);
  });

  test('that is not active is no administrator’s doing, and nobody is told so', async () => {
    const { org } = await directory();
    await user(org, 'Bo', { active: false });
    expect((await refusalOf(org.as('Bo').people.getMe())).message).toBe(
      'You are suspended: Your account is not active in the directory of your organisation.',
    );
  });

  test('that is removed leaves nothing of itself, and comes back as the same person', async () => {
    const { org, communityId } = await directory();
    const bo = await user(org, 'Bo', { externalId: 'X1' });
    const { provisioning: kept } = org.system;
    await kept.saveGroup({
      group: { id: 'g1', displayName: 'Welding', externalId: null, members: [bo.id] },
      version: null,
    });
    const thread = await startThread(org.as('Bo'), communityId);
    await kept.removeUser({ id: bo.id });
    expect((await kept.getGroup({ id: 'g1' })).group?.members).toEqual([]);
    expect(await refusalOf(org.as('Bo').people.getMe())).toMatchObject({ code: 'forbidden' });
    expect((await org.as('Ada').threads.get({ threadId: thread.id })).thread.author.name).toBe(fullNameOf('Bo'));
    expect((await user(org, 'Bo', { externalId: 'X1' })).id).toBe(bo.id);
    expect((await org.as('Bo').people.getMe()).id).toBe(bo.id);
  });

  test.each(['people.erase', 'privacy.requestErasure'])('goes with its person: %s', async (operation) => {
    const { org, communityId } = await directory();
    const bo = await user(org, 'Bo', { userName: 'bo.secret', externalId: 'X1', profile: { title: 'Welder' } });
    const group = { id: 'g1', displayName: 'Welding', externalId: null, members: [bo.id] };
    await org.system.provisioning.saveGroup({ group, version: null });
    expect(await rolesOf(org, communityId)).toHaveProperty('Bo');
    await org.admin.call(operation, { personId: bo.id });
    const left = (await everyDocument(org.storage)).filter(
      ({ collection, body }) => collection.startsWith('provisioned') && JSON.stringify(body).includes(bo.id),
    );
    expect(left).toEqual([]);
    expect(JSON.stringify(await everyDocument(org.storage))).not.toContain('bo.secret');
  });
});

describe('a group that is mapped', () => {
  const save = (org: Organisation, members: readonly string[], version: number | null = null, more = {}) =>
    org.system.provisioning.saveGroup({
      group: { id: 'g1', displayName: 'welding', externalId: null, members, ...more },
      version,
    });

  test('may be one of several of that name, which all give the same', async () => {
    const { org, communityId } = await directory('expert');
    const [bo, cy] = [await user(org, 'Bo'), await user(org, 'Cy')];
    const { provisioning: kept } = org.system;
    await save(org, [bo.id]);
    await save(org, [cy.id], null, { id: 'g2', displayName: 'WELDING', externalId: 'x2' });
    expect(await rolesOf(org, communityId)).toMatchObject({ Bo: 'expert', Cy: 'expert' });
    expect((await kept.listGroups({ displayName: 'Welding' })).items.map(({ id }) => id)).toEqual(['g1', 'g2']);
    await kept.removeGroup({ id: 'g2' });
    expect(await rolesOf(org, communityId)).toMatchObject({ Bo: 'expert' });
    expect(await rolesOf(org, communityId)).not.toHaveProperty('Cy');
  });

  test('makes members, and takes away again what it gave', async () => {
    const { org, communityId } = await directory('expert');
    const [bo, cy] = [await user(org, 'Bo'), await user(org, 'Cy')];
    await org.as('Ada').membership.invite({ communityId, personId: cy.id });
    await org.as('Cy').membership.accept({ communityId });
    await save(org, [bo.id, cy.id]);
    expect(await rolesOf(org, communityId)).toEqual({
      Ada: 'facilitator,member',
      Bo: 'expert',
      Cy: 'expert,member',
    });
    await save(org, [], 1);
    expect(await rolesOf(org, communityId)).toEqual({ Ada: 'facilitator,member', Cy: 'member' });
  });

  test('does not bring back who left, nor who was banned, nor end what came from elsewhere', async () => {
    const { org, communityId } = await directory();
    const [bo, cy, dee] = [await user(org, 'Bo'), await user(org, 'Cy'), await user(org, 'Dee')];
    await org.admin.moderation.ban({ communityId, personId: dee.id, reason: 'Spam' });
    await save(org, [bo.id, cy.id, dee.id]);
    await org.as('Bo').membership.leave({ communityId });
    await save(org, [bo.id, cy.id, dee.id], 1, { externalId: 'E' });
    expect(Object.keys(await rolesOf(org, communityId)).sort()).toEqual(['Ada', 'Cy']);
    const leads = { id: 'g2', displayName: 'Leads', externalId: 'ext-leads', members: [cy.id] };
    await org.system.provisioning.saveGroup({ group: leads, version: null });
    expect(await rolesOf(org, communityId)).toEqual({ Ada: 'facilitator,member', Cy: 'facilitator,member' });
    await save(org, [], 2);
    expect(await rolesOf(org, communityId)).toEqual({ Ada: 'facilitator,member', Cy: 'facilitator' });
  });

  test('leaves the last facilitator where they are', async () => {
    const { org, communityId } = await directory('facilitator');
    const bo = await user(org, 'Bo');
    await save(org, [bo.id]);
    await org.as('Ada').membership.leave({ communityId });
    await org.system.provisioning.removeGroup({ id: 'g1' });
    expect(await rolesOf(org, communityId)).toEqual({ Bo: 'facilitator' });
  });

  test('gives when it gets its name and takes when it loses it', async () => {
    const { org, communityId } = await directory();
    const bo = await user(org, 'Bo');
    await save(org, [bo.id], null, { displayName: 'Smithing' });
    expect(await rolesOf(org, communityId)).not.toHaveProperty('Bo');
    await save(org, [bo.id], 1);
    expect(await rolesOf(org, communityId)).toHaveProperty('Bo', 'member');
    await save(org, [bo.id], 2, { displayName: 'Smithing' });
    expect(await rolesOf(org, communityId)).not.toHaveProperty('Bo');
  });

  test('has accounts as members and nothing else', async () => {
    const { org } = await directory();
    await save(org, []);
    const before = await headsOf(org.storage);
    for (const member of [await org.idOf('Eve'), 'p_0aaaaaaaaaaaaaaaa', 'g1'])
      expect(await refusalOf(save(org, [member], 1))).toMatchObject({ code: 'invalid' });
    expect((await org.system.provisioning.getGroup({ id: 'g1' })).group?.version).toBe(1);
    expect(await headsOf(org.storage)).toMatchObject({
      provisioning: (before as Record<string, unknown>).provisioning,
    });
  });
});

test('nobody but the system calls any of it', async () => {
  const { org } = await directory();
  for (const { name, exposed, allow } of org.cop.operations.filter((each) => each.name.startsWith('provisioning.'))) {
    expect([name, exposed, allow]).toEqual([name, false, ['system']]);
    expect(await refusalOf(org.admin.call(name, {}))).toMatchObject({
      code: expect.stringMatching(/invalid|forbidden/),
    });
  }
});

test('people are listed, and an import is looked at before it is done', async () => {
  const { org } = await directory();
  await user(org, 'Bo');
  const gone = await user(org, 'Cy');
  await org.admin.people.erase({ personId: gone.id });
  const all: { hostId: string; active: boolean }[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page: Awaited<ReturnType<typeof org.system.provisioning.listPeople>> =
      await org.system.provisioning.listPeople(after ? { after } : {});
    all.push(...page.items);
    after = page.next;
  }
  expect(all.map(({ hostId }) => hostId).sort()).toEqual(['Ada', 'Bo', 'Root'].map(hostIdOf));
  const before = await headsOf(org.storage);
  const people = ['Bo', 'Cy', 'Dee'].map((name) => ({ hostId: hostIdOf(name), name: fullNameOf(name) }));
  const told = await org.system.provisioning.previewImport({
    people: [...people, { hostId: hostIdOf('Ada'), name: 'Ada Married' }],
  });
  expect(told.items.map(({ outcome }) => outcome)).toEqual(['unchanged', 'erased', 'created', 'updated']);
  expect(await headsOf(org.storage)).toEqual(before);
});
