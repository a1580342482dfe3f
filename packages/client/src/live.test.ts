import type { LiveStatus } from '@copkit/core';
import { describe, expect, it } from 'vitest';
// What is watched first loads them; already loaded, they take no longer than `settle` waits.
import 'eventsource-parser';
import './live.js';
import './shared-live.js';
import { type ConnectOptions, connect } from './connect.js';
import { ManualClock, settle } from './testing/manual-clock.js';

interface OpenStream {
  readonly ids: string[];
  readonly headers: Headers;
  readonly signal: AbortSignal;
  /** Answers with a stream; writes its first comment unless told not to. */
  accept(silently?: 'silently'): void;
  answer(status: number): void;
  write(text: string): void;
  ready(): void;
  wake(target: string): void;
  /** The server ends it. */
  end(): void;
}

function fakeServer(options: Partial<ConnectOptions> = {}) {
  const streams: OpenStream[] = [];
  const clock = new ManualClock();
  const fakeFetch = (input: RequestInfo | URL, init: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      const signal = init.signal as AbortSignal;
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      const write = (text: string) => void writer.write(new TextEncoder().encode(text)).catch(() => {});
      signal.addEventListener('abort', () => {
        reject(signal.reason);
        writer.abort(signal.reason).catch(() => {});
      });
      streams.push({
        ids: (new URL(String(input)).searchParams.get('watch') ?? '').split(','),
        headers: new Headers(init.headers),
        signal,
        accept(silently) {
          resolve(new Response(readable, { headers: { 'content-type': 'text/event-stream' } }));
          if (!silently) write(': \n\n');
        },
        answer: (status) => resolve(new Response('{}', { status })),
        write,
        ready: () => write('event: ready\ndata: {}\n\n'),
        wake: (target) => write(`event: wake\ndata: {"target":"${target}"}\n\n`),
        end: () => void writer.close().catch(() => {}),
      });
    });
  const client = connect({ url: 'https://cop.example', fetch: fakeFetch as typeof fetch, clock, ...options });
  const woken: string[] = [];
  const statuses: LiveStatus[] = [];
  const watch = (...ids: string[]) =>
    client.watch(ids, ({ target }) => woken.push(target), { onStatus: (status) => statuses.push(status) });
  const taken = async () => {
    await settle();
    return woken.splice(0).sort();
  };
  const live = async (at: number) => {
    await clock.pass(50);
    streams[at]?.accept();
    streams[at]?.ready();
    await settle();
  };
  return { client, clock, streams, statuses, watch, taken, live };
}

