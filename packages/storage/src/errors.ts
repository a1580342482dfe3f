import type { StoredDoc } from './contract.js';

/**
 * An expectation of a commit did not hold. `current` has the document of every expectation of the
 * commit, in their order, as it stands in the store; `null` where there is none.
 */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  constructor(readonly current: readonly (StoredDoc | null)[]) {
    super('A document changed since it was read; read it again and retry.');
  }
}

/** The store could not be reached. After `unknown` the commit may or may not have happened. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  constructor(
    readonly outcome: 'not-applied' | 'unknown',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A value is not JSON, a key or a date is malformed or a declared limit is exceeded. Nothing was written. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
  constructor(
    message: string,
    readonly limit: 'docBytes' | 'keyBytes' | 'commitOps' | 'commitBytes' | 'json' | 'key' | 'cursor' | 'scan' | 'date',
  ) {
    super(message);
  }
}

/** The adapter was used before `open` or after `close`. */
export class ClosedError extends Error {
  override readonly name = 'ClosedError';
  constructor(message = 'The store is closed. Call open() before using it.') {
    super(message);
  }
}
