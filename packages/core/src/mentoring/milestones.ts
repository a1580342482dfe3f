import { CopkitError } from '../errors.js';
import { knownTopic, oneself } from '../expertise/knowing.js';
import { communityIdOf } from '../identity/ids.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { EVERY_KEY, under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import type { MentoringApi, Milestone, ReachedMilestone } from './api.js';
import { type MilestoneRecord, milestones, type ReachedRecord, reached, reachedId, relations } from './records.js';
import { tellOfMilestone } from './telling.js';

type In<K extends keyof MentoringApi> = InputOf<MentoringApi[K]>;
type Out<K extends keyof MentoringApi> = OutputOf<MentoringApi[K]>;

const MOST_DEFINED = 100;

async function findMilestone(context: Pick<ReadContext, 'get'>, id: string): Promise<MilestoneRecord> {
  const found = await context.get(milestones, id);
  if (!found) throw new CopkitError('not-found', 'There is no such milestone.', 'milestoneId');
  return found;
}

const allOf = (context: ReadContext) => scanAll(context, milestones, { index: 'milestones', ...EVERY_KEY });

export async function defineMilestone(context: WriteContext, input: In<'defineMilestone'>): Promise<string> {
  const known = input.milestoneId === undefined ? null : await findMilestone(context, input.milestoneId);
  if (!known && (await allOf(context)).filter(({ body }) => !body.retired).length >= MOST_DEFINED)
    throw new CopkitError('conflict', `A community has at most ${MOST_DEFINED} milestones. Retire one first.`);
  const id = known?.id ?? context.newId('mentoring-milestone');
  const topicId = input.topic === undefined ? null : await knownTopic(context.kit, input.topic);
  context.put(milestones, id, {
    id,
    title: input.title.trim(),
    description: input.description?.trim() || null,
    topicId,
    definedAt: known?.definedAt ?? context.now,
    retired: known?.retired ?? false,
  });
  context.log({ verb: 'mentoring.defineMilestone', object: id, topics: topicId === null ? [] : [topicId] });
  return id;
}

export async function retireMilestone(context: WriteContext, { milestoneId }: In<'retireMilestone'>): Promise<string> {
  const known = await findMilestone(context, milestoneId);
  if (known.retired) return milestoneId;
  context.put(milestones, milestoneId, { ...known, retired: true });
  context.log({ verb: 'mentoring.retireMilestone', object: milestoneId });
  return milestoneId;
}

/** As whoever asks sees them; of the system none are its own. */
async function milestoneViews(context: ReadContext, records: readonly MilestoneRecord[]): Promise<Milestone[]> {
  const me = context.actor.id;
  const topicIds = records.flatMap(({ topicId }) => topicId ?? []);
  const [refs, mine] = await Promise.all([
    context.kit.topics.refs(topicIds, context),
    context.getMany(
      reached,
      records.map(({ id }) => reachedId(id, me)),
    ),
  ]);
  return records.map(({ topicId, ...plain }, index) => ({
    ...plain,
    communityId: communityIdOf(plain.id),
    topic: topicId === null ? null : (refs.get(topicId) ?? { id: topicId, label: topicId }),
    mine: mine[index]?.state ?? null,
  }));
}

export async function milestoneView(context: ReadContext, milestoneId: string): Promise<Milestone> {
  return (await milestoneViews(context, [await findMilestone(context, milestoneId)]))[0] as Milestone;
}

export async function listMilestones(context: ReadContext): Promise<Out<'listMilestones'>> {
  const records = (await allOf(context)).map(({ body }) => body);
  return { items: await milestoneViews(context, records) };
}

export interface Declared {
  readonly milestoneId: string;
  readonly personId: string;
}

/** Of whom somebody is or was the mentor. */
async function mentoredBy(context: ReadContext, mentorId: string): Promise<Set<string>> {
  const theirs = await scanAll(context, relations, { index: 'relations', ...under(`of:${mentorId}/`) });
  return new Set(theirs.flatMap(({ body }) => (body.mentorId === mentorId ? [body.menteeId] : [])));
}

/** The actor where they mentor somebody, or did. */
export async function mentorOf(context: ReadContext, { personId }: { personId: string }): Promise<string | null> {
  return (await mentoredBy(context, context.actor.id)).has(personId) ? context.actor.id : null;
}

