import * as z from 'zod';
import { idText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { topicRef } from '../topics/schemas.js';
import type {
  MentoringOffer,
  MentoringRelation,
  MentoringSession,
  Milestone,
  PairNote,
  ReachedMilestone,
  SuggestedMentor,
} from './api.js';
import { endReasons, mentoringStates, milestoneStates, sessionStates } from './records.js';

export const relationId = idText(/^mentoring-relation_[0-9a-z]{16}_[0-9a-z]{12}$/, 'mentoring');
export const sessionId = idText(/^mentoring-session_[0-9a-z]{16}_[0-9a-z]{12}$/, 'mentoring session');
export const milestoneId = idText(/^mentoring-milestone_[0-9a-z]{16}_[0-9a-z]{12}$/, 'milestone');
export const noteId = z.string().regex(/^[0-9a-z]{20}$/, 'is not the id of a note');
export const day = z.iso.date('must be a day such as 2026-01-31');

export const relation: z.ZodType<MentoringRelation> = z.strictObject({
  id: z.string(),
  communityId: z.string(),
  mentee: personCard,
  mentor: personCard.nullable(),
  topic: topicRef,
  goals: z.string(),
  state: z.enum(mentoringStates),
  wished: z.boolean(),
  proposal: z
    .strictObject({ mentor: personCard, mentorAgreed: z.boolean(), menteeAgreed: z.boolean(), at: z.string() })
    .nullable(),
  requestedAt: z.string(),
  acceptedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endReason: z.enum(endReasons).nullable(),
  sessionsPlanned: z.number(),
  sessionsHeld: z.number(),
  may: z.array(z.string()),
});

export const offer: z.ZodType<MentoringOffer> = z.strictObject({
  communityId: z.string(),
  mentor: personCard,
  topics: z.array(topicRef),
  capacity: z.number(),
  free: z.number(),
  note: z.string().nullable(),
  at: z.string(),
});

export const suggestedMentor: z.ZodType<SuggestedMentor> = z.strictObject({
  person: personCard,
  why: z.enum(['offered', 'evidence', 'declared', 'newcomer', 'colleague']),
  reasons: z.array(
    z.strictObject({
      itemId: z.string(),
      threadId: z.string().nullable(),
      title: z.string(),
      at: z.string(),
      kind: z.enum(['answer', 'accepted', 'practice', 'review', 'adoption', 'story', 'event']),
    }),
  ),
});

export const session: z.ZodType<MentoringSession> = z.strictObject({
  id: z.string(),
  relationId: z.string(),
  state: z.enum(sessionStates),
  day: z.string(),
  minutes: z.number().nullable(),
});

export const note: z.ZodType<PairNote> = z.strictObject({
  id: z.string(),
  relationId: z.string(),
  author: personCard,
  body: z.string(),
  at: z.string(),
});

const state = z.enum(milestoneStates);

export const milestone: z.ZodType<Milestone> = z.strictObject({
  id: z.string(),
  communityId: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  topic: topicRef.nullable(),
  definedAt: z.string(),
  retired: z.boolean(),
  mine: state.nullable(),
});

export const reachedMilestone: z.ZodType<ReachedMilestone> = z.strictObject({
  milestoneId: z.string(),
  title: z.string(),
  person: personCard,
  state,
  declaredAt: z.string(),
  by: personCard.nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
});
