import type { Caller, CopkitApi, Identity, OperationInfo } from '@copkit/core';

export type ServedOperation = Pick<OperationInfo, 'name' | 'kind' | 'input' | 'exposed'>;

/** What the server needs of a `Copkit`. */
export interface ServedCopkit {
  readonly operations: readonly ServedOperation[];
  as(identity: Identity): Caller & Pick<CopkitApi, 'watch'>;
}
