import type { LiveStatus } from '@copkit/core';
import { describe, expect, it } from 'vitest';
// What is watched first loads them; already loaded, they take no longer than `settle` waits.
import 'eventsource-parser';
import './live.js';
import './person.js';
import './shared-live.js';
import { type ConnectOptions, connect } from './connect.js';
import { ManualClock, settle } from './testing/manual-clock.js';

interface Asked {
  readonly ids: string[];
  readonly headers: Headers;
  readonly signal: AbortSignal;
  answer(status: number): void;
}

interface OpenStream extends Asked {
  /** Answers with a stream; writes its first comment unless told not to. */
  accept(silently?: 'silently'): void;
  write(text: string): void;
  event(name: string, target: string | null, id?: string): void;
  ready(id?: string): void;
  wake(target: string, id?: string): void;
  /** The server ends it. */
  end(): void;
}

interface Poll extends Asked {
  news(etag: string, news?: { wake?: string[]; absent?: string[] }): void;
}

function fakeServer(options: Partial<ConnectOptions> = {}) {
  const streams: OpenStream[] = [];
  const polls: Poll[] = [];
  const clock = new ManualClock();
  const fakeFetch = (input: RequestInfo | URL, init: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      const signal = init.signal as AbortSignal;
      const headers = new Headers(init.headers);
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      const write = (text: string) => void writer.write(new TextEncoder().encode(text)).catch(() => {});
      signal.addEventListener('abort', () => {
        reject(signal.reason);
        writer.abort(signal.reason).catch(() => {});
      });
      const ids = init.body
        ? JSON.parse(String(init.body)).watch
        : (new URL(String(input)).searchParams.get('watch') ?? '').split(',');
      const asked: Asked = {
        ids,
        headers,
        signal,
        answer: (status) => resolve(new Response(status === 304 ? null : '{}', { status })),
      };
      if (headers.get('accept') === 'application/json') {
        polls.push({
          ...asked,
          news: (place, { wake = [], absent = [] } = {}) =>
            resolve(Response.json({ wake, absent }, { headers: { etag: `"${place}"` } })),
        });
        return;
      }
      const event = (name: string, target: string | null, id = '') =>
        write(`event: ${name}\n${id && `id: ${id}\n`}data: ${JSON.stringify(target ? { target } : {})}\n\n`);
      streams.push({
        ...asked,
        accept(silently) {
          resolve(new Response(readable, { headers: { 'content-type': 'text/event-stream' } }));
          if (!silently) write(': \n\n');
        },
        write,
        event,
        ready: (id) => event('ready', null, id),
        wake: (target, id) => event('wake', target, id),
        end: () => void writer.close().catch(() => {}),
      });
    });
  // With headers of its own a client shares with no other tab, in browsers too.
  const client = connect({
    url: 'https://cop.example',
    fetch: fakeFetch as typeof fetch,
    clock,
    headers: {},
    ...options,
  });
  const woken: string[] = [];
  const statuses: LiveStatus[] = [];
  const watch = (...ids: string[]) =>
    client.watch(ids, ({ target }) => woken.push(target), { onStatus: (status) => statuses.push(status) });
  const taken = async () => {
    await settle();
    return woken.splice(0).sort();
  };
  const live = async (at: number, id?: string) => {
    await clock.pass(50);
    streams[at]?.accept();
    streams[at]?.ready(id);
    await settle();
  };
  return { client, clock, streams, polls, statuses, watch, taken, live };
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
    await live(0, 'p1');
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

describe('goes on where it had come to', () => {
  it('after a break, and wakes what the server says changed', async () => {
    const { clock, streams, watch, taken, live } = fakeServer();
    watch('a', 'b');
    await live(0, 'p1');
    expect(await taken()).toEqual(['a', 'b']);
    streams[0]?.wake('a', 'p2');
    await taken();
    streams[0]?.end();
    await settle();
    await clock.pass(1_000);
    expect(streams[1]?.headers.get('last-event-id')).toBe('p2');
    streams[1]?.answer(503);
    await settle();
    await clock.pass(2_000);
    expect(streams[2]?.headers.get('last-event-id')).toBe('p2');
    streams[2]?.accept();
    streams[2]?.wake('b');
    streams[2]?.ready('p3');
    expect(await taken()).toEqual(['b']);
  });

  it('when ids are added, so that what the first stream had not told yet is told by the second', async () => {
    const { clock, streams, watch, taken, live } = fakeServer();
    watch('a');
    await live(0, 'p1');
    await taken();
    watch('b');
    await clock.pass(50);
    expect(streams[1]?.headers.get('last-event-id')).toBe('p1');
    streams[1]?.accept();
    streams[1]?.wake('a');
    streams[1]?.ready('p2');
    expect(await taken()).toEqual(['a', 'b']);
  });

  it('when the server asks for another stream, without a gap', async () => {
    const { streams, statuses, watch, taken, live } = fakeServer();
    watch('a');
    await live(0, 'p1');
    await taken();
    streams[0]?.event('renew', null);
    await settle();
    expect(streams).toHaveLength(2);
    streams[0]?.wake('a', 'p2');
    expect(await taken()).toEqual(['a']);
    await live(1, 'p2');
    expect(await taken()).toEqual([]);
    expect(streams[0]?.signal.aborted).toBe(true);
    expect(statuses).toEqual(['live']);
  });

  it('after sleep, on a fresh connection while the old one may still be good', async () => {
    const { clock, streams, statuses, watch, taken, live } = fakeServer();
    watch('a', 'b');
    await live(0, 'p1');
    await taken();
    await clock.pass(14_000);
    streams[0]?.write(': \n\n');
    await settle();
    clock.sleep(50_000);
    await clock.pass(1);
    expect(streams).toHaveLength(1);
    streams[0]?.write(': \n\n');
    await settle();
    clock.sleep(3_600_000);
    await clock.pass(1);
    const last = streams.at(-1);
    expect(streams.length).toBeGreaterThan(1);
    expect(last?.headers.get('last-event-id')).toBe('p1');
    last?.accept();
    last?.wake('b');
    last?.ready('p2');
    expect(await taken()).toEqual(['b']);
    expect(statuses.at(-1)).toBe('live');
  });

  it('with everything where somebody else is signed on', async () => {
    const tokens = ['ada', 'ada', 'bo'].map((sub) => `x.${btoa(JSON.stringify({ iss: 'i', sub }))}.x`);
    const { clock, streams, watch, taken, live } = fakeServer({ token: async () => tokens.shift() ?? '' });
    watch('a');
    await live(0, 'p1');
    await taken();
    const comeBack = async (at: number) => {
      streams[at]?.end();
      await settle();
      await clock.pass(1_000);
      streams[at + 1]?.answer(401);
      await settle();
    };
    await comeBack(0);
    expect(streams[2]?.headers.get('last-event-id')).toBe('p1');
    await live(2, 'p2');
    expect(await taken()).toEqual([]);
    await comeBack(2);
    const last = streams.length - 1;
    expect(streams[last]?.headers.get('last-event-id')).toBeNull();
    await live(last, 'p3');
    expect(await taken()).toEqual(['a']);
  });
});

