import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rateLimits } from '../rate-limits.js';
import { rateLimitSettings } from '../rate-limits-settings.js';
import { parseFilter } from './filter.js';
import { ENTERPRISE, GROUP, newUser, scimServer, USER } from './testing/scim.js';

test('what the service can do is told', async () => {
  const { get } = await scimServer();
  expect((await get('/ServiceProviderConfig')).body).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false },
    filter: { supported: true, maxResults: 200 },
    sort: { supported: false },
    etag: { supported: true },
  });
  const types = (await get('/ResourceTypes')).body;
  expect(types).toMatchObject({ totalResults: 2, Resources: [{ endpoint: '/Users' }, { endpoint: '/Groups' }] });
  expect((await get('/ResourceTypes/Group')).body).toMatchObject({ schema: GROUP });
  const schemas = (await get('/Schemas')).body.Resources;
  expect(schemas.map(({ id }: { id: string }) => id)).toEqual([USER, ENTERPRISE, GROUP]);
  expect((await get(`/Schemas/${USER}`)).body.attributes.map(({ name }: { name: string }) => name)).toEqual([
    'userName',
    'externalId',
    'name',
    'displayName',
    'title',
    'preferredLanguage',
    'locale',
    'active',
  ]);
  expect((await get('/Schemas/urn:nothing')).status).toBe(404);
});

test.each([
  ['userName eq "ann@corp.example"', ['ann']],
  ['USERNAME EQ "ANN@corp.example"', ['ann']],
  [`${USER}:userName eq "ann@corp.example"`, ['ann']],
  ['externalId eq "ext-ben"', ['ben']],
  ['externalId eq "EXT-ben"', []],
  ['displayName sw "a"', ['ann', 'art']],
  ['displayName ew "N"', ['ann', 'ben']],
  ['displayName co "r"', ['art']],
  ['title pr', ['art']],
  ['not (title pr)', ['ann', 'ben']],
  ['active eq true', ['ann', 'art']],
  ['active eq "False"', ['ben']],
  ['active ne true', ['ben']],
  ['title eq null', ['ann', 'ben']],
  [`${ENTERPRISE}:department eq "hull"`, ['ben']],
  ['name.familyName eq "O\\"Hara"', ['art']],
  ['displayName eq "ann" or displayName eq "ben" and active eq true', ['ann']],
  ['(displayName eq "ann" or displayName eq "ben") and active eq false', ['ben']],
  ['meta.created gt "2020-01-01T00:00:00Z" and displayName lt "ar"', ['ann']],
  ['displayName ge "ART" and displayName le "ben"', ['art', 'ben']],
  ['emails[type eq "work" and value co "@"]', []],
  ['emails[type eq "work"].value eq "ann@corp.example"', []],
  ['meta.resourceType eq "User"', ['ann', 'art', 'ben']],
])('%s finds %j', async (filter, names) => {
  const { get, post } = await scimServer();
  await post('/Users', newUser('ann'));
  await post('/Users', newUser('ben', { active: false, [ENTERPRISE]: { department: 'Hull' } }));
  await post('/Users', newUser('art', { title: 'Painter', name: { familyName: 'O"Hara' } }));
  const { status, body } = await get(`/Users?filter=${encodeURIComponent(filter)}`);
  expect(status).toBe(200);
  const found = body.Resources.map(({ displayName }: { displayName: string }) => displayName).sort();
  expect([found, body.totalResults]).toEqual([names, names.length]);
});

test.each([
  '',
  '  ',
  'userName',
  'userName eq',
  'userName eq ann',
  'userName is "ann"',
  'userName eq "ann',
  'userName eq "ann" and',
  'userName eq "ann" "ben"',
  '(userName eq "ann"',
  'userName eq "ann")',
  'emails[type eq "work"',
  '"ann" eq userName',
  'shoeSize eq 38',
  'not userName eq "ann"',
  'userName eq "\\x"',
  `${'('.repeat(30)}userName pr${')'.repeat(30)}`,
  `userName eq "${'a'.repeat(4_000)}"`,
])('%j is no filter', async (filter) => {
  const { get } = await scimServer();
  expect(await get(`/Users?filter=${encodeURIComponent(filter)}`)).toMatchObject({
    status: 400,
    body: { scimType: 'invalidFilter' },
  });
});

