import type { ErrorCode } from '@copkit/core';

/** A request and its answer as logs and metrics may know them: nothing of who asked, and nothing of what was asked. */
export interface Answered {
  /** As the answer's `x-request-id` has it. */
  readonly requestId: string;
  readonly method: string;
  /** Such as `threads.reply`, `live` or `health`; `other` for whatever copkit has no name for. */
  readonly operation: string;
  readonly status: number;
  /** Of a problem; `null` where there was none. */
  readonly code: ErrorCode | null;
  /** From the arrival of the request to the beginning of its answer, in milliseconds. */
  readonly ms: number;
}

/** Hears of each request when it is answered, and of live streams. Must be quick and must not throw. */
export interface Observer {
  answered(answered: Answered): void;
  streamOpened?(): void;
  streamClosed?(): void;
}

/** What comes to light of a request while it is answered. */
export interface Exchange {
  readonly requestId: string;
  operation: string;
  code: ErrorCode | null;
  /** What its answer says whatever comes of it, a problem too. */
  headers: Readonly<Record<string, string>>;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const REQUEST_ID = /^[\w-]{16,64}$/;
const TRACE = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;

/** With the id that a proxy gave the request, if it looks like one, so that its log and this one can be joined. */
export function beginExchange({ headers }: Request): Exchange {
  const given = headers.get('x-request-id');
  const requestId =
    given !== null && REQUEST_ID.test(given)
      ? given
      : (TRACE.exec(headers.get('traceparent') ?? '')?.[1] ?? crypto.randomUUID());
  return { requestId, operation: 'other', code: null, headers: {} };
}

/** A method from a fixed set: others are the caller's invention and might be anything. */
export const methodOf = ({ method }: Request): string => (METHODS.has(method) ? method : 'OTHER');
