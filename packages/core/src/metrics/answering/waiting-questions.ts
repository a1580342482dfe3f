import { floors } from '../../measures/floors.js';
import { wilson } from '../../measures/proportion.js';
import { newcomerGap as gapBetween, backlog as waitingLongerThan } from '../../measures/responsiveness.js';
import { waitingAt, waitingCurve } from '../../measures/survival/curve.js';
import { inside, isNewcomer } from '../acts.js';
import type { ComparedGroup } from '../api.js';
import { remembered } from '../columns.js';
import { described } from '../described.js';
import type { Metric } from '../metric.js';
import { K } from '../publication.js';
import { questionsOf } from '../questions.js';
import { evidenceOf, HOURS, observe } from '../responsiveness.js';
import { type Observed, waitingOf } from '../waiting.js';

const GROUP = 'responsiveness';
const HOUR = 3_600_000;
const PATIENCE = 72;
const DAY = 24;
const WEEK = 168;

export const backlog: Metric<'backlog'> = {
  name: 'backlog',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Unanswered questions',
    says: 'How many questions were open and unanswered for more than three days when the window ended.',
    reading: 'A list to act on, not a mark. Old questions weigh as much as new ones.',
    formula: 'open questions without an answer, older than 72 hours',
    source: 'counted',
    floor: 'None: whoever may read the community can count them.',
    group: GROUP,
    shape: 'count',
    unit: 'questions',
  }),
  method:
    'Questions asked more than 72 hours before the end of the window that nobody else had answered, closed or taken back by then.',
  // What is counted stands in the list of threads for everybody who may read it.
  evidence: () => [],
  persons: () => null,
  compute(log, { to }) {
    const asked = questionsOf(log).filter(({ at }) => at < to);
    if (asked.length === 0) return { insufficient: 'nothing-to-divide-by', nRecords: 0, next: 'invite-questions' };
    const open = asked.filter(({ answers, closings, withdrawnAt }) => {
      const answered = answers.some((answer) => answer.at < to);
      const closed = closings.some((each) => each.at < to && each.reopenedAt >= to);
      return !answered && !closed && (withdrawnAt === null || withdrawnAt >= to);
    });
    const count = waitingLongerThan(
      open.map(({ at }) => at),
      to,
      PATIENCE * HOUR,
    );
    return {
      value: { count, of: asked.length, unit: 'questions', asides: [] },
      ci: null,
      nRecords: asked.length,
      caveats: [],
      next: count > 0 ? 'route-to-experts' : null,
    };
  },
};

const byTenure = remembered((log) =>
  questionsOf(log).map((question) => {
    const { asker, answers, at, quarterEnd } = question;
    const first = answers[0] && answers[0].at < quarterEnd ? [answers[0].by] : [];
    const newcomer = isNewcomer(log, asker, at);
    const parts = newcomer ? [[asker], first, [], []] : [[], [], [asker], first];
    return { at, newcomer, parts, observed: observe(question) };
  }),
);

function comparedGroup(group: string, label: string, observations: readonly Observed[]): ComparedGroup {
  const steps = waitingCurve(observations);
  const waiting = waitingAt(steps, DAY)?.waiting ?? 1;
  const { low, high } = wilson(Math.round((1 - waiting) * observations.length), observations.length);
  const told = waitingOf(observations, { unit: 'hours', at: [], horizon: WEEK, least: K });
  return { group, label, share: 1 - waiting, low, high, records: observations.length, median: told.median };
}

