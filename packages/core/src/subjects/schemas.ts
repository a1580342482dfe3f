import * as z from 'zod';
import type { Subject, SubjectInput } from './api.js';

/** Bounds what is read at all; what a subject may look like is said by `subjectKey`, in a sentence of its own. */
const text = z.string().max(2_000, 'must have at most 2,000 characters');

export const subjectInput: z.ZodType<SubjectInput> = z.union([
  text,
  z.strictObject({ key: text, title: text.optional(), url: text.optional() }),
]);
export const subjectText = text;

export const subject: z.ZodType<Subject> = z.strictObject({
  key: z.string(),
  title: z.string().nullable(),
  url: z.string().nullable(),
});
