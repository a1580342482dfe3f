import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ENTERPRISE,
  GROUP,
  newUser,
  PATCH,
  type ScimServer,
  scimServer,
  USER,
} from '../../packages/server/src/scim/testing/scim.js';
import { createServiceKey } from '../../packages/server/src/sign-on/service-keys.js';
import { signOnFrom } from '../../packages/server/src/sign-on/sign-on-from.js';

// What a program without a key, with another one or with bad manners can do to the directory's service. The fixture
// fails each test in which the server logs a fault, the store is out of order afterwards, or a refusal is not SCIM's own.

const RUNS = Number(process.env.COPKIT_FUZZ ?? 1_000);
const SEED = Number(process.env.COPKIT_FUZZ_SEED ?? 20_260_301);

const PERSON = 'p_0aaaaaaaaaaaaaaaa';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const PATHS = [
  '/Users',
  '/Users/.search',
  `/Users/${PERSON}`,
  '/Users/a/b',
  '/Groups',
  '/Groups/.search',
  `/Groups/${PERSON}`,
  '/ServiceProviderConfig',
  '/ResourceTypes',
  '/ResourceTypes/User',
  '/Schemas',
  `/Schemas/${USER}`,
  '/Bulk',
  '/Me',
  '/nothing',
];

async function kept({ cop }: ScimServer): Promise<string> {
  const lines: string[] = [];
  for await (const line of cop.dump()) lines.push(line);
  return lines.slice(1).join('\n');
}

/** Sends a request of every method to every address, and says how each was answered, each answer once. */
async function everywhere({ send }: ScimServer, authorization: string): Promise<readonly string[]> {
  const answers = new Set<string>();
  for (const path of PATHS) {
    for (const method of METHODS) {
      const body = method === 'GET' || method === 'DELETE' ? undefined : newUser('eve');
      const { status, body: told } = await send(method, path, body, { authorization });
      answers.add(`${status} ${told.detail}`);
    }
  }
  return [...answers];
}

