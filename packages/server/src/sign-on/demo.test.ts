import { describe, expect, it } from 'vitest';
import { server } from '../testing/server.js';
import { demoSignOn } from './demo.js';
import { isLoopback } from './loopback.js';

describe('demoSignOn', () => {
  const personas = [
    { hostId: 'ada', name: 'Ada Byron' },
    { hostId: 'bob b', name: 'Bob' },
  ];
  const authenticate = demoSignOn(personas);
  const { handle } = server({ authenticate });
  const send = (init: RequestInit & { host?: string } = {}, remoteAddress: string | undefined = '127.0.0.1') =>
    handle(new Request(`http://${init.host ?? '127.0.0.1:8080'}/demo/sign-on`, init), { remoteAddress });
  const json = { 'content-type': 'application/json' };

  it('is the persona of the cookie it set, until signing off', async () => {
    const response = await send({ method: 'POST', body: '{"hostId":"bob b"}', headers: json });
    expect(response.status).toBe(204);
    const set = response.headers.get('set-cookie') ?? '';
    expect(set).toContain('HttpOnly; SameSite=Strict');
    const cookie = set.split(';')[0] ?? '';
    expect(await authenticate(new Request('http://localhost/', { headers: { cookie: `a=b; ${cookie}` } }))).toEqual(
      personas[1],
    );
    expect(await (await send({ headers: { cookie } })).json()).toEqual({ personas, current: 'bob b' });
    expect((await send({ method: 'DELETE' })).headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it('is the persona of the header, nobody for an unknown one', async () => {
    const as = (persona: string) =>
      authenticate(new Request('http://[::1]/', { headers: { 'copkit-persona': persona } }));
    expect(await as('ada')).toEqual(personas[0]);
    expect(await as('__proto__')).toBeNull();
    expect(
      await authenticate(new Request('http://localhost/', { headers: { cookie: 'copkit-persona=%' } })),
    ).toBeNull();
  });

  it('refuses unknown personas, other methods, other pages and other machines', async () => {
    expect((await send({ method: 'POST', body: '{"hostId":"eve"}', headers: json })).status).toBe(400);
    expect((await send({ method: 'POST', body: 'null', headers: json })).status).toBe(400);
    expect((await send({ method: 'PUT' })).status).toBe(405);
    const origin = { ...json, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await send({ method: 'POST', body: '{"hostId":"ada"}', headers: origin })).status).toBe(403);
    expect((await send({ host: 'intranet.example' })).status).toBe(403);
    expect((await send({ headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(403);
    const outside = new Request('http://rebound.example/', { headers: { 'copkit-persona': 'ada' } });
    await expect(authenticate(outside)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await send({ host: 'localhost' }, '10.0.0.1')).status).toBe(403);
    expect((await handle(new Request('http://localhost/demo/sign-on'))).status).toBe(403);
    expect((await send({ host: 'localhost' }, '::1')).status).toBe(200);
  });
});

it('knows the names of this machine', () => {
  for (const own of ['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]', '::ffff:127.0.0.1'])
    expect(isLoopback(own)).toBe(true);
  for (const other of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.evil.example', 'localhost.evil.example', '']) {
    expect(isLoopback(other)).toBe(false);
  }
});
