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

/** The JSON of an answer, `null` for what is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The problem an answer describes, or what it means where something else than copkit answered. */
export async function problemOf({ response, text }: Answered): Promise<ClientError> {
  const seconds = response.headers.get('retry-after');
  const retryAfterMs = seconds === null ? null : Number(seconds) * 1_000 || null;
  const described = parsed(text) as ({ code?: ErrorCode; detail?: string } & Details) | null;
  if (described?.code && described.detail) {
    const { code, detail, field, requestId } = described;
    return new ClientError(code, detail, { field, requestId, retryAfterMs });
  }
  const { meaningOf } = await import('./foreign-answer.js');
  const [code, message] = meaningOf(response);
  return new ClientError(code, message, { retryAfterMs });
}
