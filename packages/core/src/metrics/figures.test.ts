import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activity, MetricName } from '../index.js';
import { type HistoryOf, history } from '../testing/history.js';
import { CommunityLog } from './columns.js';
import { crossUnitHelp } from './cross-unit-help.js';
import { result } from './measure.js';
import type { Metric } from './metric.js';
import { answerRate, timeToFirstResponse } from './responsiveness.js';

// The figures once more, from the log and the formulas alone.

const HOUR = 3_600_000;
const time = (act: Pick<Activity, 'at'>) => Date.parse(act.at);
const inOrder = (acts: readonly Activity[]) => [...acts].sort((a, b) => time(a) - time(b) || (a.id < b.id ? -1 : 1));

/** The questions of a time and what became of each. Who closes or reopens after it changes nothing in it. */
function asked(log: readonly Activity[], from: number, to: number) {
  const about = new Map<string, Activity[]>();
  for (const act of inOrder(log)) {
    const id = act.verb === 'answer' ? act.inReplyTo! : act.object;
    about.set(id, [...(about.get(id) ?? []), act]);
  }
  const of = (object: string, ...verbs: Activity['verb'][]) =>
    (about.get(object) ?? []).filter(({ verb }) => verbs.includes(verb));
  const isHidden = (object: string) => of(object, 'hide', 'restore').at(-1)?.verb === 'hide';
  return log
    .filter((act) => act.verb === 'ask' && act.actor !== null && from <= time(act) && time(act) < to)
    .filter(({ object }) => !isHidden(object))
    .map((ask) => {
      const answers = of(ask.object, 'answer').filter(
        (act) => act.actor !== null && act.actor !== ask.actor && !isHidden(act.object),
      );
      const close = of(ask.object, 'close', 'reopen').findLast((act) => time(act) < to);
      const [withdrawal] = of(ask.object, 'withdraw');
      return {
        ask,
        answers,
        closed: close?.verb === 'close' ? time(close) : Number.POSITIVE_INFINITY,
        withdrawn: withdrawal ? time(withdrawal) : Number.POSITIVE_INFINITY,
      };
    });
}

function waitingIn(questions: ReturnType<typeof asked>, end: number): (hours: number) => number {
  const lives = questions.map(({ ask, answers, closed, withdrawn }) => {
    const first = answers[0] ? time(answers[0]) : Number.POSITIVE_INFINITY;
    const over = Math.min(first, closed, withdrawn, end);
    return { hours: (over - time(ask)) / HOUR, end: over === first ? 'answer' : over === closed ? 'closed' : 'open' };
  });
  const rivals = lives.filter((life) => life.end === 'closed').length > 0.05 * lives.length;
  let [free, answered] = [1, 0];
  const steps: (readonly [hours: number, waiting: number])[] = [[0, 1]];
  for (const moment of [...new Set(lives.map((life) => life.hours))].sort((a, b) => a - b)) {
    const atRisk = lives.filter((life) => life.hours >= moment).length;
    const now = (what: string) => lives.filter((life) => life.hours === moment && life.end === what).length;
    answered += (free * now('answer')) / atRisk;
    free *= 1 - (now('answer') + (rivals ? now('closed') : 0)) / atRisk;
    steps.push([moment, 1 - answered]);
  }
  return (hours) => steps.findLast(([moment]) => moment <= hours)![1];
}

function logOf(acts: readonly Activity[]): CommunityLog {
  const log = new CommunityLog();
  for (const act of acts) log.take(act);
  return log;
}

const NOW = '2026-02-01T00:00:00.000Z';
const figure = <N extends MetricName>(metric: Metric<N>, log: CommunityLog, window: string, now = NOW) =>
  result(metric, log, { window, now, unitName: (id) => `Unit ${id}` });

const histories = fc.record<HistoryOf>({
  seed: fc.nat(),
  people: fc.constantFrom(12, 30),
  units: fc.constantFrom(2, 5),
  questions: fc.constantFrom(120, 200),
});
const windows = ['all', '2025', '2025-Q1', '2025-Q4', '2025-07'];
const runs = { seed: 1, numRuns: 8 };

