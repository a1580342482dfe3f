import * as z from 'zod';
import { expertEvidence, settingsFields } from '../experts/schemas.js';
import { personCard } from '../people/schemas.js';
import { topicRef } from '../topics/schemas.js';
import type { Declaration, Dispute, Endorsement, ExpertProfile, MyProfile, ProfileTopic, WhyListed } from './api.js';

const saidFields = { note: z.string().nullable(), at: z.string(), expiresAt: z.string() };

export const declaration: z.ZodType<Declaration> = z.strictObject({ topic: topicRef, ...saidFields });

const endorsementFields = {
  communityId: z.string(),
  topic: topicRef,
  person: personCard,
  by: personCard,
  at: z.string(),
};
export const endorsement: z.ZodType<Endorsement> = z.strictObject(endorsementFields);

export const dispute: z.ZodType<Dispute> = z.strictObject({
  itemId: z.string(),
  communityId: z.string(),
  whole: z.boolean(),
  topics: z.array(z.strictObject({ topic: topicRef, instead: topicRef.nullable() })),
  reason: z.string().nullable(),
  at: z.string(),
});

const profileTopic: z.ZodType<ProfileTopic> = z.strictObject({
  topic: topicRef,
  inferred: z.strictObject({ evidenceCount: z.number(), evidence: z.array(expertEvidence) }).nullable(),
  declared: z.strictObject({ ...saidFields, pending: z.boolean() }).nullable(),
  endorsed: z.strictObject({ by: z.array(personCard) }).nullable(),
});

export const profile: z.ZodType<ExpertProfile> = z.strictObject({
  person: personCard,
  topics: z.array(profileTopic),
  askable: z.boolean(),
  awayUntil: z.string().nullable(),
});

export const mine: z.ZodType<MyProfile> = z.strictObject({
  ...settingsFields,
  named: z.boolean().optional(),
  topics: z.array(
    z.strictObject({
      topic: topicRef,
      hidden: z.boolean(),
      inferred: z.strictObject({ evidenceCount: z.number(), score: z.number() }).nullable(),
      declared: declaration.nullable(),
      endorsed: z.strictObject({ count: z.number() }).nullable(),
    }),
  ),
  endorsementsReceived: z.array(z.strictObject({ ...endorsementFields, declined: z.boolean() })),
  endorsementsGiven: z.array(endorsement),
  disputes: z.array(dispute),
  invitedThisWeek: z.number(),
});

export const whyListed: z.ZodType<WhyListed> = z.strictObject({
  kind: z.enum(['item', 'declared', 'endorsed']),
  evidence: expertEvidence.nullable(),
  points: z.number(),
});
