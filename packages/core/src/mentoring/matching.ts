import { CopkitError } from '../errors.js';
import { knownTopic, oneself } from '../expertise/knowing.js';
import { memberships } from '../membership/records.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { MentoringApi } from './api.js';
import { hasRoom } from './offering.js';
import { offers, type RelationRecord, relations } from './records.js';
import { tellOf } from './telling.js';
import { findRelation } from './views.js';

type In<K extends keyof MentoringApi> = InputOf<MentoringApi[K]>;

const MOST_OPEN = 3;

export const wrongState = (what: string): CopkitError => new CopkitError('conflict', what, 'relationId');

export async function request(context: WriteContext, input: In<'request'>): Promise<string> {
  const me = oneself(context);
  const topicId = await knownTopic(context.kit, input.topic);
  const own = await scanAll(context, relations, { index: 'relations', ...under(`of:${me}/`) });
  const open = own.filter(({ body }) => body.menteeId === me && body.state === 'requested');
  if (open.length >= MOST_OPEN)
    throw new CopkitError('conflict', `You have ${MOST_OPEN} open requests already. Withdraw one first.`);
  const { mentorId } = input;
  if (mentorId !== undefined) await refuseAsMentor(context, me, mentorId);
  const id = context.newId('mentoring-relation');
  const record: RelationRecord = {
    id,
    menteeId: me,
    mentorId: null,
    topicId,
    goals: input.goals.trim(),
    state: 'requested',
    wished: mentorId !== undefined,
    proposal: mentorId === undefined ? null : { mentorId, mentorAgreed: false, menteeAgreed: true, at: context.now },
    requestedAt: context.now,
    acceptedAt: null,
    startedAt: null,
    endedAt: null,
    endReason: null,
    sessionsPlanned: 0,
    sessionsHeld: 0,
  };
  context.put(relations, id, record);
  context.log({
    verb: 'mentoring.request',
    object: id,
    target: mentorId ?? null,
    topics: [topicId],
    detail: { wished: record.wished },
  });
  if (mentorId !== undefined) tellOf(context, record, mentorId, 'asked');
  return id;
}

/** @throws CopkitError for who cannot be put forward. */
async function refuseAsMentor(context: WriteContext, menteeId: string, mentorId: string): Promise<void> {
  if (mentorId === menteeId) throw new CopkitError('invalid', 'Nobody mentors themself.', 'mentorId');
  if (!isParticipant(await context.get(memberships, mentorId)))
    throw new CopkitError('not-found', 'There is nobody of this id in the community.', 'mentorId');
  if (!(await hasRoom(context, mentorId)))
    throw new CopkitError('conflict', 'They mentor as many as they have room for. Ask somebody else.', 'mentorId');
}

/** Whose yes counts as given: of whoever puts forward. */
export async function propose(context: WriteContext, { relationId, mentorId }: In<'propose'>): Promise<string> {
  const record = await findRelation(context, relationId);
  if (record.state !== 'requested') throw wrongState('Nobody is looked for here any more.');
  if (record.wished) throw wrongState('They asked for one mentor and nobody else.');
  if (record.proposal) throw wrongState('Somebody is put forward already. Wait for their answer.');
  const me = context.actor.id;
  await refuseAsMentor(context, record.menteeId, mentorId);
  if (me === mentorId && !(await context.get(offers, me)))
    throw new CopkitError('conflict', 'Offer to mentor first, and say in which topics.', 'mentorId');
  const proposal = {
    mentorId,
    mentorAgreed: me === mentorId,
    menteeAgreed: me === record.menteeId,
    at: context.now,
  };
  const changed = { ...record, proposal };
  context.put(relations, relationId, changed);
  context.log({ verb: 'mentoring.propose', object: relationId, target: mentorId, topics: [record.topicId] });
  if (!proposal.mentorAgreed) tellOf(context, changed, mentorId, 'asked');
  if (!proposal.menteeAgreed) tellOf(context, changed, record.menteeId, 'proposed');
  return relationId;
}

export async function accept(context: WriteContext, { relationId }: In<'accept'>): Promise<string> {
  const record = await findRelation(context, relationId);
  const { proposal, menteeId } = record;
  const me = context.actor.id;
  if (record.mentorId !== null && record.state !== 'requested') return relationId;
  if (record.state !== 'requested' || !proposal) throw wrongState('Nobody is put forward at present.');
  const agreed = {
    ...proposal,
    mentorAgreed: proposal.mentorAgreed || me === proposal.mentorId,
    menteeAgreed: proposal.menteeAgreed || me === menteeId,
  };
  if (!(agreed.mentorAgreed && agreed.menteeAgreed)) {
    context.put(relations, relationId, { ...record, proposal: agreed });
    return relationId;
  }
  const { mentorId } = proposal;
  if (!(await hasRoom(context, mentorId))) throw wrongState('The mentor has no room for another at present.');
  // Two acceptances at once meet in the offer, so that nobody mentors more than they have room for.
  const offered = await context.get(offers, mentorId);
  if (offered) context.put(offers, mentorId, offered);
  const paired: RelationRecord = { ...record, mentorId, proposal: null, state: 'accepted', acceptedAt: context.now };
  context.put(relations, relationId, paired);
  const other = me === menteeId ? mentorId : menteeId;
  context.log({ verb: 'mentoring.accept', object: relationId, target: other, topics: [record.topicId] });
  tellOf(context, paired, other, 'accepted');
  return relationId;
}

export async function decline(context: WriteContext, { relationId }: In<'decline'>): Promise<string> {
  const record = await findRelation(context, relationId);
  const { proposal, menteeId } = record;
  if (record.state === 'declined') return relationId;
  if (record.state !== 'requested' || !proposal) throw wrongState('Nobody is put forward at present.');
  const me = context.actor.id;
  const other = me === menteeId ? proposal.mentorId : menteeId;
  const ended = record.wished
    ? ({ state: 'declined', endedAt: context.now, mentorId: null, proposal: null } as const)
    : ({ proposal: null } as const);
  const changed = { ...record, ...ended };
  context.put(relations, relationId, changed);
  context.log({
    verb: 'mentoring.decline',
    object: relationId,
    target: other,
    topics: [record.topicId],
    detail: { ends: record.wished },
  });
  // Whoever stepped forward or was waited for hears of it; who was put forward and never asked does not.
  if (other === menteeId ? proposal.menteeAgreed : proposal.mentorAgreed) tellOf(context, changed, other, 'declined');
  return relationId;
}

export async function withdraw(context: WriteContext, { relationId }: In<'withdraw'>): Promise<string> {
  const record = await findRelation(context, relationId);
  if (record.state === 'withdrawn') return relationId;
  if (record.state !== 'requested') throw wrongState('This is no open request any more.');
  context.put(relations, relationId, withdrawn(record, context.now));
  context.log({ verb: 'mentoring.withdraw', object: relationId, topics: [record.topicId] });
  return relationId;
}

export const withdrawn = (record: RelationRecord, now: string): RelationRecord => ({
  ...record,
  state: 'withdrawn',
  proposal: null,
  endedAt: now,
});
