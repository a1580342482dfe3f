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

/** The questions of a time and what became of each. Who closes or reopens after its quarter changes nothing in it. */
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
      const close = of(ask.object, 'close', 'reopen').findLast((act) => time(act) < endOfQuarter(ask));
      const [withdrawal] = of(ask.object, 'withdraw');
      return {
        ask,
        answers,
        closed: close?.verb === 'close' ? time(close) : Number.POSITIVE_INFINITY,
        withdrawn: withdrawal ? time(withdrawal) : Number.POSITIVE_INFINITY,
      };
    });
}

function endOfQuarter(act: Activity): number {
  const at = new Date(time(act));
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - (at.getUTCMonth() % 3) + 3);
}

function waitingIn(questions: ReturnType<typeof asked>): (hours: number) => number {
  const lives = questions.map(({ ask, answers, closed, withdrawn }) => {
    const end = endOfQuarter(ask);
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
          const waitingAt = waitingIn(questions);
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
      definition: { id: 'answer-rate', version: 1 },
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
