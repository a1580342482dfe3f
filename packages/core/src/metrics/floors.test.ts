import { describe, expect, test } from 'vitest';
import type { Activity, MetricName } from '../index.js';
import { history } from '../testing/history.js';
import { CommunityLog } from './columns.js';
import { crossUnitHelp } from './cross-unit-help.js';
import { result } from './measure.js';
import type { Metric } from './metric.js';
import { answerRate, timeToFirstResponse } from './responsiveness.js';

const HOUR = 3_600_000;
const NOW = '2026-02-01T00:00:00.000Z';

function logOf(acts: readonly Activity[]): CommunityLog {
  const log = new CommunityLog();
  for (const act of acts) log.take(act);
  return log;
}

const figure = <N extends MetricName>(metric: Metric<N>, log: CommunityLog, window: string, now = NOW) =>
  result(metric, log, { window, now, unitName: (id) => `Unit ${id}` });

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
    /** 24 questions, of January unless told. */
    const asks = (askerOf: (n: number) => string, from = 2, name = 'q') =>
      Array.from({ length: 24 }, (_, n) =>
        act({
          verb: 'ask',
          object: `${name}${n}`,
          actor: askerOf(n),
          at: at(from + n),
          detail: { customerWaiting: false },
        }),
      );
    const answer = (n: number, actor: string, when: string, name = 'q') =>
      act({ verb: 'answer', object: `r${name}${n}`, inReplyTo: `${name}${n}`, actor, at: when });
    const statusOf = (metric: typeof answerRate | typeof timeToFirstResponse, acts: Activity[], now = NOW) =>
      figure<MetricName>(metric as Metric<MetricName>, logOf(acts), '2025-01', now).status;

    test('and not who answered after it', () => {
      const questions = asks((n) => `p${n % 6}`);
      const byOne = questions.slice(0, 20).map((_, n) => answer(n, 'solo', at(2 + n, 5)));
      const late = questions.slice(20).map((_, n) => answer(20 + n, `late${n}`, at(95 + n)));
      for (const metric of [timeToFirstResponse, answerRate] as const) {
        expect(statusOf(metric, [...questions, ...byOne, ...late])).toBe('suppressed');
      }
    });

    test('by horizon: those within which one person answered are not told, of whatever window', () => {
      const questions = asks((n) => `p${n % 6}`);
      const soon = questions.slice(0, 12).map((_, n) => answer(n, 'solo', at(2 + n, 5)));
      const later = questions.slice(12).map((_, n) => answer(12 + n, `h${n % 5}`, at(14 + n + 2, 5)));
      const found = figure(answerRate, logOf([...questions, ...soon, ...later]), '2025-01');
      expect(found).toMatchObject({ status: 'ok', value: { hours: 72, answered: 24 } });
      expect(found.value?.horizons.map(({ hours }) => hours)).toEqual([72, 168]);
      expect(found.caveats.map(({ code }) => code)).toContain('horizons-hidden');
      // In February many answer at once: the quarter less that month would be January.
      const february = asks((n) => `p${n % 6}`, 32, 'f');
      const helped = february.map((_, n) => answer(n, `h${n % 6}`, at(32 + n, 5), 'f'));
      const log = logOf([...questions, ...soon, ...later, ...february, ...helped]);
      const told = (window: string) => figure(answerRate, log, window).value?.horizons.map(({ hours }) => hours);
      expect([told('2025-Q1'), told('2025-01'), told('2025-02')]).toEqual([
        [24, 72, 168],
        [72, 168],
        [72, 168],
      ]);
    });

    test('by horizon: that nobody answered so soon is told', () => {
      const questions = asks((n) => `p${n % 6}`);
      const later = questions.map((_, n) => answer(n, `h${n % 5}`, at(4 + n, 5)));
      const found = figure(answerRate, logOf([...questions, ...later]), '2025-01');
      expect(found.value).toMatchObject({ hours: 24, answered: 0, horizons: [{ answered: 0 }, {}, { answered: 24 }] });
    });

    test('no window knows more of a question than the quarter it was asked in', () => {
      const january = asks((n) => `p${n % 6}`);
      const april = asks((n) => `p${n % 6}`, 92, 'a');
      const helped = april.map((_, n) => answer(n, `h${n % 6}`, at(92 + n, 5), 'a'));
      const late = [0, 1, 2].map((n) => answer(n, 'solo', at(150 + n)));
      const log = logOf([...january, ...april, ...helped, ...late]);
      const happened = (window: string) => figure(timeToFirstResponse, log, window).value?.happened;
      expect([happened('2025-Q1'), happened('2025-Q2')]).toEqual([0, 24]);
      expect([happened('2025'), happened('all')]).toEqual([24, 24]);
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
