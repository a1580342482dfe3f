import * as z from 'zod';
import { longText } from '../operations/text.js';
import type { Subject, SubjectInput } from './api.js';

/** Bounds what is read at all; what a subject may look like is said by `subjectKey`, in a sentence of its own. */
const text = longText(2_000);

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
