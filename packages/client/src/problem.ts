import type { ErrorCode, Problem } from '@copkit/core';
import type { Answered } from './http.js';

/** What every failing call rejects with: the same shape as in process. */
export class ClientError extends Error implements Problem {
  override readonly name = 'CopkitError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly field: string | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const aborted = (): ClientError => new ClientError('aborted', 'The call was given up.');

/** The problem an answer describes, or what its status means where something else than copkit answered. */
export function problemOf({ response, text }: Answered): ClientError {
  const body = parsed(text);
  if (typeof body === 'object' && body !== null && 'code' in body && 'detail' in body) {
    const { code, detail, field } = body as { code: ErrorCode; detail: string; field?: string | null };
    return new ClientError(code, detail, field ?? null);
  }
  const { status, url } = response;
  if (status === 401) return new ClientError('unauthenticated', 'Nobody is signed in.');
  if (status === 403) return new ClientError('forbidden', `The server does not allow this (status 403 from ${url}).`);
  if (status === 404) return new ClientError('not-found', `There is no copkit server at ${url}.`);
  if (status === 413) return new ClientError('too-large', 'The request is larger than allowed.');
  if (status === 429) return new ClientError('rate-limited', 'Too many requests. Wait a moment.');
  return new ClientError('unavailable', `The server cannot answer at the moment (status ${status} from ${url}).`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
