import { CopkitError, type ErrorCode } from '@copkit/core';
import type { Exchange } from './exchange.js';
import { API_HEADERS } from './headers.js';

interface Kind {
  readonly status: number;
  readonly title: string;
  /** What whoever sent the request can do about it, for the documentation. */
  readonly remedy: string;
}

/** What can go wrong, by its stable code: the status of the answer, its title, and what helps. */
export const PROBLEMS: Readonly<Record<ErrorCode, Kind>> = {
  invalid: {
    status: 400,
    title: 'The request is not valid',
    remedy: 'Correct what `field` names; `detail` says what is wrong with it. The same request will fail again.',
  },
  unauthenticated: {
    status: 401,
    title: 'Not signed in',
    remedy: 'Sign in or get a fresh token, then send the request again.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    remedy: '`detail` says who may do it. The same request will fail again.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    remedy: 'Check the id. What does not exist and what must stay unknown to who asks are one answer.',
  },
  conflict: {
    status: 409,
    title: 'Not possible at the moment',
    remedy: 'Read the thing again: its state rules this out. With the field `mutationId`, use a new `Idempotency-Key`.',
  },
  'stale-cursor': {
    status: 410,
    title: 'The list has to be read again',
    remedy: 'Drop the cursor and begin with the first page.',
  },
  'too-large': { status: 413, title: 'The request is too large', remedy: 'Send less at a time.' },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    remedy: 'Wait for the seconds that `Retry-After` names, if it is there, then send the request again.',
  },
  aborted: { status: 499, title: 'Given up by the caller', remedy: 'Nothing: whoever asked has gone.' },
  internal: {
    status: 500,
    title: 'A fault of the server',
    remedy: 'Tell the operator the `requestId`. A write may have happened: repeat it with the same `Idempotency-Key`.',
  },
  unavailable: {
    status: 503,
    title: 'Not available at the moment',
    remedy: 'Send the request again after `Retry-After`, a write with the same `Idempotency-Key`: it is done once.',
  },
};

/** An error that HTTP has a status of its own for. */
export class HttpError extends CopkitError {
  constructor(
    readonly status: number,
    code: ErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code, message);
  }
}

/** A fault of the server, for its log. The caller is told the `requestId` and nothing else of it. */
export interface Fault {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly error: unknown;
}

export interface ProblemContext {
  readonly log: (fault: Fault) => void;
  readonly exchange: Exchange;
  /** Where the page is that documents the codes, which `type` points to. */
  readonly basePath: string;
}

/** Any error as problem details (RFC 9457) with the members `code`, `field` and, for faults, `requestId`. */
export function problemResponse(error: unknown, request: Request, context: ProblemContext): Response {
  const { log, exchange, basePath } = context;
  const known = asProblem(error);
  const requestId = known ? undefined : exchange.requestId;
  if (requestId) log({ requestId, method: request.method, path: new URL(request.url).pathname, error });
  const code = known?.code ?? 'internal';
  exchange.code = code;
  const status = known instanceof HttpError ? known.status : PROBLEMS[code].status;
  const body = {
    type: `${basePath}/v1/problems#${code}`,
    title: PROBLEMS[code].title,
    status,
    detail: known?.message ?? `Something went wrong here. The operator finds it in the log as ${requestId}.`,
    code,
    field: known?.field ?? null,
    ...(requestId && { requestId }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...API_HEADERS,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(status === 503 && { 'retry-after': '1' }),
      ...(known instanceof HttpError && known.headers),
    },
  });
}

function asProblem(error: unknown): CopkitError | null {
  if (error instanceof CopkitError) return error.code === 'internal' ? null : error;
  if (error instanceof Error && error.name === 'AbortError') return new CopkitError('aborted', 'The caller gave up.');
  return null;
}