export const newcomerGap: Metric<'newcomer-gap'> = {
  name: 'newcomer-gap',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Newcomers and others',
    says: 'How many more questions of newcomers than of others are answered within a day; below zero, fewer.',
    reading: 'Newcomers ask other questions; a gap is a reason to greet them, whatever its cause.',
    formula: 'Δ[1 − S(24 h)] newcomers less established; log-rank test over all times',
    source: 'Arguello et al. 2006; Greenwood for the interval',
    floor: 'At least 20 questions in each group, by 5 people who ask and 5 who answer.',
    group: GROUP,
    shape: 'comparison',
  }),
  method:
    'Survival of the unanswered state at 24 hours for questions by people first seen less than 91 days before, and by others; closed ones count as no longer observed.',
  evidence: (log) => byTenure(log),
  compute(log, window) {
    const asked = inside(byTenure(log), window);
    const [young, old] = [true, false].map((newcomer) =>
      asked
        .filter((each) => each.newcomer === newcomer)
        .map(({ observed }): Observed => (observed.end === 'rival' ? { ...observed, end: 'censored' } : observed)),
    ) as [Observed[], Observed[]];
    const least = floors.newcomerGap.questionsInGroup;
    if (young.length < least || old.length < least)
      return { insufficient: 'too-few-questions', nRecords: asked.length };
    const found = gapBetween(young, old, DAY);
    if (found.status !== 'ok') return { insufficient: 'too-few-questions', nRecords: asked.length };
    const { gap, low, high, logRank } = found.value;
    return {
      value: {
        difference: gap,
        low,
        high,
        p: logRank?.p ?? null,
        groups: [comparedGroup('newcomers', 'Newcomers', young), comparedGroup('established', 'Established', old)],
      },
      ci: [low, high],
      nRecords: asked.length,
      caveats: ['groups-differ', 'first-answer-not-solution'],
      next: high < 0 ? 'greet-newcomers' : null,
    };
  },
};

export const customerResponse: Metric<'customer-response'> = {
  name: 'customer-response',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Response where a customer waits',
    says: 'How long questions wait for the first answer by somebody else when a customer is waiting for it.',
    reading:
      'Of questions that were marked so. How the customer’s own case went is in another system: import its series.',
    formula: 'S(t) = Π(1 − dⱼ/nⱼ) over the questions marked so; log(−log) interval',
    source: 'Kaplan & Meier 1958; Lesser & Storck 2001 for the outcome',
    floor:
      'At least 20 such questions by 5 people, answered by 5. The curve ends where fewer than 5 askers are waiting.',
    group: 'outcomes',
    shape: 'waiting',
    unit: 'hours',
    rung: 'outcome',
  }),
  method:
    'Survival of the unanswered state over the questions of the window marked as waited for by a customer, censored at the end of their quarter and when closed or withdrawn.',
  // The other questions as parts of their own: all of them less the marked ones would be a figure of theirs.
  evidence: (log) =>
    questionsOf(log).map((question) => {
      const { at, parts } = evidenceOf(question, question.quarterEnd);
      const nobody = parts.map(() => []);
      return { at, parts: question.customerWaiting ? [...parts, ...nobody] : [...nobody, ...parts] };
    }),
  persons: (log, window) => {
    const marked = inside(questionsOf(log), window).filter((each) => each.customerWaiting);
    return new Set(marked.flatMap((question) => evidenceOf(question, question.quarterEnd).parts.flat())).size;
  },
  compute(log, window) {
    const asked = inside(questionsOf(log), window).filter((each) => each.customerWaiting);
    if (asked.length < floors.waitingTime.observations)
      return { insufficient: 'too-few-questions', nRecords: asked.length };
    const observations = asked
      .map(observe)
      .map((each): Observed => (each.end === 'rival' ? { ...each, end: 'censored' } : each));
    const value = waitingOf(observations, { unit: 'hours', at: HOURS, horizon: WEEK, least: K });
    const { median, medianLow, medianHigh } = value;
    return {
      value,
      ci: medianLow === null || medianHigh === null ? null : [medianLow, medianHigh],
      nRecords: asked.length,
      caveats: ['first-answer-not-solution', ...(median === null ? (['not-reached'] as const) : [])],
      next: median === null || median > DAY ? 'route-to-experts' : null,
    };
  },
};
