import type { ErrorCode, Problem } from '@copkit/core';
import type { Answered } from './http.js';

interface Details extends ErrorOptions {
  readonly field?: string | null | undefined;
  readonly requestId?: string | null | undefined;
  readonly retryAfterMs?: number | null | undefined;
}

/** What every failing call rejects with: the same shape as in process. */
export class ClientError extends Error implements Problem {
  override readonly name = 'CopkitError';
  readonly field: string | null;
  /** Where the operator finds a fault in the log; `null` where there is nothing to find. */
  readonly requestId: string | null;
  /** How long the server asks to wait, in milliseconds; `null` where it does not. */
  readonly retryAfterMs: number | null;

  constructor(
    readonly code: ErrorCode,
    message: string,
    { field = null, requestId = null, retryAfterMs = null, ...options }: Details = {},
  ) {
    super(message, options);
    this.field = field;
    this.requestId = requestId;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether a call was refused or failed in a way that copkit knows, in process or over HTTP. */
export const isCopkitError = (error: unknown): error is Error & Problem =>
  error instanceof Error && error.name === 'CopkitError';

export const aborted = (): ClientError => new ClientError('aborted', 'The call was given up.');

/** The problem an answer describes, or what its status means where something else than copkit answered. */
export function problemOf({ response, text }: Answered): ClientError {
  const { status, url, headers } = response;
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = Number.isNaN(seconds) ? null : seconds * 1_000;
  const body = parsed(text);
  if (typeof body === 'object' && body !== null && 'code' in body && 'detail' in body) {
    const { code, detail, ...rest } = body as { code: ErrorCode; detail: string } & Details;
    return new ClientError(code, detail, { field: rest.field, requestId: rest.requestId, retryAfterMs });
  }
  if (status === 401) return new ClientError('unauthenticated', 'Nobody is signed in.');
  if (status === 403) return new ClientError('forbidden', `The server does not allow this (status 403 from ${url}).`);
  if (status === 404) return new ClientError('not-found', `There is no copkit server at ${url}.`);
  if (status === 413) return new ClientError('too-large', 'The request is larger than allowed.');
  if (status === 429) return new ClientError('rate-limited', 'Too many requests. Wait a moment.', { retryAfterMs });
  const message = `The server cannot answer at the moment (status ${status} from ${url}).`;
  return new ClientError('unavailable', message, { retryAfterMs });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
