import * as z from 'zod';
import { personCard } from '../people/schemas.js';
import { flagReasons, postVisibilities } from '../threads/records.js';
import type { AuditEntry, OwnStanding, QueueItem, Sanction, Suspension } from './api.js';
import { auditRecord, moderatorRoles } from './records.js';

const role = z.enum(moderatorRoles);

export const queueItem: z.ZodType<QueueItem> = z.strictObject({
  postId: z.string(),
  threadId: z.string(),
  author: personCard,
  title: z.string(),
  text: z.string(),
  visibility: z.enum(postVisibilities),
  since: z.string(),
  flags: z.array(z.strictObject({ reason: z.enum(flagReasons), count: z.number(), notes: z.array(z.string()) })),
  heldBecause: z.string().nullable(),
});

export const sanction: z.ZodType<Sanction> = z.strictObject({
  person: personCard,
  kind: z.enum(['mute', 'ban']),
  reason: z.string(),
  at: z.string(),
  until: z.string().nullable(),
  by: personCard,
  role,
});

export const suspension: z.ZodType<Suspension> = z.strictObject({
  person: personCard,
  reason: z.string(),
  at: z.string(),
  until: z.string().nullable(),
  by: personCard,
});

export const ownStanding: z.ZodType<OwnStanding> = z.strictObject({
  mute: z.strictObject({ until: z.string(), reason: z.string(), role }).nullable(),
  ban: z.strictObject({ reason: z.string(), role }).nullable(),
  held: z.array(
    z.strictObject({
      postId: z.string(),
      threadId: z.string(),
      text: z.string(),
      at: z.string(),
      reason: z.string(),
    }),
  ),
});

export const auditEntry: z.ZodType<AuditEntry> = z.strictObject({
  partition: z.string(),
  record: auditRecord,
  by: personCard.nullable(),
  whom: personCard.nullable(),
});
