import { oneself } from '../expertise/knowing.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { EVERY_KEY, under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import { topicsShown } from '../topics/shown.js';
import type { MentoringApi, MentoringOffer, SuggestedMentor } from './api.js';
import { type OfferRecord, offers, relations } from './records.js';

type In<K extends keyof MentoringApi> = InputOf<MentoringApi[K]>;
type Out<K extends keyof MentoringApi> = OutputOf<MentoringApi[K]>;

const USUAL = 5;

export async function offer(context: WriteContext, input: In<'offer'>): Promise<string> {
  const me = oneself(context);
  const topics = await context.kit.topics.take(context, input.topics);
  const note = input.note?.trim() || null;
  context.put(offers, me, { mentorId: me, topics, capacity: input.capacity, note, at: context.now });
  const detail = { capacity: input.capacity };
  context.log({ verb: 'mentoring.offer', object: theCommunity(context).id, topics, detail });
  return me;
}

export async function withdrawOffer(context: WriteContext): Promise<string> {
  const me = oneself(context);
  const { id } = theCommunity(context);
  if (await context.get(offers, me)) {
    context.remove(offers, me);
    context.log({ verb: 'mentoring.withdrawOffer', object: id });
  }
  return id;
}

/** How many somebody mentors at present. */
async function taken(context: Pick<ReadContext, 'scan' | 'get' | 'getMany' | 'partition'>, mentorId: string) {
  return (await scanAll(context, relations, { index: 'relations', ...under(`running:${mentorId}/`) })).length;
}

/** Whether somebody can mentor another. Who did not say how many mentors as they like. */
export async function hasRoom(context: WriteContext, mentorId: string): Promise<boolean> {
  const offered = await context.get(offers, mentorId);
  return !offered || (await taken(context, mentorId)) < offered.capacity;
}

export async function offerViews(context: ReadContext, records: readonly OfferRecord[]): Promise<MentoringOffer[]> {
  const { kit } = context;
  const [people, refs, busy] = await Promise.all([
    kit.people.cards(records.map(({ mentorId }) => mentorId)),
    kit.topics.refs(
      records.flatMap(({ topics }) => topics),
      context,
    ),
    Promise.all(records.map(({ mentorId }) => taken(context, mentorId))),
  ]);
  return records.map(({ mentorId, topics, capacity, note, at }, index) => ({
    communityId: theCommunity(context).id,
    mentor: people.get(mentorId) ?? stranger(mentorId),
    topics: topicsShown(topics, refs),
    capacity,
    free: Math.max(0, capacity - (busy[index] ?? 0)),
    note,
    at,
  }));
}

/** Offers, of one topic where one is named, and of those that were merged into it. */
async function offersFor(context: ReadContext, topic: string | undefined): Promise<OfferRecord[]> {
  const all = (await scanAll(context, offers, { index: 'offers', ...EVERY_KEY })).map(({ body }) => body);
  if (topic === undefined) return all;
  const wanted = new Set(await context.kit.topics.bornBy(topic));
  return all.filter(({ topics }) => topics.some((id) => wanted.has(id)));
}

export async function listOffers(context: ReadContext, { topic }: In<'listOffers'>): Promise<Out<'listOffers'>> {
  return { items: await offerViews(context, await offersFor(context, topic)) };
}

/**
 * First the willing who have room, then whom the experts' evidence finds: members who agreed to be asked, with the place
 * that is kept for newcomers. Nobody is asked by this.
 */
export async function suggestMentors(
  context: ReadContext,
  { topic, limit = USUAL }: In<'suggestMentors'>,
): Promise<Out<'suggestMentors'>> {
  const { kit, actor, now } = context;
  const offered = (await offerViews(context, await offersFor(context, topic)))
    .filter(({ mentor, free }) => free > 0 && mentor.id !== actor.id)
    .slice(0, limit);
  const willing = offered.map(({ mentor }): SuggestedMentor => ({ person: mentor, why: 'offered', reasons: [] }));
  const left = limit - willing.length;
  if (left === 0) return { items: willing };
  const topicId = await kit.topics.idOf(topic);
  const label = (await kit.topics.find(topic))?.prefLabel ?? topic;
  const found = await kit.experts.route(
    {
      communityId: theCommunity(context).id,
      title: label,
      body: '',
      topics: [topicId],
      askerId: actor.id,
      now,
      exclude: new Set(willing.map(({ person }) => person.id)),
    },
    left,
  );
  const people = await kit.people.cards(found.map(({ personId }) => personId));
  const others = found.map(
    ({ personId, reasons, slot }): SuggestedMentor => ({
      person: people.get(personId) ?? stranger(personId),
      why: slot,
      reasons,
    }),
  );
  return { items: [...willing, ...others] };
}
