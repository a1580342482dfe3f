export type { ActivityApi } from './activity/operations.js';
export {
  type Activity,
  type Channel,
  type Detail,
  type DetailOf,
  type Origin,
  type Verb,
  verbs,
} from './activity/records.js';
export type * from './adoptions/api.js';
export type { CopkitApi } from './api.js';
export type * from './communities/api.js';
export {
  type Caller,
  type Copkit,
  type CopkitOptions,
  createCopkit,
  type OperationInfo,
  STEADY_MS,
  type SystemApi,
} from './copkit.js';
export type * from './drafts/api.js';
export { CopkitError, type ErrorCode, type Problem } from './errors.js';
export type * from './experts/api.js';
export type { Extension } from './extension/extension.js';
export type { FieldOwner, FieldSchemas } from './extension/fields.js';
export type { Actor, Identity } from './identity/identity.js';
export { communityIdOf } from './identity/ids.js';
export type * from './imports/api.js';
export type { InboxApi, InboxEntry } from './inbox/api.js';
export { type Notice, type NoticeType, noticeTypes } from './inbox/notice.js';
export type * from './integrity/api.js';
export type { Job, JobPayload, Jobs, JobsRun } from './jobs/job.js';
export type * from './live/api.js';
export type * from './membership/api.js';
export type * from './metrics/api.js';
export type { CallOptions, Ext, Page, PageRequest, Progress, TransportOptions } from './operations/call.js';
export { type Act, type ReadContext, theCommunity, type WriteContext } from './operations/context.js';
export type { Effect } from './operations/effects.js';
export { type Hook, hook, type OperationName } from './operations/hooks.js';
export {
  type Deprecation,
  direct,
  type InputOf,
  kindOfName,
  type Operation,
  type OutputOf,
  type ReadOperation,
  read,
  type WriteOperation,
  write,
} from './operations/operation.js';
export { type Listing, page, pageFields, pageOf } from './operations/paging.js';
export { allows, type Grant, type Standing } from './operations/policy.js';
export { idText, longText, moment, shortText } from './operations/text.js';
export type * from './outcomes/api.js';
export type * from './people/api.js';
export type * from './practices/api.js';
export type * from './routing/api.js';
export type { Candidate, ExpertRouter, RouteReason, RouteRequest } from './routing/router.js';
export type * from './search/api.js';
export { type Audience, type Collection, collection } from './store/collection.js';
export { EVERY_KEY, textKey, under } from './store/keys.js';
export { communityPartition, personPartition } from './store/partitions.js';
export { type Found, type PartitionReader, scanAll } from './store/reader.js';
export type * from './subjects/api.js';
export type * from './threads/api.js';
export type * from './topics/api.js';
export type * from './usage/api.js';