describe('a token', () => {
  test('that is missing, wrong, of another kind or over is refused on every route, in the same words', async () => {
    const server = await scimServer();
    await server.cop.firstSweep;
    const before = await kept(server);
    const jwt = [{ alg: 'none' }, { iss: 'https://evil.example', sub: 'service:Program 0', scope: 'scim' }].map(
      (part) => Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    for (const token of [
      '',
      'Bearer',
      'Bearer cop_',
      `Bearer cop_${'A'.repeat(43)}`,
      `Bearer ${server.keys.scim?.slice(0, -1)}`,
      `Bearer ${server.keys.scim}x`,
      `Bearer ${server.keys.scim?.toUpperCase()}`,
      `Basic ${server.keys.scim}`,
      `Bearer ${jwt.join('.')}.`,
    ]) {
      const answers = await everywhere(server, token);
      expect(answers, token).toEqual([expect.stringMatching(/^401 /)]);
    }
    expect(await kept(server)).toBe(before);
  });

  test('of a program that may do something else is refused on every route', async () => {
    const server = await scimServer();
    for (const key of [server.keys.star, server.keys.other])
      expect(await everywhere(server, `Bearer ${key}`)).toEqual([expect.stringMatching(/^403 .*scope scim/)]);
  });

  test('that has ended is refused on every route', async () => {
    const { key, hash } = await createServiceKey();
    const services = [{ name: 'Old', hash, scopes: ['scim'], until: '2026-01-01T00:00:00Z' }];
    const on = (day: string) =>
      scimServer({}, { authenticate: signOnFrom({ services }, { now: () => new Date(`${day}T12:00:00Z`) }) });
    const server = await on('2026-01-02');
    expect(await everywhere(server, `Bearer ${key}`)).toEqual([expect.stringMatching(/^401 .*has ended/)]);
    const earlier = await on('2025-12-31');
    expect((await earlier.send('GET', '/Users', undefined, { authorization: `Bearer ${key}` })).status).toBe(200);
  });
});

test('the id of something else leads nowhere, and nothing is written', async () => {
  const server = await scimServer();
  const { post, send, community, as } = server;
  const user = (await post('/Users', newUser('ann'))).body.id;
  const group = (await post('/Groups', { schemas: [GROUP], displayName: 'One' })).body.id;
  const communityId = await community();
  const founder = as('founder', 'Fay Founder');
  const thread = await founder.threads.start({ communityId, kind: 'question', title: 'Why?', body: 'It hums.' });
  const { id: withoutAccount } = await founder.people.getMe();
  await server.cop.sweep();
  const before = await kept(server);
  const others = [communityId, thread.id, withoutAccount, PERSON, '__proto__', 'constructor', '%00', 'a'.repeat(100)];
  const operations = { schemas: [PATCH], Operations: [{ op: 'replace', path: 'displayName', value: 'Taken' }] };
  for (const [path, ids, whole] of [
    ['/Users', [group, ...others], newUser('eve')],
    ['/Groups', [user, ...others], { schemas: [GROUP], displayName: 'Taken' }],
  ] as const) {
    for (const id of ids) {
      for (const [method, body] of [
        ['GET', undefined],
        ['PUT', whole],
        ['PATCH', operations],
        ['DELETE', undefined],
      ] as const) {
        const { status } = await send(method, `${path}/${id}`, body);
        expect({ method, path, id, status }).toEqual({ method, path, id, status: 404 });
      }
    }
  }
  for (const value of [group, communityId, thread.id, withoutAccount, PERSON, '__proto__']) {
    const { status, body } = await server.patch(`/Groups/${group}`, [
      { op: 'add', path: 'members', value: [{ value }] },
    ]);
    expect({ value, status, scimType: body?.scimType }).toEqual({ value, status: 400, scimType: 'invalidValue' });
  }
  expect(await kept(server)).toBe(before);
});

const name = fc.oneof(
  fc.constantFrom('userName', 'externalId', 'active', 'displayName', 'name.familyName', 'title', 'id', 'members'),
  fc.constantFrom('members.value', 'meta.created', 'emails', 'emails.value', 'schemas', 'meta', 'name', 'password'),
  fc.constantFrom(`${ENTERPRISE}:department`, `${USER}:userName`, ENTERPRISE, `${GROUP}:members`, 'urn:x:y:z'),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'constructor.prototype', 'a$b', '$ref', ''),
  fc.string({ maxLength: 30 }),
);
const text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 }));
const scalar = fc.oneof(
  text.map((each) => JSON.stringify(each)),
  fc.constantFrom('true', 'False', 'null', '1', '-1e400', '1e', '"\\x"', '"', "'a'", '"2026-01-01T00:00:00Z"'),
);
const compared = fc
  .tuple(name, fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr', 'EQ', 'is', ''), scalar)
  .map(([attribute, by, value]) => (by === 'pr' ? `${attribute} pr` : `${attribute} ${by} ${value}`));
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    compared,
    fc.tuple(tie('filter'), fc.constantFrom('and', 'or', 'AND', ''), tie('filter')).map((parts) => parts.join(' ')),
    tie('filter').map((inner) => `not (${inner})`),
    tie('filter').map((inner) => `(${inner})`),
    fc.tuple(name, tie('filter')).map(([attribute, inner]) => `${attribute}[${inner}]`),
    fc.tuple(name, tie('filter'), compared).map(([attribute, inner, part]) => `${attribute}[${inner}].${part}`),
  ),
}));
/** One sign more, less or another one: almost right is where parsers err. */
const damaged = fc
  .tuple(filter, fc.nat(), fc.constantFrom('', '(', ')', '[', ']', '"', '\\', '.', '\u0000', '\ud800', ' '))
  .map(
    ([whole, at, sign]) =>
      `${whole.slice(0, at % (whole.length + 1))}${sign}${whole.slice((at % (whole.length + 1)) + 1)}`,
  );
const anyFilter = fc.oneof(filter, damaged, text);

async function peopled() {
  const server = await scimServer();
  const names = ['ann', 'ben', 'cat'];
  const ids = await Promise.all(
    names.map(async (each) => (await server.post('/Users', newUser(each))).body.id as string),
  );
  const group = await server.post('/Groups', {
    schemas: [GROUP],
    displayName: 'Turbines',
    members: ids.map((value) => ({ value })),
  });
  return { ...server, ids, groupId: group.body.id as string };
}