export async function declareMilestone(
  context: WriteContext,
  { milestoneId }: In<'declareMilestone'>,
): Promise<Declared> {
  const personId = oneself(context);
  const milestone = await findMilestone(context, milestoneId);
  const id = reachedId(milestoneId, personId);
  const known = await context.get(reached, id);
  if (known?.state === 'confirmed' || known?.state === 'declared') return { milestoneId, personId };
  if (milestone.retired) throw new CopkitError('conflict', 'This milestone is not declared any more.', 'milestoneId');
  const record: ReachedRecord = {
    milestoneId,
    personId,
    state: 'declared',
    declaredAt: context.now,
    decidedBy: null,
    decidedAt: null,
    reason: null,
  };
  context.put(reached, id, record);
  const topics = milestone.topicId === null ? [] : [milestone.topicId];
  context.log({ verb: 'mentoring.declareMilestone', object: milestoneId, topics });
  const mine = await scanAll(context, relations, { index: 'relations', ...under(`of:${personId}/`) });
  const mentors = mine.flatMap(({ body }) => (body.menteeId === personId ? (body.mentorId ?? []) : []));
  // Who has no mentor is for the facilitators to judge.
  const judges = mentors.length > 0 ? new Set(mentors) : theCommunity(context).facilitatorIds;
  for (const judge of judges) {
    if (judge !== personId) tellOfMilestone(context, milestoneId, judge, 'claimed');
  }
  return { milestoneId, personId };
}

async function decide(
  context: WriteContext,
  { milestoneId, personId }: Declared,
  state: 'confirmed' | 'notYet',
  reason: string | null,
): Promise<Declared> {
  const id = reachedId(milestoneId, personId);
  const declared = await context.get(reached, id);
  if (!declared) throw new CopkitError('not-found', 'They did not declare this milestone.', 'personId');
  if (personId === context.actor.id)
    throw new CopkitError('conflict', 'Somebody else has to judge what you declared.', 'personId');
  if (declared.state === state) return { milestoneId, personId };
  if (declared.state !== 'declared')
    throw new CopkitError('conflict', 'This was judged already. They may declare it again.', 'personId');
  const by = { decidedBy: context.actor.id, decidedAt: context.now };
  context.put(reached, id, { ...declared, ...by, state, reason });
  const milestone = await findMilestone(context, milestoneId);
  context.log({
    verb: state === 'confirmed' ? 'mentoring.confirmMilestone' : 'mentoring.putOffMilestone',
    object: milestoneId,
    target: personId,
    topics: milestone.topicId === null ? [] : [milestone.topicId],
  });
  tellOfMilestone(context, milestoneId, personId, state);
  return { milestoneId, personId };
}

export const confirmMilestone = (context: WriteContext, input: In<'confirmMilestone'>): Promise<Declared> =>
  decide(context, input, 'confirmed', null);

export const putOffMilestone = (context: WriteContext, { reason, ...of }: In<'putOffMilestone'>): Promise<Declared> =>
  decide(context, of, 'notYet', reason);

export async function withdrawMilestone(
  context: WriteContext,
  { milestoneId }: In<'withdrawMilestone'>,
): Promise<string> {
  const id = reachedId(milestoneId, oneself(context));
  const declared = await context.get(reached, id);
  if (declared?.state === 'confirmed')
    throw new CopkitError('conflict', 'It was confirmed already, and stays.', 'milestoneId');
  if (declared) {
    context.remove(reached, id);
    context.log({ verb: 'mentoring.withdrawMilestone', object: milestoneId });
  }
  return milestoneId;
}

async function reachedViews(context: ReadContext, records: readonly ReachedRecord[]): Promise<ReachedMilestone[]> {
  const [people, defined] = await Promise.all([
    context.kit.people.cards(
      records.flatMap(({ personId, decidedBy }) => [personId, ...(decidedBy ? [decidedBy] : [])]),
    ),
    context.getMany(
      milestones,
      records.map(({ milestoneId }) => milestoneId),
    ),
  ]);
  return records.map(({ personId, decidedBy, ...plain }, index) => ({
    ...plain,
    title: defined[index]?.title ?? '',
    person: people.get(personId) ?? stranger(personId),
    by: decidedBy === null ? null : (people.get(decidedBy) ?? stranger(decidedBy)),
  }));
}

export async function reachedView(
  context: ReadContext,
  { milestoneId, personId }: Declared,
): Promise<ReachedMilestone> {
  const record = await context.get(reached, reachedId(milestoneId, personId));
  const [view] = record ? await reachedViews(context, [record]) : [];
  if (!view) throw new CopkitError('not-found', 'This was taken back since.', 'milestoneId');
  return view;
}

export async function listDeclared(context: ReadContext): Promise<Out<'listDeclared'>> {
  const found = await scanAll(context, reached, { index: 'reached', ...under('declared/') });
  const waiting = found.map(({ body }) => body).filter(({ personId }) => personId !== context.actor.id);
  if (context.actor.kind === 'system' || context.membership?.roles.includes('facilitator'))
    return { items: await reachedViews(context, waiting) };
  const mentees: Set<string> = await mentoredBy(context, context.actor.id);
  return {
    items: await reachedViews(
      context,
      waiting.filter(({ personId }) => mentees.has(personId)),
    ),
  };
}