describe('what is published equals what the log and the formulas say', () => {
  test('time to first response', () => {
    let told = 0;
    fc.assert(
      fc.property(histories, (of) => {
        const acts = history(of);
        for (const window of windows) {
          const found = figure(timeToFirstResponse, logOf(acts), window);
          if (!found.value) continue;
          told++;
          const [from, to] = [Date.parse(found.window[0]), Date.parse(found.window[1])];
          const questions = asked(acts, from, to);
          const waitingAt = waitingIn(questions, to);
          expect(found.nRecords).toBe(questions.length);
          for (const point of found.value.points) {
            if (point.at > 0) expect(point.share).toBeCloseTo(waitingAt(point.at), 9);
            expect(point.low).toBeLessThanOrEqual(point.share);
            expect(point.high).toBeGreaterThanOrEqual(point.share);
          }
          const { median } = found.value;
          if (median !== null) {
            expect(waitingAt(median + 0.06)).toBeLessThanOrEqual(0.5 + 1e-9);
            expect(waitingAt(median - 0.06)).toBeGreaterThan(0.5 - 1e-9);
          }
        }
      }),
      runs,
    );
    expect(told).toBeGreaterThan(20);
  });

  test('answer rate', () => {
    fc.assert(
      fc.property(histories, (of) => {
        const acts = history(of);
        for (const window of windows) {
          const found = figure(answerRate, logOf(acts), window);
          if (!found.value) continue;
          const watched = asked(acts, Date.parse(found.window[0]), Date.parse(found.window[1])).filter(
            ({ ask, answers, withdrawn }) =>
              withdrawn - time(ask) >= 168 * HOUR || answers.some((answer) => time(answer) <= withdrawn),
          );
          expect(found.value.questions).toBe(watched.length);
          for (const { hours, answered, share } of found.value.horizons) {
            const count = watched.filter(
              ({ ask, answers }) => answers[0] && time(answers[0]) - time(ask) <= hours * HOUR,
            );
            expect(answered).toBe(count.length);
            expect(share).toBeCloseTo(count.length / watched.length, 12);
          }
        }
      }),
      runs,
    );
  });

  test('help across units', () => {
    fc.assert(
      fc.property(histories, (of) => {
        const acts = history(of);
        const all = asked(acts, 0, Number.POSITIVE_INFINITY);
        for (const window of windows) {
          const found = figure(crossUnitHelp, logOf(acts), window);
          if (!found.value) continue;
          const given = all
            .flatMap(({ ask, answers }) => answers.map((answer) => ({ ask, answer })))
            .filter(({ answer }) => found.window[0] <= answer.at && answer.at < found.window[1])
            .filter(({ ask, answer }) => ask.unitAtEvent !== null && answer.unitAtEvent !== null);
          const crossing = given.filter(({ ask, answer }) => ask.unitAtEvent !== answer.unitAtEvent);
          expect(found.value).toMatchObject({ crossing: crossing.length, answers: given.length });
          expect(found.nPersons).toBe(new Set(given.flatMap(({ ask, answer }) => [ask.actor, answer.actor])).size);
          const unitOf = new Map(
            given.flatMap(({ ask, answer }) => [ask, answer]).map((act) => [act.actor, act.unitAtEvent]),
          );
          const people = [...unitOf.keys()];
          const pairs = people.flatMap((a) =>
            people.filter((b) => b !== a).map((b) => unitOf.get(a) !== unitOf.get(b)),
          );
          expect(found.value.chance.share).toBeCloseTo(pairs.filter(Boolean).length / pairs.length, 9);
          expect(found.value.chance.low).toBeLessThanOrEqual(found.value.chance.share);
          expect(found.value.chance.high).toBeGreaterThanOrEqual(found.value.chance.share);
          const cells = found.value.byUnit.filter(({ status }) => status === 'ok');
          for (const { unitId, count, of } of cells) {
            expect(count).toBe(crossing.filter(({ ask }) => ask.unitAtEvent === unitId).length);
            expect(of).toBe(given.filter(({ ask }) => ask.unitAtEvent === unitId).length);
          }
        }
      }),
      runs,
    );
  });
});

test('a figure of a window that is over stays as it is, whatever happens later', () => {
  const acts = history({ seed: 5, people: 30, units: 4, questions: 300 });
  const until = (end: string) =>
    logOf(acts.filter(({ at, verb }) => at < end || verb === 'hide' || verb === 'restore'));
  for (const metric of [timeToFirstResponse, answerRate, crossUnitHelp] as const) {
    const early = figure<MetricName>(
      metric as Metric<MetricName>,
      until('2025-07-08T00:00:00.000Z'),
      '2025-Q2',
      '2025-07-08T00:00:00.000Z',
    );
    expect(early.status).toBe('ok');
    expect(figure<MetricName>(metric as Metric<MetricName>, logOf(acts), '2025-Q2')).toEqual(early);
  }
});

