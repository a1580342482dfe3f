import { floors } from '../measures/floors.js';
import { remembered } from '../metrics/columns.js';
import { described } from '../metrics/described.js';
import type { Metric, Window } from '../metrics/metric.js';
import { K } from '../metrics/publication.js';
import { type Observed, waitingOf } from '../metrics/waiting.js';

const DAY = 86_400_000;
const YEAR = 365;
const DAYS = [0, 7, 14, 30, 60, 90, 120, 180, 270, 365, 540, 730];

/** When people joined first, and left for good; by their numbers in the log. */
export const joinedOf = remembered((log) => {
  const joined = new Map<number, { readonly at: number; leftAt: number }>();
  for (const { at, verb, actor, whom } of log.acts()) {
    const person = whom || actor;
    const known = joined.get(person);
    if (verb === 'join' && person !== 0) {
      if (known) known.leftAt = Number.POSITIVE_INFINITY;
      else joined.set(person, { at, leftAt: Number.POSITIVE_INFINITY });
    } else if (known && (verb === 'leave' || verb === 'remove')) known.leftAt = at;
  }
  return joined;
});

const competence = remembered((log) => {
  let definedAt = Number.POSITIVE_INFINITY;
  const confirmed = new Map<number, number>();
  for (const { at, verb, whom } of log.acts()) {
    if (verb === 'mentoring.defineMilestone') definedAt = Math.min(definedAt, at);
    if (verb === 'mentoring.confirmMilestone' && whom !== 0 && !confirmed.has(whom)) confirmed.set(whom, at);
  }
  const evidence = [...confirmed].map(([person, at]) => ({ at, parts: [[person]] }));
  return { definedAt, confirmed, evidence };
});

/**
 * Members in a window of time, each from joining on: at risk from when they joined, the window began or the first
 * milestone was there, whichever came last, so that each window has what happened in it and nothing else.
 */
function observed(log: Parameters<typeof competence>[0], { from, to }: Window): Observed[] {
  const { definedAt, confirmed } = competence(log);
  const begin = Math.max(from, definedAt);
  return [...joinedOf(log)].flatMap(([person, { at: joinedAt, leftAt }]): Observed[] => {
    const reachedAt = confirmed.get(person) ?? Number.POSITIVE_INFINITY;
    const until = Math.min(reachedAt, leftAt, to);
    const entry = Math.max(0, begin - joinedAt) / DAY;
    const time = (until - joinedAt) / DAY;
    if (!(time > entry)) return [];
    return [{ of: person, time, entry, end: until === reachedAt && reachedAt < to ? 'event' : 'censored' }];
  });
}

export const timeToCompetence: Metric<'time-to-competence'> = {
  name: 'time-to-competence',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Time to competence',
    says: 'How long it takes from joining until somebody has a milestone of competence that they declared confirmed by their mentor or a facilitator.',
    reading:
      'What a milestone asks for is the community’s own, and so is who bothers to declare one: compare with the same community before.',
    formula: 'S(t) = Π(1 − dⱼ/nⱼ) from joining to the first confirmed milestone, late entry at the window’s begin',
    source:
      'Lesser & Storck 2001 for the outcome; Kaplan & Meier 1958; Klein & Moeschberger 2003, § 4.6 for late entry',
    floor:
      'At least 20 members without a milestone before, of whom nobody or 5 reach one. The curve ends where fewer than 5 are left.',
    group: 'outcomes',
    shape: 'waiting',
    unit: 'days',
    rung: 'outcome',
    supply: 'Milestones: a facilitator defines them, newcomers declare them, a mentor or facilitator confirms.',
  }),
  method:
    'Survival without a confirmed milestone, from joining; who joined before the window or before the first milestone is at risk from then on; who leaves, or has none at the end of the window, is censored.',
  evidence: (log) => competence(log).evidence,
  compute(log, window) {
    if (competence(log).confirmed.size === 0) return { insufficient: 'not-measured', nRecords: 0, next: null };
    const people = observed(log, window);
    if (people.length < floors.retention.cohort) return { insufficient: 'few-people', nRecords: people.length };
    const first = Math.min(...people.flatMap(({ end, time }) => (end === 'event' ? [time] : [])));
    // Late entry may leave few at risk at the beginning: a step there would be one person's.
    const atRisk = people.filter(({ entry = 0, time }) => entry < first && first <= time).length;
    if (Number.isFinite(first) && atRisk < K) return { insufficient: 'few-people', nRecords: people.length };
    const value = waitingOf(people, { unit: 'days', at: DAYS, horizon: YEAR, least: K });
    const { median, medianLow, medianHigh } = value;
    return {
      value,
      ci: medianLow === null || medianHigh === null ? null : [medianLow, medianHigh],
      nRecords: people.length,
      caveats: ['first-milestone', ...(median === null ? (['not-reached'] as const) : [])],
      next: median === null ? 'pair-mentors' : null,
    };
  },
};
