import { describe, expect, it } from 'vitest';
import { problem, server } from '../testing/server.js';
import { allows, scopeSchema } from './scopes.js';
import { createServiceKey } from './service-keys.js';
import type { ServiceSettings } from './settings.js';
import { signOnFrom } from './sign-on-from.js';

const now = () => new Date('2026-03-01T12:00:00Z');

describe('a service key', async () => {
  const { key, hash } = await createServiceKey();
  const served = (over: Partial<ServiceSettings> = {}) => {
    const services = [{ name: 'Nightly import', hash, scopes: ['read'], ...over }];
    return server({ authenticate: signOnFrom({ services }, { now }) });
  };
  const asked = async (
    over: Partial<ServiceSettings>,
    path: string,
    init: RequestInit = {},
    remoteAddress?: string,
  ) => {
    const made = served(over);
    const headers = { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) };
    const request = new Request(`http://cop.example${path}`, { ...init, headers });
    return { response: await made.handle(request, { remoteAddress }), calls: made.calls };
  };
  const LIST = '/v1/threads/list?communityId=c';
  const reply = { method: 'POST', body: '{"body":"x"}', headers: { 'content-type': 'application/json' } };

  it('is random, and its hash does not tell it', async () => {
    const other = await createServiceKey();
    expect(key).toMatch(/^cop_[\w-]{43}$/);
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect([other.key, other.hash]).not.toContain(key);
    expect(other.hash).not.toBe(hash);
  });

  it('acts as an account of its own', async () => {
    const { response, calls } = await asked({}, LIST);
    expect(response.status).toBe(200);
    expect(calls).toMatchObject([{ as: 'service:Nightly import' }]);
  });

  it.each<[readonly string[], boolean, boolean, boolean]>([
    [['read'], true, true, false],
    [['threads.*'], true, false, true],
    [['threads.list'], true, false, false],
    [['threads.reply'], false, false, true],
    [['practices.*', 'live.watch'], false, true, false],
    [['*'], true, true, true],
    [['threads.li', 'thread.*'], false, false, false],
  ])('with the scopes %j lists: %s, watches: %s, replies: %s', async (scopes, lists, watches, replies) => {
    const status = async (path: string, init?: RequestInit) =>
      (await asked({ scopes: [...scopes] }, path, init)).response.status !== 403;
    expect(await status(LIST)).toBe(lists);
    expect(await status('/v1/threads/list', { ...reply, body: '{"communityId":"c"}' })).toBe(lists);
    expect(await status('/v1/live', { method: 'HEAD' })).toBe(watches);
    expect(await status('/v1/threads/reply', reply)).toBe(replies);
  });

  it('is told what it may not', async () => {
    const { response, calls } = await asked({ scopes: ['read', 'units.*'] }, '/v1/threads/reply', reply);
    expect(await problem(response)).toMatchObject({
      status: 403,
      detail:
        'These credentials may not call threads.reply: their scopes are read, units.*. Ask for credentials that have threads.reply too.',
    });
    expect(calls).toEqual([]);
  });

  it('ends, stays where it belongs, and is of no use when it is not known', async () => {
    expect((await asked({ until: '2026-03-01T12:00:01Z' }, LIST)).response.status).toBe(200);
    expect((await asked({ until: '2026-03-01T11:59:59Z' }, LIST)).response.status).toBe(401);
    const addresses = ['10.0.0.0/8', 'fd00::/8'];
    for (const [address, status] of [
      ['10.1.2.3', 200],
      ['::ffff:10.1.2.3', 200],
      ['fd12::1', 200],
      ['11.1.2.3', 403],
      ['', 403],
    ] as const)
      expect((await asked({ addresses }, LIST, {}, address)).response.status, address).toBe(status);
    expect((await asked({ addresses }, LIST)).response.status).toBe(403);
    const unknown = [(await createServiceKey()).key, key.slice(0, -1), `${key}A`, 'cop_', hash, `cop_${hash}`];
    for (const authorization of unknown.map((each) => `Bearer ${each}`))
      expect((await asked({}, LIST, { headers: { authorization } })).response.status, authorization).toBe(401);
  });

  it('manages the organisation only where settings say so', async () => {
    const who = async (over: Partial<ServiceSettings>) => {
      const services = [{ name: 'Import', hash, scopes: ['*'], ...over }];
      return signOnFrom({ services })(new Request('http://x/', { headers: { authorization: `Bearer ${key}` } }));
    };
    expect(await who({})).not.toHaveProperty('admin');
    expect(await who({ admin: true })).toMatchObject({ hostId: 'service:Import', admin: true });
  });
});

describe('scopes', () => {
  it('are read, parts, operations or everything', () => {
    for (const scope of ['read', '*', 'threads.*', 'threads.reply', 'polls-x.vote'])
      expect(scopeSchema.safeParse(scope).success, scope).toBe(true);
    for (const scope of ['write', 'threads', '*.*', '*.list', 'threads.*.x', 'Threads.*', '', 'read '])
      expect(scopeSchema.safeParse(scope).success, scope).toBe(false);
  });

  it('allow nothing that they do not name', () => {
    expect(allows([], { name: 'threads.list', kind: 'read' })).toBe(false);
    expect(allows(['read'], { name: 'read.write', kind: 'write' })).toBe(false);
    expect(allows(['thread.*'], { name: 'threads.list', kind: 'read' })).toBe(false);
  });
});
