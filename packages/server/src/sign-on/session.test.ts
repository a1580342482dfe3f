import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { server } from '../testing/server.js';
import type { SessionSettings } from './settings.js';
import { signOnFrom } from './sign-on-from.js';
import { Browser } from './testing/browser.js';
import { CLIENT, openIdProviderForTests, PUBLIC_URL, type TestProvider } from './testing/openid-provider.js';

const HOME = 'https://cop.example/';
const ORIGIN = 'https://cop.example';
const SESSION = '__Host-copkit-session';
const OLD_SECRET = 'an old secret of more than thirty-two bytes';
const SECRET = 'a new secret of more than thirty-two bytes';
const MINUTE = 60_000;

describe('sign-in in the browser, with a real provider', () => {
  let provider: TestProvider;
  let now: Date;
  beforeAll(async () => {
    provider = await openIdProviderForTests();
  });
  afterAll(() => provider.stop());
  beforeEach(() => {
    now = new Date();
    provider.signInAs('ada');
  });

  const site = (settings: Partial<SessionSettings> = {}) => {
    const session: SessionSettings = {
      issuer: provider.issuer,
      ...CLIENT,
      publicUrl: PUBLIC_URL,
      secrets: [SECRET],
      scope: 'openid profile staff',
      returnOrigins: ['https://intranet.example'],
      claims: {
        unit: { from: 'department', values: { '4711': 'turbines' } },
        admin: { from: 'groups', contains: ['cop-admins'] },
      },
      ...settings,
    };
    const authenticate = signOnFrom({ session }, { now: () => now });
    const { handle, calls } = server({ authenticate, basePath: '/copkit' });
    const home = async (request: Request) =>
      new URL(request.url).pathname.startsWith('/copkit/') ? handle(request) : new Response('home');
    return { authenticate, handle, calls, browser: new Browser({ [ORIGIN]: home }) };
  };
  const signedIn = async (settings: Partial<SessionSettings> = {}) => {
    const made = site(settings);
    const page = await made.browser.visit(`${PUBLIC_URL}/sign-on/in?return=/boards%3Fpage=2`);
    expect(await page.text()).toBe('home');
    return made;
  };
  const list = (browser: Browser, headers: Record<string, string> = {}) =>
    browser.send(`${PUBLIC_URL}/v1/threads/list?communityId=c`, { headers });

  it('leads to the provider and back to the page, and knows the person by the claims', async () => {
    const { browser, authenticate, calls } = await signedIn();
    expect(browser.at).toBe('https://cop.example/boards?page=2');
    const asked = new URL(browser.visited.find((address) => address.startsWith(`${provider.issuer}/auth?`)) ?? '');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${PUBLIC_URL}/sign-on/callback`,
    });
    expect([...browser.jar(ORIGIN).keys()]).toEqual([SESSION, '__Secure-copkit-id-token']);
    const cookie = `${SESSION}=${browser.jar(ORIGIN).get(SESSION)}`;
    expect(await authenticate(new Request(HOME, { headers: { cookie } }))).toMatchObject({
      hostId: 'ada',
      name: 'Ada Byron',
      unit: 'turbines',
      locale: 'en-GB',
      admin: true,
    });
    expect((await list(browser)).status).toBe(200);
    expect(calls.at(-1)).toMatchObject({ name: 'threads.list', as: 'ada' });
    const state = await (await browser.send(`${PUBLIC_URL}/sign-on`)).json();
    expect(state).toMatchObject({ signedIn: { name: 'Ada Byron' }, signIn: `${PUBLIC_URL}/sign-on/in` });
  });

  it('seals the cookie, for this host and no script', async () => {
    const { browser } = site();
    const started = await browser.send(`${PUBLIC_URL}/sign-on/in`);
    const attributes = /^__Host-copkit-in-[\w-]{8}=[^;]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/;
    expect(started.headers.getSetCookie()[0]).toMatch(attributes);
    await browser.visit(started.headers.get('location') ?? '');
    expect(browser.jar(ORIGIN).has(SESSION)).toBe(true);
    const session = browser.jar(ORIGIN).get(SESSION) ?? '';
    expect(session.split('.')).toHaveLength(5);
    expect(atob((session.split('.')[0] ?? '').replaceAll('-', '+').replaceAll('_', '/'))).toContain('A256GCM');
    expect(session).not.toContain(btoa('Ada').slice(0, 4));
  });

  describe('a session', () => {
    const sessionOf = (browser: Browser) => browser.jar(ORIGIN).get(SESSION) ?? '';
    const asks = (authenticate: ReturnType<typeof signOnFrom>, cookie: string) =>
      authenticate(new Request(HOME, { headers: { cookie } }));

    it('goes on while it is used, and ends after an idle hour', async () => {
      const { browser } = await signedIn({ idleMinutes: 60 });
      const first = sessionOf(browser);
      now = new Date(now.getTime() + 4 * MINUTE);
      expect((await list(browser)).headers.getSetCookie()).toEqual([]);
      for (let minutes = 0; minutes < 120; minutes += 50) {
        now = new Date(now.getTime() + 50 * MINUTE);
        expect((await list(browser)).status).toBe(200);
      }
      expect(sessionOf(browser)).not.toBe(first);
      now = new Date(now.getTime() + 61 * MINUTE);
      const ended = await list(browser);
      expect(ended.status).toBe(401);
      expect((await ended.json()).detail).toBe('Your session has ended. Sign in again.');
      expect(await (await browser.send(`${PUBLIC_URL}/sign-on`)).json()).toMatchObject({ signedIn: null });
    });

    it('ends in any case so long after the sign-in', async () => {
      const { browser } = await signedIn({ longestHours: 2 });
      for (let minutes = 0; minutes < 110; minutes += 30) {
        now = new Date(now.getTime() + 29 * MINUTE);
        expect((await list(browser)).status).toBe(200);
      }
      now = new Date(now.getTime() + 5 * MINUTE);
      expect((await list(browser)).status).toBe(401);
    });

    it('outlives a change of the secret that seals it, and is sealed anew', async () => {
      const old = await signedIn({ secrets: [OLD_SECRET] });
      const cookie = sessionOf(old.browser);
      const both = site({ secrets: [SECRET, OLD_SECRET] });
      both.browser.jar(ORIGIN).set(SESSION, cookie);
      now = new Date(now.getTime() + 10 * MINUTE);
      expect((await list(both.browser)).status).toBe(200);
      const fresh = site({ secrets: [SECRET] });
      expect(await asks(fresh.authenticate, `${SESSION}=${cookie}`)).toBeNull();
      expect(await asks(fresh.authenticate, `${SESSION}=${sessionOf(both.browser)}`)).toMatchObject({ hostId: 'ada' });
    });

    it('cannot be made, changed or borrowed', async () => {
      const { browser, authenticate } = await signedIn();
      const parts = sessionOf(browser).split('.');
      const attempt = (await site().browser.send(`${PUBLIC_URL}/sign-on/in`)).headers.getSetCookie()[0] ?? '';
      const changed = parts.flatMap((part, at) => {
        const flipped = part === '' ? 'AAAA' : `${part[0] === 'A' ? 'B' : 'A'}${part.slice(1)}`;
        return [parts.with(at, flipped), parts.with(at, part.slice(0, -2))].filter((each) => each[at] !== part);
      });
      expect(changed).toHaveLength(9);
      const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"identity":{"hostId":"eve","name":"Eve"}}')}.`;
      const forged = [...changed.map((each) => each.join('.')), unsigned, 'x', '', 'A'.repeat(10_000)];
      for (const value of [...forged, attempt.slice(attempt.indexOf('=') + 1, attempt.indexOf(';'))])
        expect(await asks(authenticate, `${SESSION}=${value}`)).toBeNull();
      const own = parts.join('.');
      expect(await asks(authenticate, `${SESSION}=${own}; ${SESSION}=x`)).toBeNull();
      expect(await asks(authenticate, `copkit-session=${own}`)).toBeNull();
      expect(await asks(authenticate, `a=b; ${SESSION}=${own}`)).toMatchObject({ hostId: 'ada' });
    });
  });

  describe('the way back from the provider', () => {
    const callbackOf = async (browser: Browser) => {
      await browser.visit(`${PUBLIC_URL}/sign-on/in`, (address) =>
        address.startsWith(`${PUBLIC_URL}/sign-on/callback`),
      );
      return browser.at;
    };
    const html = { headers: { accept: 'text/html' } };

    it('is closed to a browser that did not begin', async () => {
      const { browser } = site();
      const callback = await callbackOf(browser);
      const victim = site().browser;
      const refused = await victim.send(callback, html);
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('did not begin in this browser');
      expect(victim.jar(ORIGIN).size).toBe(0);
      expect((await victim.send(callback)).status).toBe(401);
    });

    it('takes no code of another attempt, nor one a second time', async () => {
      const [mine, theirs] = [site().browser, site().browser];
      const [own, stolen] = [new URL(await callbackOf(mine)), new URL(await callbackOf(theirs))];
      const mixed = new URL(own);
      mixed.searchParams.set('code', stolen.searchParams.get('code') ?? '');
      expect((await mine.send(mixed.href)).status).toBe(401);
      const cookies = new Map(mine.jar(ORIGIN));
      expect((await mine.send(own.href)).status).toBe(303);
      for (const [name, value] of cookies) mine.jar(ORIGIN).set(name, value);
      const again = await mine.send(own.href);
      expect([again.status, (await again.json()).detail]).toEqual([
        401,
        'The identity provider refused this sign-in (invalid_grant). Sign in again.',
      ]);
    });

    it('takes no answer of another issuer, no other state, and none after ten minutes', async () => {
      const { browser } = site();
      const callback = await callbackOf(browser);
      for (const [name, value] of [['iss', 'https://evil.example'] as const, ['state', 'x'] as const]) {
        const other = new URL(callback);
        other.searchParams.set(name, name === 'state' ? `${other.searchParams.get('state')}${value}` : value);
        expect((await browser.send(other.href)).status).toBe(401);
      }
      now = new Date(now.getTime() + 11 * MINUTE);
      expect((await browser.send(callback)).status).toBe(401);
    });

    it('tells what the provider refused, as text', async () => {
      const { browser } = site();
      const back = new URL(await callbackOf(browser));
      back.searchParams.delete('code');
      back.searchParams.set('error', '<b>denied');
      const page = await (await browser.send(back.href, html)).text();
      expect(page).toContain('refused this sign-in (&#60;b&#62;denied)');
    });

    it.each([
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      '\\\\evil.example',
      'https:evil.example',
      'https://cop.example@evil.example/',
      'https://eve@cop.example/',
      'https://cop.example.evil.example/',
      'http://cop.example/',
      'javascript:alert(1)',
      '/\t/evil.example/',
    ])('does not lead on to %j', async (to) => {
      const { browser } = site();
      const started = await browser.send(`${PUBLIC_URL}/sign-on/in?return=${encodeURIComponent(to)}`);
      if (started.status !== 400) {
        await browser.visit(
          started.headers.get('location') ?? '',
          (address) => !address.startsWith(provider.issuer) && !address.includes('/callback'),
        );
        expect(new URL(browser.at).origin).toBe(ORIGIN);
      } else expect(await started.json()).toMatchObject({ code: 'invalid', field: 'return' });
    });

    it('leads to other pages that may ask for it', async () => {
      const { browser } = site();
      const intranet = 'https://intranet.example/boards';
      await browser.visit(`${PUBLIC_URL}/sign-on/in?return=${intranet}`, (address) => address === intranet);
      expect(browser.at).toBe(intranet);
    });

    it('stays open to a few tabs at a time', async () => {
      const { browser } = site();
      const first = await callbackOf(browser);
      await callbackOf(browser);
      expect((await browser.send(first)).status).toBe(303);
      for (let tab = 0; tab < 12; tab++) await browser.send(`${PUBLIC_URL}/sign-on/in`);
      expect(browser.jar(ORIGIN).size).toBeLessThanOrEqual(6);
    });
  });

  describe('sign-out', () => {
    const own = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
    const out = (browser: Browser, headers: Record<string, string>) =>
      browser.send(`${PUBLIC_URL}/sign-on/out`, { method: 'POST', headers });

    it('ends the session here and at the provider', async () => {
      const { browser } = await signedIn();
      const left = await out(browser, own);
      expect(left.status).toBe(303);
      expect((await list(browser)).status).toBe(401);
      expect(browser.jar(ORIGIN).size).toBe(0);
      const logout = new URL(left.headers.get('location') ?? '');
      expect(decodeJwt(logout.searchParams.get('id_token_hint') ?? '')).toMatchObject({ sub: 'ada', aud: 'copkit' });
      const asked = await browser.visit(logout.href);
      const confirmation = /name="xsrf" value="(\w+)"/.exec(await asked.text())?.[1] ?? '';
      const confirmed = await browser.send(`${provider.issuer}/session/end/confirm`, {
        method: 'POST',
        body: new URLSearchParams({ xsrf: confirmation, logout: 'yes' }),
      });
      expect(confirmed.headers.get('location')).toBe(HOME);
      provider.signInAs('bob');
      await browser.visit(`${PUBLIC_URL}/sign-on/in`);
      expect(await (await browser.send(`${PUBLIC_URL}/sign-on`)).json()).toMatchObject({
        signedIn: { name: 'Bob Bell' },
      });
    });

    it('shows its ID token at the sign-out alone, sealed', async () => {
      const { browser } = site();
      await browser.visit(`${PUBLIC_URL}/sign-on/in`, (address) => address.includes('/sign-on/callback'));
      const hint = (await browser.send(browser.at)).headers.getSetCookie().find((each) => each.includes('id-token'));
      expect(hint).toMatch(/; Path=\/copkit\/sign-on\/out; Max-Age=36000; HttpOnly; SameSite=Lax; Secure$/);
      expect(hint?.split('.')).toHaveLength(5);
    });

    it('tells a script where to go on', async () => {
      const { browser } = await signedIn();
      const left = await out(browser, { ...own, accept: 'application/json' });
      expect((await left.json()).location).toContain(`${provider.issuer}/session/end?client_id=copkit`);
      expect(browser.jar(ORIGIN).has(SESSION)).toBe(false);
    });

    it('is not for links and foreign pages', async () => {
      const { browser } = await signedIn();
      expect((await browser.send(`${PUBLIC_URL}/sign-on/out`)).status).toBe(405);
      expect((await out(browser, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await list(browser)).status).toBe(200);
    });
  });

  describe('while the provider is down', () => {
    beforeAll(() => provider.stop());
    afterAll(() => provider.start());

    it('nobody can sign in, and is told so', async () => {
      const { browser } = site();
      const page = await browser.send(`${PUBLIC_URL}/sign-on/in`, { headers: { accept: 'text/html' } });
      expect(page.status).toBe(503);
      expect(await page.text()).toContain('cannot be used at the moment');
    });

    it('everybody can sign out', async () => {
      const { browser } = site();
      browser.jar(ORIGIN).set(SESSION, 'x');
      const left = await browser.send(`${PUBLIC_URL}/sign-on/out`, { method: 'POST' });
      expect([left.status, left.headers.get('location')]).toEqual([303, HOME]);
      expect(browser.jar(ORIGIN).size).toBe(0);
    });
  });
});