test('what was closed when the window ended stays so in it, though it is opened again later', () => {
  const acts = history({ seed: 6, people: 30, units: 4, questions: 300 });
  const closed = acts.filter(({ verb, at }) => verb === 'close' && at < '2025-07-01');
  const reopened = closed.map((act, at) => {
    const later = { ...act, id: `later${at}`, verb: 'reopen', at: '2025-08-01T00:00:00.000Z', detail: null };
    return later as Activity;
  });
  const found = figure(timeToFirstResponse, logOf([...acts, ...reopened]), '2025-Q2');
  const open = acts.filter(({ verb }) => verb !== 'close');
  expect(found).not.toEqual(figure(timeToFirstResponse, logOf(open), '2025-Q2'));
  expect(found).toEqual(figure(timeToFirstResponse, logOf(acts), '2025-Q2'));
});

test('within a week after its last day a quarter has no figures, and says when they come', () => {
  const log = logOf(history({ seed: 5, people: 30, units: 4, questions: 300 }));
  for (const window of ['2025-Q2', '2025-06', '2025', '2026']) {
    expect(figure(answerRate, log, window, '2025-07-07T23:59:59.999Z')).toEqual({
      status: 'insufficient',
      nRecords: 0,
      nPersons: 0,
      window: expect.anything(),
      method: expect.any(String),
      grade: 'R',
      caveats: [{ code: 'not-out-yet', text: expect.stringContaining('2025-07-08T00:00:00.000Z') }],
      next: 'wait',
    });
  }
  expect(figure(answerRate, log, 'all', '2025-07-07T23:59:59.999Z').window[1]).toBe('2025-04-01T00:00:00.000Z');
  expect(figure(answerRate, log, 'all', '2025-07-08T00:00:00.000Z').window[1]).toBe('2025-07-01T00:00:00.000Z');
});

