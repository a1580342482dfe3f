import { CopkitError, type Identity } from '@copkit/core';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { answer } from './answer.js';
import { Answers } from './answers.js';
import { readJson } from './body.js';
import { beginExchange, type Exchange, methodOf, type Observer } from './exchange.js';
import { API_HEADERS } from './headers.js';
import { linksOf } from './links.js';
import { LiveRoute, watchedBy } from './live-stream-route.js';
import { namesOf, operationsOf } from './offered.js';
import { addDescription } from './openapi/routes.js';
import { requireNoForm, requireOwnOrigin } from './origins.js';
import { type Fault, HttpError, problemResponse } from './problems.js';
import { inputFromQuery } from './query.js';
import type { RateLimits } from './rate-limits.js';
import { addScim, type ScimOptions } from './scim/routes.js';
import type { ServedCopkit } from './served.js';
import type { Authenticate, Peer } from './sign-on/authenticate.js';
import { isLoopback } from './sign-on/loopback.js';
import { type Called, requireScope } from './sign-on/scopes.js';
import { VERSION } from './version.js';

export interface Limits {
  /** Largest request body; 256 KiB where absent. */
  readonly bodyBytes?: number;
  /** How long a live stream lasts before the client has to come back; 15 minutes where absent. */
  readonly streamMs?: number;
  /** Silence on a live stream after which a comment is sent; 25 seconds where absent. */
  readonly heartbeatMs?: number;
  /** Live streams that one person may have at a time; 32 where absent. The tabs of a browser share one. */
  readonly streamsPerPerson?: number;
  /** How much of what was answered is remembered, while nothing it was made from changes; 32 MiB where absent. */
  readonly answerBytes?: number;
}

/** Whether a process can do its work. */
export interface Readiness {
  readonly ready: boolean;
  /** What keeps it from that, such as `store`; what is worth knowing, such as `upgrading`, where it is ready. */
  readonly because: readonly string[];
}

export interface HandlerOptions {
  /** One organisation's copkit, or which one a request is for. */
  readonly cop: ServedCopkit | ((request: Request) => ServedCopkit | Promise<ServedCopkit>);
  readonly authenticate: Authenticate;
  /** Where the host put the handler, such as `/copkit`. */
  readonly basePath?: string;
  /** Origins of other pages that may use this server, such as `https://intranet.example`. */
  readonly allowedOrigins?: readonly string[];
  readonly limits?: Limits;
  /** How much one person and one address may ask for; no limits where absent. */
  readonly rateLimits?: RateLimits;
  /** Serves SCIM 2.0 under `/scim/v2`; not at all where absent. Needs the provisioning extension, with the same groups. */
  readonly scim?: ScimOptions;
  /** Whether anybody may read what can be called here, as OpenAPI and as pages; `true` where absent. */
  readonly described?: boolean;
  /** Where faults are reported; standard error where absent. */
  readonly log?: (fault: Fault) => void;
  /** Hears of every answer, for logs and metrics. */
  readonly observer?: Observer;
  /** Whether requests should be sent here, for `/v1/ready`; always where absent. */
  readonly ready?: () => Promise<Readiness>;
  /** Ends the live streams, for a server that stops. */
  readonly closing?: AbortSignal;
}

interface Bindings extends Peer {
  readonly exchange: Exchange;
}

/**
 * The API over HTTP, as a standard request handler. Below `basePath`:
 * - `GET /v1/threads/list?communityId=…` a read: text properties as they are, others as JSON;
 *   entity tags. `POST` with a JSON body does the same, for what is too long for an address.
 * - `POST /v1/threads/reply` a write, JSON in and out; `Idempotency-Key` is the mutation id.
 * - `GET /v1/live?watch=ID,ID` wake-ups as server-sent events; with `Accept: application/json` what there is to tell
 *   since the entity tag, as one answer. `POST` with `{ "watch": [] }` for many ids. See `docs/live.md`.
 * - `GET /v1/operations` the names of the operations there are: extensions bring some.
 * - `GET /v1/openapi.json` and `/openapi.json` the description of all of it, `GET /v1/reference` a page that shows it.
 * - `GET /v1/health` the version: the process is alive. `GET /v1/ready` whether it can work, 503 where it cannot.
 * - `/scim/v2` SCIM 2.0, where it is wished. See `docs/scim.md`.
 *
 * Errors are problem details (RFC 9457) with `code` and `field`.
 */
