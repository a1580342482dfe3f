import { expect, test } from 'vitest';
import { ENTERPRISE, GROUP, newUser, PATCH, scimServer, USER } from './testing/scim.js';

/** The requests that Entra ID is documented to send, in their order, with bodies of our own. */

const member = (op: string, ...values: string[]) => [
  { op, path: 'members', value: values.map((value) => ({ value })) },
];

test('a connection is tried with a user that nobody has', async () => {
  const { get } = await scimServer();
  const answer = await get(`/Users?filter=${encodeURIComponent('userName eq "0b8d5d2c-5f67-4f5e-9a90-1b0b8c3f0d11"')}`);
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  });
});

test('somebody is assigned, changed, unassigned, assigned again and deleted', async () => {
  const { get, post, patch, remove, as } = await scimServer();
  const find = (filter: string) => get(`/Users?filter=${encodeURIComponent(filter)}`);
  expect((await find('externalId eq "ext-ida"')).body.totalResults).toBe(0);

  const made = await post('/Users', {
    schemas: [USER, ENTERPRISE],
    externalId: 'ext-ida',
    userName: 'ida@corp.example',
    active: true,
    displayName: 'Ida Lind',
    emails: [{ primary: true, type: 'work', value: 'ida@corp.example' }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Ida Lind', familyName: 'Lind', givenName: 'Ida' },
    roles: [],
    title: 'Welder',
    preferredLanguage: 'sv-SE',
    [ENTERPRISE]: { department: 'Hull', manager: { value: 'boss' }, employeeNumber: '17' },
  });
  expect(made.status).toBe(201);
  const { id } = made.body;
  expect(made.headers.get('location')).toBe(`https://cop.example/scim/v2/Users/${id}`);
  expect(made.headers.get('etag')).toBe('W/"1"');
  expect(made.body).toEqual({
    schemas: [USER, ENTERPRISE],
    id,
    externalId: 'ext-ida',
    userName: 'ida@corp.example',
    active: true,
    displayName: 'Ida Lind',
    name: { formatted: 'Ida Lind', familyName: 'Lind', givenName: 'Ida' },
    title: 'Welder',
    preferredLanguage: 'sv-SE',
    [ENTERPRISE]: { department: 'Hull' },
    meta: {
      resourceType: 'User',
      created: expect.any(String),
      lastModified: expect.any(String),
      location: `https://cop.example/scim/v2/Users/${id}`,
      version: 'W/"1"',
    },
  });
  expect((await find('externalId eq "ext-ida"')).body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
  expect(await as('founder', 'Fay').people.get({ personId: id })).toMatchObject({
    name: 'Ida Lind',
    unit: 'Hull',
    jobTitle: 'Welder',
    locale: 'sv-SE',
  });

  // Names of operations begin with a capital; what copkit does not keep is taken and forgotten.
  const changed = await patch(`/Users/${id}`, [
    { op: 'Replace', path: 'displayName', value: 'Ida Berg' },
    { op: 'Replace', path: 'name.familyName', value: 'Berg' },
    { op: 'Add', path: 'emails[type eq "work"].value', value: 'ida.berg@corp.example' },
    { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '112' },
    { op: 'Replace', path: `${ENTERPRISE}:department`, value: 'Deck' },
    { op: 'Add', path: `${ENTERPRISE}:manager`, value: 'somebody' },
    { op: 'Remove', path: 'title' },
  ]);
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({ displayName: 'Ida Berg', name: { familyName: 'Berg', givenName: 'Ida' } });
  expect(changed.body[ENTERPRISE]).toEqual({ department: 'Deck' });
  expect(changed.body).not.toHaveProperty('title');
  expect(JSON.stringify(changed.body)).not.toContain('ida.berg');
  expect(await as('founder').people.get({ personId: id })).toMatchObject({ name: 'Ida Berg', unit: 'Deck' });

  // Without a path, with keys that are paths themselves.
  const flat = await patch(`/Users/${id}`, [
    { op: 'replace', value: { displayName: 'Ida B.', 'name.givenName': 'I.', [`${ENTERPRISE}:division`]: 'Yard' } },
    { op: 'add', value: { [ENTERPRISE]: { organization: 'Corp' }, title: 'Foreman' } },
  ]);
  expect(flat.body).toMatchObject({
    displayName: 'Ida B.',
    name: { givenName: 'I.', familyName: 'Berg' },
    title: 'Foreman',
  });
  expect(flat.body[ENTERPRISE]).toEqual({ department: 'Deck', division: 'Yard', organization: 'Corp' });

  // Unassigned, as a text; then assigned again.
  expect((await patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value: 'False' }])).body.active).toBe(false);
  await expect(as('ext-ida').people.getMe()).rejects.toMatchObject({ code: 'forbidden' });
  expect((await find('userName eq "IDA@corp.example"')).body.Resources).toMatchObject([{ id, active: false }]);
  expect((await patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value: 'True' }])).body.active).toBe(true);
  expect((await as('ext-ida', 'Ida B.').people.getMe()).id).toBe(id);

  // Deleted softly, and thirty days later for good.
  await patch(`/Users/${id}`, [{ op: 'Replace', value: { active: false } }]);
  expect((await remove(`/Users/${id}`)).status).toBe(204);
  expect((await get(`/Users/${id}`)).status).toBe(404);
  expect((await remove(`/Users/${id}`)).status).toBe(404);
  expect((await find('externalId eq "ext-ida"')).body.totalResults).toBe(0);
  await expect(as('ext-ida').people.getMe()).rejects.toMatchObject({ code: 'forbidden' });

  // What they wrote stays theirs: who comes back is who they were.
  const back = await post('/Users', newUser('ida'));
  expect(back).toMatchObject({ status: 201, body: { id, active: true } });
  expect((await as('ext-ida', 'ida').people.getMe()).id).toBe(id);
});

