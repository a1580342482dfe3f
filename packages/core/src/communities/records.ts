import * as z from 'zod';
import type { Origin } from '../activity/records.js';
import { routingSettings } from '../routing/settings.js';
import { collection } from '../store/collection.js';
import { textKey } from '../store/keys.js';

export const communityTypes = ['practice', 'interest', 'project'] as const;
export const visibilities = ['open', 'closed', 'private'] as const;
export const joinPolicies = ['open', 'request', 'invitation'] as const;

const ext = z.record(z.string(), z.unknown());

const communityRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  domain: z.string().nullable(),
  audience: z.string().nullable(),
  mandate: z.string().nullable(),
  type: z.enum(communityTypes),
  visibility: z.enum(visibilities),
  joinPolicy: z.enum(joinPolicies),
  topics: z.array(z.string()),
  sponsorId: z.string().nullable(),
  /** Kept here as well as in the memberships: whoever changes it meets whoever else does. */
  facilitatorIds: z.array(z.string()),
  routing: routingSettings.optional(),
  archivedAt: z.string().nullable(),
  createdAt: z.string(),
  origin: z.enum(['live', 'imported', 'generated']) as z.ZodType<Origin>,
  ext,
});
export type CommunityRecord = z.infer<typeof communityRecord>;

/** The one document of its kind in a partition has this id. */
export const THE_ONE = 'it';

export const communities = collection<CommunityRecord>({
  name: 'community',
  home: 'community',
  audience: 'readers',
  schema: communityRecord,
});

const counts = z.strictObject({ members: z.number(), threads: z.number() });
export type CommunityCounts = z.infer<typeof counts>;

/** Apart from the community, which nearly every mutation reads: only joining and starting touch it. */
export const communityCounts = collection<CommunityCounts>({
  name: 'counts',
  home: 'community',
  audience: 'readers',
  schema: counts,
});

const cardRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  type: z.enum(communityTypes),
  visibility: z.enum(visibilities),
  joinPolicy: z.enum(joinPolicies),
  topics: z.array(z.string()),
  archived: z.boolean(),
  needsFacilitator: z.boolean(),
  memberCount: z.number(),
  threadCount: z.number(),
  lastActivityAt: z.string().nullable(),
});
export type CardRecord = z.infer<typeof cardRecord>;

/** One card per listed community. Derived from the community's own partition, and made again when that moves on. */
export const cards = collection<CardRecord>({
  name: 'cards',
  home: 'catalog',
  audience: 'readers',
  schema: cardRecord,
  keys: (body, id) => [['cards', `${textKey(body.name)}/${id}`]],
});
