import * as z from 'zod';
import { personCard } from '../people/schemas.js';
import { topicRef } from '../topics/schemas.js';
import type { ExpertEvidence, ExpertSettings, FoundExpert, MyEvidence, MyExpertise } from './api.js';
import { consents, evidenceShown } from './records.js';

const evidenceFields = {
  itemId: z.string(),
  threadId: z.string().nullable(),
  communityId: z.string(),
  title: z.string(),
  topics: z.array(topicRef),
  at: z.string(),
  kind: z.enum(evidenceShown),
};

export const expertEvidence: z.ZodType<ExpertEvidence> = z.strictObject(evidenceFields);
export const myEvidence: z.ZodType<MyEvidence> = z.strictObject({ ...evidenceFields, points: z.number().nullable() });

export const foundExpert: z.ZodType<FoundExpert> = z.strictObject({
  person: personCard,
  evidence: z.array(expertEvidence),
  evidenceCount: z.number(),
  askable: z.boolean(),
  badges: z
    .strictObject({
      inferred: z.strictObject({ evidenceCount: z.number(), newestAt: z.string() }).nullable(),
      declared: z.strictObject({ topics: z.array(topicRef), pending: z.boolean(), expiresAt: z.string() }).nullable(),
      endorsed: z.strictObject({ topics: z.array(topicRef), count: z.number() }).nullable(),
    })
    .optional(),
  confidence: z.enum(['low', 'medium', 'high']).optional(),
  explanation: z
    .array(
      z.strictObject({
        kind: z.enum(['item', 'others', 'declared', 'endorsed']),
        itemId: z.string().nullable(),
        share: z.number(),
      }),
    )
    .optional(),
});

export const settingsFields = {
  consent: z.enum(consents),
  away: z.strictObject({ from: z.string(), until: z.string() }).nullable(),
  weeklyCap: z.number(),
  hiddenTopics: z.array(topicRef),
};

export const settings: z.ZodType<ExpertSettings> = z.strictObject(settingsFields);
export const myExpertise: z.ZodType<MyExpertise> = z.strictObject({
  ...settingsFields,
  topics: z.array(z.strictObject({ topic: topicRef, evidenceCount: z.number() })),
  evidenceCount: z.number(),
  invitedThisWeek: z.number(),
});
