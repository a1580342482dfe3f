import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  base64url,
  CompactSign,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTHeaderParameters,
  SignJWT,
} from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueEmbedToken } from './issue-embed-token.js';
import type { BearerSettings, SignOnSettings } from './settings.js';
import { signOnFrom } from './sign-on-from.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const AT = NOW.getTime() / 1_000;
const audience = 'https://cop.example/api';
const SECRET = 'a secret that two servers share, and no page';
const now = () => NOW;
const unauthenticated = { name: 'CopkitError', code: 'unauthenticated' };
const ask = (settings: SignOnSettings, token: string) =>
  signOnFrom(settings, { now })(new Request('https://cop.example/', { headers: { authorization: `Bearer ${token}` } }));

describe('a token of the provider', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const stranger = await generateKeyPair('RS256', { extractable: true });
  const elliptic = await generateKeyPair('ES256', { extractable: true });
  const published = {
    keys: [
      { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' },
      { ...(await exportJWK(elliptic.publicKey)), kid: 'k2' },
    ],
  };
  const asked: string[] = [];
  let provider: Server;
  let issuer: string;
  let fetched = 0;
  beforeAll(async () => {
    provider = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/jwks') fetched++;
      const metadata = { issuer, jwks_uri: `${issuer}/jwks`, authorization_endpoint: `${issuer}/auth` };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url === '/jwks' ? published : metadata));
    });
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    provider.close();
    provider.closeAllConnections();
    await once(provider, 'close');
  });
  beforeEach(() => {
    fetched = 0;
    asked.length = 0;
  });

  const claims = (over: Record<string, unknown> = {}) => ({
    iss: issuer,
    aud: audience,
    sub: 'ada',
    name: 'Ada Byron',
    iat: AT - 60,
    exp: AT + 60,
    ...over,
  });
  const sign = (
    over: Record<string, unknown> = {},
    header: Partial<JWTHeaderParameters> = {},
    key: CryptoKey | Uint8Array = privateKey,
  ) => new SignJWT(claims(over)).setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'at+jwt', ...header }).sign(key);
  const taken = (token: string, over: Partial<BearerSettings> = {}) =>
    ask({ bearer: [{ issuer, audience, ...over }] }, token);
  /** With a header and body letter by letter, rightly signed. */
  const raw = (header: string, body: string) => {
    const head = base64url.encode(header);
    const signed = `${head}.${base64url.encode(body)}`;
    const bytes = new TextEncoder().encode(signed);
    return crypto.subtle
      .sign({ name: 'RSASSA-PKCS1-v1_5' }, privateKey, bytes)
      .then((signature) => `${signed}.${base64url.encode(new Uint8Array(signature))}`);
  };

  it('says who asks', async () => {
    const person = { hostId: 'ada', name: 'Ada Byron', issuedAt: '2026-03-01T11:59:00.000Z' };
    expect(await taken(await sign())).toEqual(person);
    expect(await taken(await sign({}, { typ: 'JWT' }))).toEqual(person);
    expect(await taken(await sign({}, { typ: undefined }))).toEqual(person);
    expect(await taken(await sign({ typ: 'Bearer', nonce: 'n' }, { typ: 'JWT' }))).toEqual(person);
    expect(await taken(await sign({ aud: ['mail', audience] }))).toEqual(person);
    expect(asked).toContain('/.well-known/openid-configuration');
  });

  it('may come a little early or late, as clocks differ', async () => {
    for (const over of [{ exp: AT - 29 }, { nbf: AT + 29 }])
      expect(await taken(await sign(over))).toMatchObject({ hostId: 'ada' });
    for (const over of [{ exp: AT - 31 }, { nbf: AT + 31 }])
      await expect(taken(await sign(over))).rejects.toMatchObject(unauthenticated);
    await expect(taken(await sign({ exp: AT - 2 }), { clockSkewSeconds: 0 })).rejects.toMatchObject({
      message: 'The token has expired. Sign in again.',
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for somebody else', { aud: 'mail' }],
    ['for nobody', { aud: undefined }],
    ['for a part of the name', { aud: 'https://cop.example/' }],
    ['without an end', { exp: undefined }],
    ['with an end that is no number', { exp: '9999999999' }],
    ['of nobody', { sub: undefined }],
    ['of nobody in particular', { sub: ' ' }],
    ['of a service', { sub: 'service:importer' }],
    ['of two lines', { sub: 'ada\neve' }],
    ['with a nonce, so an ID token', { nonce: 'n' }],
    ['with an access token hash, so an ID token', { at_hash: 'h' }],
    ['that says it is an ID token, as Keycloak does', { typ: 'ID' }],
    ['that says it is a refresh token', { typ: 'Refresh' }],
    ['with events, so a logout token', { events: {} }],
    ['bound to a key', { cnf: { jkt: 'x' } }],
  ])('%s is refused', async (_, over) => {
    await expect(taken(await sign(over, { typ: 'JWT' }))).rejects.toMatchObject(unauthenticated);
  });

  it.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'application/id+jwt', 'copkit-embed+jwt'])(
    'of the type %s is refused',
    async (typ) => {
      await expect(taken(await sign({}, { typ }))).rejects.toMatchObject(unauthenticated);
    },
  );

  it('of another algorithm than settings name is refused', async () => {
    const curve = await sign({}, { alg: 'ES256', kid: 'k2' }, elliptic.privateKey);
    await expect(taken(curve)).rejects.toMatchObject(unauthenticated);
    expect(await taken(curve, { algorithms: ['ES256'] })).toMatchObject({ hostId: 'ada' });
    await expect(taken(await sign({}, { alg: 'PS256' }, await asPss(privateKey)))).rejects.toMatchObject(
      unauthenticated,
    );
    for (const alg of ['none', 'None', 'NONE', ''])
      for (const signature of ['', 'AAAA'])
        await expect(
          taken(
            `${base64url.encode(JSON.stringify({ alg, typ: 'at+jwt' }))}.${base64url.encode(JSON.stringify(claims()))}.${signature}`,
          ),
        ).rejects.toMatchObject(unauthenticated);
  });

  it('signed with the public key as a secret is refused', async () => {
    const pem = await exportSPKI(publicKey);
    for (const text of [pem, pem.trim(), JSON.stringify(published.keys[0]), published.keys[0]?.n ?? '']) {
      const forged = await sign({}, { alg: 'HS256' }, new TextEncoder().encode(text));
      await expect(taken(forged)).rejects.toMatchObject(unauthenticated);
    }
  });

  it('brings no keys of its own, nor says where to fetch them', async () => {
    const own = { ...(await exportJWK(stranger.publicKey)), kid: 'k1' };
    for (const header of [
      { jwk: own },
      { jku: `${issuer}/evil` },
      { x5u: `${issuer}/evil` },
      { jwk: own, kid: undefined },
      { x5c: ['AAAA'] },
      { kid: '../../../../dev/null' },
      { kid: `${issuer}/evil` },
      { kid: "' OR 1=1" },
      { kid: '__proto__' },
      { crit: ['exp'], exp: AT + 60 },
    ])
      await expect(taken(await sign({}, header, stranger.privateKey).catch(() => 'a.b.c'))).rejects.toMatchObject(
        unauthenticated,
      );
    expect(asked.some((path) => path.includes('evil'))).toBe(false);
  });

  it('with less or other than the whole signature is refused', async () => {
    const token = await sign();
    const [head = '', body = '', signature = ''] = token.split('.');
    const eve = base64url.encode(JSON.stringify(claims({ sub: 'eve' })));
    for (const forged of [
      `${head}.${body}`,
      `${head}.${body}.`,
      `${head}.${body}.${signature.slice(0, -4)}`,
      `${head}.${body}.${signature}.`,
      `${head}.${body}.${signature}AAAA`,
      `${head}.${eve}.${signature}`,
      `${token}.${token}`,
      `.${body}.${signature}`,
      `${head}..${signature}`,
      '..',
      'null',
      await new CompactSign(new TextEncoder().encode('null'))
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .sign(privateKey),
      await new CompactSign(new TextEncoder().encode('[1]'))
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .sign(privateKey),
    ])
      await expect(taken(forged), forged.slice(0, 40)).rejects.toMatchObject(unauthenticated);
  });

  it('that says something twice means the last of it, in the header too', async () => {
    const body = JSON.stringify(claims({ sub: 'eve' }));
    expect(await taken(await raw('{"alg":"RS256","kid":"k1"}', body.replace('}', ',"sub":"ada"}')))).toMatchObject({
      hostId: 'ada',
    });
    const header = '{"alg":"RS256","kid":"k1","alg":"none"}';
    await expect(taken(await raw(header, body))).rejects.toMatchObject(unauthenticated);
    const twoIssuers = body.replace('{', '{"iss":"https://evil.example",');
    expect(await taken(await raw('{"alg":"RS256","kid":"k1"}', twoIssuers))).toMatchObject({ hostId: 'eve' });
  });

  it('of any size is answered soon', async () => {
    const long = await sign({ name: 'x'.repeat(20_000) });
    await expect(taken(long)).rejects.toMatchObject({ ...unauthenticated, message: 'The token is too long.' });
    await expect(taken('.'.repeat(8_000_000))).rejects.toMatchObject(unauthenticated);
    const deep = base64url.encode('['.repeat(9_000));
    await expect(taken(`${deep}.${deep}.AAAA`)).rejects.toMatchObject(unauthenticated);
  });

  it('with a key that nobody knows asks the provider once in a while only', async () => {
    const authenticate = signOnFrom({ bearer: [{ issuer, audience }] }, { now });
    const stranger1 = await sign({}, { kid: 'other' });
    for (let times = 0; times < 5; times++) {
      const request = new Request('https://cop.example/', { headers: { authorization: `Bearer ${stranger1}` } });
      await expect(authenticate(request)).rejects.toMatchObject(unauthenticated);
    }
    expect(fetched).toBe(1);
  });

  it('for another client than settings name is refused', async () => {
    const clients = ['app'];
    expect(await taken(await sign({ azp: 'app' }), { clients })).toMatchObject({ hostId: 'ada' });
    for (const claim of ['client_id', 'cid', 'appid'])
      expect(await taken(await sign({ [claim]: 'app' }), { clients })).toMatchObject({ hostId: 'ada' });
    for (const over of [{ azp: 'evil' }, {}, { azp: 7 }])
      await expect(taken(await sign(over), { clients })).rejects.toMatchObject(unauthenticated);
  });

  it('may be an ID token where settings say so, and then is no access token', async () => {
    const id = { tokens: 'id' as const };
    expect(await taken(await sign({ nonce: 'n' }, { typ: 'JWT' }), id)).toMatchObject({ hostId: 'ada' });
    expect(await taken(await sign({ azp: audience }, { typ: 'JWT' }), id)).toMatchObject({ hostId: 'ada' });
    for (const [over, typ] of [
      [{}, 'at+jwt'],
      [{ scope: 'use' }, 'JWT'],
      [{ scp: ['use'] }, 'JWT'],
      [{ typ: 'Bearer' }, 'JWT'],
      [{ azp: 'evil' }, 'JWT'],
      [{ aud: [audience, 'evil'] }, 'JWT'],
    ] as const)
      await expect(taken(await sign(over, { typ }), id)).rejects.toMatchObject(unauthenticated);
  });
});

