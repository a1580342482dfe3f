import * as z from 'zod';
import { ADOPTION_ID } from '../identity/ids.js';
import { idText } from '../operations/text.js';
import type { Adoption } from './api.js';
import { adoptionModes, adoptionStates } from './records.js';

export const adoptionId = idText(ADOPTION_ID, 'adoption');
export const adoptionState = z.enum(adoptionStates);
export const adoptionMode = z.enum(adoptionModes);

const amount = z.number().min(0, 'must not be negative').max(1_000_000, 'must be at most 1,000,000 hours');
export const hours = z
  .strictObject({ low: amount, mid: amount, high: amount })
  .refine(({ low, mid, high }) => low <= mid && mid <= high, 'must have low ≤ mid ≤ high');

export const adoption: z.ZodType<Adoption> = z.strictObject({
  id: z.string(),
  practiceId: z.string(),
  practiceTitle: z.string(),
  unit: z.strictObject({ id: z.string(), name: z.string() }),
  version: z.number(),
  outdated: z.boolean(),
  state: adoptionState,
  mode: adoptionMode.nullable(),
  forkId: z.string().nullable(),
  consideredAt: z.string(),
  triedAt: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  sustainedAt: z.string().nullable(),
  sustainableFrom: z.string().nullable(),
  abandonedAt: z.string().nullable(),
  abandonReason: z.string().nullable(),
  benefit: z
    .strictObject({
      hours: z.strictObject({ low: z.number(), mid: z.number(), high: z.number() }),
      note: z.string().nullable(),
      at: z.string(),
      corroboratedAt: z.string().nullable(),
    })
    .nullable(),
  may: z.array(z.string()),
});
