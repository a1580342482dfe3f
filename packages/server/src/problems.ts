import { CopkitError, type ErrorCode } from '@copkit/core';
import type { Exchange } from './exchange.js';
import { API_HEADERS } from './headers.js';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'stale-cursor': 410,
  'too-large': 413,
  'rate-limited': 429,
  aborted: 499,
  internal: 500,
  unavailable: 503,
};

const TITLE: Readonly<Record<ErrorCode, string>> = {
  invalid: 'The request is not valid',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  conflict: 'Not possible at the moment',
  'stale-cursor': 'The list has to be read again',
  'too-large': 'The request is too large',
  'rate-limited': 'Too many requests',
  aborted: 'Given up by the caller',
  internal: 'A fault of the server',
  unavailable: 'Not available at the moment',
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

/** Any error as problem details (RFC 9457) with the members `code`, `field` and, for faults, `requestId`. */
export function problemResponse(
  error: unknown,
  request: Request,
  log: (fault: Fault) => void,
  exchange: Exchange,
): Response {
  const known = asProblem(error);
  const requestId = known ? undefined : exchange.requestId;
  if (requestId) log({ requestId, method: request.method, path: new URL(request.url).pathname, error });
  const code = known?.code ?? 'internal';
  exchange.code = code;
  const status = known instanceof HttpError ? known.status : STATUS[code];
  const body = {
    type: `urn:copkit:problem:${code}`,
    title: TITLE[code],
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
