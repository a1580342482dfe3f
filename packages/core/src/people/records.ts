import * as z from 'zod';
import type { Origin } from '../activity/records.js';
import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import { collection } from '../store/collection.js';
import { wordKeys } from '../store/keys.js';

const personRecord = z.strictObject({
  id: z.string(),
  /** `null` for nameless authors and after erasure. */
  hostId: z.string().nullable(),
  name: z.string().nullable(),
  jobTitle: z.string().nullable(),
  locale: z.string().nullable(),
  /** What the person said of themselves, over which the host's word does not go. */
  changedHere: z.array(z.enum(['jobTitle', 'locale'])),
  /** Oldest first; the last one holds now. */
  units: z.array(z.strictObject({ unitId: z.string().nullable(), from: z.string() })),
  /** When the host said what is kept of it; what it said before that is not taken over any more. */
  toldAt: z.string().nullable(),
  createdAt: z.string(),
  erasedAt: z.string().nullable(),
  /** An administrator or the directory keeps them out, until a moment or until it is lifted. */
  suspension: z.strictObject({ until: z.string().nullable(), reason: z.string() }).optional(),
  origin: z.enum(['live', 'imported', 'generated']) as z.ZodType<Origin>,
  ext: z.record(z.string(), z.unknown()),
});
export type PersonRecord = z.infer<typeof personRecord>;

export function isSuspended(suspension: PersonRecord['suspension'], now: string): boolean {
  return suspension !== undefined && (suspension.until === null || suspension.until > now);
}

export function refuseSuspended(suspension: PersonRecord['suspension'], now: string): void {
  if (!suspension || !isSuspended(suspension, now)) return;
  const until = suspension.until === null ? '' : ` until ${suspension.until.slice(0, 16)}Z`;
  throw new CopkitError('forbidden', `You are suspended${until}: ${suspension.reason}`);
}

/** The only place where a person's name or host id stands. */
export const people = collection<PersonRecord>({
  name: 'people',
  home: 'people',
  audience: 'readers',
  schema: personRecord,
  keys: (body, id) => (body.name === null ? [] : wordKeys(body.name).map((word) => ['names', `${word}/${id}`])),
});

const hostRecord = z.strictObject({
  /** `null` after an erasure, and no longer whose it was: no import brings the person back. */
  personId: z.string().nullable(),
  /** What was signed before that brings nobody back either. */
  erasedAt: z.string().optional(),
});

/** Where the person with this host id is found. */
export const hostKey = (hostId: string): string => derive(`host ${hostId}`, 26);

/** Where the nameless author that an import made is found. */
export const placeholderKey = (seed: string): string => derive(`placeholder ${seed}`, 26);

/** From the hashed host id to the person; one per host id, so that two first sights make one person. */
export const hosts = collection<z.infer<typeof hostRecord>>({
  name: 'hosts',
  home: 'people',
  audience: 'system',
  schema: hostRecord,
});

const unitRecord = z.strictObject({ id: z.string(), name: z.string(), parentId: z.string().nullable() });
export type UnitRecord = z.infer<typeof unitRecord>;

/** A unit's id as a document id, which is ASCII: itself where it is plain. */
export const unitKey = (id: string): string =>
  /^[A-Za-z0-9._-]{1,100}$/.test(id) ? id : `~${derive(`unit ${id}`, 26)}`;

/** Organisation units. Id: `unitKey` of the host's id. */
export const units = collection<UnitRecord>({
  name: 'units',
  home: 'units',
  audience: 'readers',
  schema: unitRecord,
  keys: (_body, id) => [['units', id]],
});

/** The unit that held at a moment. */
export function unitAt(record: Pick<PersonRecord, 'units'>, at: string): string | null {
  let unit: string | null = null;
  for (const entry of record.units) if (entry.from <= at) unit = entry.unitId;
  return unit;
}

export function currentUnit(record: Pick<PersonRecord, 'units'>): string | null {
  return record.units.at(-1)?.unitId ?? null;
}