test('whatever a filter is, it is answered or refused as one', async () => {
  const { get, post } = await peopled();
  const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(anyFilter, fc.constantFrom('/Users', '/Groups'), async (sought, path) => {
      const found = await get(`${path}?filter=${encodeURIComponent(sought.toWellFormed())}`);
      const searched = await post(`${path}/.search`, { schemas: [SEARCH], filter: sought });
      for (const { status, body } of [found, searched]) {
        statuses.add(status);
        if (status === 200) expect(body.totalResults).toBeLessThanOrEqual(3);
        else expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType: 'invalidFilter' });
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(statuses).toEqual(new Set([200, 400]));
});

test('whatever a PATCH asks for, it is done or refused whole, and the resource stays one', async () => {
  const { patch, get, ids, groupId } = await peopled();
  const path = fc.oneof(
    name,
    anyFilter,
    fc.tuple(name, anyFilter).map(([attribute, inner]) => `${attribute}[${inner}]`),
    fc.tuple(name, anyFilter, name).map(([attribute, inner, part]) => `${attribute}[${inner}].${part}`),
  );
  const member = fc.record({ value: fc.oneof(fc.constantFrom(...ids, PERSON), text) }, { requiredKeys: [] });
  const value = fc.oneof(
    text,
    fc.boolean(),
    fc.constantFrom('True', 'False', null, 7),
    fc.array(member, { maxLength: 3 }),
    fc.dictionary(name, fc.oneof(text, fc.boolean(), fc.array(member, { maxLength: 2 })), { maxKeys: 3 }),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const operation = fc.record(
    { op: fc.constantFrom('add', 'replace', 'remove', 'Add', 'move', ''), path, value },
    { requiredKeys: ['op'] },
  );
  const usual = fc.oneof(
    fc.record({
      op: fc.constantFrom('add', 'replace'),
      path: fc.constant('displayName'),
      value: fc.constantFrom('A', 'B'),
    }),
    fc.record({ op: fc.constant('remove'), path: fc.constantFrom(...ids).map((id) => `members[value eq "${id}"]`) }),
    fc.record({ op: fc.constant('add'), path: fc.constant('members'), value: fc.array(member, { maxLength: 2 }) }),
  );
  const statuses = new Set<number>();
  const targets = [
    ...ids.map((id) => ['User', `/Users/${id}`, id] as const),
    ['Group', `/Groups/${groupId}`, groupId] as const,
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...targets),
      fc.array(fc.oneof(operation, usual), { minLength: 1, maxLength: 3 }),
      async ([kind, address, id], operations) => {
        const before = await get(address);
        const { status } = await patch(address, operations);
        statuses.add(status);
        expect([200, 204, 400, 409]).toContain(status);
        const after = await get(address);
        expect(after.status).toBe(200);
        expect([after.body.id, after.body.meta.resourceType]).toEqual([id, kind]);
        if (status >= 400) expect(after.body).toEqual(before.body);
      },
    ),
    { numRuns: RUNS, seed: SEED },
  );
  expect([...statuses]).toEqual(expect.arrayContaining([200, 204, 400]));
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

describe('a huge body', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const patchOf = (operations: string) => `{"schemas":["${PATCH}"],"Operations":${operations}}`;
  test.each([
    ['of five megabytes', 'POST', '/Users', 'x'.repeat(5_000_000), 413],
    ['of five megabytes of spaces', 'POST', '/Users', ' '.repeat(5_000_000), 413],
    ['of lists in lists', 'POST', '/Users', deep(1_000_000), 400],
    [
      'with a value of lists in lists',
      'PATCH',
      '/Users/ANN',
      patchOf(`[{"op":"add","path":"title","value":${deep(500_000)}}]`),
      400,
    ],
    [
      'with a path of a megabyte',
      'PATCH',
      '/Users/ANN',
      patchOf(`[{"op":"add","path":"${'a.'.repeat(500_000)}","value":"x"}]`),
      400,
    ],
    [
      'with a filter of a megabyte',
      'PATCH',
      '/Users/ANN',
      patchOf(`[{"op":"add","path":"emails[${'('.repeat(1_000_000)}].value","value":"x"}]`),
      400,
    ],
    [
      'with a hundred thousand operations',
      'PATCH',
      '/Users/ANN',
      patchOf(`[${'{"op":"add"},'.repeat(100_000)}{}]`),
      400,
    ],
    [
      'with a name of a megabyte',
      'POST',
      '/Users',
      JSON.stringify(newUser('a', { displayName: 'a'.repeat(1_000_000) })),
      400,
    ],
    [
      'with a hundred thousand attributes',
      'POST',
      '/Users',
      JSON.stringify(newUser('a', Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`a${at}`, at])))),
      201,
    ],
    [
      'with a hundred thousand schemas',
      'POST',
      '/Users',
      JSON.stringify(newUser('a', { schemas: Array.from({ length: 100_000 }, () => 'urn:a') })),
      400,
    ],
    [
      'with two hundred thousand members',
      'POST',
      '/Groups',
      JSON.stringify({
        schemas: [GROUP],
        displayName: 'All',
        members: Array.from({ length: 100_000 }, () => ({ value: PERSON })),
      }),
      400,
    ],
  ])('%s is answered by a SCIM error at most', async (_what, method, path, body, status) => {
    const server = await scimServer();
    const { id } = (await server.post('/Users', newUser('ann'))).body;
    expect((await server.send(method, path.replace('ANN', id), body)).status).toBe(status);
    expect((await server.get(`/Users/${id}`)).body.displayName).toBe('ann');
  });
});
