import { describe, expect, it, vi } from 'vitest';
import type { HandlerOptions } from './handler.js';
import { problem, server } from './testing/server.js';

/** What one read of a stream brought: its events with their data, and the last event id. */
function eventsIn(text: string) {
  const events = text.split('\n\n').filter((block) => block.startsWith('event:'));
  return events.map((block) => {
    const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line]));
    const value = (name: string) => fields.get(name)?.slice(name.length + 2);
    return { event: value('event'), data: JSON.parse(value('data') ?? ''), id: value('id') };
  });
}

async function open(options: Partial<HandlerOptions> = {}, init: RequestInit = {}, watch = 'c_1,t_1') {
  const { send, watched } = server(options);
  return { ...(await read(send, init, watch)), send, watched };
}

async function read(send: ReturnType<typeof server>['send'], init: RequestInit = {}, watch = 'c_1,t_1') {
  const response = await send(`/v1/live?watch=${watch}`, init);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      if (value !== ': \n\n') return eventsIn(value);
    }
  };
  return { response, reader, next };
}

const wakeOf = (target: string) => ({ event: 'wake', data: { target } });

describe('a live stream', () => {
  it('is ready, then wakes', async () => {
    const { response, next, watched } = await open();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('cache-control')).toContain('no-transform');
    expect(await next()).toMatchObject([{ event: 'ready', data: {} }]);
    expect(watched[0]?.ids).toEqual(['c_1', 't_1']);
    expect(watched[0]?.since).toBeUndefined();
    watched[0]?.wake('t_1');
    expect(await next()).toMatchObject([wakeOf('t_1'), { event: 'place' }]);
  });

  it('goes on from the place that the last event told, which says nothing to its reader', async () => {
    const { send, watched } = server();
    const first = await read(send);
    const [ready] = (await first.next()) ?? [];
    watched[0]?.wake('t_1');
    const place = (await first.next())?.at(-1)?.id ?? '';
    expect(place).not.toBe(ready?.id);
    for (const part of place.split('.'))
      expect(atob(part.replaceAll('-', '+').replaceAll('_', '/'))).not.toMatch(/c_1/);
    await read(send, { headers: { 'last-event-id': place } });
    expect(watched[1]?.since).toEqual({ 'community/c_1': 'fake.1' });
    for (const strange of ['', 'x', `${place}x`, 'a.b.c.d.e']) {
      await read(send, { headers: { 'last-event-id': strange } });
      expect(watched.at(-1)?.since).toEqual({});
    }
  });

  it('takes ids that do not fit an address from a body', async () => {
    const { post, watched } = server();
    const ids = Array.from({ length: 1_000 }, (_, at) => `t_0000000000000000_${String(at).padStart(12, '0')}`);
    const response = await post('/v1/live', JSON.stringify({ watch: ids }));
    expect(response.status).toBe(200);
    expect(watched[0]?.ids).toEqual(ids);
    await response.body?.cancel();
    const many = await post('/v1/live', JSON.stringify({ watch: [...ids, 'c_1'] }));
    expect(await problem(many)).toMatchObject({ code: 'invalid', field: 'ids' });
  });

  it('tells of an id with nothing to hear of, whatever it looks like', async () => {
    const { next, watched } = await open({}, {}, `c_1,${encodeURIComponent('a\n\nevent: wake')}`);
    await next();
    watched[0]?.follower.onAbsent('a\n\nevent: wake');
    watched[0]?.follower.onTold();
    expect(await next()).toEqual([{ event: 'absent', data: { target: 'a\n\nevent: wake' }, id: undefined }]);
  });

  it('gives a slow reader one wake for many changes', async () => {
    const { next, watched } = await open();
    await next();
    for (let i = 0; i < 10_000; i++) watched[0]?.wake(i % 2 ? 'c_1' : 't_1');
    const received = [];
    do received.push(...((await next()) ?? []));
    while (!received.some(({ data }) => data.target === 'c_1'));
    watched[0]?.wake('last');
    do received.push(...((await next()) ?? []));
    while (!received.some(({ data }) => data.target === 'last'));
    expect(received.filter(({ event }) => event === 'wake').length).toBeLessThan(8);
  });

  it('watches nothing for a request without a reader', async () => {
    const { send, watched } = server();
    const response = await send('/v1/live?watch=c_1', { method: 'HEAD' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(watched.every(({ stopped }) => stopped)).toBe(true);
  });

  it('is given to one person so many times at once, however they end', async () => {
    const { send } = server({ limits: { streamsPerPerson: 2 } });
    const openOne = () => send('/v1/live?watch=c_1');
    const [first] = [await openOne(), await openOne()];
    expect(await problem(await openOne())).toMatchObject({ status: 429, code: 'rate-limited' });
    await first.body?.cancel();
    expect((await openOne()).status).toBe(200);
    expect((await openOne()).status).toBe(429);
  });

  it('counts only streams that are open', async () => {
    const { send } = server({ limits: { streamsPerPerson: 1 } });
    expect((await send(`/v1/live?watch=${'x,'.repeat(1_001)}`)).status).toBe(400);
    expect((await send('/v1/live?watch=c_1')).status).toBe(200);
  });

  it('stops watching when the reader leaves', async () => {
    const { next, reader, watched } = await open();
    await next();
    await reader.cancel();
    await vi.waitFor(() => expect(watched[0]?.stopped).toBe(true));
  });

  it('ends with the server', async () => {
    const closing = new AbortController();
    const live = await open({ closing: closing.signal });
    await live.next();
    closing.abort();
    expect(await live.next()).toMatchObject([{ event: 'renew' }]);
    expect(await live.next()).toBeNull();
    expect(live.watched[0]?.stopped).toBe(true);
    expect(await (await live.send('/v1/live?watch=c_1')).text()).toBe(': \n\n');
  });

  it('refuses nothing to watch, and bodies from other sites', async () => {
    const { send, post } = server();
    expect(await problem(await send('/v1/live'))).toMatchObject({ code: 'invalid', field: 'watch' });
    expect(await problem(await post('/v1/live', '{"watch":[]}'))).toMatchObject({ code: 'invalid', field: 'watch' });
    const foreign = await post('/v1/live', '{"watch":["c_1"]}', { origin: 'https://elsewhere.example' });
    expect(foreign.status).toBe(403);
  });
});

describe('in the course of time a live stream', () => {
  const during = async (
    limits: HandlerOptions['limits'],
    test: (live: Awaited<ReturnType<typeof open>>) => unknown,
  ) => {
    vi.useFakeTimers();
    try {
      await test(await open(limits ? { limits } : {}));
    } finally {
      vi.useRealTimers();
    }
  };

  it('asks its reader to come back, and waits for that', () =>
    during({ streamMs: 10_000, heartbeatMs: 4_000 }, async ({ next, watched }) => {
      await next();
      const renewed = next();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await renewed).toMatchObject([{ event: 'renew' }]);
      watched[0]?.wake('t_1');
      expect(await next()).toMatchObject([wakeOf('t_1'), { event: 'place' }]);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(await next()).toBeNull();
      expect(watched[0]?.stopped).toBe(true);
    }));

  it('breaks every silence, with the place where that moved', () =>
    during({ heartbeatMs: 4_000 }, async ({ reader, watched }) => {
      const text = async () => (await reader.read()).value;
      expect(await text()).toBe(': \n\n');
      expect(await text()).toContain('ready');
      await vi.advanceTimersByTimeAsync(4_000);
      expect(await text()).toBe(': \n\n');
      watched[0]?.commit();
      await vi.advanceTimersByTimeAsync(4_000);
      expect(eventsIn((await text()) ?? '')).toMatchObject([{ event: 'place', id: expect.stringMatching(/./) }]);
      expect(vi.getTimerCount()).toBe(1);
      await reader.cancel();
      expect(vi.getTimerCount()).toBe(0);
    }));
});

describe('the same as single answers', () => {
  const accept = { accept: 'application/json' };

  it('tells what there is to tell, then only what is new', async () => {
    const { send, watched } = server();
    const first = await send('/v1/live?watch=c_1,missing', { headers: accept });
    expect(await first.json()).toEqual({ wake: [], absent: ['missing'] });
    expect(watched[0]).toMatchObject({ since: undefined, stopped: true });
    const etag = first.headers.get('etag') ?? '';
    expect((await send('/v1/live?watch=c_1', { headers: { ...accept, 'if-none-match': etag } })).status).toBe(304);
    expect(watched[1]?.since).toEqual({ 'community/c_1': 'fake.0' });
  });
});
