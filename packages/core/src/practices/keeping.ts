import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import type { PracticesApi } from './api.js';
import { beforeReview, judgeEvidence } from './evidence.js';
import {
  conflict,
  findPractice,
  linkTo,
  putPractice,
  refuseUnlessMember,
  reviewDay,
  scheduleReview,
  tell,
} from './practice.js';
import { publish } from './publishing.js';
import { type PracticeRecord, REVIEW_JOB } from './records.js';
import { isPublished } from './standing.js';
import { tellUnits } from './telling.js';

type In<K extends keyof PracticesApi> = InputOf<PracticesApi[K]>;

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

export async function approve(context: WriteContext, input: In<'approve'>): Promise<string> {
  const practice = await findPractice(context, input.practiceId);
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
  return input.practiceId;
}

export async function confirm(context: WriteContext, { practiceId, reviewBy, note }: In<'confirm'>): Promise<string> {
  const practice = await findPractice(context, practiceId);
  refuseUnlessPublished(practice);
  const confirmed = putPractice(context, {
    ...(await judgeEvidence(context, beforeReview(practice))),
    reviewBy: reviewDay(context.now, reviewBy),
    reviewed: { at: context.now, note: note ?? null },
  });
  scheduleReview(context, confirmed);
  const { id, authorId, topics } = practice;
  context.log({ verb: 'review', object: id, target: authorId, topics, detail: { outcome: 'confirmed' } });
  return practiceId;
}

export async function setSteward(context: WriteContext, { practiceId, stewardId }: In<'setSteward'>): Promise<string> {
  const practice = await findPractice(context, practiceId);
  if (practice.stewardId === stewardId) return practiceId;
  await refuseUnlessMember(context, stewardId);
  putPractice(context, { ...practice, stewardId });
  context.log({ verb: 'entrust', object: practice.id, target: stewardId, topics: practice.topics });
  tell(context, stewardId, `steward ${practice.id} ${context.now}`, {
    type: 'review',
    object: practice.id,
    actor: context.actor.id,
    detail: { outcome: 'steward' },
  });
  return practiceId;
}

export async function supersede(context: WriteContext, { practiceId, byPracticeId }: In<'supersede'>): Promise<string> {
  const practice = await findPractice(context, practiceId);
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
  return practiceId;
}

export async function retire(context: WriteContext, { practiceId, reason }: In<'retire'>): Promise<string> {
  const practice = await findPractice(context, practiceId);
  if (practice.state === 'draft') throw conflict('This practice is still a draft. Throw it away instead.');
  if (practice.state === 'retired') throw conflict('This practice is retired already.');
  const { id, authorId, topics } = practice;
  const retired = putPractice(context, { ...practice, state: 'retired', retiredReason: reason ?? null });
  context.unschedule(REVIEW_JOB, id);
  context.log({ verb: 'retire', object: id, target: authorId, topics, detail: { from: practice.state } });
  await tellUnits(context, retired, { change: 'retired' });
  return practiceId;
}
