import type { WriteContext } from '../operations/context.js';
import type { RelationRecord } from './records.js';

/**
 * What somebody is told of a mentoring: they are `asked` to mentor, somebody is `proposed` to mentor them, the other
 * `accepted` or `declined`, a session is `planned`, the pair is `ended`.
 */
type Change = 'asked' | 'proposed' | 'accepted' | 'declined' | 'planned' | 'ended';

export function tellOf(context: WriteContext, record: RelationRecord, personId: string, change: Change): void {
  context.notify(personId, `mentoring ${record.id} ${change} ${context.now}`, {
    type: 'mentoring',
    object: record.id,
    actor: context.actor.id,
    detail: { change, topicId: record.topicId },
  });
}

/** What somebody is told of a milestone: one waits to be confirmed, is `confirmed`, or put off. */
export function tellOfMilestone(
  context: WriteContext,
  milestoneId: string,
  personId: string,
  change: 'claimed' | 'confirmed' | 'notYet',
): void {
  context.notify(personId, `milestone ${milestoneId} ${change} ${context.now}`, {
    type: 'mentoring',
    object: milestoneId,
    actor: context.actor.id,
    detail: { change },
  });
}