test('a group is made, filled, renamed, emptied and deleted', async () => {
  const { get, post, patch, remove, mappings, community, members, send } = await scimServer();
  const communityId = await community();
  mappings.push({ group: 'Welding', communityId, role: 'member' });
  const ids: string[] = [];
  for (const name of ['ida', 'jon', 'kai']) ids.push((await post('/Users', newUser(name))).body.id);
  const [ida = '', jon = '', kai = ''] = ids;

  const find = `/Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "Welding"')}`;
  expect((await get(find)).body.totalResults).toBe(0);
  const made = await post('/Groups', {
    schemas: [GROUP, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
    externalId: 'ext-welding',
    displayName: 'Welding',
    meta: { resourceType: 'Group' },
  });
  expect(made).toMatchObject({ status: 201, body: { displayName: 'Welding', members: [] } });
  const { id } = made.body;

  const added = await patch(`/Groups/${id}`, [
    { op: 'Add', path: 'members', value: [{ $ref: null, value: ida }] },
    ...member('Add', jon, ida),
    { op: 'add', path: 'members', value: { value: kai } },
  ]);
  expect(added).toMatchObject({ status: 204, body: null });
  expect(await members(communityId)).toEqual(['Fay Founder', 'ida', 'jon', 'kai']);

  const bare = await get(`/Groups/${id}?excludedAttributes=members`);
  expect(bare.body).not.toHaveProperty('members');
  const found = await get(`/Groups?filter=${encodeURIComponent(`members.value eq "${jon}"`)}&attributes=displayName`);
  expect(found.body.Resources).toEqual([{ schemas: [GROUP], id, displayName: 'Welding' }]);
  const both = encodeURIComponent(`id eq "${id}" and members eq "${jon}"`);
  expect((await get(`/Groups?excludedAttributes=members&filter=${both}`)).body).toMatchObject({ totalResults: 1 });
  const neither = encodeURIComponent(`id eq "${id}" and members eq "somebody"`);
  expect((await get(`/Groups?filter=${neither}`)).body.totalResults).toBe(0);

  await patch(`/Groups/${id}`, [{ op: 'Remove', path: `members[value eq "${ida}"]` }, ...member('Remove', jon)]);
  expect((await get(`/Groups/${id}`)).body.members).toEqual([
    { value: kai, $ref: `https://cop.example/scim/v2/Users/${kai}`, type: 'User' },
  ]);
  expect(await members(communityId)).toEqual(['Fay Founder', 'kai']);

  await patch(`/Groups/${id}`, [{ op: 'Replace', path: 'displayName', value: 'Smithing' }]);
  expect(await members(communityId)).toEqual(['Fay Founder']);
  await patch(`/Groups/${id}`, [{ op: 'Replace', path: 'displayName', value: 'Welding' }]);
  await send('PATCH', `/Groups/${id}`, { schemas: [PATCH], Operations: [{ op: 'Remove', path: 'members' }] });
  expect((await get(`/Groups/${id}`)).body.members).toEqual([]);
  expect((await remove(`/Groups/${id}`)).status).toBe(204);
  expect((await get(`/Groups/${id}`)).status).toBe(404);
});
