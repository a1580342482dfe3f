import { floors } from '../../measures/floors.js';
import { retention } from '../../measures/survival/retention.js';
import { actsOf, isWithin } from '../acts.js';
import { remembered } from '../columns.js';
import { described } from '../described.js';
import type { Metric } from '../metric.js';
import { K } from '../publication.js';
import { type Observed, waitingOf } from '../waiting.js';

const DAY = 86_400_000;
const FOLLOWED = 182;
const GAP = 60;
const DAYS = [0, 1, 7, 14, 28, 42, 56, 70, 84, 98, 112, 122];
const HORIZON = 112;
/** With more than that gone within four weeks, somebody should greet those who come. */
const LEAVING = 0.5;

/** Everybody who came, and how their first half year went; told of when it was over. */
const newcomersOf = remembered((log) => {
  const times = new Map<number, number[]>();
  for (const { person, at } of actsOf(log).contributions) {
    const own = times.get(person);
    if (own) own.push(at);
    else times.set(person, [at]);
  }
  return [...times].flatMap(([person, acts]) => {
    const first = acts[0] ?? 0;
    const end = first + FOLLOWED * DAY;
    const [found] = retention([acts.filter((at) => at <= end).map((at) => (at - first) / DAY)], FOLLOWED, GAP);
    const observed: Observed[] = found ? [{ ...found, of: person }] : [];
    return observed.map((each) => ({ at: end, person, observed: each }));
  });
});

export const newcomerRetention: Metric<'newcomer-retention'> = {
  name: 'newcomer-retention',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Newcomers who stay',
    says: 'How long people go on contributing after their first contribution, before they fall silent for 60 days.',
    reading: 'Who was helped once and went away may be content. Another gap gives another curve.',
    formula:
      'S(t) = Π(1 − dⱼ/nⱼ), time from the first to the last contribution before a silence > 60 days; log(−log) interval',
    source: 'Kaplan & Meier 1958; Yang et al. 2010',
    floor: 'At least 20 newcomers. The curve ends where fewer than 5 of them are left.',
    group: 'participation',
    shape: 'waiting',
    unit: 'days',
    rung: 'growth',
  }),
  method:
    'Survival of activity over those whose first half year ended in the window, each followed for those 182 days; a silence of more than 60 days is an end at the last act before it.',
  evidence: (log) => newcomersOf(log).map(({ at, person }) => ({ at, parts: [[person]] })),
  compute(log, window) {
    const cohort = newcomersOf(log).filter(isWithin(window));
    if (cohort.length < floors.retention.cohort) return { insufficient: 'few-people', nRecords: cohort.length };
    const observations = cohort.map(({ observed }) => observed);
    const value = waitingOf(observations, { unit: 'days', at: DAYS, horizon: HORIZON, least: K });
    const { median, medianLow, medianHigh } = value;
    const left = value.points.find(({ at }) => at === 28);
    return {
      value,
      ci: medianLow === null || medianHigh === null ? null : [medianLow, medianHigh],
      nRecords: cohort.length,
      caveats: ['followed-half-a-year', 'gap-decides', ...(median === null ? (['not-reached'] as const) : [])],
      next: left && left.share < 1 - LEAVING ? 'greet-newcomers' : null,
    };
  },
};
