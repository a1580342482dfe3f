import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem, server } from '../testing/server.js';
import { signOnFrom } from './sign-on-from.js';
import { refreshed, type Tokens, tokensOfApp } from './testing/app.js';
import { API, openIdProviderForTests, type TestProvider } from './testing/openid-provider.js';

const MINUTE = 60_000;

describe('tokens of a real provider', () => {
  let provider: TestProvider;
  let tokens: Tokens;
  beforeAll(async () => {
    provider = await openIdProviderForTests();
    tokens = await tokensOfApp(provider.issuer);
  });
  afterAll(() => provider.stop());

  /** A server of its own, with a clock that can be set. */
  const served = () => {
    const clock = { now: new Date() };
    const bearer = [{ issuer: provider.issuer, audience: API, clients: ['app'], claims: { unit: 'department' } }];
    const authenticate = signOnFrom({ bearer }, { now: () => clock.now });
    const { handle } = server({ authenticate });
    const list = (token: string) =>
      handle(
        new Request('http://cop.example/v1/threads/list?communityId=c', {
          headers: { authorization: `Bearer ${token}` },
        }),
      );
    const later = (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms);
    };
    return { authenticate, list, later };
  };

  it('meant for this API say who asks', async () => {
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ typ: 'at+jwt', alg: 'RS256' });
    expect(decodeJwt(tokens.access_token)).toMatchObject({ aud: API, client_id: 'app' });
    const { authenticate, list } = served();
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    expect(await authenticate(new Request('http://cop.example/', { headers }))).toMatchObject({
      hostId: 'ada',
      name: 'Ada Byron',
      unit: '4711',
    });
    expect((await list(tokens.access_token)).status).toBe(200);
  });

  it('are asked about once, however many come', async () => {
    const before = ['/jwks', '/.well-known/openid-configuration'].map((path) => provider.asked(path));
    const { list } = served();
    const answers = await Promise.all(Array.from({ length: 20 }, () => list(tokens.access_token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const after = ['/jwks', '/.well-known/openid-configuration'].map((path) => provider.asked(path));
    expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([1, 1]);
  });

  it('that are ID tokens, or meant for another API, are refused', async () => {
    const { list } = served();
    expect(await problem(await list(tokens.id_token))).toMatchObject({ status: 401 });
    const bearer = [{ issuer: provider.issuer, audience: 'https://other.example/api' }];
    const elsewhere = signOnFrom({ bearer });
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    await expect(elsewhere(new Request('http://x/', { headers }))).rejects.toMatchObject({
      message: "The token's claim aud is not accepted here.",
    });
  });

  it('may be a little early by our clock, not much', async () => {
    const { list, later } = served();
    later(-20_000);
    expect((await list(tokens.access_token)).status).toBe(200);
    const { exp = 0 } = decodeJwt(tokens.access_token);
    const end = served();
    end.later(exp * 1_000 - Date.now() + 20_000);
    expect((await end.list(tokens.access_token)).status).toBe(200);
    end.later(20_000);
    expect((await end.list(tokens.access_token)).status).toBe(401);
  });

  it('end, and are refreshed', async () => {
    const { list, later } = served();
    later(11 * MINUTE);
    expect(await problem(await list(tokens.access_token))).toMatchObject({
      status: 401,
      detail: 'The token has expired. Sign in again.',
    });
    const fresh = await refreshed(provider.issuer, tokens);
    tokens = fresh;
    expect((await served().list(fresh.access_token)).status).toBe(200);
  });

  it('of new keys are taken soon after the provider changed them, those of old ones no longer', async () => {
    const { list, later } = served();
    expect((await list(tokens.access_token)).status).toBe(200);
    await provider.rotateKeys();
    const signedAnew = await tokensOfApp(provider.issuer);
    expect((await list(signedAnew.access_token)).status).toBe(401);
    later(31_000);
    expect((await list(signedAnew.access_token)).status).toBe(200);
    expect((await list(tokens.access_token)).status).toBe(401);
    tokens = signedAnew;
  });

  describe('while it is down', () => {
    it('are checked with the keys that are known, and cannot be where none are', async () => {
      const { list, later } = served();
      const cold = served();
      expect((await list(tokens.access_token)).status).toBe(200);
      await provider.stop();
      try {
        later(5 * MINUTE);
        expect((await list(tokens.access_token)).status).toBe(200);
        const refused = await cold.list(tokens.access_token);
        expect(refused.headers.get('retry-after')).toBe('1');
        expect(await problem(refused)).toMatchObject({ status: 503, code: 'unavailable' });
        later(24 * 60 * MINUTE);
        expect((await list(tokens.access_token)).status).toBe(503);
      } finally {
        await provider.start();
      }
      cold.later(1_000);
      expect((await cold.list(tokens.access_token)).status).toBe(503);
      cold.later(5_000);
      expect((await cold.list(tokens.access_token)).status).toBe(200);
    });
  });
});
