import * as z from 'zod';
import { collection } from '../store/collection.js';

/** Where the register of holds, the audit and the runs of retention stand. */
export const PRIVACY = 'privacy';

const holdRecord = z.strictObject({
  /** A person, a community or a thread. */
  subjectId: z.string(),
  reason: z.string(),
  /** ISO 8601; `null` until it is released. */
  until: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});
export type HoldRecord = z.infer<typeof holdRecord>;

/** What must stay as it is, with what is held, so that whoever deletes meets it. Id: the person, community or thread. */
export const holds = collection<HoldRecord>({
  name: 'holds',
  home: 'any',
  audience: 'system',
  schema: holdRecord,
});

/** All holds that were put and not released, for finding them. Id: as of the hold. */
export const holdRegister = collection<HoldRecord>({
  name: 'holdRegister',
  home: 'privacy',
  audience: 'system',
  schema: holdRecord,
  keys: (body, id) => [['holdRegister', `${body.at}/${id}`]],
});

const heldTextRecord = z.strictObject({
  authorId: z.string(),
  title: z.string().nullable(),
  body: z.string(),
  versions: z.array(z.strictObject({ title: z.string().nullable(), body: z.string(), at: z.string(), by: z.string() })),
  at: z.string(),
});

/** What was withdrawn while it was held, with its earlier versions. Id: thread and post, as of a history. */
export const heldTexts = collection<z.infer<typeof heldTextRecord>>({
  name: 'heldTexts',
  home: 'community',
  audience: 'system',
  schema: heldTextRecord,
  keys: (body, id) => [['heldTexts', `${body.at}/${id}`]],
});

const pendingRecord = z.strictObject({ personId: z.string(), by: z.string(), at: z.string() });
export type PendingRecord = z.infer<typeof pendingRecord>;

/** Erasures that were asked for and wait for the end of a hold. Id: the person. */
export const pendingErasures = collection<PendingRecord>({
  name: 'pendingErasures',
  home: 'people',
  audience: 'system',
  schema: pendingRecord,
  keys: (body, id) => [['pendingErasures', `${body.at}/${id}`]],
});

const erasureRecord = z.strictObject({
  personId: z.string(),
  erasedAt: z.string(),
  /** Of this erasure alone. */
  salt: z.string(),
  /** Salted; `null` for who had no host id. */
  hostHash: z.string().nullable(),
});
export type ErasureRecord = z.infer<typeof erasureRecord>;

/** Who was erased, without saying who they were: what a restored backup is held against. Id: the person. */
export const erasures = collection<ErasureRecord>({
  name: 'erasures',
  home: 'people',
  audience: 'system',
  schema: erasureRecord,
  keys: (body, id) => [['erasures', `${body.erasedAt}/${id}`]],
});

export const hitStates = ['open', 'redacted', 'kept'] as const;

const place = z.strictObject({ collection: z.string(), id: z.string() });

const hitRecord = z.strictObject({
  /** Who was erased. */
  personId: z.string(),
  /** The text in question; the places repeat it. */
  original: place,
  places: z.array(place),
  salt: z.string(),
  /** What stands there: how many words it is, and a salted hash of it. */
  terms: z.array(z.strictObject({ words: z.number(), print: z.string() })),
  /** Beyond doubt: the whole name or an id of the host's. Otherwise a part of the name, which may be another's. */
  sure: z.boolean(),
  state: z.enum(hitStates),
  at: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type HitRecord = z.infer<typeof hitRecord>;

/** Texts in which the name of an erased person seems to stand, for somebody to look at. Without the name. */
export const nameHits = collection<HitRecord>({
  name: 'nameHits',
  home: 'community',
  audience: 'staff',
  schema: hitRecord,
  keys: (body, id) => [['nameHits', `${body.state}/${body.at}/${id}`]],
});

export const auditActs = [
  'export',
  'locate',
  'erase',
  'postponeErasure',
  'hold',
  'release',
  'redact',
  'reapply',
  'retention',
  'rawExport',
] as const;
export type AuditAct = (typeof auditActs)[number];

const auditRecord = z.strictObject({
  act: z.enum(auditActs),
  at: z.string(),
  /** A person id, or `system`. */
  by: z.string(),
  /** Whom or what it was about. */
  subjectId: z.string().nullable(),
  reason: z.string().nullable(),
  /** How many, by kind; never who. */
  counts: z.record(z.string(), z.number()),
});
export type AuditRecord = z.infer<typeof auditRecord>;

/**
 * What was done about people's data, by whom and why. Written once, changed by nobody; of an export, whose pages are
 * given one by one, the counts grow with each.
 */
export const privacyAudit = collection<AuditRecord>({
  name: 'privacyAudit',
  home: 'privacy',
  audience: 'system',
  schema: auditRecord,
  keys: (body, id) => [['privacyAudit', `${body.at}/${id}`]],
});

/** Keeps what a place in an export tells from who holds it. The one document of its kind. */
export const sealingKeys = collection<{ readonly key: string }>({
  name: 'sealingKeys',
  home: 'privacy',
  audience: 'system',
  /** In hexadecimal. */
  schema: z.strictObject({ key: z.string() }),
});

const runRecord = z.strictObject({
  /** Names the process at work, so that another does not begin beside it. */
  run: z.string(),
  startedAt: z.string(),
  /** When it was last heard of. */
  aliveAt: z.string(),
  /** The last partition that is done. */
  after: z.string().nullable(),
  deleted: z.record(z.string(), z.number()),
  held: z.number(),
  finishedAt: z.string().nullable(),
});
export type RunRecord = z.infer<typeof runRecord>;

/** How far the last run of retention came; the one document of its kind. */
export const retentionRuns = collection<RunRecord>({
  name: 'retentionRuns',
  home: 'privacy',
  audience: 'system',
  schema: runRecord,
});
