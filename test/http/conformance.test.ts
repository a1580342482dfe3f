import { serve } from '@copkit/server/node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { builtIn } from '../../packages/core/src/registry.js';
import { NOT_COMMITTED, standings, type World, worldOf } from '../../packages/core/src/testing/permissions/world.js';
import { shippedExtensions } from '../security/extensions.js';
import { inputFor } from '../security/inputs.js';
import { byHeader, queryOf } from '../security/served.js';
import { Conformance, type OpenApi } from './conforming.js';

// Whatever the server answers is what its description says: every operation, to everybody, done and refused.

const extensions = await shippedExtensions();
const operations = [builtIn, ...extensions]
  .flatMap((each) => each.operations ?? [])
  .filter(({ allow }) => allow.some((grant) => grant !== 'system'));
const people = standings.filter((standing) => standing !== 'system');

// A hundred requests and more in one test.
vi.setConfig({ testTimeout: 60_000 });

/** One server for all worlds, which follow one another. */
let world: World;
let faults: unknown[] = [];
let running: Awaited<ReturnType<typeof serve>>;
let conformance: Conformance;

beforeAll(async () => {
  running = await serve({
    cop: () => world.org.cop,
    authenticate: byHeader,
    log: ({ error }) => {
      faults.push(error);
    },
  });
});
afterAll(() => running.close());

type Known = (typeof operations)[number];

async function enter(next: World): Promise<void> {
  world = next;
  faults = [];
  conformance ??= new Conformance((await (await fetch(`${running.url}/v1/openapi.json`)).json()) as OpenApi);
}

const pathOf = ({ name }: Known) => `/v1/${name.replace('.', '/')}`;

const signedOn = () => ({ 'x-test-identity': encodeURIComponent(JSON.stringify(world.identity)) });

interface Asking extends RequestInit {
  readonly query?: string;
  /** `null` is nobody. */
  readonly as?: Readonly<Record<string, string>> | null;
}

/** Sends a request as whoever the world is about, and holds its answer to the description. */
async function ask(operation: Known, { query, as = signedOn(), ...init }: Asking = {}): Promise<Response> {
  const headers = { ...as, ...(init.headers as Record<string, string>) };
  const path = pathOf(operation);
  const response = await fetch(`${running.url}${path}${query ? `?${query}` : ''}`, { ...init, headers });
  await conformance.check(init.method ?? 'GET', path, response);
  return response;
}

const post = (operation: Known, input: unknown, headers: Record<string, string> = {}, more: Asking = {}) =>
  ask(operation, {
    ...more,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });

/** Whose call of an operation goes through, and whether with what is their own. */
const able = new Map<Known, { readonly standing: (typeof people)[number]; readonly posts: 'mine' | 'theirs' }>();

describe.each(['open', 'private'] as const)(
  'in a community that is %s, what is answered is as described',
  (visibility) => {
    test.each(people)('to %s', async (standing) => {
      await enter(await worldOf(standing, visibility, undefined, extensions));
      for (const operation of operations) {
        for (const posts of ['mine', 'theirs'] as const) {
          const input = inputFor(operation, world, world[posts]);
          const { status } = await post(operation, input);
          const [fault] = faults.splice(0);
          const done = status === 200 || fault === NOT_COMMITTED;
          if (fault !== undefined && fault !== NOT_COMMITTED) throw fault;
          if (done && visibility === 'open' && (standing === 'facilitator' || !able.has(operation)))
            able.set(operation, { standing, posts });
          if (operation.kind !== 'read') continue;
          const asked = await ask(operation, { query: queryOf(input) });
          expect(asked.status, operation.name).toBe(status);
        }
      }
    });
  },
);

const reads = operations.filter(({ kind }) => kind === 'read');
const writes = operations.filter(({ kind }) => kind !== 'read');

test.each(writes.map((operation) => [operation.name, operation] as const))(
  '%s is done, and answered again to who asks again with the same key',
  async (_name, operation) => {
    const { standing, posts } = able.get(operation) ?? { standing: 'facilitator', posts: 'mine' };
    await enter(await worldOf(standing, 'open', undefined, extensions));
    world.keep();
    const input = inputFor(operation, world, world[posts]);
    const first = await post(operation, input, { 'idempotency-key': 'once' });
    expect(first.status, await first.clone().text()).toBe(200);
    expect(faults).toEqual([]);
    const again = await post(operation, input, { 'idempotency-key': 'once' });
    expect(again.status, await again.clone().text()).toBe(200);
    // What changes nothing when it is repeated is done again instead, and says how things are by now.
    const keeps = operation.kind === 'write' && !operation.repeatable;
    if (keeps) expect(await again.text()).toBe(await first.text());
  },
);

