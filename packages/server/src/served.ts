import type { Caller, Copkit, Identity, OperationInfo } from '@copkit/core';

export type ServedOperation = Pick<
  OperationInfo,
  'name' | 'summary' | 'kind' | 'input' | 'output' | 'allow' | 'exposed' | 'steady'
> &
  Partial<Pick<OperationInfo, 'deprecated'>>;

/** What the server needs of a `Copkit`. */
export interface ServedCopkit extends Pick<Copkit, 'storeId' | 'stateOf'> {
  readonly operations: readonly ServedOperation[];
  as(identity: Identity): Caller;
  /** For what a directory brings; only where SCIM is served. */
  readonly system?: Copkit['system'];
}
