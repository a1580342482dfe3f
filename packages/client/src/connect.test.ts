import { describe, expect, it } from 'vitest';
import { type ConnectOptions, connect } from './connect.js';
import { isCopkitError } from './problem.js';
import { ManualClock, settle } from './testing/manual-clock.js';
// What live updates need is there, so that time can be moved without waiting for it to load.
import './foreign-answer.js';
import './live.js';
import './person.js';
import './long-answer.js';
import './shared-live.js';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | null;
  readonly signal: AbortSignal;
  answer(response: Response | Error): void;
}

function fakeServer(options: Partial<ConnectOptions> = {}) {
  const seen: Seen[] = [];
  const clock = new ManualClock();
  const fakeFetch = (input: RequestInfo | URL, init: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      const signal = init.signal as AbortSignal;
      signal.addEventListener('abort', () => reject(signal.reason));
      seen.push({
        method: init.method ?? 'GET',
        path: String(input).slice('https://cop.example/copkit'.length),
        headers: new Headers(init.headers),
        body: init.body as string | null,
        signal,
        answer: (response) => (response instanceof Error ? reject(response) : resolve(response)),
      });
    });
  const client = connect({
    url: 'https://cop.example/copkit/',
    fetch: fakeFetch as typeof fetch,
    clock,
    headers: {},
    ...options,
  });
  const next = async (at: number) => {
    await settle();
    const request = seen[at];
    if (!request) throw new Error(`There is no request ${at}.`);
    return request;
  };
  return { client, clock, seen, next };
}

const ok = (body: unknown, headers: Record<string, string> = {}) => Response.json(body, { headers });
const failed = (status: number, body: unknown = null) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });

describe('calls', () => {
  it('are GET requests for reads, with text as it stands and the rest as JSON', async () => {
    const { client, next } = fakeServer();
    const answer = client.threads.list({ communityId: 'c 1&', limit: 20, sort: 'newest' });
    const request = await next(0);
    expect(request).toMatchObject({ method: 'GET', path: '/v1/threads/list?communityId=c+1%26&limit=20&sort=newest' });
    request.answer(ok({ items: [] }));
    expect(await answer).toEqual({ items: [] });
  });

  it('are POST requests for reads that do not fit an address', async () => {
    const { client, next } = fakeServer();
    void client.threads.preview({ body: 'x'.repeat(2_000) });
    expect(await next(0)).toMatchObject({
      method: 'POST',
      path: '/v1/threads/preview',
      body: `{"body":"${'x'.repeat(2_000)}"}`,
    });
    void client.search.find({ text: 'a', topic: null as unknown as string });
    expect((await next(1)).method).toBe('POST');
  });

  it('are POST requests with an idempotency key for writes', async () => {
    const { client, next } = fakeServer();
    const answer = client.threads.reply({ threadId: 't', body: 'hi' });
    const request = await next(0);
    expect(request).toMatchObject({ method: 'POST', path: '/v1/threads/reply', body: '{"threadId":"t","body":"hi"}' });
    expect(request.headers.get('idempotency-key')).toMatch(/^[\w-]{21}$/);
    request.answer(ok({ id: 'r' }));
    expect(await answer).toEqual({ id: 'r' });
    void client.threads.reply({ threadId: 't', body: 'hi' }, { mutationId: 'mine' });
    expect((await next(1)).headers.get('idempotency-key')).toBe('mine');
  });

  it('reject with the problem that the server describes', async () => {
    const { client, next } = fakeServer();
    const answer = client.communities.get({ communityId: 'x' });
    (await next(0)).answer(failed(404, { code: 'not-found', detail: 'There is no such community.', field: null }));
    await expect(answer).rejects.toMatchObject({
      name: 'CopkitError',
      code: 'not-found',
      message: 'There is no such community.',
      field: null,
    });
  });

  it('make sense of answers that did not come from copkit', async () => {
    const { client, next } = fakeServer();
    for (const [at, [response, problem]] of (
      [
        [
          new Response('<html>', { status: 404 }),
          { code: 'not-found', message: expect.stringContaining('no copkit server') },
        ],
        [new Response('<html>', { status: 403 }), { code: 'forbidden' }],
        [new Response('<html>', { status: 401 }), { code: 'unauthenticated' }],
        [
          new Response('<html>sign on</html>', { status: 200 }),
          { code: 'unavailable', message: expect.stringContaining('sign-on') },
        ],
      ] as const
    ).entries()) {
      const answer = client.people.getMe();
      (await next(at)).answer(response);
      await expect(answer).rejects.toMatchObject({ name: 'CopkitError', ...problem });
    }
  });

  it('is no promise itself and keeps its parts', () => {
    const { client } = fakeServer();
    expect('then' in client ? undefined : (client as unknown as { then: unknown }).then).toBeUndefined();
    expect(Reflect.get(client, '_$litDirective$')).toBeUndefined();
    expect(client.threads).toBe(client.threads);
    expect(client.threads.reply).toBe(client.threads.reply);
  });
});