describe('floors', () => {
  const by = (people: number, questions: number) => logOf(history({ seed: 3, people, units: 2, questions }));

  test('with four people nothing is told, not even how many there were', () => {
    const { caveats, status, nRecords, nPersons, value } = figure(answerRate, by(4, 100), 'all');
    expect({ status, nRecords, nPersons, value }).toEqual({ status: 'suppressed', nRecords: null, nPersons: null });
    expect(caveats.map(({ code }) => code)).toEqual(['too-few-people']);
  });

  test('with enough people and few questions, that is what is told', () => {
    const found = figure(answerRate, by(40, 17), 'all');
    expect(found).toMatchObject({
      status: 'insufficient',
      caveats: [{ code: 'too-few-questions' }],
      next: 'invite-questions',
    });
    expect(found.nRecords).toBeLessThan(20);
  });

  test('no figure of a few who answer, however many ask', () => {
    const acts = history({ seed: 3, people: 30, units: 2, questions: 200 });
    const few = acts.map((act, at) => (act.verb === 'answer' ? { ...act, actor: `p${100 + (at % 4)}` } : act));
    for (const metric of [answerRate, timeToFirstResponse, crossUnitHelp] as const) {
      expect(figure<MetricName>(metric as Metric<MetricName>, logOf(few), 'all').status).toBe('suppressed');
    }
  });

  describe('count who is in the figure', () => {
    const [base] = history({ seed: 1, people: 1, units: 1, questions: 1 });
    const at = (day: number, hour = 0) => new Date(Date.UTC(2025, 0, day, hour)).toISOString();
    const act = (more: Partial<Activity>) =>
      ({ ...base!, unitAtEvent: null, detail: null, ...more, id: `${more.object} ${more.verb}` }) as Activity;
    /** 24 questions of January. */
    const asks = (askerOf: (n: number) => string) =>
      Array.from({ length: 24 }, (_, n) =>
        act({ verb: 'ask', object: `q${n}`, actor: askerOf(n), at: at(2 + n), detail: { customerWaiting: false } }),
      );
    const answer = (n: number, actor: string, when: string) =>
      act({ verb: 'answer', object: `r${n}`, inReplyTo: `q${n}`, actor, at: when });
    const statusOf = (metric: typeof answerRate | typeof timeToFirstResponse, acts: Activity[], now = NOW) =>
      figure<MetricName>(metric as Metric<MetricName>, logOf(acts), '2025-01', now).status;

    test('and not who answered after it', () => {
      const questions = asks((n) => `p${n % 6}`);
      const byOne = questions.slice(0, 20).map((_, n) => answer(n, 'solo', at(2 + n, 5)));
      const late = questions.slice(20).map((_, n) => answer(20 + n, `late${n}`, at(60 + n)));
      for (const metric of [timeToFirstResponse, answerRate] as const) {
        expect(statusOf(metric, [...questions, ...byOne, ...late])).toBe('suppressed');
      }
      // Five answered within the quarter, but one of them alone within the month.
      expect(statusOf(timeToFirstResponse, [...questions, ...byOne, ...late], at(120))).toBe('suppressed');
    });

    test('and not who took their question back', () => {
      const questions = asks((n) => (n < 21 ? `p${n % 2}` : `p${n}`));
      const answers = questions.slice(0, 21).map((_, n) => answer(n, `h${n % 6}`, at(2 + n, 5)));
      const back = [21, 22, 23].map((n) =>
        act({ verb: 'withdraw', object: `q${n}`, actor: `p${n}`, at: at(2 + n, 5) }),
      );
      expect(statusOf(answerRate, [...questions, ...answers, ...back])).toBe('suppressed');
    });

    test('and stay published though the first answer comes months later', () => {
      const questions = asks((n) => `p${n % 6}`);
      for (const metric of [timeToFirstResponse, answerRate] as const) {
        expect(statusOf(metric, questions, at(120))).toBe('ok');
        expect(statusOf(metric, [...questions, answer(0, 'late', at(150))])).toBe('ok');
      }
    });
  });

  test('what is left of the shown units is not the help of one person, however many units they helped', () => {
    const [base] = history({ seed: 1, people: 1, units: 1, questions: 1 });
    const acts: Activity[] = [];
    const help = (asker: string, unit: string, helper: string, from: string) => {
      const n = acts.length;
      const at = new Date(Date.UTC(2025, 3, 2) + n * HOUR).toISOString();
      const ask = { actor: asker, unitAtEvent: unit, id: `q${n}`, object: `q${n}`, at };
      const answer = { verb: 'answer', actor: helper, unitAtEvent: from, id: `r${n}`, object: `r${n}`, at } as const;
      acts.push({ ...base!, ...ask }, { ...base!, ...answer, inReplyTo: `q${n}`, detail: null } as Activity);
    };
    for (let n = 0; n < 40; n++) help(`a${n % 8}`, n < 20 ? 'big' : 'large', `h${n % 7}`, 'big');
    for (let unit = 0; unit < 6; unit++) for (const n of [1, 2]) help(`s${unit}${n}`, `small${unit}`, 'solo', 'small0');
    const { value } = figure(crossUnitHelp, logOf(acts), '2025-Q2');
    const hidden = value!.byUnit.filter(({ status }) => status === 'suppressed').map(({ unitId }) => unitId);
    const unitOf = new Map(acts.filter(({ verb }) => verb === 'ask').map((act) => [act.object, act.unitAtEvent]));
    const helpers = acts.filter(({ verb, inReplyTo }) => verb === 'answer' && hidden.includes(unitOf.get(inReplyTo!)!));
    expect(new Set(helpers.map(({ actor }) => actor)).size).toBeGreaterThanOrEqual(5);
  });

  test('a curve ends where fewer than five askers are still waiting', () => {
    const [base] = history({ seed: 1, people: 1, units: 1, questions: 1 });
    const acts: Activity[] = [];
    for (let n = 0; n < 24; n++) {
      const at = Date.parse('2025-02-01T00:00:00.000Z');
      const person = { actor: `p${n % 8}`, unitAtEvent: null };
      acts.push({ ...base!, ...person, id: `q${n}`, object: `q${n}`, at: new Date(at).toISOString() });
      const answered = new Date(at + (n % 8 < 4 ? 2 : 30) * HOUR + n).toISOString();
      const answer = { verb: 'answer', inReplyTo: `q${n}`, actor: `p${(n + 1) % 8}`, detail: null } as const;
      acts.push({ ...base!, ...person, ...answer, id: `r${n}`, object: `r${n}`, at: answered } as Activity);
    }
    const found = figure(timeToFirstResponse, logOf(acts), '2025');
    expect(found.value?.points.at(-1)?.at).toBe(2);
    expect(found.value?.restrictedMean).toBeNull();
  });
});
