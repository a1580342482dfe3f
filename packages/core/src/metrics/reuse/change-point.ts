import type { Verb } from '../../activity/records.js';
import { changeNear, poissonChangePoint, priorSensitivity } from '../../measures/breaks/poisson.js';
import { floors } from '../../measures/floors.js';
import { inside } from '../acts.js';
import { remembered } from '../columns.js';
import { described } from '../described.js';
import type { Metric } from '../metric.js';
import { K } from '../publication.js';
import { monthName } from '../windows.js';

const CHANGING: ReadonlySet<Verb> = new Set<Verb>([
  'revise',
  'adopt',
  'adapt',
  'upgrade',
  'abandon',
  'publish',
  'supersede',
]);

/** New versions of practices and their adoption. */
const changesOf = remembered((log) => {
  const practices = new Set<number>();
  const changes: { readonly at: number; readonly person: number; readonly parts: readonly (readonly number[])[] }[] =
    [];
  for (const { at, verb, actor, whom, object } of log.acts('publish', ...CHANGING)) {
    if (verb === 'publish') practices.add(object);
    const person = actor || whom;
    // Posts are revised too.
    if (person !== 0 && practices.has(object) && CHANGING.has(verb)) changes.push({ at, person, parts: [[person]] });
  }
  return changes;
});

export const procedureChangePoint: Metric<'procedure-change-point'> = {
  name: 'procedure-change-point',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Change in how routines change',
    says: 'After which month the rate at which practices are revised and adopted most probably changed.',
    reading: 'That a rate changed does not say why. Model and prior are ours; another prior may place it elsewhere.',
    formula:
      'p(τ|y) ∝ Γ(α+S_τ)(β+τ)^−(α+S_τ) · Γ(α+S_n−S_τ)(β+n−τ)^−(α+S_n−S_τ), α = β = 1; log₁₀ of the Bayes factor against no change',
    source: 'after Cordery et al. 2015, who ask the question',
    floor: 'At least 12 months with 20 changes by 5 people; the count of a month is shown where 5 people made them.',
    group: 'over-time',
    shape: 'change-point',
    rung: 'growth',
  }),
  windows: 'quarters',
  method:
    'Monthly counts of publishing, revising, adopting, adapting, upgrading, abandoning and superseding practices, from the first month with one to the end of the quarter; Poisson rates with gamma priors, one change.',
  evidence: (log) => changesOf(log),
  compute(log, window) {
    const all = inside(changesOf(log), { ...window, from: Number.NEGATIVE_INFINITY });
    const first = all[0];
    if (!first || all.length < floors.changePoint.events)
      return { insufficient: 'few-records', nRecords: all.length, next: 'add-periods' };
    const start = log.calendar.monthOf(first.at);
    const counts = Array.from({ length: window.months.to - start }, () => 0);
    const people = counts.map(() => new Set<number>());
    for (const { at, person } of all) {
      const month = log.calendar.monthOf(at) - start;
      counts[month] = (counts[month] ?? 0) + 1;
      people[month]?.add(person);
    }
    if (counts.length < floors.changePoint.periods)
      return { insufficient: 'few-records', nRecords: all.length, next: 'add-periods' };
    const found = poissonChangePoint(counts);
    const tried = priorSensitivity(counts);
    if (found.status !== 'ok' || tried.status !== 'ok') return { insufficient: 'few-records', nRecords: all.length };
    const { after, posterior, log10BayesFactor, rates } = found.value;
    const told = people.map(({ size }) => size === 0 || size >= K);
    return {
      value: {
        periods: counts.map((count, month) => ({ at: monthName(start + month), count: told[month] ? count : null })),
        after: monthName(start + after - 1),
        probability: posterior[after - 1] ?? 0,
        near: changeNear(found.value, after),
        log10BayesFactor,
        rates,
        robust: tried.value.every((each) => Math.abs(each.after - after) <= 1),
      },
      ci: null,
      nRecords: all.length,
      caveats: ['no-cause', 'prior-decides', ...(told.every(Boolean) ? [] : (['periods-hidden'] as const))],
      next: log10BayesFactor > 1 ? 'watch-learning' : null,
    };
  },
};