describe('retries', () => {
  it('send a write again with the same key, later each time', async () => {
    const { client, clock, next } = fakeServer();
    const answer = client.threads.reply({ threadId: 't', body: 'hi' });
    const keys: (string | null)[] = [];
    for (const [at, response] of [new TypeError('network'), failed(503), failed(502)].entries()) {
      const request = await next(at);
      keys.push(request.headers.get('idempotency-key'));
      request.answer(response);
      await settle();
      expect(clock.waits).toEqual([300 * 2 ** at]);
      await clock.pass(300 * 2 ** at);
    }
    const last = await next(3);
    expect(new Set([...keys, last.headers.get('idempotency-key')]).size).toBe(1);
    last.answer(ok({ id: 'r' }));
    expect(await answer).toEqual({ id: 'r' });
  });

  it('end after the fourth attempt', async () => {
    const { client, clock, next, seen } = fakeServer();
    const answer = client.people.getMe();
    const rejected = expect(answer).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('cannot be reached'),
    });
    for (let at = 0; at < 4; at++) {
      (await next(at)).answer(new TypeError('network'));
      await clock.pass(5_000);
    }
    await rejected;
    expect(seen).toHaveLength(4);
  });

  it('wait as long as the server asks, within reason', async () => {
    const { client, clock, next } = fakeServer();
    void client.people.getMe();
    (await next(0)).answer(new Response(null, { status: 503, headers: { 'retry-after': '2' } }));
    await settle();
    expect(clock.waits).toEqual([2_000]);
    await clock.pass(2_000);
    (await next(1)).answer(new Response(null, { status: 503, headers: { 'retry-after': '3600' } }));
    await settle();
    expect(clock.waits).toEqual([5_000]);
  });

  it('do not happen for refusals', async () => {
    const { client, next, seen } = fakeServer();
    const answer = client.threads.reply({ threadId: 't', body: '' });
    (await next(0)).answer(failed(400, { code: 'invalid', detail: 'body: must not be empty', field: 'body' }));
    await expect(answer).rejects.toMatchObject({ code: 'invalid', field: 'body' });
    expect(seen).toHaveLength(1);
  });

  it('happen also for answers that break off or stall after their beginning', async () => {
    const { client, clock, next } = fakeServer();
    const answer = client.threads.reply({ threadId: 't', body: 'hi' });
    const beginning = (then: (stream: ReadableStreamDefaultController, signal: AbortSignal) => void, at: Seen) =>
      at.answer(
        new Response(
          new ReadableStream({
            start(stream) {
              stream.enqueue(new TextEncoder().encode('{"id":'));
              then(stream, at.signal);
            },
          }),
        ),
      );
    beginning((stream) => stream.error(new TypeError('terminated')), await next(0));
    await settle();
    expect(clock.waits).toEqual([300]);
    await clock.pass(300);
    beginning((stream, signal) => signal.addEventListener('abort', () => stream.error(signal.reason)), await next(1));
    await clock.pass(30_000);
    await clock.pass(600);
    (await next(2)).answer(ok({ id: 'r' }));
    expect(await answer).toEqual({ id: 'r' });
  });

  it('replace an attempt that hangs', async () => {
    const { client, clock, next, seen } = fakeServer();
    const answer = client.people.getMe();
    await next(0);
    await clock.pass(30_000);
    expect(seen[0]?.signal.aborted).toBe(true);
    await clock.pass(300);
    (await next(1)).answer(ok({ id: 'p' }));
    expect(await answer).toEqual({ id: 'p' });
  });
});

