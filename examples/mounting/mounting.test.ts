import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeListener } from '@copkit/server/node';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cop, streams } from './copkit.js';
import { app as express } from './express.js';
import { app as hono } from './hono.js';
import { DELETE, GET, HEAD, OPTIONS, POST } from './next/app/copkit/[...path]/route.js';
import { server as node } from './node.js';

const route: Readonly<Record<string, typeof GET>> = { DELETE, GET, HEAD, OPTIONS, POST };

/**
 * What Next does with a route: it calls the function of the method's name with a standard request. Next itself, which is
 * fifty times as large as all other frameworks here together, is tried by `next/try.mjs`.
 */
const next: RequestListener = nodeListener(async (request) => {
  const answer = route[request.method];
  if (!new URL(request.url).pathname.startsWith('/copkit/') || !answer) return new Response('The intranet');
  return answer(request);
});

const servers: Readonly<Record<string, () => Server>> = {
  Node: () => node,
  Hono: () => createAdaptorServer({ fetch: hono.fetch }) as Server,
  Express: () => createServer(express),
  'a route of Next': () => createServer(next),
};

afterAll(() => cop.close());

describe.each(Object.entries(servers))('inside %s', (name, make) => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = make();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const ask = (path: string, { as = 'ada', ...init }: RequestInit & { as?: string | null } = {}) =>
    fetch(`${url}/copkit${path}`, {
      ...init,
      headers: {
        ...(as !== null && { cookie: `session=session-of-${as}` }),
        ...(init.headers as Record<string, string>),
      },
    });
  const post = async (path: string, input: unknown, headers: Record<string, string> = {}) => {
    const body = JSON.stringify(input);
    const answered = await ask(path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    expect(answered.status, await answered.clone().text()).toBe(200);
    return answered.json();
  };

  test('it answers below its path, and the host everywhere else', async () => {
    expect((await ask('/v1/health')).status).toBe(200);
    expect(await (await fetch(url)).text()).toBe('The intranet');
    const unknown = await ask('/v1/nothing');
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });

  test("it knows people by the host's session", async () => {
    expect(await (await ask('/v1/people/getMe')).json()).toMatchObject({ name: 'Ada Byron' });
    expect((await ask('/v1/people/getMe', { as: null })).status).toBe(401);
  });

  test('it takes bodies, does a retry once, and gives tags and compressed answers through', async () => {
    const founding = { name: 'Rotors', purpose: 'Quieter rotors' };
    const once = { 'idempotency-key': `founding-in-${name.replaceAll(' ', '-')}` };
    const community = await post('/v1/communities/create', founding, once);
    expect(await post('/v1/communities/create', founding, once)).toEqual(community);
    const path = `/v1/communities/get?communityId=${community.id}`;
    const found = await ask(path, { headers: { 'accept-encoding': 'gzip' } });
    expect(await found.json()).toMatchObject({ name: 'Rotors' });
    const tagged = { 'if-none-match': found.headers.get('etag') ?? '' };
    const again = await ask(path, { headers: tagged });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await ask(path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const described = await ask('/v1/openapi.json', { headers: { 'accept-encoding': 'br' } });
    // Next compresses itself.
    expect(described.headers.get('content-encoding')).toBe(name === 'a route of Next' ? null : 'br');
    expect((await described.json()).servers).toEqual([{ url: '/copkit' }]);
  });

  test('it streams what changes as it changes, until whoever listens leaves', async () => {
    const community = await post('/v1/communities/create', { name: 'Pumps', purpose: 'Flow' });
    const before = streams.open;
    const leaving = new AbortController();
    const response = await ask(`/v1/live?watch=${community.id}`, { signal: leaving.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hears = async (what: string) => {
      while (!heard.includes(what)) {
        const { done, value } = (await events?.read()) ?? { done: true };
        if (done) throw new Error(`The stream ended without ${what}: ${heard}`);
        heard += value;
      }
    };
    await hears('event: ready');
    expect(streams.open).toBe(before + 1);
    await post('/v1/threads/start', { communityId: community.id, kind: 'idea', title: 'Oil', body: 'More of it.' });
    await hears('event: wake');
    leaving.abort();
    await vi.waitFor(() => expect(streams.open).toBe(before));
  });
});

test.each(['copkit.ts', 'node.ts', 'express.ts', 'hono.ts', 'next/app/copkit/[...path]/route.ts'])(
  'the readme of the server shows %s as it is',
  (file) => {
    const readme = readFileSync(new URL('../../packages/server/README.md', import.meta.url), 'utf8');
    expect(readme).toContain(readFileSync(new URL(file, import.meta.url), 'utf8').trim());
  },
);
