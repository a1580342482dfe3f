import * as z from 'zod';
import type { Origin } from '../activity/records.js';
import { deriveLocalId } from '../identity/ids.js';
import { collection } from '../store/collection.js';
import { subjectId } from '../subjects/subject.js';

export const practiceKinds = ['bestPractice', 'method', 'story', 'case', 'tool', 'document'] as const;
/** From what is looked for last to what is looked for first. */
export const practiceStates = ['draft', 'retired', 'superseded', 'inReview', 'needsReview', 'good', 'proven'] as const;

export const adoptionCounts = z.strictObject({
  considering: z.number(),
  trial: z.number(),
  adopted: z.number(),
  sustained: z.number(),
});

const textFields = {
  title: z.string(),
  context: z.string(),
  problem: z.string(),
  steps: z.array(z.string()),
};

const practiceRecord = z.strictObject({
  id: z.string(),
  kind: z.enum(practiceKinds),
  ...textFields,
  state: z.enum(practiceStates),
  /** While its review is due: what it was before, as which its evidence was told of last. */
  dueAs: z.enum(['good', 'proven']).optional(),
  version: z.number(),
  authorId: z.string(),
  stewardId: z.string().nullable(),
  /** The day it is looked at again, `YYYY-MM-DD`. */
  reviewBy: z.string().nullable(),
  /** The last review that confirmed it. */
  reviewed: z.strictObject({ at: z.string(), note: z.string().nullable() }).nullable(),
  topics: z.array(z.string()),
  /** Keys of subjects. */
  subjects: z.array(z.string()),
  source: z.strictObject({ threadId: z.string(), replyId: z.string() }).nullable(),
  forkOf: z.strictObject({ practiceId: z.string(), version: z.number() }).nullable(),
  offer: z.strictObject({ state: z.enum(['open', 'merged']), note: z.string().nullable(), at: z.string() }).nullable(),
  supersededBy: z.string().nullable(),
  retiredReason: z.string().nullable(),
  /** Where it comes from. */
  unit: z.string().nullable(),
  adoptions: adoptionCounts,
  /**
   * The adoptions that go on, and of them those that are sustained. Kept here as well as in the adoptions: whoever
   * adds one meets whoever adds another, or revises what they adopt.
   */
  live: z.array(z.string()),
  sustained: z.array(z.string()),
  createdAt: z.string(),
  publishedAt: z.string().nullable(),
  updatedAt: z.string(),
  origin: z.enum(['live', 'imported', 'generated']) as z.ZodType<Origin>,
});
export type PracticeRecord = z.infer<typeof practiceRecord>;

/** Practices in their present version. A draft is for its author and the staff. */
export const practices = collection<PracticeRecord>({
  name: 'practices',
  home: 'community',
  audience: 'readers',
  staffOnly: (body) => body.state === 'draft',
  schema: practiceRecord,
  keys: (body, id) => {
    if (body.state === 'draft') return [['practices', `draft:${body.authorId}/${body.updatedAt}/${id}`]];
    const place = placeOf(body, id);
    return [
      ['practices', `all/${place}`],
      ['practices', `state:${body.state}/${place}`],
      ...body.topics.map((topic) => ['practices', `topic:${topic}/${place}`] as const),
      ...body.subjects.map((key) => ['practices', `subject:${subjectId(key)}/${place}`] as const),
      ...(body.forkOf ? [['practices', `fork:${body.forkOf.practiceId}/${place}`] as const] : []),
    ];
  },
});

/** What lists of practices sort by: how far it is, then when it last changed. */
export const placeOf = (body: PracticeRecord, id: string): string =>
  `${practiceStates.indexOf(body.state)}/${body.updatedAt}/${id}`;

const versionRecord = z.strictObject({
  practiceId: z.string(),
  version: z.number(),
  ...textFields,
  note: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  mergedFrom: z.string().nullable(),
});
export type VersionRecord = z.infer<typeof versionRecord>;

/** Every version since it left the draft, the present one too. Id: `versionId`. */
export const practiceVersions = collection<VersionRecord>({
  name: 'practiceVersions',
  home: 'community',
  audience: 'readers',
  schema: versionRecord,
  keys: (body, id) => [['practiceVersions', `${body.practiceId}/${id}`]],
});

export const versionId = (practiceId: string, version: number): string =>
  `${practiceId}:${String(version).padStart(5, '0')}`;

/** The job that its review date schedules, under its id. */
export const REVIEW_JOB = 'practices.review';

/** The practice that is or would be made of an answer: there is one. */
export const practiceIdOf = (communityId: string, replyId: string): string =>
  deriveLocalId('practice', communityId, `reply ${replyId}`);
