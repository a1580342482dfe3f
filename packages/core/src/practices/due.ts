import { memberships } from '../membership/records.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import { isParticipant } from '../operations/policy.js';
import { putPractice, tell } from './practice.js';
import { practices } from './records.js';

/** Its steward looks whether it still holds, or whoever facilitates where there is none any more. */
export async function fallDue(context: WriteContext, practiceId: string): Promise<void> {
  const practice = await context.get(practices, practiceId);
  if (practice?.state !== 'good' && practice?.state !== 'proven') return;
  putPractice(context, { ...practice, state: 'needsReview', dueAs: practice.state });
  const { id, authorId, topics, stewardId, reviewBy } = practice;
  context.log({ verb: 'review', object: id, target: authorId, topics, detail: { outcome: 'due' } });
  const { facilitatorIds } = theCommunity(context);
  const steward = stewardId === null ? null : await context.get(memberships, stewardId);
  for (const personId of stewardId !== null && isParticipant(steward) ? [stewardId] : facilitatorIds) {
    tell(context, personId, `review ${id} ${reviewBy}`, {
      type: 'review',
      object: id,
      actor: null,
      detail: { outcome: 'due', reviewBy },
    });
  }
}
