import type { Json } from '@copkit/storage';
import * as z from 'zod';
import { collection } from '../store/collection.js';
import type { AuditRecord } from './api.js';

export const moderatorRoles = ['facilitator', 'administrator', 'system'] as const;

const sanctionRecord = z.strictObject({
  personId: z.string(),
  kind: z.enum(['mute', 'ban']),
  reason: z.string(),
  at: z.string(),
  until: z.string().nullable(),
  by: z.string(),
  role: z.enum(moderatorRoles),
});
export type SanctionRecord = z.infer<typeof sanctionRecord>;

/** Why somebody is muted or banned; that they are, stands with their membership. Id: the person and the kind. */
export const sanctions = collection<SanctionRecord>({
  name: 'sanctions',
  home: 'community',
  audience: 'staff',
  schema: sanctionRecord,
  keys: (body, id) => [['sanctions', `all/${body.at}/${id}`]],
});
export const sanctionId = (personId: string, kind: SanctionRecord['kind']): string => `${personId}:${kind}`;

const sanctionPrint = z.strictObject({
  personId: z.string(),
  kind: z.enum(['mute', 'ban']),
  until: z.string().nullable(),
  at: z.string(),
});

/** By what somebody is known again who was muted or banned, erased themselves and came back. Id: the fingerprint. */
export const sanctionPrints = collection<z.infer<typeof sanctionPrint>>({
  name: 'sanctionPrints',
  home: 'community',
  audience: 'system',
  schema: sanctionPrint,
  keys: ({ personId, kind }, id) => [['sanctionPrints', `${sanctionId(personId, kind)}/${id}`]],
});

/** The key of a community's fingerprints. */
export const printKeys = collection<{ readonly key: string }>({
  name: 'printKeys',
  home: 'community',
  audience: 'system',
  /** In hexadecimal. */
  schema: z.strictObject({ key: z.string() }),
});

const suspensionRecord = z.strictObject({
  personId: z.string(),
  reason: z.string(),
  at: z.string(),
  until: z.string().nullable(),
  by: z.string(),
});
export type SuspensionRecord = z.infer<typeof suspensionRecord>;

/** By whom and since when somebody is suspended; that they are, stands with the person. Id: the person. */
export const suspensions = collection<SuspensionRecord>({
  name: 'suspensions',
  home: 'people',
  audience: 'staff',
  schema: suspensionRecord,
  keys: (body, id) => [['suspensions', `${body.at}/${id}`]],
});

const heldRecord = z.strictObject({
  postId: z.string(),
  threadId: z.string(),
  authorId: z.string(),
  /** The author's unit when they wrote it. */
  unit: z.string().nullable(),
  /** What they called, to be called again when it is released. */
  operation: z.string(),
  input: z.record(z.string(), z.unknown()),
  at: z.string(),
  reason: z.string(),
});
export type HeldRecord = z.infer<typeof heldRecord>;

/** Posts that the spam check held back. Id: `aboutPost`. */
export const held = collection<HeldRecord>({
  name: 'held',
  home: 'community',
  audience: 'staff',
  schema: heldRecord,
  keys: (body, id) => [
    ['held', `all/${body.at}/${id}`],
    ['held', `author:${body.authorId}/${body.at}/${id}`],
  ],
});

const json = z.json() as unknown as z.ZodType<Json>;

export const auditRecord: z.ZodType<AuditRecord> = z.strictObject({
  number: z.int().min(1),
  at: z.string(),
  actor: z.strictObject({ kind: z.enum(['person', 'system']), id: z.string() }),
  role: z.enum([...moderatorRoles, 'sponsor', 'member']),
  act: z.string(),
  object: z.string().nullable(),
  whom: z.string().nullable(),
  reason: z.string().nullable(),
  before: json,
  after: json,
  previous: z.string(),
  hash: z.string(),
});

/** Id: the number, with zeros before it. */
export const audit = collection<AuditRecord>({
  name: 'audit',
  home: 'any',
  audience: 'staff',
  schema: auditRecord,
  keys: (body, id) => [['audit', `all/${body.at}/${id}`]],
});
export const auditId = (number: number): string => String(number).padStart(9, '0');

const auditHead = z.strictObject({ count: z.int().min(0), hash: z.string() });

/** The last record of a partition's audit: whoever adds the next one meets whoever else does. */
export const auditHeads = collection<z.infer<typeof auditHead>>({
  name: 'auditHeads',
  home: 'any',
  audience: 'staff',
  schema: auditHead,
});