export function createHandler(options: HandlerOptions): (request: Request, peer?: Peer) => Promise<Response> {
  const { rateLimits, basePath = '', allowedOrigins = [], limits = {}, log = logFault } = options;
  const authenticate = rateLimits?.guarding(options.authenticate) ?? options.authenticate;
  const { observer, ready = async () => ({ ready: true, because: [] }) } = options;
  const { bodyBytes = 262_144, streamMs = 900_000, heartbeatMs = 25_000, streamsPerPerson = 32 } = limits;
  const live = new LiveRoute({
    streamMs,
    heartbeatMs,
    streamsPerPerson,
    closing: options.closing,
    onOpen: () => observer?.streamOpened?.(),
    onClose: () => observer?.streamClosed?.(),
  });
  const answers = answersOf(limits.answerBytes ?? 33_554_432);
  const { cop } = options;

  const app = new Hono<{ Bindings: Bindings }>().basePath(basePath || '/');
  const copOf = async (request: Request) => (typeof cop === 'function' ? await cop(request) : cop);
  /** Who asks, once it is clear that they may call this. Whatever people can ask for comes by here. */
  const signedIn = async (c: Context<{ Bindings: Bindings }>, called: Called): Promise<Identity> => {
    const signedOn = await authenticate(c.req.raw, c.env);
    if (signedOn) {
      const { scopes, setCookies = [], ...identity } = signedOn;
      for (const cookie of setCookies) c.header('set-cookie', cookie, { append: true });
      requireScope(scopes, called);
      const spent = await rateLimits?.spend(c.req.raw, c.env, called, identity.hostId);
      for (const [name, value] of Object.entries(spent ?? {})) c.header(name, value);
      return identity;
    }
    throw new CopkitError('unauthenticated', 'Nobody is signed in. Send a bearer token or sign in on the page.');
  };

  if (allowedOrigins.length > 0) app.use('*', corsFor(allowedOrigins));

  app.get('/v1/health', (c) => {
    c.env.exchange.operation = 'health';
    return c.json({ version: VERSION }, 200, { ...API_HEADERS, 'cache-control': 'no-store' });
  });
  app.get('/v1/ready', async (c) => {
    c.env.exchange.operation = 'ready';
    const state = await ready();
    return c.json(state, state.ready ? 200 : 503, { ...API_HEADERS, 'cache-control': 'no-store' });
  });

  if (options.described !== false) {
    addDescription(app, { copOf, basePath, schemes: options.authenticate.schemes, allowedOrigins });
  }

  if (options.scim) addScim(app, { options: options.scim, basePath, copOf, authenticate, rateLimits, log });

  app.on(['GET', 'POST'], '/v1/live', async (c) => {
    c.env.exchange.operation = 'live';
    const request = c.req.raw;
    const posted = c.req.method === 'POST';
    if (posted) requireOwnOrigin(request, allowedOrigins);
    const served = await copOf(request);
    const identity = await signedIn(c, { name: 'live.watch', kind: 'read' });
    const ids = watchedBy(request, posted ? await readJson(request, bodyBytes) : undefined);
    const answered = await live.answer(request, served, identity, ids);
    return c.newResponse(answered.body, answered);
  });

  app.get('/v1/operations', async (c) => {
    c.env.exchange.operation = 'operations';
    const served = await copOf(c.req.raw);
    await signedIn(c, { name: 'operations.list', kind: 'read' });
    return answer(c, namesOf(served), { keeping: 'private, no-cache', allowedOrigins });
  });

  app.all('/v1/:part/:verb', async (c) => {
    const request = c.req.raw;
    const served = await copOf(request);
    const operation = operationsOf(served).get(`${c.req.param('part')}.${c.req.param('verb')}`);
    if (!operation) throw new CopkitError('not-found', 'There is no such operation.');
    c.env.exchange.operation = operation.name;
    c.env.exchange.headers = operation.headers;
    const reading = operation.kind === 'read' && c.req.method !== 'POST';
    if (c.req.method !== 'POST' && !(reading && (c.req.method === 'GET' || c.req.method === 'HEAD'))) {
      const allow = operation.kind === 'read' ? 'GET, HEAD, POST' : 'POST';
      throw new HttpError(405, 'invalid', `Use ${allow} for ${operation.name}.`, { allow });
    }
    if (c.req.method === 'POST') {
      requireOwnOrigin(request, allowedOrigins);
      requireNoForm(request);
    }
    const identity = await signedIn(c, operation);
    if (reading) {
      const { search, searchParams } = new URL(request.url);
      const input = inputFromQuery(searchParams, operation.input);
      const linked = (output: unknown) =>
        operation.page !== null ? linksOf(searchParams, output, operation.page) : null;
      const { content, link } = await answers(served).of(identity, operation, { question: search, input, linked });
      return answer(c, content, { keeping: 'private, no-cache', allowedOrigins, link });
    }
    const input = await readJson(request, bodyBytes);
    const mutationId = operation.kind === 'write' ? c.req.header('idempotency-key') : undefined;
    const output = await served
      .as(identity)
      .call(operation.name, input, mutationId === undefined ? { shared: true } : { mutationId });
    return answer(c, JSON.stringify(output ?? null), { keeping: 'no-store', allowedOrigins });
  });

  app.all('*', async (c) => {
    const path = c.req.path.slice(basePath.length);
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') requireOwnOrigin(c.req.raw, allowedOrigins);
    const own = await authenticate.respond?.(c.req.raw, path, c.env);
    if (own) {
      for (const [name, value] of Object.entries(API_HEADERS)) own.headers.set(name, value);
      return own;
    }
    throw new CopkitError('not-found', 'There is nothing at this address.');
  });
  const problem = (error: unknown, request: Request, { exchange }: Bindings) =>
    problemResponse(error, request, { log, exchange, basePath });
  app.notFound((c) => problem(new CopkitError('not-found', 'There is nothing at this address.'), c.req.raw, c.env));
  app.onError((error, c) => problem(error, c.req.raw, c.env));

  const respond = async (request: Request, bindings: Bindings) => {
    if (authenticate.loopbackOnly && !isLoopback(bindings.remoteAddress ?? '')) {
      const refusal = new CopkitError('forbidden', 'This sign-on answers only on the machine it runs on.');
      return problem(refusal, request, bindings);
    }
    return app.fetch(request, bindings);
  };
  return async (request, peer) => {
    const began = performance.now();
    const exchange = beginExchange(request);
    const response = await respond(request, { ...peer, exchange });
    const { headers, ...seen } = exchange;
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    response.headers.set('x-request-id', exchange.requestId);
    const { status } = response;
    observer?.answered({ ...seen, method: methodOf(request), status, ms: performance.now() - began });
    return response;
  };
}

/** Each organisation's own. */
function answersOf(bytes: number): (cop: ServedCopkit) => Answers {
  const all = new WeakMap<ServedCopkit, Answers>();
  return (cop) => {
    const known = all.get(cop) ?? new Answers(cop, bytes);
    all.set(cop, known);
    return known;
  };
}

function corsFor(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    credentials: true,
    allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
    allowHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-none-match',
      'last-event-id',
      'copkit-persona',
    ],
    exposeHeaders: [
      'etag',
      'link',
      'copkit-version',
      'deprecation',
      'sunset',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'x-request-id',
    ],
    maxAge: 600,
  });
}

function logFault({ requestId, method, path, error }: Fault): void {
  console.error(`copkit: fault ${requestId} in ${method} ${path}`, error);
}
