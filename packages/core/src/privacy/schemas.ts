import * as z from 'zod';
import { pageOf } from '../operations/paging.js';
import { personCard } from '../people/schemas.js';
import type {
  AuditEntry,
  ErasureOutcome,
  ExportItem,
  ExportPage,
  FoundText,
  Hold,
  NameHit,
  PendingErasure,
  Processing,
  RetentionPreview,
  RetentionState,
} from './api.js';
import { auditActs, hitStates } from './records.js';

const count = z.int().min(0);
const counts = z.record(z.string(), count);

export const exportItem: z.ZodType<ExportItem> = z.strictObject({
  collection: z.string(),
  title: z.string(),
  as: z.array(z.enum(['author', 'person', 'mentioned', 'post'])),
  communityId: z.string().nullable(),
  communityName: z.string().nullable(),
  id: z.string(),
  body: z.json() as unknown as z.ZodType<ExportItem['body']>,
  leftOut: z.array(z.string()),
});

export const exportPage: z.ZodType<ExportPage> = z.strictObject({
  format: z.literal('copkit person 1'),
  personId: z.string(),
  items: z.array(exportItem),
  next: z.string().nullable(),
});

/** The whole of an export as a file. */
export const personExport = z.strictObject({
  format: z.literal('copkit person 1'),
  personId: z.string(),
  /** ISO 8601. */
  madeAt: z.string(),
  items: z.array(exportItem),
});

export const erasureOutcome: z.ZodType<ErasureOutcome> = z.strictObject({
  personId: z.string(),
  state: z.enum(['erased', 'pending']),
  askedAt: z.string(),
});

export const pendingErasure: z.ZodType<PendingErasure> = z.strictObject({
  person: personCard,
  askedAt: z.string(),
  by: personCard,
});

const extract = z.array(z.strictObject({ text: z.string(), match: z.boolean() }));

export const nameHit: z.ZodType<NameHit> = z.strictObject({
  id: z.string(),
  collection: z.string(),
  itemId: z.string(),
  extract,
  sure: z.boolean(),
  state: z.enum(hitStates),
  at: z.string(),
});

export const nameHitPage = z.strictObject(pageOf(nameHit));

export const nameHitCounts = z.strictObject({
  communities: z.array(z.strictObject({ communityId: z.string(), open: count })),
});

export const foundText: z.ZodType<FoundText> = z.strictObject({
  communityId: z.string().nullable(),
  collection: z.string(),
  itemId: z.string(),
  extract,
});

export const hold: z.ZodType<Hold> = z.strictObject({
  subjectId: z.string(),
  reason: z.string(),
  until: z.string().nullable(),
  by: personCard,
  at: z.string(),
});

const rules = z.record(z.string(), z.string());

export const retentionState: z.ZodType<RetentionState> = z.strictObject({
  rules,
  last: z
    .strictObject({ startedAt: z.string(), finishedAt: z.string().nullable(), deleted: counts, held: count })
    .nullable(),
});

export const retentionPreview: z.ZodType<RetentionPreview> = z.strictObject({
  due: counts,
  held: count,
  next: z.string().nullable(),
});

export const processing: z.ZodType<Processing> = z.strictObject({
  collection: z.string(),
  title: z.string(),
  purpose: z.string(),
  audience: z.string(),
  kept: z.string(),
  shown: z.string(),
  personal: z.array(z.strictObject({ field: z.string(), type: z.string(), what: z.string() })),
  none: z.string().nullable(),
});

export const auditEntry: z.ZodType<AuditEntry> = z.strictObject({
  id: z.string(),
  act: z.enum(auditActs),
  at: z.string(),
  by: personCard.nullable(),
  subjectId: z.string().nullable(),
  reason: z.string().nullable(),
  counts,
});

export const auditEntryPage = z.strictObject(pageOf(auditEntry));
