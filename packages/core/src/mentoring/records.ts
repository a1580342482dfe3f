import * as z from 'zod';
import { collection } from '../store/collection.js';

export const mentoringStates = [
  'requested',
  'accepted',
  'active',
  'completed',
  'endedEarly',
  'declined',
  'withdrawn',
] as const;
/** Why somebody ends it. */
export const saidReasons = ['goals-changed', 'no-time', 'moved-on', 'no-match'] as const;
export const endReasons = [...saidReasons, 'left-community'] as const;
export const sessionStates = ['planned', 'held', 'cancelled'] as const;
export const milestoneStates = ['declared', 'confirmed', 'notYet'] as const;

const proposal = z.strictObject({
  mentorId: z.string(),
  mentorAgreed: z.boolean(),
  menteeAgreed: z.boolean(),
  at: z.string(),
});

const relationRecord = z.strictObject({
  id: z.string(),
  menteeId: z.string(),
  mentorId: z.string().nullable(),
  topicId: z.string(),
  goals: z.string(),
  state: z.enum(mentoringStates),
  wished: z.boolean(),
  proposal: proposal.nullable(),
  requestedAt: z.string(),
  acceptedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endReason: z.enum(endReasons).nullable(),
  sessionsPlanned: z.number(),
  sessionsHeld: z.number(),
});
export type RelationRecord = z.infer<typeof relationRecord>;

export const isRunning = ({ state }: Pick<RelationRecord, 'state'>): boolean =>
  state === 'accepted' || state === 'active';

/** Of a pair from the request on. For the two and for facilitators. */
export const relations = collection<RelationRecord>({
  name: 'mentoringRelations',
  home: 'community',
  audience: 'owner',
  schema: relationRecord,
  keys(body, id) {
    const place = `${body.requestedAt}/${id}`;
    const mentorId = body.mentorId ?? body.proposal?.mentorId;
    return [
      ['relations', `all/${place}`],
      ['relations', `state:${body.state}/${place}`],
      ['relations', `of:${body.menteeId}/${place}`],
      ...(mentorId ? [['relations', `of:${mentorId}/${place}`] as const] : []),
      ...(isRunning(body) ? [['relations', `running:${body.mentorId}/${id}`] as const] : []),
      ...(body.state === 'requested' && !body.wished && !body.proposal
        ? [['relations', `open/${place}`] as const]
        : []),
    ];
  },
});

const offerRecord = z.strictObject({
  mentorId: z.string(),
  topics: z.array(z.string()),
  capacity: z.number(),
  note: z.string().nullable(),
  at: z.string(),
});
export type OfferRecord = z.infer<typeof offerRecord>;

/** Who is willing to mentor. Id: the person. */
export const offers = collection<OfferRecord>({
  name: 'mentoringOffers',
  home: 'community',
  audience: 'readers',
  schema: offerRecord,
  keys: ({ at }, id) => [['offers', `${at}/${id}`]],
});

const sessionRecord = z.strictObject({
  id: z.string(),
  relationId: z.string(),
  state: z.enum(sessionStates),
  day: z.string(),
  minutes: z.number().nullable(),
});
export type SessionRecord = z.infer<typeof sessionRecord>;

/** Meetings: days and minutes. */
export const sessions = collection<SessionRecord>({
  name: 'mentoringSessions',
  home: 'community',
  audience: 'owner',
  schema: sessionRecord,
  keys: ({ relationId, day }, id) => [['sessions', `${relationId}/${day}/${id}`]],
});

const noteRecord = z.strictObject({
  id: z.string(),
  relationId: z.string(),
  authorId: z.string(),
  body: z.string(),
  at: z.string(),
});
export type NoteRecord = z.infer<typeof noteRecord>;

/** What the two write down, in a partition of their own. */
export const pairNotes = collection<NoteRecord>({
  name: 'pairNotes',
  home: 'pair',
  audience: 'owner',
  schema: noteRecord,
  keys: ({ at }, id) => [['notes', `at/${at}/${id}`]],
});

const milestoneRecord = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  topicId: z.string().nullable(),
  definedAt: z.string(),
  retired: z.boolean(),
});
export type MilestoneRecord = z.infer<typeof milestoneRecord>;

/** What whoever works in the field of a community should come to master. */
export const milestones = collection<MilestoneRecord>({
  name: 'competenceMilestones',
  home: 'community',
  audience: 'readers',
  schema: milestoneRecord,
  keys: ({ definedAt }, id) => [['milestones', `${definedAt}/${id}`]],
});

const reachedRecord = z.strictObject({
  milestoneId: z.string(),
  personId: z.string(),
  state: z.enum(milestoneStates),
  declaredAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ReachedRecord = z.infer<typeof reachedRecord>;

/** One milestone of one person. */
export const reachedId = (milestoneId: string, personId: string): string => `${milestoneId} ${personId}`;

/** Milestones that people declared. For the person, their mentor and facilitators. */
export const reached = collection<ReachedRecord>({
  name: 'reachedMilestones',
  home: 'community',
  audience: 'owner',
  schema: reachedRecord,
  keys: ({ state, declaredAt, personId }, id) => [
    ['reached', `of:${personId}/${id}`],
    ['reached', `${state}/${declaredAt}/${id}`],
  ],
});