describe('tokens', () => {
  it('may be at hand', async () => {
    const { client, next } = fakeServer({ token: () => 'at-hand' });
    void client.people.getMe();
    expect((await next(0)).headers.get('authorization')).toBe('Bearer at-hand');
  });

  it('are asked for once, and once more when refused, however many calls wait', async () => {
    let asked = 0;
    const { client, next, seen } = fakeServer({ token: async () => `token-${++asked}` });
    const answers = Promise.all([client.people.getMe(), client.communities.list(), client.units.list()]);
    for (let at = 0; at < 3; at++) {
      const request = await next(at);
      expect(request.headers.get('authorization')).toBe('Bearer token-1');
    }
    for (const request of seen.slice(0, 3))
      request.answer(failed(401, { code: 'unauthenticated', detail: 'The token has expired.' }));
    for (let at = 3; at < 6; at++) {
      const request = await next(at);
      expect(request.headers.get('authorization')).toBe('Bearer token-2');
      request.answer(ok({ at }));
    }
    await answers;
    expect(asked).toBe(2);
  });

  it('that are refused twice end in the problem', async () => {
    const { client, next } = fakeServer({ token: async () => 'bad' });
    const answer = client.people.getMe();
    for (let at = 0; at < 2; at++)
      (await next(at)).answer(failed(401, { code: 'unauthenticated', detail: 'The token is not valid here.' }));
    await expect(answer).rejects.toMatchObject({ code: 'unauthenticated', message: 'The token is not valid here.' });
  });

  it('that are fixed or cannot be had are not tried twice', async () => {
    const fixed = fakeServer({ token: 'fixed' });
    const answer = fixed.client.people.getMe();
    const request = await fixed.next(0);
    expect(request.headers.get('authorization')).toBe('Bearer fixed');
    request.answer(failed(401, { code: 'unauthenticated', detail: 'The token has expired.' }));
    await expect(answer).rejects.toMatchObject({ message: 'The token has expired.' });
    let fails = true;
    const source = async () => {
      if (fails) throw new Error('no network');
      return 'good';
    };
    const broken = fakeServer({ token: source });
    await expect(broken.client.people.getMe()).rejects.toMatchObject({ code: 'unauthenticated' });
    fails = false;
    void broken.client.people.getMe();
    expect((await broken.next(0)).headers.get('authorization')).toBe('Bearer good');
  });
});

