import { describe, expect, test } from 'vitest';
import type { Activity, Verb } from '../index.js';
import { CommunityLog } from '../metrics/columns.js';
import { result } from '../metrics/measure.js';
import { answersByRoute } from './outcomes.js';

const HOUR = 3_600_000;
const START = Date.UTC(2025, 0, 2);

interface Told {
  /** Hours after it was asked. */
  readonly answered?: number;
  readonly by?: string;
  readonly escalated?: readonly [hours: number, to: 'facilitators' | 'lead'][];
  readonly closed?: number;
}

/** A community's log of questions, each by the next of some people, two a day in January. */
function logOf(questions: readonly Told[], people = 8): CommunityLog {
  const log = new CommunityLog();
  let count = 0;
  const act = (verb: Verb, hours: number, more: Partial<Activity>) => {
    const at = new Date(START + hours * HOUR).toISOString();
    log.take({
      id: `a${count++}`,
      actor: null,
      verb,
      inReplyTo: null,
      target: null,
      community: 'c',
      unitAtEvent: null,
      channel: 'text',
      topics: [],
      at,
      recordedAt: at,
      origin: 'live',
      detail: null,
      object: '',
      ...more,
    } as Activity);
  };
  for (const [n, { answered, by, escalated = [], closed }] of questions.entries()) {
    const asked = n * 12;
    act('ask', asked, { object: `q${n}`, actor: `p${n % people}`, detail: { customerWaiting: false } });
    for (const [hours, to] of escalated)
      act('escalate', asked + hours, { object: `q${n}`, actor: 'system', detail: { to, round: 3 } });
    if (closed !== undefined) act('close', asked + closed, { object: `q${n}`, actor: 'p0' });
    if (answered !== undefined)
      act('answer', asked + answered, { object: `r${n}`, inReplyTo: `q${n}`, actor: by ?? `x${n % people}` });
  }
  return log;
}

const figure = (log: CommunityLog, window = '2025-Q1') =>
  result(answersByRoute, log, { window, now: '2025-05-01T00:00:00.000Z', unitName: (id) => id });

const times = (count: number, told: Told): Told[] => Array.from({ length: count }, () => told);

describe('answers by route', () => {
  test('count for the route that a question was on, with the time since it took it', () => {
    const log = logOf([
      ...times(20, { answered: 4 }),
      ...times(8, { escalated: [[96, 'facilitators']], answered: 106 }),
      ...times(8, {
        escalated: [
          [96, 'facilitators'],
          [144, 'lead'],
        ],
        answered: 147,
      }),
    ]);
    const { status, value, nRecords, nPersons, grade, caveats } = figure(log);
    expect({ status, nRecords, nPersons, grade }).toEqual({ status: 'ok', nRecords: 36, nPersons: 16, grade: 'C' });
    expect(value?.routes).toMatchObject([
      { route: 'community', questions: 36, answered: 20, median: 4 },
      { route: 'facilitators', questions: 16, answered: 8, median: 10 },
      { route: 'lead', questions: 8, answered: 8, median: 3 },
    ]);
    expect(caveats.map(({ code }) => code)).toContain('routes-choose-questions');
  });

  test('of questions that are closed, withdrawn or still wait are missing, not late', () => {
    const log = logOf([...times(15, { answered: 4 }), ...times(10, { closed: 2 }), ...times(5, {})]);
    expect(figure(log).value?.routes).toMatchObject([{ route: 'community', questions: 30, answered: 15 }]);
  });

  test('an escalation after the answer is no route', () => {
    const log = logOf(times(24, { answered: 4, escalated: [[50, 'lead']] }));
    expect(figure(log).value?.routes.map(({ route }) => route)).toEqual(['community']);
  });

  test.each([
    ['four people asked', logOf(times(24, { answered: 4 }), 4)],
    ['four people answered', logOf(Array.from({ length: 24 }, (_, n) => ({ answered: 4, by: `x${n % 4}` })))],
    [
      'one question went to a lead',
      logOf([...times(24, { answered: 4 }), { escalated: [[96, 'lead']], answered: 99 }]),
    ],
    [
      'one facilitator answered what was escalated',
      logOf([
        ...times(24, { answered: 4 }),
        ...times(8, { escalated: [[96, 'facilitators']], answered: 99, by: 'fay' }),
      ]),
    ],
  ])('are not told where %s, not even how many', (_what, log) => {
    const { status, nRecords, nPersons, value } = figure(log);
    expect({ status, nRecords, nPersons, value }).toEqual({ status: 'suppressed', nRecords: null, nPersons: null });
  });

  test('need twenty questions', () => {
    expect(figure(logOf(times(19, { answered: 4 })))).toMatchObject({ status: 'insufficient', nRecords: 19 });
  });
});
