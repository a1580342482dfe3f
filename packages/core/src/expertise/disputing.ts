import { CopkitError } from '../errors.js';
import { communityIdOf } from '../identity/ids.js';
import type { Kit } from '../kit.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import type { Dispute, ExpertiseApi } from './api.js';
import { knownTopic, oneself } from './knowing.js';
import { type DisputeRecord, disputeId, disputes } from './records.js';

type In<K extends keyof ExpertiseApi> = InputOf<ExpertiseApi[K]>;

/** Of one item. More topics than that nobody gave it. */
const MOST_DISPUTED = 20;

const notTheirs = () =>
  new CopkitError('not-found', 'None of what counts for you in this community has this id.', 'itemId');

export async function dispute(
  context: WriteContext,
  { itemId, topic, instead, reason }: In<'dispute'>,
): Promise<string> {
  const personId = oneself(context);
  if (topic === undefined && instead !== undefined)
    throw new CopkitError('invalid', 'Say which topic is the wrong one.', 'topic');
  const id = disputeId(itemId, personId);
  const earlier = await context.get(disputes, id);
  const bears = await topicsFor(context, itemId, personId);
  if (!earlier && !bears) throw notTheirs();
  const topicId =
    topic === undefined
      ? null
      : await topicOf(context.kit, topic, [...(bears ?? []), ...(earlier?.topics ?? []).map((each) => each.topicId)]);
  const insteadId = instead === undefined ? null : await knownTopic(context.kit, instead, 'instead');
  if (insteadId !== null && insteadId === topicId)
    throw new CopkitError('invalid', 'This is the same topic under another name.', 'instead');
  const others = (earlier?.topics ?? []).filter((each) => each.topicId !== topicId);
  if (topicId !== null && others.length >= MOST_DISPUTED)
    throw new CopkitError('conflict', 'Too many topics of this were disputed. Say that it does not speak for you.');
  const record: DisputeRecord = {
    personId,
    itemId,
    whole: (earlier?.whole ?? false) || topicId === null,
    topics: topicId === null ? others : [...others, { topicId, insteadId }],
    reason: reason?.trim() || (earlier?.reason ?? null),
    at: context.now,
  };
  context.put(disputes, id, record);
  // The reason stays where it is forgotten with the rest.
  return id;
}

export async function undispute(context: WriteContext, { itemId, topic }: In<'undispute'>): Promise<string> {
  const id = disputeId(itemId, oneself(context));
  const record = await context.get(disputes, id);
  if (!record) throw new CopkitError('not-found', 'You did not dispute this.', 'itemId');
  const named = topic === undefined ? null : await context.kit.topics.bornBy(topic);
  const topics = record.topics.filter(({ topicId }) => named !== null && !named.includes(topicId));
  if (named !== null && topics.length === record.topics.length)
    throw new CopkitError('not-found', 'You did not dispute that this is about the topic.', 'topic');
  if (topics.length > 0 || (named !== null && record.whole)) context.put(disputes, id, { ...record, topics });
  else context.remove(disputes, id);
  return itemId;
}

/** The topics of what is evidence for somebody, so that they may object to it; `null` where it is none. */
async function topicsFor(context: ReadContext, itemId: string, personId: string): Promise<readonly string[] | null> {
  const engine = await context.kit.experts.engine();
  const evidence = await engine.evidenceOf(theCommunity(context).id);
  const items = evidence.itemsOf(personId).filter((item) => item.itemId === itemId);
  return items.length === 0 ? null : items.flatMap(({ topics }) => topics);
}

/** One that the item bears, which may be the community's alone, or any of the organisation. */
async function topicOf(kit: Kit, named: string, borne: readonly string[]): Promise<string> {
  const id = await kit.topics.idOf(named);
  return borne.includes(id) ? id : knownTopic(kit, named);
}

export async function disputeViews(
  { kit }: Pick<ReadContext, 'kit'>,
  records: readonly DisputeRecord[],
): Promise<Dispute[]> {
  const refs = await kit.topics.refs(
    records.flatMap(({ topics }) => topics.flatMap(({ topicId, insteadId }) => [topicId, insteadId ?? topicId])),
  );
  const ref = (id: string) => refs.get(id) ?? { id, label: id };
  return records.map(({ itemId, whole, topics, reason, at }) => ({
    itemId,
    communityId: communityIdOf(itemId),
    whole,
    topics: topics.map(({ topicId, insteadId }) => ({
      topic: ref(topicId),
      instead: insteadId === null ? null : ref(insteadId),
    })),
    reason,
    at,
  }));
}
