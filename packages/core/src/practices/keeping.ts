import * as z from 'zod';
import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, write } from '../operations/operation.js';
import type { Grant } from '../operations/policy.js';
import { personId } from '../threads/schemas.js';
import type { Practice, PracticesApi } from './api.js';
import { stateByEvidence } from './evidence.js';
import {
  conflict,
  findPractice,
  isPublished,
  keeperOf,
  linkTo,
  putPractice,
  REVIEW_JOB,
  REVIEWERS,
  refuseUnlessMember,
  reviewDay,
  scheduleReview,
  tell,
} from './practice.js';
import { publish } from './publishing.js';
import type { PracticeRecord } from './records.js';
import * as schema from './schemas.js';
import { tellUnits } from './telling.js';
import { practiceView } from './view.js';

type In<K extends keyof PracticesApi> = InputOf<PracticesApi[K]>;

/** A mutation of a practice's state that answers with it. */
function onPractice<I extends { practiceId: string }>(definition: {
  name: string;
  summary: string;
  input: z.ZodType<I>;
  allow: readonly Grant[];
  run: (context: WriteContext, practice: PracticeRecord, input: I) => Promise<void>;
}): Operation {
  const { run, ...described } = definition;
  return write<I, Practice, string>({
    ...described,
    output: schema.practice,
    community: (input) => input.practiceId,
    ...(described.allow.includes('owner') ? { owner: (context, input) => keeperOf(context, input.practiceId) } : {}),
    async run(context, input) {
      await run(context, await findPractice(context, input.practiceId), input);
      return input.practiceId;
    },
    answer: practiceView,
  });
}

function refuseUnlessPublished(practice: PracticeRecord): void {
  if (!isPublished(practice)) throw conflict(`This practice is ${STATE[practice.state]}.`);
}

const STATE: Readonly<Record<PracticeRecord['state'], string>> = {
  draft: 'still a draft',
  inReview: 'still in review',
  good: 'published',
  proven: 'published',
  needsReview: 'published',
  superseded: 'superseded',
  retired: 'retired',
};

const { practiceId } = schema;

export const keepingPracticeOperations: readonly Operation[] = [
  onPractice<In<'approve'>>({
    name: 'practices.approve',
    summary: 'Publishes a practice that is in review.',
    input: z.strictObject({ practiceId, stewardId: personId.optional(), reviewBy: schema.reviewBy.optional() }),
    allow: REVIEWERS,
    async run(context, practice, input) {
      if (practice.state !== 'inReview') throw conflict(`This practice is ${STATE[practice.state]}, not in review.`);
      const { id, authorId, topics, version } = practice;
      context.log({ verb: 'approve', object: id, target: authorId, topics, detail: { version } });
      await publish(context, practice, input);
      tell(context, authorId, `approve ${id}`, {
        type: 'review',
        object: id,
        actor: context.actor.id,
        detail: { outcome: 'approved' },
      });
    },
  }),

  onPractice<In<'confirm'>>({
    name: 'practices.confirm',
    summary: 'Says after a review that a practice still holds, and when to look again.',
    input: z.strictObject({ practiceId, reviewBy: schema.reviewBy.optional(), note: schema.note.optional() }),
    allow: ['owner', 'steward', 'facilitator'],
    async run(context, practice, { reviewBy }) {
      refuseUnlessPublished(practice);
      const confirmed = putPractice(context, {
        ...practice,
        state: await stateByEvidence(context, practice),
        reviewBy: reviewDay(context.now, reviewBy),
      });
      scheduleReview(context, confirmed);
      const { id, authorId, topics } = practice;
      context.log({ verb: 'review', object: id, target: authorId, topics, detail: { outcome: 'confirmed' } });
    },
  }),

  onPractice<In<'setSteward'>>({
    name: 'practices.setSteward',
    summary: 'Names the member who looks after a practice.',
    input: z.strictObject({ practiceId, stewardId: personId }),
    allow: ['owner', 'steward', 'facilitator'],
    async run(context, practice, { stewardId }) {
      if (practice.stewardId === stewardId) return;
      await refuseUnlessMember(context, stewardId);
      putPractice(context, { ...practice, stewardId });
      context.log({ verb: 'entrust', object: practice.id, target: stewardId, topics: practice.topics });
      tell(context, stewardId, `steward ${practice.id} ${stewardId}`, {
        type: 'review',
        object: practice.id,
        actor: context.actor.id,
        detail: { outcome: 'steward' },
      });
    },
  }),

  onPractice<In<'supersede'>>({
    name: 'practices.supersede',
    summary: 'Says which practice takes the place of this one.',
    input: z.strictObject({ practiceId, byPracticeId: practiceId }),
    allow: ['owner', 'steward', 'facilitator'],
    async run(context, practice, { byPracticeId }) {
      refuseUnlessPublished(practice);
      if (byPracticeId === practice.id) {
        throw new CopkitError('invalid', 'A practice cannot supersede itself. Revise it instead.', 'byPracticeId');
      }
      const successor = await findPractice(context, byPracticeId, 'byPracticeId');
      if (!isPublished(successor)) {
        throw conflict(`${linkTo(successor)} is ${STATE[successor.state]}; name a published practice.`, 'byPracticeId');
      }
      const { id, authorId, topics } = practice;
      const superseded = putPractice(context, { ...practice, state: 'superseded', supersededBy: successor.id });
      context.unschedule(REVIEW_JOB, id);
      context.log({ verb: 'supersede', object: id, target: authorId, topics, detail: { by: successor.id } });
      await tellUnits(context, superseded, { change: 'superseded', by: successor.id });
    },
  }),

  onPractice<In<'retire'>>({
    name: 'practices.retire',
    summary: 'Says that a practice should no longer be followed, or turns one down that is in review.',
    input: z.strictObject({ practiceId, reason: schema.note.optional() }),
    allow: ['owner', 'steward', 'facilitator'],
    async run(context, practice, { reason }) {
      if (practice.state === 'draft') throw conflict('This practice is still a draft. Throw it away instead.');
      if (practice.state === 'retired') throw conflict('This practice is retired already.');
      const { id, authorId, topics } = practice;
      const retired = putPractice(context, { ...practice, state: 'retired', retiredReason: reason ?? null });
      context.unschedule(REVIEW_JOB, id);
      context.log({ verb: 'retire', object: id, target: authorId, topics, detail: { from: practice.state } });
      await tellUnits(context, retired, { change: 'retired' });
    },
  }),
];
