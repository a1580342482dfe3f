import type { ImportFault } from './report.js';

/**
 * - `not-found` there is no such file or folder, or it cannot be read.
 * - `wrong-format` it is not what the importer reads.
 * - `unknown-person` somebody who is to have a role is not known here. Nothing was written.
 * - `unknown-series` there is no such series, and nothing says what it would count. Nothing was written.
 * - `other-definition` the series is known as something else. Nothing was written.
 * - `unknown-concept` there is no concept that is asked for. Nothing was written.
 * - `invalid-rows` rows are wrong; `problems` says which. Nothing was written.
 */
export type ImportErrorCode =
  | 'not-found'
  | 'wrong-format'
  | 'unknown-person'
  | 'unknown-series'
  | 'other-definition'
  | 'unknown-concept'
  | 'invalid-rows';

export class ImportError extends Error {
  override readonly name = 'ImportError';
  constructor(
    readonly code: ImportErrorCode,
    message: string,
    readonly problems: readonly ImportFault[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
