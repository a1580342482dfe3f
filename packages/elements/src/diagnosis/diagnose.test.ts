import { describe, expect, it } from 'vitest';
import { type Circumstances, diagnose, expiryOf } from './diagnose.js';

const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
const refused = () => Promise.reject(new TypeError('Failed to fetch'));

const given = (changes: Partial<Circumstances> = {}): Circumstances => ({
  url: 'https://cop.example',
  token: null,
  credentials: null,
  violations: [],
  fetch: async () => json({ version: '0.1.7' }),
  page: { origin: 'https://intranet.example', href: 'https://intranet.example/home', onLine: true },
  now: Date.UTC(2026, 0, 1),
  ...changes,
});

const jwt = (exp: number) => `e30.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.x`;

describe('diagnose', () => {
  it('finds nothing where a server of the same version answers', async () => {
    const asked: string[] = [];
    const finding = await diagnose(
      given({
        url: '/copkit/',
        fetch: async (input) => {
          asked.push(String(input));
          return json({ version: '0.1.7' });
        },
      }),
    );
    expect(finding.fault).toBe('none');
    expect(asked).toEqual([
      'https://intranet.example/copkit/v1/health',
      'https://intranet.example/copkit/v1/communities/list?limit=1',
    ]);
  });

  it('sends cookies as the elements do', async () => {
    const sent: (RequestCredentials | undefined)[] = [];
    const fetch: Circumstances['fetch'] = async (input, init) => {
      sent.push(init?.credentials);
      if (String(input).endsWith('/v1/health')) return json({ version: '0.1.7' });
      return new Response('', { status: init?.credentials === 'include' ? 200 : 401 });
    };
    expect((await diagnose(given({ fetch, credentials: 'include' }))).fault).toBe('none');
    expect((await diagnose(given({ fetch }))).fault).toBe('token');
    expect(sent).toEqual(['include', 'include', undefined, undefined]);
  });

  it.each<[string, string, Partial<Circumstances>]>([
    ['unreachable', 'Nobody answers at https://cop.example', { fetch: refused }],
    [
      'cors',
      'does not allow pages from https://intranet.example',
      {
        fetch: (_input, init) => (init?.mode === 'no-cors' ? Promise.resolve(new Response()) : refused()),
      },
    ],
    [
      'cors',
      'to read its answers with credentials',
      {
        credentials: 'include',
        fetch: (_input, init) => (init?.mode === 'no-cors' ? Promise.resolve(new Response()) : refused()),
      },
    ],
    [
      'content-security-policy',
      'forbids connections to https://cop.example',
      {
        fetch: refused,
        violations: [{ blockedURI: 'https://cop.example/v1/health', effectiveDirective: 'connect-src' }],
      },
    ],
    ['mixed-content', 'plain http', { url: 'http://cop.example', fetch: refused }],
    [
      'offline',
      'offline',
      {
        fetch: refused,
        page: { origin: 'https://intranet.example', href: 'https://intranet.example/', onLine: false },
      },
    ],
    [
      'wrong-url',
      '404 and text/html',
      {
        fetch: async () => new Response('<p>', { status: 404, headers: { 'content-type': 'text/html' } }),
      },
    ],
    [
      'wrong-url',
      '200 and text/html',
      {
        fetch: async () => new Response('<p>', { headers: { 'content-type': 'text/html' } }),
      },
    ],
    ['wrong-url', '200 and application/json', { fetch: async () => json({ ok: true }) }],
    ['wrong-url', 'is no address', { url: 'http://[' }],
    ['server', 'answers with 502', { fetch: async () => new Response('', { status: 502 }) }],
    ['version', 'version 0.2.0', { fetch: async () => json({ version: '0.2.0' }) }],
    [
      'token',
      'does not accept the sign-in',
      {
        fetch: async (input) =>
          String(input).endsWith('/v1/health') ? json({ version: '0.1.0' }) : new Response('', { status: 401 }),
      },
    ],
    ['token', 'expired at 2025-12-31', { token: async () => jwt(Date.UTC(2025, 11, 31) / 1000) }],
    ['token', 'no token', { token: () => Promise.reject(new Error('no token')) }],
  ])('names %s: %s', async (fault, what, changes) => {
    const finding = await diagnose(given(changes));
    expect(finding.fault).toBe(fault);
    expect(finding.what).toContain(what);
    expect(finding.next).not.toBe('');
  });

  it('takes a token that is good, or does not say until when', async () => {
    expect((await diagnose(given({ token: async () => jwt(Date.UTC(2027, 0, 1) / 1000) }))).fault).toBe('none');
    expect((await diagnose(given({ token: async () => 'opaque' }))).fault).toBe('none');
    expect(expiryOf('opaque')).toBeNull();
  });
});
