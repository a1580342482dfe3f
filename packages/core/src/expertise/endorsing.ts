import { CopkitError } from '../errors.js';
import { memberships } from '../membership/records.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import { stranger } from '../threads/view.js';
import type { Endorsement, ExpertiseApi } from './api.js';
import { knownTopic, listedSettings, nobodyToFind, oneself } from './knowing.js';
import { type EndorsementRecord, endorsementId, endorsements, refusalId, refusedEndorsements } from './records.js';

type In<K extends keyof ExpertiseApi> = InputOf<ExpertiseApi[K]>;

/** What an endorsement leaves in its receipt. */
export type Endorsed = Pick<EndorsementRecord, 'personId' | 'topicId' | 'endorserId' | 'at'>;

export async function endorse(context: WriteContext, { personId, topic }: In<'endorse'>): Promise<Endorsed> {
  const endorserId = oneself(context);
  if (personId === endorserId)
    throw new CopkitError('invalid', 'Nobody endorses themselves. Declare what you know instead.', 'personId');
  const theirs = await context.get(memberships, personId);
  if (!theirs || !isParticipant(theirs)) throw nobodyToFind();
  await listedSettings(context.kit, personId);
  const topicId = await knownTopic(context.kit, topic);
  const id = endorsementId(personId, topicId, endorserId);
  const earlier = await context.get(endorsements, id);
  const refused = await context.get(refusedEndorsements, refusalId(id));
  const { now: at } = context;
  // Who turned it down is not asked again.
  const declined = refused !== null || (earlier?.declined ?? false);
  context.put(endorsements, id, { personId, topicId, endorserId, at, declined });
  if (!earlier && !refused) {
    const { id: communityId } = theCommunity(context);
    context.notify(personId, `endorsement ${id}`, {
      type: 'expertise',
      object: communityId,
      actor: endorserId,
      detail: { topicId, change: 'endorsed' },
    });
    context.log({ verb: 'expertise.endorse', object: communityId, target: personId, topics: [topicId] });
  }
  return { personId, topicId, endorserId, at };
}

export async function withdrawEndorsement(
  context: WriteContext,
  { personId, topic }: In<'withdrawEndorsement'>,
): Promise<string> {
  const found = await given(context, personId, topic, oneself(context));
  if (found.length === 0)
    throw new CopkitError('not-found', 'You did not endorse this person for this topic.', 'topic');
  for (const { id, endorsement } of found) {
    if (endorsement.declined) context.put(refusedEndorsements, refusalId(id), { at: context.now });
    context.remove(endorsements, id);
  }
  return context.kit.topics.idOf(topic);
}

/** The endorsed decides, and may decide otherwise later. */
export async function decideEndorsement(
  context: WriteContext,
  { endorserId, topic }: In<'declineEndorsement'>,
  declined: boolean,
): Promise<string> {
  const found = await given(context, oneself(context), topic, endorserId);
  if (found.length === 0)
    throw new CopkitError('not-found', 'This person did not endorse you for this topic.', 'endorserId');
  for (const { id, endorsement } of found) {
    context.put(endorsements, id, { ...endorsement, declined });
    if (!declined && (await context.get(refusedEndorsements, refusalId(id))))
      context.remove(refusedEndorsements, refusalId(id));
  }
  return context.kit.topics.idOf(topic);
}

/** What one said of the other for a topic, also under the names of topics that were merged into it. */
async function given(context: WriteContext, personId: string, topic: string, endorserId: string) {
  const topicIds = await context.kit.topics.bornBy(topic);
  const ids = topicIds.map((topicId) => endorsementId(personId, topicId, endorserId));
  const found = await context.getMany(endorsements, ids);
  return ids.flatMap((id, at) => {
    const endorsement = found[at];
    return endorsement ? [{ id, endorsement }] : [];
  });
}

export async function endorsementViews(
  { kit }: Pick<ReadContext, 'kit'>,
  found: readonly (Endorsed & { readonly communityId: string })[],
): Promise<Endorsement[]> {
  const [people, refs] = await Promise.all([
    kit.people.cards(found.flatMap(({ personId, endorserId }) => [personId, endorserId])),
    kit.topics.refs(found.map(({ topicId }) => topicId)),
  ]);
  return found.map(({ communityId, personId, topicId, endorserId, at }) => ({
    communityId,
    topic: refs.get(topicId) ?? { id: topicId, label: topicId },
    person: people.get(personId) ?? stranger(personId),
    by: people.get(endorserId) ?? stranger(endorserId),
    at,
  }));
}
