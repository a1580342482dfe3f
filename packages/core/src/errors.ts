/**
 * - `invalid` the input is wrong; `field` says where.
 * - `unauthenticated` nobody is signed in, or the token is no longer good.
 * - `forbidden` the actor may see the thing but not do this.
 * - `not-found` there is no such thing, or the actor may not know of it.
 * - `conflict` the thing is in a state that rules this out (archived, locked, already accepted …).
 * - `stale-cursor` the page cursor belongs to another list or an older version; start again.
 * - `too-large` the request is larger than allowed.
 * - `rate-limited` too many requests.
 * - `unavailable` the store or the server cannot be reached; trying again later may help.
 * - `aborted` the caller gave up.
 * - `internal` a fault of ours.
 */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale-cursor'
  | 'too-large'
  | 'rate-limited'
  | 'unavailable'
  | 'aborted'
  | 'internal';

/** What every failing call rejects with, in process and over HTTP alike. Test `error.name === 'CopkitError'`. */
export interface Problem {
  readonly name: 'CopkitError';
  readonly code: ErrorCode;
  /** A sentence a person can act on. */
  readonly message: string;
  /** Path of the wrong input field, such as `topics.2`. */
  readonly field: string | null;
}

export class CopkitError extends Error implements Problem {
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