describe('watch', () => {
  it('is one stream for everything that is watched, and wakes once it is ready', async () => {
    const { clock, streams, statuses, watch, taken, live } = fakeServer({ token: 'secret' });
    watch('c_1');
    watch('t_1', 'c_1');
    await live(0);
    expect(streams).toHaveLength(1);
    expect(streams[0]?.ids.toSorted()).toEqual(['c_1', 't_1']);
    expect(streams[0]?.headers.get('authorization')).toBe('Bearer secret');
    expect(statuses).toEqual(['live', 'live']);
    expect(await taken()).toEqual(['c_1', 'c_1', 't_1']);
    streams[0]?.wake('t_1');
    expect(await taken()).toEqual(['t_1']);
    streams[0]?.wake('elsewhere');
    expect(await taken()).toEqual([]);
    await clock.pass(1_000);
    expect(streams).toHaveLength(1);
  });

  it('moves to a stream with more ids without a gap, waking only what is new', async () => {
    const { clock, streams, watch, taken, live } = fakeServer();
    watch('a');
    await live(0);
    await taken();
    watch('b');
    await clock.pass(50);
    streams[1]?.accept();
    streams[0]?.wake('a');
    expect(await taken()).toEqual(['a']);
    expect(streams[0]?.signal.aborted).toBe(false);
    streams[1]?.ready();
    expect(await taken()).toEqual(['b']);
    expect(streams[0]?.signal.aborted).toBe(true);
    streams[1]?.wake('a');
    expect(await taken()).toEqual(['a']);
  });

  it('needs no other stream for less, and none for nothing', async () => {
    const { clock, streams, watch, taken, live } = fakeServer();
    const stopA = watch('a', 'b');
    const stopB = watch('b');
    await live(0);
    await taken();
    stopA();
    streams[0]?.wake('a');
    streams[0]?.wake('b');
    expect(await taken()).toEqual(['b']);
    stopB();
    stopB();
    await clock.pass(999);
    const stopAgain = watch('b');
    stopAgain();
    await clock.pass(999);
    expect(streams[0]?.signal.aborted).toBe(false);
    await clock.pass(1);
    expect(streams[0]?.signal.aborted).toBe(true);
    await clock.pass(60_000);
    expect(streams).toHaveLength(1);
    watch('a');
    await live(1);
    expect(await taken()).toEqual(['a']);
  });

  it('stops by its signal and with the client', async () => {
    const { client, clock, streams, live } = fakeServer();
    const stop = new AbortController();
    client.watch(['a'], () => {}, { signal: stop.signal });
    await live(0);
    stop.abort();
    await clock.pass(1_000);
    expect(streams[0]?.signal.aborted).toBe(true);
    client.watch(['a'], () => {});
    await live(1);
    client.close();
    expect(streams[1]?.signal.aborted).toBe(true);
    client.watch(['a'], () => {});
    await live(2);
    expect(streams).toHaveLength(2);
  });

  it('goes on when a listener fails, and does not hide it', async () => {
    const { client, streams, watch, taken, live } = fakeServer();
    const uncaught: unknown[] = [];
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', (error) => uncaught.push(error));
    client.watch(['a'], () => {
      throw new Error('a fault of the page');
    });
    watch('a');
    await live(0);
    expect(await taken()).toEqual(['a']);
    for (const listener of listeners) process.on('uncaughtException', listener);
    expect(uncaught).toMatchObject([{ message: 'a fault of the page' }]);
    expect(streams[0]?.signal.aborted).toBe(false);
  });

  it('comes back after a break, waking everything', async () => {
    const { clock, streams, statuses, watch, taken, live } = fakeServer();
    watch('a', 'b');
    await live(0);
    await taken();
    streams[0]?.end();
    await settle();
    expect(statuses).toEqual(['live', 'reconnecting']);
    await clock.pass(1_000);
    streams[1]?.answer(503);
    await clock.pass(1_999);
    expect(streams).toHaveLength(2);
    await clock.pass(1);
    streams[2]?.accept();
    streams[2]?.ready();
    expect(await taken()).toEqual(['a', 'b']);
    expect(statuses).toEqual(['live', 'reconnecting', 'live']);
  });

  it('takes a connection that fell silent for dead', async () => {
    const { clock, streams, statuses, watch, live } = fakeServer();
    watch('a');
    await live(0);
    await clock.pass(59_000);
    streams[0]?.write(': \n\n');
    await clock.pass(59_000);
    expect(statuses).toEqual(['live']);
    await clock.pass(1_000);
    expect(statuses).toEqual(['live', 'reconnecting']);
    expect(streams[0]?.signal.aborted).toBe(true);
  });

  it.each([
    ['streams are held back', (stream: OpenStream | undefined) => stream?.accept('silently')],
    ['there are none', (stream: OpenStream | undefined) => stream?.answer(404)],
  ])('wakes every now and then where %s, and tries again later', async (_, answer) => {
    const { clock, streams, statuses, watch, taken } = fakeServer();
    watch('a');
    await clock.pass(50);
    answer(streams[0]);
    await clock.pass(10_000);
    expect(statuses).toEqual(['polling']);
    expect(await taken()).toEqual(['a']);
    await clock.pass(45_000);
    expect(await taken()).toEqual(['a', 'a', 'a']);
    expect(streams).toHaveLength(1);
    await clock.pass(15_000 * 16);
    expect(streams).toHaveLength(2);
    streams[1]?.accept();
    streams[1]?.ready();
    await settle();
    expect(statuses).toEqual(['polling', 'live']);
    await taken();
    await clock.pass(45_000);
    expect(await taken()).toEqual([]);
  });

  it('waits where the server knows nobody, for a call that is answered or for long', async () => {
    const { client, clock, streams, statuses, watch, live } = fakeServer();
    watch('a');
    await clock.pass(50);
    streams[0]?.answer(401);
    await clock.pass(299_000);
    expect(streams).toHaveLength(1);
    await clock.pass(1_000);
    expect(streams).toHaveLength(2);
    streams[1]?.answer(401);
    await settle();
    const refused = client.people.getMe();
    await settle();
    streams[2]?.answer(401);
    await expect(refused).rejects.toMatchObject({ code: 'unauthenticated' });
    await clock.pass(60_000);
    expect(streams).toHaveLength(3);
    void client.people.getMe();
    await settle();
    streams[3]?.answer(200);
    await live(4);
    expect(statuses).toEqual(['live']);
  });

  it('asks for no token again and again where there is none', async () => {
    let asked = 0;
    const { clock, watch } = fakeServer({
      token: () => {
        asked++;
        throw new Error('Nobody is signed in.');
      },
    });
    watch('a');
    await clock.pass(60_000);
    expect(asked).toBe(1);
  });

  it('renews the token for a stream', async () => {
    let asked = 0;
    const { clock, streams, watch, taken } = fakeServer({ token: async () => `token-${++asked}` });
    watch('a');
    await clock.pass(50);
    streams[0]?.answer(401);
    await settle();
    expect(streams[1]?.headers.get('authorization')).toBe('Bearer token-2');
    streams[1]?.accept();
    streams[1]?.ready();
    expect(await taken()).toEqual(['a']);
  });
});