describe('an id', () => {
  it('that cannot be read any more wakes once, and again when it can', async () => {
    const { streams, watch, taken, live } = fakeServer();
    watch('a', 'b');
    await live(0, 'p1');
    await taken();
    for (let time = 0; time < 2; time++) streams[0]?.event('absent', 'a');
    streams[0]?.wake('b');
    expect(await taken()).toEqual(['a', 'b']);
    streams[0]?.wake('a');
    expect(await taken()).toEqual(['a']);
  });

  it('that others were woken for a moment ago wakes who begins to watch it', async () => {
    const { clock, streams, watch, taken, live } = fakeServer();
    watch('a', 'b');
    await live(0);
    await clock.pass(10_000);
    await taken();
    streams[0]?.wake('a');
    await taken();
    watch('a', 'b');
    expect(await taken()).toEqual(['a']);
    await clock.pass(10_000);
    watch('a', 'b');
    expect(await taken()).toEqual([]);
  });

  it('more are named in a body than fit an address', async () => {
    const { clock, streams, watch } = fakeServer();
    const ids = Array.from({ length: 300 }, (_, at) => `t_${at}_of_many_more`);
    watch(...ids);
    await clock.pass(50);
    expect(streams[0]?.ids).toEqual(ids);
  });
});

describe('where streams are held back', () => {
  async function heldBack() {
    const server = fakeServer();
    server.watch('a', 'b');
    await server.clock.pass(50);
    server.streams[0]?.accept('silently');
    await server.clock.pass(10_000);
    return server;
  }

  it.each([
    ['their bytes', (stream: OpenStream | undefined) => stream?.accept('silently')],
    ['their head', () => {}],
    ['there are none', (stream: OpenStream | undefined) => stream?.answer(404)],
  ])('(%s), asks for news instead', async (_, answer) => {
    const { clock, streams, polls, statuses, watch, taken } = fakeServer();
    watch('a');
    await clock.pass(50);
    answer(streams[0]);
    await clock.pass(10_000);
    expect(polls).toHaveLength(1);
    polls[0]?.news('p1');
    expect(await taken()).toEqual(['a']);
    expect(statuses).toEqual(['polling']);
  });

  it('asks for what is new, less often when nothing is, and tries streams again later', async () => {
    const { clock, streams, polls, statuses, taken } = await heldBack();
    polls[0]?.news('p1');
    expect(await taken()).toEqual(['a', 'b']);
    await clock.pass(15_000);
    expect(polls[1]?.headers.get('if-none-match')).toBe('"p1"');
    polls[1]?.news('p2', { wake: ['b'] });
    expect(await taken()).toEqual(['b']);
    for (const [at, wait] of [15_000, 30_000, 60_000, 60_000].entries()) {
      await clock.pass(wait - 1);
      expect(polls).toHaveLength(at + 2);
      await clock.pass(1);
      expect(polls[at + 2]?.headers.get('if-none-match')).toBe('"p2"');
      polls[at + 2]?.news('p2');
      await settle();
    }
    expect(await taken()).toEqual([]);
    expect(streams).toHaveLength(1);
    while (streams.length === 1) {
      await clock.pass(60_000);
      polls.at(-1)?.news('p2');
      await settle();
    }
    expect(streams[1]?.headers.get('last-event-id')).toBe('p2');
    await settle();
    streams[1]?.accept();
    streams[1]?.ready('p3');
    await settle();
    expect(statuses).toEqual(['polling', 'live']);
    const asked = polls.length;
    await clock.pass(50_000);
    expect(polls).toHaveLength(asked);
  });

  it('wakes everything where the server has no news to tell', async () => {
    const { clock, polls, taken } = await heldBack();
    for (const at of [0, 1]) {
      polls[at]?.answer(404);
      expect(await taken()).toEqual(['a', 'b']);
      await clock.pass(15_000);
    }
  });

  it('takes a poll without an answer for a network that is away', async () => {
    const { clock, streams, polls, statuses, live, taken } = await heldBack();
    polls[0]?.answer(503);
    await settle();
    expect(statuses).toEqual([]);
    await clock.pass(1_000);
    expect(streams).toHaveLength(2);
    await live(1, 'p1');
    expect(await taken()).toEqual(['a', 'b']);
    expect(statuses).toEqual(['live']);
  });
});