describe('an embed token', async () => {
  const host = { issuer: 'https://intranet.example', audience: 'copkit' };
  const settings: SignOnSettings = { embed: [{ ...host, secret: SECRET }] };
  const person = { hostId: 'ada', name: 'Ada Byron', unit: 'turbines', locale: 'de' };
  const issue = (over: Partial<Parameters<typeof issueEmbedToken>[0]> = {}) =>
    issueEmbedToken({ ...host, key: SECRET, person, now, ...over });
  const forge = (over: Record<string, unknown>, header: Partial<JWTHeaderParameters> = {}, secret = SECRET) =>
    new SignJWT({ iss: host.issuer, aud: host.audience, sub: 'ada', name: 'Ada', iat: AT, exp: AT + 300, ...over })
      .setProtectedHeader({ alg: 'HS256', typ: 'copkit-embed+jwt', ...header })
      .sign(new TextEncoder().encode(secret));

  it('says who is in front of the page', async () => {
    expect(await ask(settings, await issue())).toEqual({ ...person, issuedAt: NOW.toISOString() });
    expect(await ask(settings, await issue({ scopes: ['read', 'threads.*'] }))).toMatchObject({
      scopes: ['read', 'threads.*'],
    });
  });

  it.each(['EdDSA', 'ES256'])('may be signed with a key of the host, by %s', async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    const publicKey = (await exportJWK(pair.publicKey)) as { kty: 'OKP'; crv: 'Ed25519' };
    const token = await issue({ key: await exportJWK(pair.privateKey) });
    expect(await ask({ embed: [{ ...host, publicKey }] }, token)).toMatchObject({ hostId: 'ada' });
    const asSecret = await forge({}, {}, JSON.stringify(publicKey));
    await expect(ask({ embed: [{ ...host, publicKey }] }, asSecret)).rejects.toMatchObject(unauthenticated);
    await expect(ask(settings, token)).rejects.toMatchObject(unauthenticated);
    const given = { embed: [{ ...host, publicKey: { ...publicKey, d: 'x' } }] };
    expect(() => signOnFrom(given)).toThrow('is a private key');
  });

  it.each<[string, Record<string, unknown>, Partial<JWTHeaderParameters>]>([
    ['lasts longer than a quarter of an hour', { exp: AT + 901 }, {}],
    ['does not say since when', { iat: undefined }, {}],
    ['was issued long ago for long', { iat: AT - 5_000, exp: AT + 60 }, {}],
    ['comes from the future', { iat: AT + 60, exp: AT + 300 }, {}],
    ['has expired', { iat: AT - 400, exp: AT - 100 }, {}],
    ['is for another server', { aud: 'mail' }, {}],
    ['is of another host', { iss: 'https://evil.example' }, {}],
    ['is a token of another kind of the host', {}, { typ: 'JWT' }],
    ['says nothing of its kind', {}, { typ: undefined }],
    ['names scopes that are none', { scope: 'everything' }, {}],
    ['names no scopes where it says it does', { scope: '' }, {}],
    ['names scopes in another form', { scope: ['read'] }, {}],
    ['has another algorithm of the same secret', {}, { alg: 'HS512' }],
  ])('is refused that %s', async (_, over, header) => {
    const secret = `${SECRET}${SECRET}`;
    const embed = [{ ...host, secret }];
    await expect(ask({ embed }, await forge(over, header, secret))).rejects.toMatchObject(unauthenticated);
  });

  it('is not issued for long, nor with a weak secret', async () => {
    await expect(issue({ seconds: 901 })).rejects.toThrow('1 to 900 seconds');
    await expect(issue({ key: undefined })).rejects.toThrow('Is its variable set?');
    await expect(issue({ key: 'short' })).rejects.toThrow('32 bytes');
    expect(() => signOnFrom({ embed: [{ ...host, secret: 'short' }] })).toThrow('at least 32 characters');
  });
});

/** The same key, for another padding. */
async function asPss(key: CryptoKey): Promise<CryptoKey> {
  const jwk = await crypto.subtle.exportKey('jwk', key);
  const { alg: _, ...other } = jwk;
  return crypto.subtle.importKey('jwk', other, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign']);
}
