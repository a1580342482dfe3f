import * as z from 'zod';
import { reason } from '../operations/inputs.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import type { Grant } from '../operations/policy.js';
import { longText, shortText } from '../operations/text.js';
import { communityId, personId } from '../threads/schemas.js';
import type { MentoringApi } from './api.js';
import * as judging from './milestones.js';
import { reached, relations } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof MentoringApi> = InputOf<MentoringApi[K]>;
type Out<K extends keyof MentoringApi> = OutputOf<MentoringApi[K]>;

const { milestoneId } = schema;
const ofMilestone = (input: { milestoneId: string }) => input.milestoneId;
const alsoReads = [relations.name, reached.name];
const STEWARDS: readonly Grant[] = ['facilitator', 'steward'];

/** The mentor of the person, or a facilitator. */
const judged = {
  output: schema.reachedMilestone,
  allow: ['facilitator', 'keeper'],
  alsoReads,
  community: ofMilestone,
  owner: judging.mentorOf,
  answer: judging.reachedView,
} as const;

export const milestoneOperations: readonly Operation[] = [
  write<In<'defineMilestone'>, Out<'defineMilestone'>, string>({
    name: 'mentoring.defineMilestone',
    summary: 'Says what whoever works in the field should come to master.',
    input: z.strictObject({
      communityId,
      milestoneId: milestoneId.optional(),
      title: shortText(200),
      description: longText(2_000).optional(),
      topic: shortText(200).optional(),
    }),
    output: schema.milestone,
    allow: STEWARDS,
    alsoReads,
    community: (input) => input.communityId,
    run: judging.defineMilestone,
    answer: judging.milestoneView,
  }),

  write<In<'retireMilestone'>, Out<'retireMilestone'>, string>({
    name: 'mentoring.retireMilestone',
    summary: 'Lets nobody declare a milestone any more.',
    input: z.strictObject({ milestoneId }),
    output: schema.milestone,
    allow: STEWARDS,
    alsoReads,
    community: ofMilestone,
    run: judging.retireMilestone,
    answer: judging.milestoneView,
  }),

  read<In<'listMilestones'>, Out<'listMilestones'>>({
    name: 'mentoring.listMilestones',
    summary: 'The milestones of a community, and how the actor stands to each.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(schema.milestone) }),
    allow: ['participant'],
    alsoReads,
    community: (input) => input.communityId,
    run: (context) => judging.listMilestones(context),
  }),

  write<In<'declareMilestone'>, Out<'declareMilestone'>, judging.Declared>({
    name: 'mentoring.declareMilestone',
    summary: 'Says that one has come to master something; waits for the mentor or a facilitator.',
    input: z.strictObject({ milestoneId }),
    output: schema.reachedMilestone,
    allow: ['participant'],
    alsoReads,
    community: ofMilestone,
    run: judging.declareMilestone,
    answer: judging.reachedView,
  }),

  write<In<'confirmMilestone'>, Out<'confirmMilestone'>, judging.Declared>({
    ...judged,
    name: 'mentoring.confirmMilestone',
    summary: 'Confirms what somebody declared, as their mentor or a facilitator.',
    input: z.strictObject({ milestoneId, personId }),
    run: judging.confirmMilestone,
  }),

  write<In<'putOffMilestone'>, Out<'putOffMilestone'>, judging.Declared>({
    ...judged,
    name: 'mentoring.putOffMilestone',
    summary: 'Says that it is not yet so far, and why.',
    input: z.strictObject({ milestoneId, personId, reason }),
    run: judging.putOffMilestone,
  }),

  write<In<'withdrawMilestone'>, Out<'withdrawMilestone'>, string>({
    name: 'mentoring.withdrawMilestone',
    summary: 'Takes back what one declared, while it is not confirmed.',
    input: z.strictObject({ milestoneId }),
    output: z.strictObject({ milestoneId: z.string() }),
    allow: ['participant'],
    alsoReads,
    community: ofMilestone,
    run: judging.withdrawMilestone,
    answer: async (_context, id) => ({ milestoneId: id }),
  }),

  read<In<'listDeclared'>, Out<'listDeclared'>>({
    name: 'mentoring.listDeclared',
    summary: 'What waits to be confirmed: of all for a facilitator, of their mentees for a mentor.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(schema.reachedMilestone) }),
    allow: ['participant'],
    alsoReads,
    community: (input) => input.communityId,
    run: (context) => judging.listDeclared(context),
  }),
];
