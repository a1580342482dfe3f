import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { fake, problem, server } from './testing/server.js';
import { VERSION } from './version.js';

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

describe('which operations there are', () => {
  it('is told to whoever is signed in, with nothing that cannot be called', async () => {
    const { send } = server();
    const response = await send('/v1/operations');
    const { names } = (await response.json()) as { names: readonly string[] };
    expect(names).toContain('threads.reply');
    for (const name of names) expect((await send(`/v1/${name.replace('.', '/')}`)).status).not.toBe(404);
    const known = { headers: { 'if-none-match': response.headers.get('etag') ?? '' } };
    expect((await send('/v1/operations', known)).status).toBe(304);
    const nobody = server({ authenticate: async () => null });
    expect((await nobody.send('/v1/operations')).status).toBe(401);
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
    const lying = await post('/v1/threads/reply', 'x'.repeat(2000), { 'content-length': '10' });
    expect(await problem(lying)).toMatchObject({ status: 413, code: 'too-large' });
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