describe('reads that are alike', () => {
  it('are one request while it is under way', async () => {
    const { client, next, seen } = fakeServer();
    const answers = Promise.all([client.people.getMe(), client.people.getMe(), client.people.get({ personId: 'p' })]);
    (await next(0)).answer(ok({ id: 'me' }));
    (await next(1)).answer(ok({ id: 'p' }));
    expect(await answers).toEqual([{ id: 'me' }, { id: 'me' }, { id: 'p' }]);
    expect(seen).toHaveLength(2);
  });

  it('do not share a request that was sent before a write ended', async () => {
    const { client, next, seen } = fakeServer();
    const before = client.people.getMe();
    const write = client.people.update({ jobTitle: 'x' });
    (await next(1)).answer(ok({}));
    await write;
    const after = client.people.getMe();
    (await next(0)).answer(ok({ jobTitle: 'old' }));
    (await next(2)).answer(ok({ jobTitle: 'x' }));
    expect([await before, await after]).toEqual([{ jobTitle: 'old' }, { jobTitle: 'x' }]);
    expect(seen).toHaveLength(3);
  });

  it('are not carried again when nothing changed', async () => {
    const { client, next } = fakeServer();
    const first = client.people.getMe();
    (await next(0)).answer(ok({ id: 'me' }, { etag: '"1"' }));
    await first;
    const second = client.people.getMe();
    const request = await next(1);
    expect(request.headers.get('if-none-match')).toBe('"1"');
    request.answer(new Response(null, { status: 304, headers: { etag: '"1"' } }));
    expect(await second).toBe(await first);
  });

  it('are remembered up to a size, the latest', async () => {
    const { client, next, seen } = fakeServer();
    const read = async (personId: string, answer: Response) => {
      const at = seen.length;
      const read = client.people.get({ personId });
      (await next(at)).answer(answer);
      await read;
      return seen[at]?.headers.get('if-none-match');
    };
    const long = (tag: string, length = 400_000) => ok({ name: 'x'.repeat(length) }, { etag: `"${tag}"` });
    for (const id of ['1', '2', '3', '4', '5']) expect(await read(id, long(id))).toBeNull();
    expect(await read('5', new Response(null, { status: 304, headers: { etag: '"5"' } }))).toBe('"5"');
    expect(await read('1', long('1'))).toBeNull();
    expect(await read('huge', long('huge', 3_000_000))).toBeNull();
    expect(await read('huge', ok({}))).toBeNull();
    expect(await read('1', ok({}))).toBe('"1"');
  });

  it('are forgotten when nobody is signed on any more, somebody else is, or the client is closed', async () => {
    const tokens = ['ada', 'ada', 'bo', 'bo'].map((sub) => `x.${btoa(JSON.stringify({ iss: 'i', sub }))}.x`);
    const { client, next, seen } = fakeServer({ token: async () => tokens.shift() ?? '' });
    const read = async (...answers: (() => Response)[]) => {
      const outcome = client.people.getMe().catch((error: { code: string }) => error.code);
      await settle();
      let request = await next(seen.length - 1);
      for (const make of answers) {
        request = await next(seen.length - 1);
        request.answer(make());
        await settle();
      }
      await outcome;
      return request.headers.get('if-none-match');
    };
    const good = () => ok({ id: 'me' }, { etag: '"1"' });
    const refused = () => failed(401, { code: 'unauthenticated', detail: 'No.' });
    expect(await read(good)).toBeNull();
    expect(await read(refused, good)).toBe('"1"');
    expect(await read(good)).toBe('"1"');
    await read(refused, good);
    expect(await read(good)).toBeNull();
    expect(await read(refused, refused)).toBe('"1"');
    expect(await read(good)).toBeNull();
    client.close();
    expect(await read(good)).toBeNull();
  });

  it('are cancelled when the last caller gives up, not before', async () => {
    const { client, next } = fakeServer();
    const [one, two] = [new AbortController(), new AbortController()];
    const answers = [client.people.getMe({}, { signal: one.signal }), client.people.getMe({}, { signal: two.signal })];
    const settled = Promise.allSettled(answers);
    const request = await next(0);
    one.abort();
    await expect(answers[0]).rejects.toMatchObject({ name: 'CopkitError', code: 'aborted' });
    expect(request.signal.aborted).toBe(false);
    two.abort();
    await settled;
    expect(request.signal.aborted).toBe(true);
    await expect(client.people.getMe({}, { signal: one.signal })).rejects.toMatchObject({ code: 'aborted' });
    void client.people.getMe();
    await next(1);
  });
});

it('follows what is watched once everything that was asked for is answered', async () => {
  const { client, clock, seen, next } = fakeServer();
  const paths = () => seen.map(({ path }) => path.split('?')[0]);
  client.watch(['t_1'], () => {});
  const shown = client.threads.get({ threadId: 't_1' }).then(() => client.people.getMe());
  await clock.pass(1_000);
  expect(paths()).toEqual(['/v1/threads/get']);
  (await next(0)).answer(ok({ id: 't_1' }));
  await clock.pass(1_000);
  expect(paths()).toEqual(['/v1/threads/get', '/v1/people/getMe']);
  (await next(1)).answer(failed(403, { code: 'forbidden', detail: 'No.' }));
  await expect(shown).rejects.toMatchObject({ code: 'forbidden' });
  await clock.pass(1_000);
  expect(paths()).toEqual(['/v1/threads/get', '/v1/people/getMe', '/v1/live']);
  client.close();
});

