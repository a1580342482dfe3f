import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { MentoringApi, MentoringSession } from './api.js';
import { wrongState } from './matching.js';
import { isRunning, type RelationRecord, relations, type SessionRecord, sessions } from './records.js';
import { tellOf } from './telling.js';
import { findRelation } from './views.js';

type In<K extends keyof MentoringApi> = InputOf<MentoringApi[K]>;
type Out<K extends keyof MentoringApi> = OutputOf<MentoringApi[K]>;

async function runningRelation(context: WriteContext, relationId: string): Promise<RelationRecord> {
  const record = await findRelation(context, relationId);
  if (!isRunning(record)) throw wrongState('This mentoring has not begun, or is over.');
  return record;
}

const other = ({ menteeId, mentorId }: RelationRecord, me: string): string =>
  me === menteeId ? (mentorId ?? menteeId) : menteeId;

async function findSession(context: Pick<ReadContext, 'get'>, sessionId: string): Promise<SessionRecord> {
  const found = await context.get(sessions, sessionId);
  if (!found) throw new CopkitError('not-found', 'There is no such session.', 'sessionId');
  return found;
}

export async function sessionView(context: ReadContext, sessionId: string): Promise<MentoringSession> {
  return findSession(context, sessionId);
}

/** The mentoring that a session belongs to. */
export async function relationOfSession(context: ReadContext, sessionId: string): Promise<RelationRecord | null> {
  const session = await context.get(sessions, sessionId);
  return session && context.get(relations, session.relationId);
}

export async function planSession(context: WriteContext, { relationId, day }: In<'planSession'>): Promise<string> {
  const record = await runningRelation(context, relationId);
  // What was planned for a day is counted with the quarter of the day, and that may have been told of.
  if (day < context.now.slice(0, 10))
    throw new CopkitError('invalid', 'This day is over. Note a session that was held as held.', 'day');
  const id = context.newId('mentoring-session');
  context.put(sessions, id, { id, relationId, state: 'planned', day, minutes: null });
  context.put(relations, relationId, { ...record, sessionsPlanned: record.sessionsPlanned + 1 });
  const them = other(record, context.actor.id);
  context.log({ verb: 'mentoring.planSession', object: relationId, target: them, detail: { day, session: id } });
  tellOf(context, record, them, 'planned');
  return id;
}

export async function holdSession(context: WriteContext, input: In<'holdSession'>): Promise<string> {
  const { relationId, day, minutes, sessionId } = input;
  const record = await runningRelation(context, relationId);
  if (day > context.now.slice(0, 10)) throw new CopkitError('invalid', 'This day is yet to come.', 'day');
  const planned = sessionId === undefined ? null : await findSession(context, sessionId);
  if (planned && planned.relationId !== relationId)
    throw new CopkitError('not-found', 'There is no such session.', 'sessionId');
  if (planned && planned.state !== 'planned')
    throw new CopkitError('conflict', `This session was ${planned.state} already.`, 'sessionId');
  const id = planned?.id ?? context.newId('mentoring-session');
  context.put(sessions, id, { id, relationId, state: 'held', day, minutes });
  context.put(relations, relationId, {
    ...record,
    state: 'active',
    startedAt: record.startedAt ?? context.now,
    sessionsHeld: record.sessionsHeld + 1,
  });
  const said = { object: relationId, target: other(record, context.actor.id), topics: [record.topicId] };
  if (record.state === 'accepted') context.log({ ...said, verb: 'mentoring.start' });
  context.log({ ...said, verb: 'mentoring.holdSession', detail: { day, minutes, session: id } });
  return id;
}

export async function cancelSession(context: WriteContext, { sessionId }: In<'cancelSession'>): Promise<string> {
  const session = await findSession(context, sessionId);
  if (session.state === 'cancelled') return sessionId;
  if (session.state === 'held') throw new CopkitError('conflict', 'This session was held already.', 'sessionId');
  const { day } = session;
  context.put(sessions, sessionId, { ...session, state: 'cancelled' });
  context.log({ verb: 'mentoring.cancelSession', object: session.relationId, detail: { day, session: sessionId } });
  return sessionId;
}

export async function listSessions(
  context: ReadContext,
  { relationId }: In<'listSessions'>,
): Promise<Out<'listSessions'>> {
  await findRelation(context, relationId);
  const found = await scanAll(context, sessions, { index: 'sessions', ...under(`${relationId}/`) });
  return { items: found.map(({ body }) => body) };
}

export async function complete(context: WriteContext, { relationId }: In<'complete'>): Promise<string> {
  const record = await findRelation(context, relationId);
  if (record.state === 'completed') return relationId;
  if (record.state !== 'active') throw wrongState('Only a mentoring that has begun can be completed.');
  context.put(relations, relationId, { ...record, state: 'completed', endedAt: context.now });
  const them = other(record, context.actor.id);
  context.log({ verb: 'mentoring.complete', object: relationId, target: them, topics: [record.topicId] });
  tellOf(context, record, them, 'ended');
  return relationId;
}

export async function endEarly(context: WriteContext, { relationId, reason }: In<'endEarly'>): Promise<string> {
  const record = await findRelation(context, relationId);
  if (record.state === 'endedEarly') return relationId;
  if (!isRunning(record)) throw wrongState('This mentoring has not begun, or is over.');
  const me = context.actor.id;
  context.put(relations, relationId, { ...record, state: 'endedEarly', endedAt: context.now, endReason: reason });
  context.log({
    verb: 'mentoring.endEarly',
    object: relationId,
    target: other(record, me),
    topics: [record.topicId],
    detail: { reason },
  });
  for (const them of [record.menteeId, record.mentorId]) {
    if (them !== null && them !== me) tellOf(context, record, them, 'ended');
  }
  return relationId;
}