test('a filter takes time by its length, however it is nested', () => {
  const groups = Array.from({ length: 70 }, () => '(title eq "1" or title eq "2" or title eq "3")').join(' and ');
  expect(parseFilter(groups)).toMatchObject({ is: 'and', of: { length: 70 } });
});

test('a search may be a body, and an answer has what was asked for', async () => {
  const { post, get } = await scimServer();
  for (const name of ['ann', 'ben', 'cat'])
    await post('/Users', newUser(name, { title: 'T', name: { givenName: name } }));
  const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: 'title eq "t"' };
  const page = await post('/Users/.search', {
    ...search,
    attributes: ['userName', 'name.givenName'],
    startIndex: 2,
    count: 1,
  });
  expect(page.body).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 });
  const [{ id, ...one }] = page.body.Resources;
  expect(Object.keys(one).sort()).toEqual(['name', 'schemas', 'userName']);
  const less = await get(`/Users/${id}?excludedAttributes=meta,name.givenName,id`);
  expect(Object.keys(less.body).sort()).toEqual([
    'active',
    'displayName',
    'externalId',
    'id',
    'name',
    'schemas',
    'title',
    'userName',
  ]);
  expect((await get('/Users?count=0')).body).toMatchObject({ totalResults: 3, Resources: [] });
  expect((await get('/Users?startIndex=-5&count=9999')).body).toMatchObject({ startIndex: 1, itemsPerPage: 3 });
  expect((await post('/Users/.search', { filter: 'title pr' })).status).toBe(400);
  expect((await post('/Groups/.search', { ...search, filter: 'displayName pr' })).body.totalResults).toBe(0);
});

test('units and names come as the settings say', async () => {
  const { post, as, patch } = await scimServer({
    hostId: 'userName',
    hostIdPrefix: 'entra|',
    attributes: {
      unit: { from: 'department', values: { D1: 'Deck' }, otherwise: 'Yard' },
      name: ['name', 'displayName'],
      jobTitle: 'division',
    },
  });
  const { id } = (
    await post(
      '/Users',
      newUser('ann', {
        name: { givenName: 'Ann', familyName: 'Ek' },
        [ENTERPRISE]: { department: 'D1', division: 'Paint' },
      }),
    )
  ).body;
  const reader = as('reader', 'Reader');
  expect(await reader.people.get({ personId: id })).toMatchObject({ name: 'Ann Ek', unit: 'Deck', jobTitle: 'Paint' });
  await patch(`/Users/${id}`, [{ op: 'replace', path: `${ENTERPRISE}:department`, value: 'D9' }]);
  expect(await reader.people.get({ personId: id })).toMatchObject({ unit: 'Yard' });
  expect((await as('entra|ann@corp.example', 'Ann Ek').people.getMe()).id).toBe(id);
});

test('a change that is not about who somebody is leaves what the sign-on said', async () => {
  const { post, as, patch } = await scimServer();
  const { id } = (await post('/Users', newUser('ann'))).body;
  await as('ext-ann', 'Ann Married').people.getMe();
  await patch(`/Users/${id}`, [{ op: 'replace', path: 'userName', value: 'ann.married@corp.example' }]);
  expect((await as('reader').people.get({ personId: id })).name).toBe('Ann Married');
});

