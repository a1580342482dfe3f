import { ideas } from '../../ideas/records.js';
import type { WriteContext } from '../../index.js';
import { milestones, type RelationRecord, reached, reachedId, relations, sessions } from '../../mentoring/records.js';

/** What is kept to evaluate a community by, of one person. */
export interface Evaluated {
  /** They ask to be mentored, and nobody is put forward. */
  readonly requestedId: string;
  /** They are put forward to mentor. */
  readonly proposedId: string;
  /** They are mentored. */
  readonly pairId: string;
  readonly sessionId: string;
  /** Whom they mentor, who declared the milestone. */
  readonly menteeId: string;
  readonly milestoneId: string;
  readonly ideaId: string;
  /** An idea of theirs that shall be done. */
  readonly graduatedId: string;
}

const LONG_AGO = '2025-06-01T09:00:00.000Z';

/** Of anybody, member or not; ids alone where there is no extension for it. */
export function putEvaluated(context: WriteContext, ownerId: string): Evaluated {
  const found: Evaluated = {
    requestedId: context.newId('mentoring-relation'),
    proposedId: context.newId('mentoring-relation'),
    pairId: context.newId('mentoring-relation'),
    sessionId: context.newId('mentoring-session'),
    menteeId: `p_0mentee${ownerId.slice(-10)}`,
    milestoneId: context.newId('mentoring-milestone'),
    ideaId: context.newId('ideas-idea'),
    graduatedId: context.newId('ideas-idea'),
  };
  if (!context.kit.collections.has(relations.name)) return found;
  const { requestedId, proposedId, pairId, sessionId, menteeId, milestoneId } = found;
  const relation = (id: string, more: Partial<RelationRecord>) =>
    context.put(relations, id, {
      id,
      menteeId: ownerId,
      mentorId: null,
      topicId: 'pumps',
      goals: 'Quieter pumps',
      state: 'requested',
      wished: false,
      proposal: null,
      requestedAt: LONG_AGO,
      acceptedAt: null,
      startedAt: null,
      endedAt: null,
      endReason: null,
      sessionsPlanned: 0,
      sessionsHeld: 0,
      ...more,
    });
  const active = { state: 'active', acceptedAt: LONG_AGO, startedAt: LONG_AGO } as const;
  relation(requestedId, {});
  relation(proposedId, {
    menteeId,
    proposal: { mentorId: ownerId, mentorAgreed: false, menteeAgreed: true, at: LONG_AGO },
  });
  relation(pairId, { ...active, mentorId: menteeId });
  relation(context.newId('mentoring-relation'), { ...active, menteeId, mentorId: ownerId });
  context.put(sessions, sessionId, {
    id: sessionId,
    relationId: pairId,
    state: 'planned',
    day: '2026-01-02',
    minutes: null,
  });
  context.put(milestones, milestoneId, {
    id: milestoneId,
    title: 'Balances a rotor alone',
    description: null,
    topicId: null,
    definedAt: LONG_AGO,
    retired: false,
  });
  context.put(reached, reachedId(milestoneId, menteeId), {
    milestoneId,
    personId: menteeId,
    state: 'declared',
    declaredAt: LONG_AGO,
    decidedBy: null,
    decidedAt: null,
    reason: null,
  });
  for (const [id, state] of [
    [found.ideaId, 'submitted'],
    [found.graduatedId, 'graduated'],
  ] as const) {
    context.put(ideas, id, {
      id,
      title: 'A shroud that lasts',
      body: 'Of another alloy.',
      authorId: ownerId,
      at: LONG_AGO,
      state,
      topics: [],
      problems: ['wear'],
      originThreadId: null,
      threadId: null,
      decision: null,
      implementation: null,
      approvals: 0,
    });
  }
  return found;
}
