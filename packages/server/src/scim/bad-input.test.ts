import { describe, expect, test } from 'vitest';
import { ENTERPRISE, GROUP, newUser, PATCH, type ScimServer, scimServer, USER } from './testing/scim.js';

/** All documents, to show that nothing was written. */
async function kept({ cop }: ScimServer): Promise<string> {
  const lines: string[] = [];
  for await (const line of cop.dump()) lines.push(line);
  return lines.slice(1).join('\n');
}

const bad: readonly (readonly [what: string, body: unknown, scimType: string])[] = [
  ['no object', ['x'], 'invalidSyntax'],
  ['no schemas', { userName: 'a', externalId: 'a' }, 'invalidSyntax'],
  ['schemas that are no list', { ...newUser('a'), schemas: USER }, 'invalidSyntax'],
  ['an unknown schema', { ...newUser('a'), schemas: [USER, 'urn:example:params:2.0:User'] }, 'invalidSyntax'],
  ['the schema of a group', { ...newUser('a'), schemas: [GROUP] }, 'invalidSyntax'],
  ['no userName', { ...newUser('a'), userName: '' }, 'invalidValue'],
  ['no externalId', { ...newUser('a'), externalId: null }, 'invalidValue'],
  ['a number as userName', { ...newUser('a'), userName: 7 }, 'invalidValue'],
  ['a list as displayName', { ...newUser('a'), displayName: ['a'] }, 'invalidValue'],
  ['a text as name', { ...newUser('a'), name: 'a' }, 'invalidSyntax'],
  ['an unclear active', { ...newUser('a'), active: 'perhaps' }, 'invalidValue'],
  ['a department that is none', { ...newUser('a'), [ENTERPRISE]: { department: { is: 1 } } }, 'invalidValue'],
  ['a line break in a name', { ...newUser('a'), displayName: 'a\nb' }, 'invalidValue'],
  ['a title of 300 letters', { ...newUser('a'), title: 'a'.repeat(300) }, 'invalidValue'],
  ['half a letter', { ...newUser('a'), displayName: '\ud800' }, 'invalidValue'],
  ['the id of a program', { ...newUser('a'), externalId: 'service:a' }, 'invalidValue'],
  [
    'a prototype',
    `{"schemas":["${USER}"],"userName":"a","externalId":"a","__proto__":{"active":false}}`,
    'invalidSyntax',
  ],
  ['no JSON', '{', 'invalidSyntax'],
];

test.each(bad)('a user with %s is refused, and nothing is written', async (_what, body, scimType) => {
  const server = await scimServer();
  await server.cop.firstSweep;
  const before = await kept(server);
  expect(await server.post('/Users', body)).toMatchObject({ status: 400, body: { scimType } });
  expect(await kept(server)).toBe(before);
});

