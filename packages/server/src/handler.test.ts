import { readFileSync } from 'node:fs';
import { CopkitError, type Identity, type Wake } from '@copkit/core';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { createHandler, type HandlerOptions } from './handler.js';
import type { Fault } from './problems.js';
import type { ServedCopkit, ServedOperation } from './served.js';
import { VERSION } from './version.js';

const ADA: Identity = { hostId: 'ada', name: 'Ada Byron' };

const list = z.strictObject({
  communityId: z.string(),
  limit: z.number().optional(),
  kind: z.enum(['question', 'idea']).optional(),
  note: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
});

function fake() {
  const calls: { name: string; input: unknown; mutationId: string | undefined; as: string }[] = [];
  const watched: { ids: readonly string[]; wake: (wake: Wake) => void; stopped: boolean }[] = [];
  const operation = (name: string, kind: 'read' | 'write', input: z.ZodType, exposed = true): ServedOperation => ({
    name,
    kind,
    input,
    exposed,
  });
  const run: Record<string, (input: unknown) => unknown> = {
    'threads.list': (input) => ({ items: [input] }),
    'threads.reply': (input) => ({ id: 'r_1', input }),
    'threads.fail': () => {
      throw new TypeError('secret detail at /srv/secret.ts:1');
    },
    'threads.stale': () => {
      throw new CopkitError('stale-cursor', 'Start from the beginning.', 'after');
    },
  };
  const cop: ServedCopkit = {
    operations: [
      operation('threads.list', 'read', list),
      operation('threads.reply', 'write', z.strictObject({ body: z.string() })),
      operation('threads.fail', 'write', z.strictObject({})),
      operation('threads.stale', 'write', z.strictObject({})),
      operation('imports.run', 'write', z.strictObject({}), false),
    ],
    as: (identity) => ({
      async call(name, input, options = {}) {
        const schema = cop.operations.find((each) => each.name === name)?.input;
        const parsed = schema?.safeParse(input);
        if (!parsed?.success) {
          const [issue] = parsed?.error.issues ?? [];
          throw new CopkitError('invalid', issue?.message ?? '', issue?.path.join('.') ?? null);
        }
        calls.push({ name, input: parsed.data, mutationId: options.mutationId, as: identity.hostId });
        return run[name]?.(parsed.data);
      },
      watch(ids, wake, options = {}) {
        if (ids.includes('bad')) throw new CopkitError('invalid', '"bad" is not an id.', 'ids');
        const entry = { ids, wake, stopped: false };
        watched.push(entry);
        options.signal?.addEventListener('abort', () => {
          entry.stopped = true;
        });
        queueMicrotask(() => options.onStatus?.('live'));
        return () => {};
      },
    }),
  };
  return { cop, calls, watched };
}

function server(options: Partial<HandlerOptions> = {}) {
  const { cop, calls, watched } = fake();
  const faults: Fault[] = [];
  const authenticate = async (request: Request) => (request.headers.has('authorization') ? ADA : null);
  const handle = createHandler({ cop, authenticate, log: (fault) => faults.push(fault), ...options });
  const send = (path: string, init: RequestInit = {}) =>
    handle(
      new Request(`http://cop.example${path}`, {
        ...init,
        headers: { authorization: 'Bearer x', ...(init.headers as Record<string, string>) },
      }),
    );
  const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    send(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  return { handle, send, post, calls, watched, faults };
}

async function problem(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const body = await response.json();
  expect(body).toMatchObject({ status: response.status, type: `urn:copkit:problem:${body.code}` });
  expect(body.title).toBeTypeOf('string');
  return body;
}

describe('reads', () => {
  it('take text as it stands and everything else as JSON', async () => {
    const { send, calls } = server();
    const query = 'communityId=123&limit=20&kind=question&note=null&tags=%5B%22a%22%5D';
    const response = await send(`/v1/threads/list?${query}`);
    expect(response.status).toBe(200);
    const input = { communityId: '123', limit: 20, kind: 'question', note: 'null', tags: ['a'] };
    expect(await response.json()).toEqual({ items: [input] });
    expect(calls).toEqual([{ name: 'threads.list', input, mutationId: undefined, as: 'ada' }]);
  });

  it('may be posted', async () => {
    const { post } = server();
    const response = await post('/v1/threads/list', '{"communityId":"c","limit":3}');
    expect(await response.json()).toEqual({ items: [{ communityId: 'c', limit: 3 }] });
  });

  it('name the wrong parameter', async () => {
    const { send } = server();
    expect(await problem(await send('/v1/threads/list?communityId=c&limit=many'))).toMatchObject({
      code: 'invalid',
      field: 'limit',
    });
    expect(await problem(await send('/v1/threads/list?communityId=c&communityId=d'))).toMatchObject({
      field: 'communityId',
    });
    expect(await problem(await send('/v1/threads/list?__proto__=1'))).toMatchObject({ field: '__proto__' });
    expect(await problem(await send('/v1/threads/list?communityId=c&tags={"__proto__":1}'))).toMatchObject({
      code: 'invalid',
    });
  });

  it('are not sent again while they are the same', async () => {
    const { send } = server();
    const first = await send('/v1/threads/list?communityId=c');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{24}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await send('/v1/threads/list?communityId=c', { headers: { 'if-none-match': header } });
      expect(again.status).toBe(304);
      expect(again.headers.get('etag')).toBe(etag);
      expect(await again.text()).toBe('');
    }
    const other = await send('/v1/threads/list?communityId=d', { headers: { 'if-none-match': etag } });
    expect(other.status).toBe(200);
    expect(other.headers.get('etag')).not.toBe(etag);
  });

  it('answer HEAD without a body', async () => {
    const { send } = server();
    const response = await send('/v1/threads/list?communityId=c', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.has('etag')).toBe(true);
    expect(await response.text()).toBe('');
  });
});

