import type { Caller, Identity, OperationInfo } from '@copkit/core';

export type ServedOperation = Pick<
  OperationInfo,
  'name' | 'summary' | 'kind' | 'input' | 'output' | 'allow' | 'exposed'
>;

/** What the server needs of a `Copkit`. */
export interface ServedCopkit {
  readonly storeId: string;
  readonly operations: readonly ServedOperation[];
  as(identity: Identity): Caller;
}
