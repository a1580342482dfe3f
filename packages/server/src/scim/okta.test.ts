import { expect, test } from 'vitest';
import { ENTERPRISE, GROUP, newUser, PATCH, scimServer, USER } from './testing/scim.js';

/** The requests that Okta is documented to send, in their order, with bodies of our own. */

test('a connection is tried, and everybody is imported page by page', async () => {
  const { get, post } = await scimServer();
  expect((await get('/Users?startIndex=1&count=2')).body).toMatchObject({
    totalResults: 0,
    startIndex: 1,
    Resources: [],
  });
  expect((await get('/Groups?startIndex=1&count=100')).body).toMatchObject({ totalResults: 0, Resources: [] });
  await Promise.all(Array.from({ length: 250 }, (_, n) => post('/Users', newUser(`p${n}`))));
  const seen = new Set<string>();
  for (const [startIndex, size] of [
    [1, 100],
    [101, 100],
    [201, 50],
    [301, 0],
  ] as const) {
    const { body } = await get(`/Users?startIndex=${startIndex}&count=100`);
    expect(body).toMatchObject({ totalResults: 250, startIndex, itemsPerPage: size });
    expect(body.Resources).toHaveLength(size);
    for (const { userName } of body.Resources) seen.add(userName);
  }
  expect(seen.size).toBe(250);
});

test('somebody is made, updated as a whole, deactivated and activated', async () => {
  const { get, post, put, patch, as } = await scimServer({ hostId: 'userName' });
  const find = () =>
    get(`/Users?filter=${encodeURIComponent('userName eq "lea.moe@corp.example"')}&startIndex=1&count=100`);
  expect((await find()).body.totalResults).toBe(0);
  const body = {
    schemas: [USER],
    userName: 'lea.moe@corp.example',
    name: { givenName: 'Lea', familyName: 'Moe' },
    emails: [{ primary: true, value: 'lea.moe@corp.example', type: 'work' }],
    displayName: 'Lea Moe',
    locale: 'en-US',
    externalId: '00u-lea',
    groups: [],
    password: 'never kept',
    active: true,
  };
  const made = await post('/Users', body);
  expect(made.status).toBe(201);
  expect(JSON.stringify(made.body)).not.toContain('never kept');
  const { id } = made.body;
  expect((await find()).body.Resources).toMatchObject([{ id, userName: 'lea.moe@corp.example' }]);
  expect((await get(`/Users/${id}`)).body.name).toEqual({ givenName: 'Lea', familyName: 'Moe' });

  const whole = { ...made.body, displayName: 'Lea Roe', name: { givenName: 'Lea', familyName: 'Roe' }, title: 'Pilot' };
  const updated = await put(`/Users/${id}`, {
    ...whole,
    schemas: [USER, ENTERPRISE],
    [ENTERPRISE]: { division: 'Air' },
  });
  expect(updated).toMatchObject({ status: 200, body: { displayName: 'Lea Roe', title: 'Pilot', active: true } });
  const me = await as('lea.moe@corp.example', 'Lea Roe').people.getMe();
  expect(me).toMatchObject({ id, name: 'Lea Roe', unit: 'Air', jobTitle: 'Pilot', locale: 'en-US' });
  // What a whole user does not say is not so any more; whether they are active it has to say to change it.
  const { title: _title, locale: _locale, active: _active, ...less } = whole;
  const replaced = await put(`/Users/${id}`, less);
  expect(replaced.body).not.toHaveProperty('title');
  expect(replaced.body).not.toHaveProperty([ENTERPRISE]);
  expect(replaced.body.active).toBe(true);

  const off = await patch(`/Users/${id}`, [{ op: 'replace', value: { active: false } }]);
  expect(off).toMatchObject({ status: 200, body: { active: false } });
  await expect(as('lea.moe@corp.example').people.getMe()).rejects.toMatchObject({ code: 'forbidden' });
  await patch(`/Users/${id}`, [{ op: 'replace', value: { active: true } }]);
  expect((await as('lea.moe@corp.example', 'Lea Roe').people.getMe()).id).toBe(id);
});

test('a group is pushed, renamed and filled by the hundred', async () => {
  const { get, post, put, patch, remove, mappings, community, members } = await scimServer();
  const communityId = await community();
  mappings.push({ group: 'Welders', communityId, role: 'member' });
  const made = await Promise.all(Array.from({ length: 230 }, (_, n) => post('/Users', newUser(`p${n}`))));
  const ids = made.map(({ body }) => body.id as string);
  const group = await post('/Groups', { schemas: [GROUP], displayName: 'Smiths', members: [] });
  expect(group.status).toBe(201);
  const { id } = group.body;
  const pushed = await patch(`/Groups/${id}`, [{ op: 'replace', value: { id, displayName: 'Welders' } }]);
  expect(pushed.status).toBe(204);
  for (let at = 0; at < ids.length; at += 100) {
    const value = ids.slice(at, at + 100).map((each) => ({ value: each, display: `${each}@corp.example` }));
    expect((await patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value }])).status).toBe(204);
  }
  const full = await get(`/Groups/${id}`);
  expect(full.body).toMatchObject({ displayName: 'Welders' });
  expect(full.body.members.map(({ value }: { value: string }) => value)).toEqual(ids);
  expect(await members(communityId)).toHaveLength(231);

  const gone = ids.slice(0, 100).map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` }));
  expect((await patch(`/Groups/${id}`, gone)).status).toBe(204);
  expect(await members(communityId)).toHaveLength(131);
  await patch(`/Groups/${id}`, [{ op: 'replace', path: 'members', value: [{ value: ids[0] }] }]);
  expect(await members(communityId)).toEqual(['Fay Founder', 'p0']);
  const two = [{ value: ids[1] }, { value: ids[2] }];
  const replaced = await put(`/Groups/${id}`, { schemas: [GROUP], id, displayName: 'Welders', members: two });
  expect(replaced.body.members).toHaveLength(2);
  expect(await members(communityId)).toEqual(['Fay Founder', 'p1', 'p2']);
  expect((await remove(`/Groups/${id}`)).status).toBe(204);
  expect(await members(communityId)).toEqual(['Fay Founder']);
  expect(PATCH).toContain('PatchOp');
});
