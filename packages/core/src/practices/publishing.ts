import { theCommunity, type WriteContext } from '../operations/context.js';
import { keepVersion, putPractice, refuseUnlessMember, reviewDay, scheduleReview, tell } from './practice.js';
import type { PracticeRecord } from './records.js';
import { mayReview } from './standing.js';

export interface Judged {
  readonly stewardId?: string | undefined;
  readonly reviewBy?: string | undefined;
  readonly note?: string | undefined;
}

/** From now on it is there for everybody, with somebody who looks after it and a day to look at it again. */
export async function publish(
  context: WriteContext,
  practice: PracticeRecord,
  judged: Judged,
): Promise<PracticeRecord> {
  const stewardId =
    judged.stewardId ?? practice.stewardId ?? (context.actor.kind === 'person' ? context.actor.id : null);
  if (stewardId !== null) await refuseUnlessMember(context, stewardId);
  const kept =
    practice.reviewBy !== null && practice.reviewBy > context.now.slice(0, 10) ? practice.reviewBy : undefined;
  const published = putPractice(context, {
    ...practice,
    state: 'good',
    stewardId,
    reviewBy: reviewDay(context.now, judged.reviewBy ?? kept),
    publishedAt: context.now,
  });
  scheduleReview(context, published);
  const { id, kind, version, source, forkOf, unit, topics, authorId } = published;
  context.log({
    verb: 'publish',
    object: id,
    inReplyTo: source?.replyId ?? forkOf?.practiceId ?? null,
    target: authorId,
    topics,
    detail: { kind, version, source: source?.replyId ?? null, forkOf: forkOf?.practiceId ?? null, unit },
  });
  tell(context, stewardId, `steward ${id} ${stewardId}`, {
    type: 'review',
    object: id,
    actor: context.actor.id,
    detail: { outcome: 'steward' },
  });
  return published;
}

/** What is written by who may judge is published; what others write waits for judgement. */
export async function bringForward(context: WriteContext, practice: PracticeRecord, judged: Judged): Promise<void> {
  keepVersion(context, practice, { note: judged.note ?? null });
  if (mayReview(context)) {
    await publish(context, practice, judged);
    return;
  }
  const waiting = putPractice(context, { ...practice, state: 'inReview' });
  const { id, topics, version, kind } = waiting;
  context.log({ verb: 'submit', object: id, topics, target: waiting.authorId, detail: { kind, version } });
  for (const facilitatorId of theCommunity(context).facilitatorIds) {
    tell(context, facilitatorId, `submit ${id} ${context.now}`, {
      type: 'review',
      object: id,
      actor: context.actor.id,
      detail: { outcome: 'submitted' },
    });
  }
}
