import * as z from 'zod';
import { adoption } from '../adoptions/schemas.js';
import { PRACTICE_ID } from '../identity/ids.js';
import { idText, longText, shortText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { subject, subjectInput } from '../subjects/schemas.js';
import { topicRef } from '../topics/schemas.js';
import type { Practice, PracticeCard, PracticeVersion } from './api.js';
import { adoptionCounts, practiceKinds, practiceStates } from './records.js';

export const practiceId = idText(PRACTICE_ID, 'practice');
export const kind = z.enum(practiceKinds);
export const state = z.enum(practiceStates);
export const note = longText(1_000);
export const reviewBy = z.iso.date('must be a day such as 2027-01-31');
export const subjects = z.array(subjectInput).max(10, 'must have at most 10 subjects');

export const optionalText = {
  title: shortText(200).optional(),
  context: longText(10_000).optional(),
  problem: longText(40_000).optional(),
  steps: z.array(longText(40_000)).max(50, 'must have at most 50 steps').optional(),
};
export const textFields = { ...optionalText, title: shortText(200) };

const cardFields = {
  id: z.string(),
  communityId: z.string(),
  kind,
  title: z.string(),
  state,
  version: z.number(),
  topics: z.array(topicRef),
  subjects: z.array(subject),
  author: personCard,
  steward: personCard.nullable(),
  unit: z.string().nullable(),
  reviewBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  updatedAt: z.string(),
  adoptions: adoptionCounts,
  forkOf: z.strictObject({ practiceId: z.string(), version: z.number(), title: z.string().nullable() }).nullable(),
  offer: z.strictObject({ state: z.enum(['open', 'merged']), note: z.string().nullable(), at: z.string() }).nullable(),
};
const richText = z.strictObject({ body: z.string(), html: z.string() });

export const practiceCardFields = cardFields;
export const practiceCard: z.ZodType<PracticeCard> = z.strictObject(cardFields);

export const practice: z.ZodType<Practice> = z.strictObject({
  ...cardFields,
  createdAt: z.string(),
  context: richText,
  problem: richText,
  steps: z.array(richText),
  source: z.strictObject({ threadId: z.string(), replyId: z.string(), title: z.string().nullable() }).nullable(),
  supersededBy: z.strictObject({ practiceId: z.string(), title: z.string().nullable() }).nullable(),
  retiredReason: z.string().nullable(),
  reviewed: z.strictObject({ at: z.string(), note: z.string().nullable() }).nullable(),
  yours: adoption.nullable(),
  may: z.array(z.string()),
});

export const practiceVersion: z.ZodType<PracticeVersion> = z.strictObject({
  version: z.number(),
  title: z.string(),
  context: z.string(),
  problem: z.string(),
  steps: z.array(z.string()),
  note: z.string().nullable(),
  at: z.string(),
  by: personCard,
  mergedFrom: z.string().nullable(),
});
