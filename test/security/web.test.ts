import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoSignOn } from '@copkit/server';
import type { ServeOptions } from '@copkit/server/node';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { foundCommunity, organisation } from '../../packages/core/src/testing/organisation.js';
import { served } from './served.js';
import { said, statuses } from './wire.js';

// What browsers, pages of others and crafted requests can do to a real server.

const OWN = 'https://intranet.example';
const json = { 'content-type': 'application/json' };
const mia = encodeURIComponent(JSON.stringify({ hostId: 'mia', name: 'Mia' }));
const asMia = { 'x-test-identity': mia };

async function site(options: Partial<ServeOptions> = {}) {
  const org = await organisation({
    fields: { threads: { host: z.looseObject({}) }, people: { host: z.looseObject({}) } },
  });
  const server = await served(org.cop, { allowedOrigins: [OWN], ...options });
  const send = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, { redirect: 'manual', ...init });
  const post = (operation: string, body: unknown, headers: Record<string, string> = {}) =>
    send(`/v1/${operation.replace('.', '/')}`, {
      method: 'POST',
      headers: { ...json, ...asMia, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { ...server, org, send, post };
}

/** Names that look like the allowed one to whoever compares carelessly. */
const FOREIGN = [
  'https://evil.example',
  'null',
  'http://intranet.example',
  'https://intranet.example.evil.example',
  'https://evilintranet.example',
  'https://evil.intranet.example',
  'https://intranet.example:8443',
  'https://intranet.example@evil.example',
  'HTTPS://INTRANET.EXAMPLE',
  'https://intranet.example/',
  'file://',
  '',
];

describe('pages of others', () => {
  test.each(FOREIGN)('may not write: Origin "%s"', async (origin) => {
    const { post, org } = await site();
    for (const site of [{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      const headers = { origin, ...site } as Record<string, string>;
      const response = await post('people.update', { jobTitle: 'Forged' }, headers);
      expect({ headers, status: response.status }).toEqual({ headers, status: 403 });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect(JSON.stringify(await org.cop.stats())).not.toContain('Forged');
  });

  test.each(FOREIGN)('may not read either: no answer says that Origin "%s" may', async (origin) => {
    const { send } = await site();
    const preflight = await send('/v1/threads/reply', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
    const read = await send('/v1/people/getMe', { headers: { origin, ...asMia } });
    for (const { headers } of [preflight, read]) {
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('vary')?.toLowerCase()).toContain('origin');
    }
  });

  test('a page that is allowed may do both, and is never allowed as "*"', async () => {
    const { send, post } = await site();
    const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
    const preflight = await send('/v1/threads/reply', { method: 'OPTIONS', headers: { origin: OWN, ...asked } });
    const written = await post(
      'people.update',
      { jobTitle: 'Welder' },
      { origin: OWN, 'sec-fetch-site': 'cross-site' },
    );
    expect(written.status).toBe(200);
    for (const { headers } of [preflight, written]) {
      expect(headers.get('access-control-allow-origin')).toBe(OWN);
      expect(headers.get('access-control-allow-credentials')).toBe('true');
    }
  });

  test('a form, which needs nobody’s leave, writes nothing', async () => {
    const { send } = await site();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      const response = await send('/v1/people/update', {
        method: 'POST',
        headers: { 'content-type': type, ...asMia },
        body: '{"jobTitle":"Forged"}',
      });
      expect({ type, status: response.status }).toEqual({ type, status: 415 });
    }
  });

  test('no write is a GET, whatever a header or a parameter says', async () => {
    const { send } = await site();
    const override = { ...asMia, 'x-http-method-override': 'POST', 'x-method-override': 'POST' };
    for (const path of ['/v1/people/update?jobTitle=Forged', '/v1/people/update?_method=POST&jobTitle=Forged']) {
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
        expect((await send(path, { method, headers: override })).status).toBe(405);
      }
    }
  });
});

test('nothing of a request gets into the head of an answer', async () => {
  const { url } = await site();
  const injected = encodeURIComponent('x\r\nSet-Cookie: forged=1\r\n\r\n<script>');
  for (const line of [
    `GET /v1/threads/get?threadId=${injected} HTTP/1.1`,
    `GET /${injected} HTTP/1.1`,
    `GET /v1/${injected}/x HTTP/1.1`,
    `GET /v1/health?${injected} HTTP/1.1`,
  ]) {
    for (const name of ['X-Request-Id', 'Origin', 'Accept-Language', 'If-None-Match', 'Traceparent']) {
      const head = `${line}\r\nHost: x\r\nX-Test-Identity: ${mia}\r\n${name}: a%0d%0aSet-Cookie: forged=2\r\nConnection: close\r\n\r\n`;
      const received = await said(url, head);
      const [answered = ''] = received.split('\r\n\r\n');
      expect(answered.toLowerCase()).not.toContain('forged');
      expect(statuses(received)[0]).toBeLessThan(500);
    }
  }
});

describe('every answer', () => {
  test('says what it is, may not be framed, sniffed or kept by a shared cache', async () => {
    const { send, post } = await site();
    const answers = [
      await post('people.getMe', {}),
      await post('people.update', { jobTitle: 'Welder' }),
      await send('/v1/people/getMe', { headers: asMia }),
      await send('/v1/people/getMe'),
      await send('/v1/people/getMe?x=1', { headers: asMia }),
      await send('/v1/nothing/atAll', { headers: asMia }),
      await send('/nothing'),
      await send('/v1/health'),
      await send('/v1/ready'),
      await send('/v1/people/update', { method: 'PUT', headers: asMia }),
    ];
    for (const { headers, status, url } of answers) {
      const what = `${status} ${url}`;
      expect({ what, nosniff: headers.get('x-content-type-options') }).toEqual({ what, nosniff: 'nosniff' });
      expect(headers.get('content-type')).toMatch(/^application\/(problem\+)?json/);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      const kept = headers.get('cache-control') ?? '';
      expect({ what, kept: /^(no-store|private, no-cache)/.test(kept) }).toEqual({ what, kept: true });
      expect(headers.get('server')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  test('is the same for HEAD as for GET, without the body', async () => {
    const { send } = await site();
    const [get, head] = [
      await send('/v1/people/getMe', { headers: asMia }),
      await send('/v1/people/getMe', { method: 'HEAD', headers: asMia }),
    ];
    expect(head.status).toBe(get.status);
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    expect(await head.text()).toBe('');
  });
});

describe('the prototype of all objects', () => {
  const POISON = [
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"prototype":{"polluted":1}}',
  ];

  test('is not reached by bodies, inner objects, escapes or parameters', async () => {
    const { post, send, org, faults } = await site();
    const { id: communityId } = await foundCommunity(org, 'Ada');
    const clean = () => expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    for (const poison of POISON) {
      expect((await post('people.update', poison)).status).toBe(400);
      expect((await post('people.update', `{"ext":${poison}}`)).status).toBe(400);
      expect((await post('people.update', poison.replaceAll('_', '\\u005f'))).status).toBe(400);
      const nested = await post('people.update', `{"ext":{"host":${poison}}}`);
      clean();
      const kept = JSON.stringify(await nested.json());
      if (nested.status === 200) expect(kept).not.toContain('"__proto__"');
      else expect(nested.status).toBe(400);
      const { status } = await send(`/v1/threads/list?communityId=${communityId}&topic=${encodeURIComponent(poison)}`, {
        headers: asMia,
      });
      expect(status).toBeLessThan(500);
      clean();
    }
    for (const name of [
      '__proto__',
      '__proto__[polluted]',
      'constructor[prototype][polluted]',
      'constructor',
      'toString',
    ]) {
      expect((await send(`/v1/people/getMe?${encodeURIComponent(name)}=1`, { headers: asMia })).status).toBe(400);
      expect((await send(`/v1/${name}/polluted`, { headers: asMia })).status).toBe(404);
      expect((await send(`/v1/people/${name}`, { headers: asMia })).status).toBe(404);
      clean();
    }
    expect(faults).toEqual([]);
  });
});

test('a line of the log is one line, whatever was asked', async () => {
  const faults: { path?: string; method?: string; requestId?: string }[] = [];
  const { url, org } = await site({ log: (fault) => void faults.push(fault as object) });
  const fail = org.cop.as;
  Object.assign(org.cop, {
    as: (...given: Parameters<typeof fail>) => ({
      ...fail(...given),
      call: async () => {
        throw new Error('broken');
      },
    }),
  });
  const forged = '%0d%0a2026-01-01%20copkit:%20admin%20signed%20in%1b%5b2J';
  await said(
    url,
    `GET /v1/people/getMe?${forged}=1 HTTP/1.1\r\nHost: x\r\nX-Test-Identity: ${mia}\r\nX-Request-Id: forged${forged}\r\nConnection: close\r\n\r\n`,
  );
  Object.assign(org.cop, { as: fail });
  expect(faults).toHaveLength(1);
  const { error: _error, ...told } = faults[0] as { error: unknown };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  expect(JSON.stringify(Object.values(told))).not.toMatch(/[\u0000-\u001f\u007f]|signed in|forged/);
});

describe('files beside the API', () => {
  async function withFiles() {
    const folder = await mkdtemp(join(tmpdir(), 'copkit-security-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await mkdir(join(folder, 'public/inner'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'the secret');
    await writeFile(join(folder, 'public/.env'), 'the secret');
    await writeFile(join(folder, 'public/page.html'), '<p>page');
    await symlink(join(folder, 'public/page.html'), join(folder, 'public/inner/link.html'));
    const files = { path: '/', directory: join(folder, 'public'), headers: { 'x-frame-options': 'DENY' } };
    return site({ static: [files] });
  }

  test.each([
    '/../secret.txt',
    '/inner/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/....//secret.txt',
    '/%252e%252e%252fsecret.txt',
    '/inner/%2e%2e/%2e%2e/secret.txt',
    '/..%00/secret.txt',
    '/page.html%00.txt',
    '/.env',
    '/%2eenv',
    '/inner/..;/..;/secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '//secret.txt',
    '/public/../secret.txt',
  ])('are the only ones that are served: %s', async (path) => {
    const { url } = await withFiles();
    const received = await said(url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(received).not.toContain('the secret');
    expect(statuses(received)[0]).toBeGreaterThanOrEqual(400);
    expect(statuses(received)[0]).toBeLessThan(500);
  });

  test('come with a type, unsniffed, and with the headers that were asked for', async () => {
    const { send } = await withFiles();
    const page = await send('/page.html');
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
  });
});

test('a cookie of the sign-on is out of reach of scripts and of other sites', async () => {
  const org = await organisation();
  const { url } = await served(org.cop, { authenticate: demoSignOn([{ hostId: 'mia', name: 'Mia' }]) });
  const response = await fetch(`${url}/demo/sign-on`, { method: 'POST', headers: json, body: '{"hostId":"mia"}' });
  expect(response.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/);
  expect(response.headers.get('cache-control') ?? 'no-store').toContain('no-store');
});

test('a name that was pointed at this machine by somebody else does not sign on', async () => {
  const org = await organisation();
  const { url } = await served(org.cop, { authenticate: demoSignOn([{ hostId: 'mia', name: 'Mia' }]) });
  const status = await new Promise((resolve, reject) => {
    const headers = { host: 'rebound.evil.example', 'copkit-persona': 'mia' };
    request(`${url}/v1/people/getMe`, { headers }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});
