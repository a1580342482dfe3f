import type { Verb } from '../activity/records.js';
import { type LoggedAct, remembered } from '../metrics/columns.js';
import type { Evidence } from '../metrics/metric.js';

/** A mentoring as the log has it. People are numbers of the log, moments milliseconds; `Infinity`: not yet. */
export interface Pair {
  readonly requestedAt: number;
  readonly mentee: number;
  /** 0 where there is none. */
  readonly mentor: number;
  readonly acceptedAt: number;
  /** By the mentor who was wished for. */
  readonly declinedAt: number;
  readonly withdrawnAt: number;
  readonly endedAt: number;
  readonly completed: boolean;
}

/** A session that was planned for a day. */
export interface PlannedSession extends Evidence {
  readonly heldAt: number;
}

const NEVER = Number.POSITIVE_INFINITY;
type Made = { -readonly [K in keyof Pair]: Pair[K] };

const newPair = (at: number, mentee: number): Made => ({
  requestedAt: at,
  mentee,
  mentor: 0,
  acceptedAt: NEVER,
  declinedAt: NEVER,
  withdrawnAt: NEVER,
  endedAt: NEVER,
  completed: false,
});

const STEPS: Readonly<Partial<Record<Verb, (pair: Made, act: LoggedAct) => void>>> = {
  'mentoring.accept'(pair, { at, actor, whom }) {
    pair.acceptedAt = at;
    pair.mentor = actor === pair.mentee ? whom : actor;
  },
  'mentoring.decline'(pair, { at, detail }) {
    if (detail && 'ends' in detail && detail.ends === true) pair.declinedAt = at;
  },
  'mentoring.withdraw'(pair, { at }) {
    pair.withdrawnAt = at;
  },
  'mentoring.complete'(pair, { at }) {
    pair.endedAt = at;
    pair.completed = true;
  },
  'mentoring.endEarly'(pair, { at }) {
    pair.endedAt = at;
  },
};

const sessionOf = ({ detail }: LoggedAct): string | null =>
  detail && 'session' in detail && typeof detail.session === 'string' ? detail.session : null;
const dayOf = ({ detail }: LoggedAct): number =>
  detail && 'day' in detail && typeof detail.day === 'string' ? Date.parse(detail.day) : Number.NaN;

/** Mentorings in the order of their requests, and sessions in that of their days. */
export const mentoringsOf = remembered((log) => {
  const pairs = new Map<number, Made>();
  const planned = new Map<string, { at: number; parts: readonly (readonly number[])[]; heldAt: number }>();
  for (const act of log.acts()) {
    const { at, verb, actor, object } = act;
    if (verb === 'mentoring.request' && actor !== 0) pairs.set(object, newPair(at, actor));
    const pair = pairs.get(object);
    if (!pair) continue;
    STEPS[verb]?.(pair, act);
    const session = sessionOf(act);
    if (session === null) continue;
    if (verb === 'mentoring.planSession')
      planned.set(session, { at: dayOf(act), parts: [[pair.mentee], [pair.mentor]], heldAt: NEVER });
    const known = planned.get(session);
    if (known && verb === 'mentoring.holdSession') known.heldAt = at;
  }
  const byDay = [...planned.values()].sort((a, b) => a.at - b.at);
  return { pairs: [...pairs.values()] as readonly Pair[], sessions: byDay as readonly PlannedSession[] };
});
