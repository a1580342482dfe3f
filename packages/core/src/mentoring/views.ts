import { CopkitError } from '../errors.js';
import { communityIdOf } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import { stranger } from '../threads/view.js';
import type { MentoringRelation } from './api.js';
import { isRunning, type RelationRecord, relations } from './records.js';

export async function findRelation(context: Pick<ReadContext, 'get'>, id: string): Promise<RelationRecord> {
  const found = await context.get(relations, id);
  if (!found) throw new CopkitError('not-found', 'There is no such mentoring.', 'relationId');
  return found;
}

/** The actor where they are one of the two, or put forward to become one; otherwise whoever asked to be mentored. */
export function oneOfTheTwo(actorId: string, { menteeId, mentorId, proposal }: RelationRecord): string {
  return actorId === mentorId || actorId === proposal?.mentorId ? actorId : menteeId;
}

/** What somebody may do with a mentoring as it stands. */
function mayDo(record: RelationRecord, actorId: string, facilitator: boolean): string[] {
  const { state, menteeId, mentorId, proposal, wished } = record;
  const mentee = actorId === menteeId;
  if (state === 'requested') {
    const asked =
      proposal && (mentee ? !proposal.menteeAgreed : actorId === proposal.mentorId && !proposal.mentorAgreed);
    return [
      ...(asked ? ['accept', 'decline'] : []),
      ...(!proposal && !wished && (mentee || facilitator) ? ['propose'] : []),
      ...(mentee ? ['withdraw'] : []),
    ];
  }
  if (!isRunning(record)) return [];
  const pair = mentee || actorId === mentorId;
  const started = state === 'active' && pair ? ['complete'] : [];
  return [
    ...(pair ? ['planSession', 'holdSession', 'writeNote'] : []),
    ...started,
    ...(pair || facilitator ? ['endEarly'] : []),
  ];
}

export async function relationViews(
  context: ReadContext,
  records: readonly RelationRecord[],
): Promise<MentoringRelation[]> {
  const { kit, actor, membership } = context;
  const ids = records.flatMap(({ menteeId, mentorId, proposal }) => [menteeId, mentorId, proposal?.mentorId]);
  const [people, refs] = await Promise.all([
    kit.people.cards(ids.filter((id) => id != null)),
    kit.topics.refs(
      records.map(({ topicId }) => topicId),
      context,
    ),
  ]);
  const card = (id: string) => people.get(id) ?? stranger(id);
  const facilitator = membership?.roles.includes('facilitator') ?? false;
  return records.map((record) => {
    const { menteeId, mentorId, topicId, proposal, ...plain } = record;
    return {
      ...plain,
      communityId: communityIdOf(record.id),
      mentee: card(menteeId),
      mentor: mentorId === null ? null : card(mentorId),
      topic: refs.get(topicId) ?? { id: topicId, label: topicId },
      proposal: proposal && {
        mentor: card(proposal.mentorId),
        mentorAgreed: proposal.mentorAgreed,
        menteeAgreed: proposal.menteeAgreed,
        at: proposal.at,
      },
      may: mayDo(record, actor.id, facilitator),
    };
  });
}

export async function relationView(context: ReadContext, id: string): Promise<MentoringRelation> {
  const [view] = await relationViews(context, [await findRelation(context, id)]);
  return view as MentoringRelation;
}