test('nobody comes in without a service key for it', async () => {
  const { handle, keys, send } = await scimServer({});
  const as = (authorization: string | null) =>
    handle(
      new Request('https://cop.example/scim/v2/Users', { headers: authorization === null ? {} : { authorization } }),
    );
  const shape = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'] };
  for (const [authorization, status] of [
    [null, 401],
    ['Bearer cop_nothing', 401],
    ['Basic YTpi', 401],
    [`Bearer ${keys.star}`, 403],
    [`Bearer ${keys.other}`, 403],
  ] as const) {
    const answer = await as(authorization);
    expect([authorization, answer.status]).toEqual([authorization, status]);
    expect(answer.headers.get('content-type')).toBe('application/scim+json');
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
    expect(await answer.json()).toMatchObject({ ...shape, status: String(status) });
  }
  for (const path of ['/Schemas', '/ServiceProviderConfig', '/ResourceTypes', '/Bulk', '/nothing'])
    expect((await send('GET', path, undefined, { authorization: 'Bearer cop_x' })).status).toBe(401);
  // The key reaches nothing else.
  for (const path of ['/v1/people/getMe', '/v1/provisioning/listUsers']) {
    const answer = await handle(
      new Request(`https://cop.example${path}`, { headers: { authorization: `Bearer ${keys.scim}` } }),
    );
    expect([403, 404]).toContain(answer.status);
  }
});

test('a person is no program, whatever they may', async () => {
  const { handle } = await scimServer(
    {},
    { authenticate: async () => ({ hostId: 'root', name: 'Root', admin: true, scopes: ['scim'] }) },
  );
  expect((await handle(new Request('https://cop.example/scim/v2/Users'))).status).toBe(403);
});

test('too many requests are refused in the same way, and the rest is not', async () => {
  const settings = rateLimitSettings.parse({ provisioning: { perActor: { requests: 2, seconds: 60 } } });
  const { get } = await scimServer({}, { rateLimits: rateLimits({ settings }) });
  expect((await get('/Users')).headers.get('ratelimit')).toContain('provisioning-per-actor');
  await get('/Users');
  const third = await get('/Users');
  expect(third.status).toBe(429);
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('without the setting there is nothing, and a fault is told by its number alone', async () => {
  const { handle, keys } = await scimServer();
  const request = () =>
    new Request('https://cop.example/scim/v2/Users', { headers: { authorization: `Bearer ${keys.scim}` } });
  expect((await handle(request())).status).toBe(200);
  const { cop } = await scimServer();
  const { createHandler } = await import('../handler.js');
  const none = createHandler({ cop, authenticate: async () => null });
  expect((await none(request())).status).toBe(404);
});

test('groups may have the same name, and a filter for it finds them all', async () => {
  const { get, post } = await scimServer();
  const made: string[] = [];
  for (const externalId of ['g-1', 'g-2']) {
    const answer = await post('/Groups', { schemas: [GROUP], displayName: 'Welding', externalId });
    expect(answer.status).toBe(201);
    made.push(answer.body.id);
  }
  const found = (await get(`/Groups?filter=${encodeURIComponent('displayName eq "welding"')}`)).body;
  expect(found.Resources.map(({ id }: { id: string }) => id).sort()).toEqual(made.sort());
});

test('the documentation has every route, and no other', async () => {
  const page = readFileSync(new URL('../../../../docs/scim.md', import.meta.url), 'utf8');
  const routes = [...page.matchAll(/^\|.*?\|/gm)]
    .flatMap(([cell]) => [...cell.matchAll(/`([A-Z]+) (\/[^`]*)`/g)])
    .map(([, method = '', path = '']) => [method, path] as const);
  const { send, post } = await scimServer();
  const user = (await post('/Users', newUser('ann'))).body.id;
  const group = (await post('/Groups', { schemas: [GROUP], displayName: 'One' })).body.id;
  const ids: Record<string, string> = { Users: user, Groups: group, ResourceTypes: 'User', Schemas: USER };
  const paths = ['Users', 'Groups', 'ResourceTypes', 'Schemas', 'ServiceProviderConfig'].flatMap((name) =>
    [`/${name}`, `/${name}/.search`, `/${name}/{id}`].map(
      (path) => [path, path.replace('{id}', ids[name] ?? 'none')] as const,
    ),
  );
  const answered: string[] = [];
  for (const [path, address] of paths) {
    // Anything else there would be said of a resource with this id.
    for (const method of path.endsWith('.search') ? ['POST'] : ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status } = await send(method, address, method === 'GET' || method === 'DELETE' ? undefined : {});
      if (status !== 404 && status !== 405) answered.push(`${method} ${path}`);
    }
  }
  expect(routes.map((route) => route.join(' ')).sort()).toEqual(answered.sort());
});
