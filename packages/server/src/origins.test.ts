import { describe, expect, it } from 'vitest';
import { problem, server } from './testing/server.js';

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

  it('may send no empty form either, whatever the browser signs on with at a proxy', async () => {
    const { send, calls } = server({ allowedOrigins });
    const form = (headers: Record<string, string>) =>
      send('/v1/threads/reply', { method: 'POST', headers: { 'content-type': 'text/plain', ...headers } });
    for (const authorization of ['Negotiate YII=', 'Basic Ym86c2VjcmV0'])
      expect((await form({ authorization })).status).toBe(415);
    expect(calls).toEqual([]);
    // Of a token it is read, and lacks a body.
    expect((await form({ authorization: 'Bearer token' })).status).toBe(400);
  });
});
