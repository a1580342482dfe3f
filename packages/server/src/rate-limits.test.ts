import { CopkitError, type Identity } from '@copkit/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandler } from './handler.js';
import { rateLimits } from './rate-limits.js';
import { rateClassOf, rateLimitSettings } from './rate-limits-settings.js';
import { fake, problem } from './testing/server.js';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T08:00:00Z'), toFake: ['Date', 'performance', 'setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Rates so low that a test reaches them; what is not named is not limited. */
function limited(given: Record<string, unknown>) {
  const off = { perActor: { requests: 0 }, perAddress: { requests: 0 } };
  const none = { reads: off, search: off, writes: off, posting: off, exports: off, signOnFailures: off };
  const limits = rateLimits({ settings: rateLimitSettings.parse({ ...none, ...given }) });
  const { cop } = fake();
  let looked = 0;
  const authenticate = async ({ headers }: Request): Promise<Identity | null> => {
    looked++;
    const name = headers.get('authorization')?.slice('Bearer '.length) ?? null;
    if (name === 'wrong') throw new CopkitError('unauthenticated', 'This token is not valid.');
    return name === null ? null : { hostId: name, name };
  };
  const handle = createHandler({ cop, authenticate, rateLimits: limits });
  const from = (remoteAddress: string, who: string, path: string, init: RequestInit & { forwarded?: string } = {}) => {
    const headers = new Headers({ authorization: `Bearer ${who}`, 'content-type': 'application/json' });
    if (init.forwarded !== undefined) headers.set('x-forwarded-for', init.forwarded);
    return handle(new Request(`http://cop.example${path}`, { ...init, headers }), { remoteAddress });
  };
  return {
    read: (who = 'ada', address = '192.0.2.1', forwarded?: string) =>
      from(address, who, '/v1/threads/list?communityId=c', forwarded === undefined ? {} : { forwarded }),
    reply: (who = 'ada', address = '192.0.2.1') =>
      from(address, who, '/v1/threads/reply', { method: 'POST', body: '{"body":"Hum"}' }),
    looked: () => looked,
  };
}

const statuses = async (sent: Promise<Response>[]) => (await Promise.all(sent)).map(({ status }) => status);

describe('a person', () => {
  it('who asks too much hears when to come back, and comes back then', async () => {
    const { read } = limited({ reads: { perActor: { requests: 2, seconds: 60 }, perAddress: { requests: 0 } } });
    expect(await statuses([read(), read()])).toEqual([200, 200]);
    vi.advanceTimersByTime(20_000);
    const refused = await read();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('40');
    expect(refused.headers.get('ratelimit')).toBe('"reads-per-actor";r=0;t=40');
    expect(await problem(refused)).toMatchObject({
      code: 'rate-limited',
      detail: 'That were too many requests in a short time. Try again in 40 seconds.',
    });
    vi.advanceTimersByTime(40_001);
    expect((await read()).status).toBe(200);
  });

  it('is told with every answer how much is left', async () => {
    const { reply } = limited({
      posting: { perActor: { requests: 5, seconds: 60 }, perAddress: { requests: 9, seconds: 60 } },
    });
    const { headers } = await reply();
    expect(headers.get('ratelimit-policy')).toBe('"posting-per-actor";q=5;w=60, "posting-per-address";q=9;w=60');
    expect(headers.get('ratelimit')).toBe('"posting-per-actor";r=4;t=60, "posting-per-address";r=8;t=60');
  });

  it('does not use up what others have, nor what is counted as something else', async () => {
    const { read, reply } = limited({ reads: { perActor: { requests: 1, seconds: 60 }, perAddress: { requests: 0 } } });
    expect(await statuses([read('ada'), read('ada'), read('bo'), reply('ada')])).toEqual([200, 429, 200, 200]);
  });
});

describe('an address', () => {
  const perAddress = { reads: { perActor: { requests: 0 }, perAddress: { requests: 2, seconds: 60 } } };

  it('is limited for all who come from it', async () => {
    const { read } = limited(perAddress);
    expect(await statuses([read('ada'), read('bo'), read('cy'), read('cy', '192.0.2.2')])).toEqual([
      200, 200, 429, 200,
    ]);
  });

  it('is that of the client where a trusted proxy says so, and the proxy itself where nobody is trusted', async () => {
    const proxied = (read: ReturnType<typeof limited>['read']) =>
      statuses([1, 2, 3].map((last) => read('ada', '10.0.0.1', `198.51.100.${last}`)));
    expect(await proxied(limited({ ...perAddress, trustedProxies: ['10.0.0.0/8'] }).read)).toEqual([200, 200, 200]);
    expect(await proxied(limited(perAddress).read)).toEqual([200, 200, 429]);
  });

  it('that sent too many wrong credentials has none of its credentials looked at for a while', async () => {
    const { read, looked } = limited({
      signOnFailures: { perActor: { requests: 0 }, perAddress: { requests: 2, seconds: 60 } },
    });
    for (const expected of [401, 401, 429]) expect((await read('wrong')).status).toBe(expected);
    expect(looked()).toBe(3);
    expect(await statuses([read('wrong'), read('ada'), read('ada', '192.0.2.2')])).toEqual([429, 429, 200]);
    expect(looked()).toBe(4);
    vi.advanceTimersByTime(60_001);
    expect((await read('ada')).status).toBe(200);
  });
});

it('nothing is limited where that is switched off', async () => {
  const once = { perActor: { requests: 1, seconds: 60 }, perAddress: { requests: 1, seconds: 60 } };
  const { read } = limited({ enabled: false, reads: once });
  expect(await statuses([read(), read(), read()])).toEqual([200, 200, 200]);
});

describe('settings', () => {
  it('have a default for everything, and one part may be changed alone', () => {
    const usual = rateLimitSettings.parse({});
    expect(usual.posting.perActor).toEqual({ requests: 30, seconds: 300 });
    expect(rateLimitSettings.parse({ posting: { perActor: { requests: 5 } } })).toEqual({
      ...usual,
      posting: { ...usual.posting, perActor: { requests: 5, seconds: 300 } },
    });
  });

  it('are refused where they make no sense', () => {
    for (const wrong of [{ reads: { perActor: { requests: -1 } } }, { trustedProxies: ['proxy'] }, { reeds: {} }]) {
      expect(rateLimitSettings.safeParse(wrong).success).toBe(false);
    }
  });
});

it.each([
  ['threads.get', 'read', 'reads'],
  ['search.find', 'read', 'search'],
  ['people.search', 'read', 'search'],
  ['topics.suggest', 'read', 'search'],
  ['privacy.getMine', 'read', 'search'],
  ['threads.reply', 'write', 'posting'],
  ['threads.react', 'write', 'writes'],
  ['polls.vote', 'write', 'writes'],
  ['moderation.listAudit', 'read', 'exports'],
] as const)('%s, a %s, counts among %s', (name, kind, expected) => {
  expect(rateClassOf({ name, kind })).toBe(expected);
});