test('another input under the same key is a conflict', async () => {
  await enter(await worldOf('member', 'open', undefined, extensions));
  world.keep();
  const operation = operations.find(({ name }) => name === 'threads.reply') as Known;
  const { threadId } = world.theirs;
  const headers = { 'idempotency-key': 'once' };
  expect((await post(operation, { threadId, body: 'One thing.' }, headers)).status).toBe(200);
  const other = await post(operation, { threadId, body: 'Another.' }, headers);
  expect([other.status, await other.json()]).toMatchObject([409, { code: 'conflict', field: 'mutationId' }]);
  const wrong = await post(operation, { threadId, body: 'Third.' }, { 'idempotency-key': 'no spaces' });
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'invalid', field: 'mutationId' }]);
});

test('what is wrong with a request is answered as described, whatever the operation', async () => {
  await enter(await worldOf('facilitator', 'open', undefined, extensions));
  for (const operation of operations) {
    const input = inputFor(operation, world, world.mine);
    expect((await post(operation, { ...(input as object), nonsense: 1 })).status).toBe(400);
    expect((await post(operation, '{')).status).toBe(400);
    expect((await post(operation, input, {}, { as: null })).status).toBe(401);
    expect((await post(operation, input, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post(operation, JSON.stringify('x'.repeat(300_000)))).status).toBe(413);
    expect((await post(operation, input, { 'content-type': 'text/csv' })).status).toBe(415);
    if (operation.kind !== 'read') continue;
    expect((await ask(operation, { query: 'nonsense=1' })).status).toBe(400);
    expect((await ask(operation, { as: null })).status).toBe(401);
  }
});

test('reads are tagged, compressed and linked as described', async () => {
  const paged = new Set<string>();
  for (const standing of people) {
    await enter(await worldOf(standing, 'open', undefined, extensions));
    for (const operation of reads) {
      if (able.get(operation)?.standing !== standing) continue;
      const { posts } = able.get(operation) ?? { posts: 'mine' };
      const query = queryOf(inputFor(operation, world, world[posts]));
      const found = await ask(operation, { query });
      expect(found.status).toBe(200);
      const etag = found.headers.get('etag') ?? '';
      expect((await ask(operation, { query, headers: { 'if-none-match': etag } })).status).toBe(304);
      const head = await ask(operation, { method: 'HEAD', query });
      expect([head.status, head.headers.get('etag')]).toEqual([200, etag]);
      for (const coding of ['gzip', 'br', 'identity']) {
        const coded = await ask(operation, { query, headers: { 'accept-encoding': coding } });
        expect(await coded.text()).toBe(await found.clone().text());
      }
      const { properties } = JSON.parse(
        JSON.stringify(conformance.document.paths[pathOf(operation)]?.post?.requestBody),
      ).content['application/json'].schema;
      if (!properties?.after) continue;
      paged.add(operation.name);
      const stale = await ask(operation, { query: `${query}&after=nonsense` });
      expect(stale.status, operation.name).toBe(410);
    }
  }
  expect(paged.size).toBeGreaterThan(10);
});

test('the service itself answers as described', async () => {
  await enter(await worldOf('member', 'open', undefined, extensions));
  const sent = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(running.url + path, init);
    await conformance.check(init.method ?? 'GET', path.replace(/\?.*/, ''), response);
    await response.body?.cancel();
    return response;
  };
  await sent('/v1/health');
  await sent('/v1/ready');
  const { headers } = await sent('/v1/openapi.json');
  const etag = headers.get('etag') ?? '';
  expect((await sent('/v1/openapi.json', { headers: { 'if-none-match': etag } })).status).toBe(304);
  const names = await sent('/v1/operations', { headers: signedOn() });
  const known = { ...signedOn(), 'if-none-match': names.headers.get('etag') ?? '' };
  expect((await sent('/v1/operations', { headers: known })).status).toBe(304);
  expect((await sent('/v1/operations')).status).toBe(401);
  const watch = `/v1/live?watch=${world.communityId}`;
  expect((await sent(watch, { headers: signedOn() })).headers.get('content-type')).toBe('text/event-stream');
  const single = { ...signedOn(), accept: 'application/json' };
  const news = await sent(watch, { headers: single });
  const place = news.headers.get('etag') ?? '';
  expect((await sent(watch, { headers: { ...single, 'if-none-match': place } })).status).toBe(304);
  expect((await sent('/v1/live', { method: 'POST' })).status).toBe(401);
  const posted = { method: 'POST', body: JSON.stringify({ watch: [world.communityId] }) };
  const json = { ...single, 'content-type': 'application/json' };
  expect((await sent('/v1/live', { ...posted, headers: json })).status).toBe(200);
  expect((await sent('/v1/live', { headers: signedOn() })).status).toBe(400);
  expect((await sent(watch)).status).toBe(401);
});

test('every operation of the description was seen to succeed, and to be refused', () => {
  expect(conformance.never(200)).toEqual([]);
  const open = ['service.health', 'service.ready', 'service.openapi'];
  const refused = conformance.never(400, 401).filter((id) => !open.includes(id));
  expect(refused).toEqual([]);
  const answered = conformance.never(401).filter((id) => !open.includes(id) && !id.startsWith('live.'));
  expect(answered).toEqual([]);
});
