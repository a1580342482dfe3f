import { describe, expect, it, vi } from 'vitest';
import type { HandlerOptions } from './handler.js';
import { problem, server } from './testing/server.js';

describe('live', () => {
  async function open(options: Partial<HandlerOptions> = {}) {
    const { send, watched } = server(options);
    const response = await send('/v1/live?watch=c_1,t_1');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return null;
        if (value !== ': \n\n') return value;
      }
    };
    return { response, reader, next, watched };
  }

  it('is ready, then wakes', async () => {
    const { response, next, watched } = await open();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(await next()).toBe('event: ready\ndata: {}\n\n');
    expect(watched[0]?.ids).toEqual(['c_1', 't_1']);
    watched[0]?.wake({ target: 't_1' });
    expect(await next()).toBe('event: wake\ndata: {"target":"t_1"}\n\n');
  });

  it('gives a slow reader one wake for many changes', async () => {
    const { next, watched } = await open();
    await next();
    for (let i = 0; i < 10_000; i++) watched[0]?.wake({ target: i % 2 ? 'c_1' : 't_1' });
    const received = [await next(), await next(), await next()];
    watched[0]?.wake({ target: 'last' });
    while (!received.at(-1)?.includes('last')) received.push(await next());
    expect(received.length).toBeLessThan(10);
  });

  it('watches nothing for a request without a reader', async () => {
    const { send, watched } = server();
    const response = await send('/v1/live?watch=c_1', { method: 'HEAD' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(watched).toEqual([]);
  });

  it('is given to one person so many times at once, however they end', async () => {
    const { send } = server({ limits: { streamsPerPerson: 2 } });
    const open = () => send('/v1/live?watch=c_1');
    const [first] = [await open(), await open()];
    expect(await problem(await open())).toMatchObject({ status: 429, code: 'rate-limited' });
    await first.body?.cancel();
    expect((await open()).status).toBe(200);
    expect((await send('/v1/live?watch=bad')).status).toBe(429);
  });

  it('counts only streams that are open', async () => {
    const { send } = server({ limits: { streamsPerPerson: 1 } });
    expect((await send('/v1/live?watch=bad')).status).toBe(400);
    expect((await send('/v1/live?watch=c_1')).status).toBe(200);
  });

  it('stops watching when the reader leaves', async () => {
    const { next, reader, watched } = await open();
    await next();
    await reader.cancel();
    await vi.waitFor(() => expect(watched[0]?.stopped).toBe(true));
  });

  it('ends with the server, and in time for a fresh token', async () => {
    const closing = new AbortController();
    const live = await open({ closing: closing.signal });
    await live.next();
    closing.abort();
    expect(await live.next()).toBeNull();
    expect(live.watched[0]?.stopped).toBe(true);
    vi.useFakeTimers();
    try {
      const aging = await open({ limits: { streamMs: 1_000, heartbeatMs: 400 } });
      expect(await aging.next()).toContain('ready');
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await aging.next()).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('refuses nothing to watch and what is no id', async () => {
    const { send } = server();
    expect(await problem(await send('/v1/live'))).toMatchObject({ code: 'invalid', field: 'watch' });
    expect(await problem(await send('/v1/live?watch=bad'))).toMatchObject({ code: 'invalid', field: 'ids' });
  });
});
