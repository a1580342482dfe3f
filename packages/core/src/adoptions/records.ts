import * as z from 'zod';
import type { Origin } from '../activity/records.js';
import { communityIdOf, deriveLocalId } from '../identity/ids.js';
import { collection } from '../store/collection.js';

export const adoptionStates = ['considering', 'trial', 'adopted', 'sustained', 'abandoned'] as const;
export const adoptionModes = ['asIs', 'adapted'] as const;

const hours = z.strictObject({ low: z.number(), mid: z.number(), high: z.number() });

const adoptionRecord = z.strictObject({
  id: z.string(),
  practiceId: z.string(),
  unit: z.string(),
  version: z.number(),
  state: z.enum(adoptionStates),
  mode: z.enum(adoptionModes).nullable(),
  forkId: z.string().nullable(),
  consideredAt: z.string(),
  triedAt: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  sustainedAt: z.string().nullable(),
  abandonedAt: z.string().nullable(),
  abandonReason: z.string().nullable(),
  benefit: z
    .strictObject({ hours, note: z.string().nullable(), at: z.string(), corroboratedAt: z.string().nullable() })
    .nullable(),
  updatedAt: z.string(),
  origin: z.enum(['live', 'imported', 'generated']) as z.ZodType<Origin>,
});
export type AdoptionRecord = z.infer<typeof adoptionRecord>;

/** What units do with practices; no person stands in it. Id: `adoptionIdOf`, so that a unit has one of a practice. */
export const adoptions = collection<AdoptionRecord>({
  name: 'adoptions',
  home: 'community',
  audience: 'readers',
  schema: adoptionRecord,
  keys: (body, id) => [
    ['adoptions', `practice:${body.practiceId}/${body.consideredAt}/${id}`],
    ['adoptions', `all/${body.updatedAt}/${id}`],
  ],
});

const adopterRecord = z.strictObject({
  adopterId: z.string(),
  claimantId: z.string().nullable(),
  corroboratorId: z.string().nullable(),
});
export type AdopterRecord = z.infer<typeof adopterRecord>;

/** Who speaks for the unit. Apart from the adoption, which everybody sees. Id: the adoption. */
export const adopters = collection<AdopterRecord>({
  name: 'adopters',
  home: 'community',
  audience: 'staff',
  schema: adopterRecord,
});

export const adoptionIdOf = (practiceId: string, unit: string): string =>
  deriveLocalId('adoption', communityIdOf(practiceId), `${practiceId} by ${unit}`);

/** The job that asks after a while whether a unit stays with the practice, under the id of the adoption. */
export const SUSTAIN_JOB = 'adoptions.sustain';
