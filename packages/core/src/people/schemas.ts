import * as z from 'zod';
import type { Me, OutcomeOfImport, Person, PersonCard, Unit } from './api.js';

/** Values of registered host fields; each namespace is checked by its own schema. */
export const ext: z.ZodType<Readonly<Record<string, unknown>>> = z.record(z.string().max(60), z.unknown());

const cardFields = {
  id: z.string(),
  name: z.string().nullable(),
  unit: z.string().nullable(),
  jobTitle: z.string().nullable(),
};
const personFields = { ...cardFields, unitId: z.string().nullable(), locale: z.string().nullable(), ext };

export const personCard: z.ZodType<PersonCard> = z.strictObject(cardFields);
export const person: z.ZodType<Person> = z.strictObject(personFields);
export const me: z.ZodType<Me> = z.strictObject({
  ...personFields,
  admin: z.boolean(),
  unitHistory: z.array(z.strictObject({ unitId: z.string().nullable(), from: z.string() })),
});
export const unit: z.ZodType<Unit> = z.strictObject({
  id: z.string(),
  name: z.string(),
  parentId: z.string().nullable(),
});
export const importOutcome: z.ZodType<OutcomeOfImport> = z.strictObject({
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  erased: z.number(),
  ids: z.array(z.string().nullable()),
});