describe('writes', () => {
  it('pass the idempotency key on as the mutation id', async () => {
    const { post, calls } = server();
    const response = await post('/v1/threads/reply', '{"body":"hi"}', { 'idempotency-key': 'm1' });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(calls).toEqual([{ name: 'threads.reply', input: { body: 'hi' }, mutationId: 'm1', as: 'ada' }]);
  });

  it('refuse what is not JSON in UTF-8', async () => {
    const { post, calls } = server();
    for (const body of ['{', '{"body":"hi"', 'body=hi', '[1', '\u0000', '{"body":1e}', '['.repeat(100_000)]) {
      const response = await post('/v1/threads/reply', body);
      expect(response.status).toBe(400);
      expect(await problem(response)).toMatchObject({ code: 'invalid' });
    }
    expect((await post('/v1/threads/reply', new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(400);
    expect((await post('/v1/threads/reply', '{"body":"hi"}', { 'content-type': 'text/plain' })).status).toBe(415);
    const latin = { 'content-type': 'application/json; charset=iso-8859-1' };
    expect((await post('/v1/threads/reply', '{"body":"hi"}', latin)).status).toBe(415);
    expect(calls).toEqual([]);
    const utf8 = { 'content-type': 'application/json; charset="UTF-8"' };
    expect((await post('/v1/threads/reply', '{"body":"hi"}', utf8)).status).toBe(200);
  });

  it('refuse keys that reach a prototype, not texts about them', async () => {
    const { post, calls } = server();
    expect(await problem(await post('/v1/threads/reply', '{"body":"x","__proto__":{"admin":true}}'))).toMatchObject({
      field: '__proto__',
    });
    expect((await post('/v1/threads/reply', '{"body":"x","a":{"\\u005f_proto__":1}}')).status).toBe(400);
    expect(calls).toEqual([]);
    expect((await post('/v1/threads/reply', '{"body":"__proto__"}')).status).toBe(200);
  });

  it('refuse more than the limit, declared or streamed, without reading on', async () => {
    const { post, send, calls } = server({ limits: { bodyBytes: 1024 } });
    const declared = await post('/v1/threads/reply', 'x'.repeat(2000), { 'content-length': '2000' });
    expect(await problem(declared)).toMatchObject({ status: 413, code: 'too-large' });
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(512));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'content-type': 'application/json' } };
    expect((await send('/v1/threads/reply', init as RequestInit)).status).toBe(413);
    expect(pulled).toBeLessThan(10);
    expect(calls).toEqual([]);
  });
});

it('does not take a request that breaks off for a fault of its own', async () => {
  const { send, calls, faults } = server();
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('socket hang up')) });
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } };
  expect(await problem(await send('/v1/threads/reply', init as RequestInit))).toMatchObject({ code: 'aborted' });
  expect([calls, faults]).toEqual([[], []]);
});

