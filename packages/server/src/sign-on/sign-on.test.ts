import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { server } from '../testing/server.js';
import { demoSignOn } from './demo.js';
import { jwtSignOn } from './jwt.js';
import { isLoopback } from './loopback.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
const issuer = 'https://id.example';
const audience = 'copkit';

describe('jwtSignOn', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const other = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1' }] };
  const authenticate = jwtSignOn({ issuer, audience, keys, algorithms: ['RS256'], now: () => NOW });

  const token = (claims: Record<string, unknown> = {}, key: CryptoKey = privateKey) =>
    new SignJWT({ sub: 'ada', name: 'Ada Byron', iss: issuer, aud: audience, exp: seconds(NOW) + 60, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(key);
  const ask = (authorization?: string) =>
    authenticate(new Request('https://cop.example/', authorization ? { headers: { authorization } } : {}));

  it('takes the person from the claims', async () => {
    const claims = { unit: 'turbines', job_title: 'Engineer', locale: 'de', copkit_admin: true, roles: ['x'] };
    expect(await ask(`Bearer ${await token(claims)}`)).toEqual({
      hostId: 'ada',
      name: 'Ada Byron',
      unit: 'turbines',
      jobTitle: 'Engineer',
      locale: 'de',
      admin: true,
    });
    expect(await ask(`bearer ${await token({ copkit_admin: 'yes' })}`)).toEqual({ hostId: 'ada', name: 'Ada Byron' });
    expect(await ask()).toBeNull();
  });

  it('says that a token has expired', async () => {
    await expect(ask(`Bearer ${await token({ exp: seconds(NOW) - 60 })}`)).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'The token has expired. Sign in again.',
    });
  });

  it.each([
    ['a foreign signature', () => token({}, other.privateKey)],
    ['another issuer', () => token({ iss: 'https://evil.example' })],
    ['another audience', () => token({ aud: 'mail' })],
    ['no end', () => token({ exp: undefined })],
    ['no name', () => token({ name: undefined })],
    ['a name that is no text', () => token({ name: { first: 'Ada' } })],
    ['no signature', async () => `${btoa('{"alg":"none"}')}.${btoa('{"sub":"ada","name":"Ada"}')}.`],
    ['no token at all', async () => 'abc'],
  ])('refuses %s', async (_, make) => {
    await expect(ask(`Bearer ${await make()}`)).rejects.toMatchObject({ name: 'CopkitError', code: 'unauthenticated' });
  });

  it('refuses other schemes and a public key used as a secret', async () => {
    await expect(ask('Basic YTpi')).rejects.toMatchObject({ code: 'unauthenticated' });
    const secret = new TextEncoder().encode(JSON.stringify(keys.keys[0]));
    const forged = await new SignJWT({ sub: 'ada', name: 'A', iss: issuer, aud: audience, exp: seconds(NOW) + 60 })
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(secret);
    await expect(ask(`Bearer ${forged}`)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('reads the keys where the identity provider keeps them', async () => {
    let status = 200;
    const provider = createServer((_, response) => response.writeHead(status).end(JSON.stringify(keys)));
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    const url = new URL(`http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`);
    const options = { issuer, audience, keys: url, algorithms: ['RS256'], now: () => NOW };
    const request = new Request('https://cop.example/', { headers: { authorization: `Bearer ${await token()}` } });
    const unavailable = { name: 'CopkitError', code: 'unavailable' };
    expect(await jwtSignOn(options)(request)).toMatchObject({ hostId: 'ada' });
    status = 500;
    await expect(jwtSignOn(options)(request)).rejects.toMatchObject(unavailable);
    provider.close();
    provider.closeAllConnections();
    await once(provider, 'close');
    await expect(jwtSignOn(options)(request)).rejects.toMatchObject(unavailable);
  });

  it('works with a shared secret that is long enough', async () => {
    const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
    const shared = jwtSignOn({ issuer, audience, keys: secret, algorithms: ['HS256'], now: () => NOW });
    const signed = await new SignJWT({ sub: 'ada', name: 'A', iss: issuer, aud: audience, exp: seconds(NOW) + 60 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(secret);
    const request = new Request('https://cop.example/', { headers: { authorization: `Bearer ${signed}` } });
    expect(await shared(request)).toMatchObject({ hostId: 'ada' });
    expect(() => jwtSignOn({ issuer, audience, keys: secret.slice(1), algorithms: ['HS256'] })).toThrow('32 bytes');
  });
});

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