describe('names that are taken', () => {
  test('by another user or group are a conflict, and nothing is written', async () => {
    const server = await scimServer();
    const { post, put, patch } = server;
    await post('/Users', newUser('ann', { title: 'Chief' }));
    const { id } = (await post('/Users', newUser('ben'))).body;
    await post('/Groups', { schemas: [GROUP], displayName: 'One', externalId: 'e1' });
    const two = (await post('/Groups', { schemas: [GROUP], displayName: 'Two' })).body.id;
    const before = await kept(server);
    for (const answer of [
      await post('/Users', newUser('ann', { externalId: 'other', displayName: 'Changed' })),
      await post('/Users', newUser('ANN', { externalId: 'other' })),
      await post('/Users', newUser('other', { externalId: 'ext-ann', displayName: 'Changed' })),
      await patch(`/Users/${id}`, [
        { op: 'replace', path: 'displayName', value: 'Changed' },
        { op: 'replace', path: 'userName', value: 'ann@corp.example' },
      ]),
      await post('/Groups', { schemas: [GROUP], displayName: 'Three', externalId: 'e1' }),
      await put(`/Groups/${two}`, { schemas: [GROUP], displayName: 'Two', externalId: 'e1' }),
    ])
      expect(answer).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
    expect(await kept(server)).toBe(before);
    const change = [{ op: 'replace', path: 'externalId', value: 'somebody-else' }];
    expect(await patch(`/Users/${id}`, change)).toMatchObject({ status: 400, body: { scimType: 'mutability' } });
    expect(await kept(server)).toBe(before);
  });

  test('of two who want one at the same moment one gets it', async () => {
    const { post, get } = await scimServer();
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('/Users', newUser('ann'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect((await get('/Users')).body.totalResults).toBe(1);
  });

  test('of somebody who was erased bring nobody back', async () => {
    const { post, cop, get } = await scimServer();
    const { id } = (await post('/Users', newUser('ann'))).body;
    await cop.system({ name: 'tests' }).people.erase({ personId: id });
    expect((await get(`/Users/${id}`)).status).toBe(404);
    expect(await post('/Users', newUser('ann'))).toMatchObject({ status: 403 });
    expect((await get('/Users')).body.totalResults).toBe(0);
  });
});

const changes: readonly (readonly [what: string, operations: unknown, scimType: string])[] = [
  ['no list', { op: 'add' }, 'invalidSyntax'],
  ['an empty list', [], 'invalidSyntax'],
  ['an unknown op', [{ op: 'move', path: 'title', value: 'x' }], 'invalidSyntax'],
  ['a text as operation', ['add'], 'invalidSyntax'],
  ['a path that is none', [{ op: 'add', path: 7, value: 'x' }], 'invalidPath'],
  ['an unknown attribute', [{ op: 'add', path: 'shoeSize', value: 38 }], 'invalidPath'],
  ['an unknown part', [{ op: 'add', path: 'name.shoeSize', value: 38 }], 'invalidPath'],
  ['an unknown key', [{ op: 'add', value: { 'urn:x:y:shoeSize': 38 } }], 'invalidPath'],
  ['a bracket too few', [{ op: 'add', path: 'emails[type eq "work"', value: 'x' }], 'invalidPath'],
  ['a wrong filter', [{ op: 'add', path: 'emails[type is "work"].value', value: 'x' }], 'invalidFilter'],
  ['remove without a path', [{ op: 'remove' }], 'noTarget'],
  ['add without a value', [{ op: 'add', path: 'title' }], 'invalidValue'],
  ['an id', [{ op: 'replace', path: 'id', value: 'x' }], 'mutability'],
  ['no userName', [{ op: 'remove', path: 'userName' }], 'invalidValue'],
  ['no active', [{ op: 'remove', path: 'active' }], 'invalidValue'],
  ['a wrong type', [{ op: 'replace', path: 'displayName', value: { a: 1 } }], 'invalidValue'],
  [
    'a good and a bad one',
    [
      { op: 'add', path: 'title', value: 'x' },
      { op: 'add', path: 'active', value: 2 },
    ],
    'invalidValue',
  ],
  ['too many', Array.from({ length: 1_001 }, () => ({ op: 'add', path: 'title', value: 'x' })), 'tooMany'],
  ['a prototype', [{ op: 'add', value: { '__proto__.polluted': 'yes' } }], 'invalidPath'],
  ['a constructor', [{ op: 'add', path: 'constructor.prototype', value: 'yes' }], 'invalidPath'],
];

test.each(changes)('a change with %s is refused, and nothing is written', async (_what, operations, scimType) => {
  const server = await scimServer();
  const { id } = (await server.post('/Users', newUser('ann'))).body;
  const before = await kept(server);
  expect(await server.patch(`/Users/${id}`, operations)).toMatchObject({ status: 400, body: { scimType } });
  expect(await kept(server)).toBe(before);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

describe('groups', () => {
  test('of groups, and so cycles of them, are refused', async () => {
    const server = await scimServer();
    const { post, patch } = server;
    const one = (await post('/Groups', { schemas: [GROUP], displayName: 'One' })).body.id;
    const two = (await post('/Groups', { schemas: [GROUP], displayName: 'Two' })).body.id;
    const before = await kept(server);
    for (const value of [{ value: one }, { value: one, type: 'Group' }, { value: one, $ref: `../Groups/${one}` }]) {
      const answer = await patch(`/Groups/${two}`, [{ op: 'add', path: 'members', value: [value] }]);
      expect(answer).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    }
    const self = { schemas: [GROUP], displayName: 'Three', members: [{ value: two, type: 'Group' }] };
    expect((await post('/Groups', self)).status).toBe(400);
    expect(await kept(server)).toBe(before);
  });

  test.each([
    ['no displayName', { schemas: [GROUP] }],
    ['members that are numbers', { schemas: [GROUP], displayName: 'a', members: [{ value: 7 }] }],
    ['members without a value', { schemas: [GROUP], displayName: 'a', members: [{ display: 'x' }] }],
    ['members whom nobody knows', { schemas: [GROUP], displayName: 'a', members: [{ value: 'p_0aaaaaaaaaaaaaaaa' }] }],
  ])('with %s are refused', async (_what, body) => {
    const { post, get } = await scimServer();
    expect(await post('/Groups', body)).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    expect((await get('/Groups')).body.totalResults).toBe(0);
  });

  test.each([
    ['what cannot be changed', { op: 'replace', path: 'members[value eq "x"].value', value: 'y' }, 'mutability'],
    ['a part of a member', { op: 'replace', path: 'members.value', value: 'y' }, 'invalidPath'],
    ['an unknown attribute', { op: 'replace', path: 'owner', value: 'y' }, 'invalidPath'],
    ['an id', { op: 'replace', path: 'id', value: 'y' }, 'mutability'],
    ['no name', { op: 'remove', path: 'displayName' }, 'invalidValue'],
  ])('are not changed by %s', async (_what, operation, scimType) => {
    const { post, patch } = await scimServer();
    const { id } = (await post('/Groups', { schemas: [GROUP], displayName: 'One' })).body;
    expect(await patch(`/Groups/${id}`, [operation])).toMatchObject({ status: 400, body: { scimType } });
  });

  test('of ten thousand are taken in one request, and changed by few', async () => {
    const { system, post, patch, get, mappings, community } = await scimServer();
    const communityId = await community();
    mappings.push({ group: 'Half', communityId, role: 'member' });
    const people = Array.from({ length: 10_000 }, (_, n) => ({ hostId: `ext-${n}`, name: `Person ${n}` }));
    const ids: string[] = [];
    for (let at = 0; at < people.length; at += 500) {
      const outcome = await system.people.import({ people: people.slice(at, at + 500) });
      const made = outcome.ids.filter((id) => id !== null);
      ids.push(...made);
      await Promise.all(
        made.map((id, n) =>
          system.provisioning.saveUser({
            user: { id, hostId: `ext-${at + n}`, userName: `u${at + n}`, externalId: null, active: true, profile: {} },
            version: null,
          }),
        ),
      );
    }
    const members = ids.map((value) => ({ value, $ref: `https://cop.example/scim/v2/Users/${value}`, type: 'User' }));
    const made = await post('/Groups', { schemas: [GROUP], displayName: 'All', members });
    expect(made.status).toBe(201);
    const { id } = made.body;
    const gone = { op: 'remove', path: 'members', value: members.slice(0, 5_000) };
    expect((await patch(`/Groups/${id}`, [gone, { op: 'replace', path: 'displayName', value: 'Rest' }])).status).toBe(
      204,
    );
    expect((await get(`/Groups/${id}`)).body.members).toHaveLength(5_000);
    const found = await get(`/Groups?filter=${encodeURIComponent(`members[value eq "${ids[9_999]}"]`)}&attributes=id`);
    expect(found.body.totalResults).toBe(1);
    const more = {
      schemas: [GROUP],
      displayName: 'Too many',
      members: Array.from({ length: 20_001 }, (_, n) => ({ value: `p_0${String(n).padStart(16, '0')}` })),
    };
    expect((await post('/Groups', more)).status).toBe(400);
  }, 60_000);
});

describe('a request', () => {
  test.each([
    ['is too large', 'x'.repeat(4_200_000), 'application/scim+json', 413],
    ['is something else', '<user/>', 'text/xml', 415],
    ['is a form', 'a=b', 'application/x-www-form-urlencoded', 415],
  ])('that %s is refused', async (_what, body, type, status) => {
    const { send } = await scimServer();
    expect((await send('POST', '/Users', body, { 'content-type': type })).status).toBe(status);
  });

  test('may be plain JSON', async () => {
    const { send } = await scimServer();
    const made = await send('POST', '/Users', newUser('ann'), { 'content-type': 'application/json' });
    expect(made.status).toBe(201);
  });

  test.each([
    ['POST', '/Bulk', 501],
    ['GET', '/Me', 501],
    ['PUT', '/Users', 405],
    ['PATCH', '/Schemas', 405],
    ['GET', '/Nothing', 404],
    ['GET', '/Users/p_0aaaaaaaaaaaaaaaa', 404],
    ['GET', '/Users/..%2f..%2fetc', 404],
    ['DELETE', '/Groups/nothing', 404],
    ['GET', '/Users?startIndex=one', 400],
    ['GET', '/Users?count=1.5', 400],
    ['GET', '/Schemas?filter=id%20pr', 403],
  ])('%s %s answers %i', async (method, path, status) => {
    const { send } = await scimServer();
    expect((await send(method, path, method === 'POST' || method === 'PUT' ? {} : undefined)).status).toBe(status);
  });

  test('with a version that is over is refused', async () => {
    const { post, get, patch, put, remove } = await scimServer();
    const { id } = (await post('/Users', newUser('ann'))).body;
    const title = (value: string) => [{ op: 'add', path: 'title', value }];
    expect((await patch(`/Users/${id}`, title('One'), { 'if-match': 'W/"1"' })).headers.get('etag')).toBe('W/"2"');
    for (const answer of [
      await patch(`/Users/${id}`, title('Two'), { 'if-match': 'W/"1"' }),
      await put(`/Users/${id}`, newUser('ann'), { 'if-match': '"nonsense"' }),
      await remove(`/Users/${id}`, { 'if-match': 'W/"1", W/"7"' }),
    ])
      expect(answer.status).toBe(412);
    expect((await get(`/Users/${id}`, { 'if-none-match': 'W/"2"' })).status).toBe(304);
    expect((await get(`/Users/${id}`, { 'if-none-match': 'W/"1"' })).body.title).toBe('One');
    expect((await remove(`/Users/${id}`, { 'if-match': '*' })).status).toBe(204);
  });

  test('of many at the same moment loses none', async () => {
    const { post, get, patch } = await scimServer();
    const ids = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (name) => (await post('/Users', newUser(name))).body.id),
    );
    const { id } = (await post('/Groups', { schemas: [GROUP], displayName: 'One' })).body;
    const added = await Promise.all(
      ids.map((value) => patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value }] }])),
    );
    expect(added.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect((await get(`/Groups/${id}`)).body.members).toHaveLength(4);
  });
});

test('a patch has to say that it is one', async () => {
  const { post, send } = await scimServer();
  const { id } = (await post('/Users', newUser('ann'))).body;
  const Operations = [{ op: 'add', path: 'title', value: 'x' }];
  expect((await send('PATCH', `/Users/${id}`, { Operations })).status).toBe(400);
  expect((await send('PATCH', `/Users/${id}`, { schemas: [PATCH], operations: Operations })).status).toBe(200);
});