describe('problems', () => {
  it('carry code, field and a fitting status', async () => {
    const { post } = server();
    expect(await problem(await post('/v1/threads/stale', '{}'))).toMatchObject({
      status: 410,
      code: 'stale-cursor',
      detail: 'Start from the beginning.',
      field: 'after',
    });
  });

  it('keep the inside of a fault in the log', async () => {
    const { post, faults } = server();
    const body = await problem(await post('/v1/threads/fail', '{}'));
    expect(body).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(faults).toMatchObject([{ requestId: body.requestId, method: 'POST', path: '/v1/threads/fail' }]);
    expect(faults[0]?.error).toBeInstanceOf(TypeError);
  });

  it('answer unknown paths, unexposed operations and wrong methods', async () => {
    const { send, post } = server();
    for (const path of [
      '/',
      '/v1',
      '/v1/threads',
      '/v1/threads/nothing',
      '/v2/threads/list',
      '/v1/imports/run',
      '/v1/constructor/name',
    ]) {
      expect(await problem(await send(path))).toMatchObject({ code: 'not-found' });
    }
    expect((await post('/v1/imports/run', '{}')).status).toBe(404);
    const read = await send('/v1/threads/list', { method: 'DELETE' });
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    const write = await send('/v1/threads/reply');
    expect([write.status, write.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('say who is not signed in', async () => {
    const { handle } = server();
    const response = await handle(new Request('http://cop.example/v1/threads/list?communityId=c'));
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await problem(response)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });
});

describe('every answer', () => {
  it('says its version and forbids what an API never needs', async () => {
    const { send } = server();
    for (const path of ['/v1/health', '/nothing', '/v1/threads/list?communityId=c']) {
      const { headers } = await send(path);
      expect(headers.get('copkit-version')).toBe(VERSION);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(await (await send('/v1/health')).json()).toEqual({ version });
  });

  it('stands below the base path', async () => {
    const { send } = server({ basePath: '/copkit' });
    expect((await send('/copkit/v1/health')).status).toBe(200);
    expect((await send('/v1/health')).status).toBe(404);
  });

  it('comes from the copkit the request is for', async () => {
    const { cop, calls } = fake();
    const choose = vi.fn(async () => cop);
    const { send } = server({ cop: choose });
    await send('/v1/threads/list?communityId=c');
    expect(choose).toHaveBeenCalledOnce();
    expect(calls).toHaveLength(1);
  });
});

describe('other origins', () => {
  const allowedOrigins = ['https://intranet.example'];

  it('may use the server when they are allowed, and hear nothing of it otherwise', async () => {
    const { send } = server({ allowedOrigins });
    const preflight = (origin: string) =>
      send('/v1/threads/reply', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    const allowed = await preflight('https://intranet.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://intranet.example');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('idempotency-key');
    expect((await preflight('https://evil.example')).headers.has('access-control-allow-origin')).toBe(false);
    const read = await send('/v1/threads/list?communityId=c', { headers: { origin: 'https://intranet.example' } });
    expect(read.headers.get('access-control-allow-origin')).toBe('https://intranet.example');
    expect(read.headers.get('vary')).toContain('Origin');
    const error = await send('/nothing', { headers: { origin: 'https://intranet.example' } });
    expect(error.headers.get('access-control-allow-origin')).toBe('https://intranet.example');
    const plain = await server().send('/v1/health', { headers: { origin: 'https://intranet.example' } });
    expect(plain.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('may not write in the name of the person in front of the browser', async () => {
    const { post, calls } = server({ allowedOrigins });
    const from = (headers: Record<string, string>) => post('/v1/threads/reply', '{"body":"x"}', headers);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'http://other.cop.example', 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      expect(await problem(await from(headers as Record<string, string>))).toMatchObject({ code: 'forbidden' });
    }
    expect(calls).toEqual([]);
    for (const headers of [
      { origin: 'http://cop.example' },
      { origin: 'https://proxied.example', 'sec-fetch-site': 'same-origin' },
      { origin: 'https://intranet.example', 'sec-fetch-site': 'cross-site' },
      {},
    ]) {
      expect((await from(headers as Record<string, string>)).status).toBe(200);
    }
  });
});

describe('live', () => {
  async function open(options: Partial<HandlerOptions> = {}) {
    const { send, watched } = server(options);
    const response = await send('/v1/live?watch=c_1,t_1');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return null;
        if (value !== ': \n\n') return value;
      }
    };
    return { response, reader, next, watched };
  }

  it('is ready, then wakes', async () => {
    const { response, next, watched } = await open();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(await next()).toBe('event: ready\ndata: {}\n\n');
    expect(watched[0]?.ids).toEqual(['c_1', 't_1']);
    watched[0]?.wake({ target: 't_1' });
    expect(await next()).toBe('event: wake\ndata: {"target":"t_1"}\n\n');
  });

  it('gives a slow reader one wake for many changes', async () => {
    const { next, watched } = await open();
    await next();
    for (let i = 0; i < 10_000; i++) watched[0]?.wake({ target: i % 2 ? 'c_1' : 't_1' });
    const received = [await next(), await next(), await next()];
    watched[0]?.wake({ target: 'last' });
    while (!received.at(-1)?.includes('last')) received.push(await next());
    expect(received.length).toBeLessThan(10);
  });

  it('stops watching when the reader leaves', async () => {
    const { next, reader, watched } = await open();
    await next();
    await reader.cancel();
    await vi.waitFor(() => expect(watched[0]?.stopped).toBe(true));
  });

  it('ends with the server, and in time for a fresh token', async () => {
    const closing = new AbortController();
    const live = await open({ closing: closing.signal });
    await live.next();
    closing.abort();
    expect(await live.next()).toBeNull();
    expect(live.watched[0]?.stopped).toBe(true);
    vi.useFakeTimers();
    try {
      const aging = await open({ limits: { streamMs: 1_000, heartbeatMs: 400 } });
      expect(await aging.next()).toContain('ready');
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await aging.next()).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('refuses nothing to watch and what is no id', async () => {
    const { send } = server();
    expect(await problem(await send('/v1/live'))).toMatchObject({ code: 'invalid', field: 'watch' });
    expect(await problem(await send('/v1/live?watch=bad'))).toMatchObject({ code: 'invalid', field: 'ids' });
  });
});