describe('progress', () => {
  const pieces = (headers: Record<string, string>) =>
    new Response(
      new ReadableStream({
        start(stream) {
          for (const piece of ['{"a":', '"ö"}']) stream.enqueue(new TextEncoder().encode(piece));
          stream.close();
        },
      }),
      { headers },
    );

  it('of an answer is told in bytes to whoever asked for it', async () => {
    const { client, next } = fakeServer();
    const told: unknown[] = [];
    const answer = client.people.getMe({}, { onProgress: (progress) => told.push(progress) });
    (await next(0)).answer(pieces({ 'content-length': '10' }));
    expect(await answer).toEqual({ a: 'ö' });
    expect(told).toEqual([
      { received: 5, total: 10 },
      { received: 10, total: 10 },
    ]);
  });

  it('of a compressed answer has no end in sight', async () => {
    const { client, next } = fakeServer();
    const told: unknown[] = [];
    const answer = client.threads.reply({ threadId: 't', body: 'x' }, { onProgress: (made) => told.push(made) });
    (await next(0)).answer(pieces({ 'content-length': '7', 'content-encoding': 'br' }));
    await answer;
    expect(told.at(-1)).toEqual({ received: 10, total: null });
  });

  it('keeps a long answer from being given up', async () => {
    const { client, clock, next } = fakeServer();
    const answer = client.people.getMe({}, { onProgress: () => {} });
    let stream: ReadableStreamDefaultController | undefined;
    const body = new ReadableStream({
      start(given) {
        stream = given;
      },
    });
    (await next(0)).answer(new Response(body));
    for (const piece of ['{"id":', '"me', '"}']) {
      await clock.pass(29_000);
      stream?.enqueue(new TextEncoder().encode(piece));
      await settle();
    }
    stream?.close();
    expect(await answer).toEqual({ id: 'me' });
  });
});

it('tells problems of this kind from others, and what else the server said', async () => {
  const { client, next } = fakeServer();
  const fault = client.people.getMe();
  (await next(0)).answer(failed(500, { code: 'internal', detail: 'Something went wrong.', requestId: 'r-1' }));
  await expect(fault).rejects.toMatchObject({ code: 'internal', requestId: 'r-1', retryAfterMs: null });
  const limited = client.people.update({ jobTitle: 'x' });
  const headers = { 'retry-after': '7' };
  (await next(1)).answer(new Response('{"code":"rate-limited","detail":"Wait."}', { status: 429, headers }));
  const problem = await limited.catch((error: unknown) => error);
  expect(problem).toMatchObject({ code: 'rate-limited', requestId: null, retryAfterMs: 7_000 });
  expect([isCopkitError(problem), isCopkitError(new Error('x')), isCopkitError(null)]).toEqual([true, false, false]);
});

it('gives up writes on request, also between attempts', async () => {
  const { client, next, seen } = fakeServer();
  const stop = new AbortController();
  const answer = client.threads.reply({ threadId: 't', body: 'x' }, { signal: stop.signal });
  (await next(0)).answer(failed(503));
  await settle();
  stop.abort();
  await expect(answer).rejects.toMatchObject({ code: 'aborted' });
  expect(seen).toHaveLength(1);
});

describe('what the server offers', () => {
  it('is asked once for all that is asked about', async () => {
    const { client, seen, next } = fakeServer();
    const answers = Promise.all([client.offers('threads.get'), client.offers('knowledge.listTerms')]);
    const request = await next(0);
    expect(request).toMatchObject({ method: 'GET', path: '/v1/operations' });
    request.answer(ok({ names: ['threads.get'] }));
    expect(await answers).toEqual([true, false]);
    expect(await client.offers('threads.reply')).toBe(false);
    expect(seen).toHaveLength(1);
  });

  it('is asked again after a failure, and when somebody else is there', async () => {
    const { client, next } = fakeServer();
    const failing = client.offers('threads.get');
    (await next(0)).answer(failed(401, { code: 'unauthenticated', detail: 'Nobody.' }));
    await expect(failing).rejects.toMatchObject({ code: 'unauthenticated' });
    const answer = client.offers('threads.get');
    (await next(1)).answer(ok({ names: ['threads.get'] }));
    expect(await answer).toBe(true);
    client.close();
    const again = client.offers('threads.get');
    (await next(2)).answer(ok({ names: [] }));
    expect(await again).toBe(false);
  });

  it('might be anything where an older server, or one for these credentials, does not say', async () => {
    for (const [status, code] of [
      [404, 'not-found'],
      [403, 'forbidden'],
    ] as const) {
      const { client, seen, next } = fakeServer();
      const answer = client.offers('knowledge.listTerms');
      (await next(0)).answer(failed(status, { code, detail: 'No.' }));
      expect(await answer).toBe(true);
      expect(await client.offers('threads.get')).toBe(true);
      expect(seen).toHaveLength(1);
    }
  });
});
