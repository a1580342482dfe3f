import * as z from 'zod';
import { collection } from '../store/collection.js';

export const usageKinds = ['read', 'search'] as const;
export type UsageKind = (typeof usageKinds)[number];

const usageRecord = z.strictObject({
  kind: z.enum(usageKinds),
  /** What was read, or the community that was searched. */
  object: z.string(),
  unit: z.string().nullable(),
  count: z.number(),
});
export type UsageRecord = z.infer<typeof usageRecord>;

/** How often people of a unit read something on a day. Never which people, and nobody reads it here. */
export const usage = collection<UsageRecord>({
  name: 'usage',
  home: 'usage',
  audience: 'system',
  schema: usageRecord,
});

const reachRecord = z.strictObject({
  /** By unit, the last day somebody of it read the thing. */
  units: z.record(z.string(), z.string()),
});
export type ReachRecord = z.infer<typeof reachRecord>;

/** How far something got, over all days. Id: the thing. */
export const reach = collection<ReachRecord>({
  name: 'reach',
  home: 'usage',
  audience: 'system',
  schema: reachRecord,
});
