import { wilson } from '../measures/proportion.js';
import { inside } from './acts.js';
import type { Evidence, Metric } from './metric.js';
import { K } from './publication.js';
import { type Question, questionsOf } from './questions.js';
import { type Observed, waitingOf } from './waiting.js';

const HOUR = 3_600_000;
const LEAST_QUESTIONS = 20;
/** Above this share of questions closed without an answer, closing is taken as an end of its own. */
const INFORMATIVE = 0.05;
/** Below this share answered within three days, questions should be routed. */
const HEALTHY = 0.6;
const ROUTED_AFTER = 72;
export const HOURS = [0, 1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 144, 168, 240, 336, 504, 672];
const WEEK = 168;
const HORIZONS = [24, 72, WEEK] as const;

/** Who asked, and who answered first, if that was by then. */
export function evidenceOf({ at, asker, answers }: Question, until: number): Evidence {
  const [first] = answers;
  return { at, parts: [[asker], first && first.at <= until ? [first.by] : []] };
}

/**
 * A question until its first answer, its closing, its withdrawal or the end of its quarter, whichever came first. Not
 * the end of the window: what a year knew beyond its quarters would be the late answers of a few.
 */
export function observe({ at, quarterEnd: end, asker, answers, closings, withdrawnAt }: Question): Observed {
  const answered = answers[0]?.at ?? Number.POSITIVE_INFINITY;
  const closed = closings.find((each) => each.at < end && each.reopenedAt >= end)?.at ?? Number.POSITIVE_INFINITY;
  const until = Math.min(withdrawnAt ?? end, end);
  const time = Math.min(answered, closed, until);
  return {
    of: asker,
    time: (time - at) / HOUR,
    end: time === answered ? 'event' : time === closed ? 'rival' : 'censored',
  };
}

export const timeToFirstResponse: Metric<'time-to-first-response'> = {
  name: 'time-to-first-response',
  version: 1,
  grade: 'R',
  info: {
    label: 'Time to first response',
    says: 'How long questions wait for the first answer by somebody else; those still waiting at the end of their quarter count as waiting, not as missing.',
    formula:
      'S(t) = Π over tⱼ ≤ t of (1 − dⱼ/nⱼ); median = the first t with S(t) ≤ ½; restricted mean = ∫₀ʰ S, h = 168 hours; variance of Greenwood, log(−log) interval. Above 5 % closed unanswered: 1 − F(t) of Aalen and Johansen.',
    source: 'Kaplan & Meier 1958; Aalen & Johansen 1978; Ortega et al. 2014',
    floor:
      'At least 5 different people in each part of it. At least 20 questions. The curve ends where fewer than 5 askers are still waiting.',
    reading:
      'A first answer is not yet a solution, and a quick one not a good one. Compare with the same community before, not with others.',
    rung: 'activity',
    group: 'responsiveness',
    shape: 'waiting',
    unit: 'hours',
    supply: null,
  },
  method:
    'Survival of the unanswered state, from asking to the first answer by somebody else, with questions still waiting censored at the end of their quarter; intervals on the log(−log) scale.',
  evidence: (log) => questionsOf(log).map((question) => evidenceOf(question, question.quarterEnd)),
  compute(log, window) {
    const asked = inside(questionsOf(log), window);
    if (asked.length < LEAST_QUESTIONS) return { insufficient: 'too-few-questions', nRecords: asked.length };
    const all = asked.map(observe);
    const closed = all.filter(({ end }) => end === 'rival').length;
    const informative = closed > INFORMATIVE * all.length;
    const observations = informative
      ? all
      : all.map((each): Observed => (each.end === 'rival' ? { ...each, end: 'censored' } : each));
    const value = waitingOf(observations, { unit: 'hours', at: HOURS, horizon: WEEK, least: K });
    const { medianLow, medianHigh } = value;
    const slow = value.points.find(({ at }) => at === ROUTED_AFTER);
    return {
      value,
      ci: medianLow === null || medianHigh === null ? null : [medianLow, medianHigh],
      nRecords: all.length,
      caveats: [
        'first-answer-not-solution',
        ...(value.median === null ? (['not-reached'] as const) : []),
        ...(closed === 0 ? [] : informative ? (['closed-unanswered'] as const) : (['closed-as-waiting'] as const)),
      ],
      next: slow && slow.share > 1 - HEALTHY ? 'route-to-experts' : null,
    };
  },
};

export const answerRate: Metric<'answer-rate'> = {
  name: 'answer-rate',
  version: 1,
  grade: 'R',
  info: {
    label: 'Answer rate',
    says: 'The share of questions that somebody else answered within one day, three days and a week.',
    formula: 'answered within h / questions, each watched for a week',
    source: 'Wilson 1927 for the interval',
    floor:
      'At least 5 different people in each part of it. At least 20 questions. A time within which fewer than 5 people answered is not shown.',
    reading:
      'Equals one less the share waiting in the survival curve where nothing was withdrawn. What is answered late is answered too.',
    rung: 'activity',
    group: 'responsiveness',
    shape: 'share',
    unit: 'none',
    supply: null,
  },
  method:
    'Share of the questions asked in the window that somebody else answered within 24, 72 and 168 hours, each watched for the longest of these, which is the one that is broken down; Wilson intervals.',
  horizons: HORIZONS,
  evidence: (log, hours = WEEK) =>
    questionsOf(log)
      .filter((question) => !withdrawn(question))
      .map((question) => evidenceOf(question, question.at + hours * HOUR)),
  counted: (log) =>
    questionsOf(log)
      .filter((question) => !withdrawn(question))
      .map((question) => ({
        ...evidenceOf(question, question.at + WEEK * HOUR),
        counted: (question.answers[0]?.at ?? Number.POSITIVE_INFINITY) - question.at <= WEEK * HOUR,
        unit: question.unit,
        topics: question.topics,
        person: question.asker,
      })),
  compute(log, window, { told }) {
    const asked = inside(questionsOf(log), window);
    const watched = asked.filter((question) => !withdrawn(question));
    if (watched.length < LEAST_QUESTIONS) return { insufficient: 'too-few-questions', nRecords: watched.length };
    const questions = watched.length;
    const horizons = told.map((hours) => {
      const answered = watched.filter(
        ({ at, answers }) => (answers[0]?.at ?? Number.POSITIVE_INFINITY) - at <= hours * HOUR,
      );
      return { hours, answered: answered.length, ...wilson(answered.length, questions) };
    });
    // The longest is told of whenever the figure is.
    const [first] = horizons as [(typeof horizons)[0]];
    const second = horizons.find(({ hours }) => hours >= ROUTED_AFTER);
    return {
      value: { ...first, questions, horizons },
      ci: [first.low, first.high],
      nRecords: questions,
      caveats: [
        'first-answer-not-solution',
        ...(questions < asked.length ? (['withdrawn-left-out'] as const) : []),
        ...(told.length < HORIZONS.length ? (['horizons-hidden'] as const) : []),
      ],
      next: second && second.share < HEALTHY ? 'route-to-experts' : null,
    };
  },
};

/** Taken back within the longest horizon, unanswered. */
const withdrawn = ({ at, withdrawnAt, answers }: Question) =>
  withdrawnAt !== null && withdrawnAt - at < WEEK * HOUR && !answers.some((answer) => answer.at <= withdrawnAt);
