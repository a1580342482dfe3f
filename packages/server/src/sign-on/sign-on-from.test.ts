import { describe, expect, it } from 'vitest';
import { issueEmbedToken } from './issue-embed-token.js';
import { Seal } from './seal.js';
import { createServiceKey } from './service-keys.js';
import type { SignOnSettings } from './settings.js';
import { signOnFrom } from './sign-on-from.js';
import { hasExpired } from './token.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const now = () => NOW;
const SECRET = 'a secret of more than thirty-two bytes, for tests';

describe('several sign-ons together', async () => {
  const { key, hash } = await createServiceKey();
  const settings: SignOnSettings = {
    embed: [{ issuer: 'intranet', audience: 'copkit', secret: SECRET }],
    services: [{ name: 'import', hash, scopes: ['read'] }],
    proxy: { addresses: ['10.0.0.1'], headers: { sub: 'X-User' } },
    session: { issuer: 'https://id.example', clientId: 'copkit', publicUrl: 'https://cop.example', secrets: [SECRET] },
    bearer: [{ issuer: 'https://id.example', audience: 'copkit' }],
  };
  const asleep = async () => Promise.reject(new TypeError('nobody there'));
  const authenticate = signOnFrom(settings, { now, fetch: asleep });
  const at = NOW.getTime();
  const seal = new Seal([SECRET], 'copkit-session', now);
  const content = { identity: { hostId: 'cookie', name: 'Cookie' }, began: at, seen: at };
  const cookie = { cookie: `__Host-copkit-session=${await seal.seal(content, new Date(at + 60_000))}` };
  const proxied = { 'x-user': 'proxied' };
  const embed = await issueEmbedToken({
    issuer: 'intranet',
    audience: 'copkit',
    key: SECRET,
    person: { hostId: 'embedded', name: 'E' },
    now,
  });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const ask = (...headers: Record<string, string>[]) =>
    authenticate(new Request('https://cop.example/', { headers: Object.assign({}, ...headers) }), {
      remoteAddress: '10.0.0.1',
    });

  it('are looked at in a definite order', async () => {
    expect(await ask()).toBeNull();
    expect(await ask(cookie)).toMatchObject({ hostId: 'cookie' });
    expect(await ask(cookie, proxied)).toMatchObject({ hostId: 'proxied' });
    expect(await ask(cookie, proxied, bearer(embed))).toMatchObject({ hostId: 'embedded' });
    expect(await ask(cookie, proxied, bearer(key))).toMatchObject({ hostId: 'service:import', scopes: ['read'] });
  });

  it('do not stand in for a token that is refused', async () => {
    for (const token of ['x', `${embed}x`, (await createServiceKey()).key])
      await expect(ask(cookie, proxied, bearer(token))).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(ask(cookie, proxied, { authorization: 'Bearer' })).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await ask(cookie, { authorization: 'Basic eDp5' })).toMatchObject({ hostId: 'cookie' });
  });

  it('tell the description of the API what there is', () => {
    expect(authenticate.schemes).toEqual({
      bearer: {
        type: 'http',
        scheme: 'bearer',
        description: 'Takes a token of https://id.example, an embed token, a service key.',
      },
      proxy: { type: 'apiKey', in: 'header', name: 'X-User', description: 'Set by the proxy.' },
      session: { type: 'apiKey', in: 'cookie', name: '__Host-copkit-session' },
    });
  });

  it('tell credentials that were good once from those that never were', async () => {
    const old = { issuer: 'intranet', audience: 'copkit', person: { hostId: 'ada', name: 'Ada' }, seconds: 1 };
    const ago = () => new Date(at - 60_000);
    const refusal = async (key: string) =>
      ask(bearer(await issueEmbedToken({ ...old, key, now: ago }))).catch((error: unknown) => error);
    expect(hasExpired(await refusal(SECRET))).toBe(true);
    expect(hasExpired(await refusal(`${SECRET}x`))).toBe(false);
  });

  it('say that a provider is down, and not that a token is wrong', async () => {
    const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
    const token = `${part({ alg: 'RS256', kid: 'k' })}.${part({ iss: 'https://id.example', sub: 'ada' })}.AAAA`;
    await expect(ask(bearer(token))).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The identity provider https://id.example cannot be used at the moment. Try again later.',
    });
    const foreign = `${part({ alg: 'RS256' })}.${part({ iss: 'https://other.example' })}.AAAA`;
    await expect(ask(bearer(foreign))).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('settings', () => {
  const session = { issuer: 'https://id.example', clientId: 'c', publicUrl: 'https://cop.example', secrets: [SECRET] };
  const bearer = { issuer: 'https://id.example', audience: 'copkit' };
  it.each<[unknown, string]>([
    [{}, 'needs at least one of bearer, session, proxy, embed, services'],
    [{ bearer: [{ ...bearer, algorithms: ['HS256'] }] }, 'bearer[0].algorithms'],
    [{ bearer: [{ ...bearer, algorithms: ['none'] }] }, 'bearer[0].algorithms'],
    [
      { bearer: [{ ...bearer, issuer: 'http://id.example' }] },
      'must be an https address; http is for this machine only',
    ],
    [{ bearer: [{ ...bearer, issuer: 'id.example' }] }, 'must be an https address'],
    [{ bearer: [{ ...bearer, clockSkewSeconds: 301 }] }, '<=300'],
    [{ bearer: [bearer, bearer] }, 'names an issuer twice'],
    [{ bearer: [{ ...bearer, audiences: 'x' }] }, 'Unrecognized key: "audiences"'],
    [{ session: { ...session, secrets: ['short'] } }, 'at least 32 characters'],
    [
      { session: { ...session, secrets: ['at least 32 characters, such as from: openssl rand -base64 48'] } },
      'is the example of the documentation',
    ],
    [{ session: { ...session, publicUrl: 'https://cop.example/' } }, 'without a slash at the end'],
    [{ session: { ...session, scope: 'profile' } }, 'must have openid in it'],
    [{ session: { ...session, longestHours: 169 } }, '<=168'],
    [{ services: [{ name: 'x', hash: 'cop_key', scopes: ['read'] }] }, 'never the key'],
    [{ services: [{ name: 'x', hash: `sha256:${'0'.repeat(64)}`, scopes: ['write'] }] }, 'must be read, a part'],
    [{ embed: [{ issuer: 'a', audience: 'b' }] }, 'needs either a secret or a publicKey'],
  ])('%j are refused with where and why', (given, message) => {
    expect(() => signOnFrom(given as SignOnSettings)).toThrow(message);
  });
});
