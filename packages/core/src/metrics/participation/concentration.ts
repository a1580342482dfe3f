import { floors } from '../../measures/floors.js';
import {
  absenceFactor as factorOf,
  onionTiers as onion,
  volumeTiers as tiers,
} from '../../measures/participation/tiers.js';
import { actsOf, inside, membersIn, perPerson, writing } from '../acts.js';
import type { Group } from '../api.js';
import type { CommunityLog } from '../columns.js';
import { described } from '../described.js';
import { type GroupOf, toldGroups } from '../groups.js';
import { lorenzFigure } from '../lorenz.js';
import type { Computed, Metric, Window } from '../metric.js';

const GROUP = 'participation';

/** How much each contributed within a window. */
const amountsIn = (log: CommunityLog, window: Window): number[] => [
  ...perPerson(inside(actsOf(log).contributions, window)).values(),
];

const sum = (amounts: readonly number[]) => amounts.reduce((all, each) => all + each, 0);

export const contributionInequality: Metric<'contribution-inequality'> = {
  name: 'contribution-inequality',
  version: 1,
  grade: 'C',
  costly: true,
  info: described({
    label: 'Concentration of contributions',
    says: 'How unequally contributions are spread over people: 0 all alike, 1 all by one.',
    reading:
      'There is no best value; every community has few who write much. Read it with and without those who wrote nothing.',
    formula: 'G = Σ(2i − n − 1)x₍ᵢ₎ / (n Σx), times n/(n − 1); interval by resampling people 1,000 times, seeded',
    source: 'Gini 1912; Lorenz 1905; van Mierlo et al. 2016',
    floor: 'At least 10 people who contributed; a step of the curve is of 5 people or more.',
    group: GROUP,
    shape: 'lorenz',
  }),
  method:
    'Corrected Gini index of the contributions of those who contributed in the window, and of all members; percentile interval of 1,000 seeded resamples of people.',
  evidence: writing,
  compute(log, window) {
    const amounts = amountsIn(log, window);
    const nRecords = sum(amounts);
    if (amounts.length < floors.concentration.people) return { insufficient: 'few-people', nRecords };
    const members = new Set([
      ...membersIn(log, window),
      ...inside(actsOf(log).contributions, window).map((a) => a.person),
    ]);
    const value = lorenzFigure(amounts, members.size);
    if (!value) return { insufficient: 'no-variation', nRecords };
    const { low, high } = value;
    return {
      value,
      ci: low === null || high === null ? null : [low, high],
      nRecords,
      caveats: ['no-best-value', 'members-as-logged'],
      next: null,
    };
  },
};

function grouped(groups: readonly GroupOf[], nRecords: number): Computed<{ groups: Group[]; people: number }> {
  const told = toldGroups(groups);
  if (told.every(({ status }) => status === 'suppressed')) return { suppressed: 'groups-hidden' };
  const hidden = told.some(({ status }) => status === 'suppressed');
  return {
    value: { groups: told, people: groups.reduce((all, { people }) => all + people, 0) },
    ci: null,
    nRecords,
    caveats: ['no-best-value', ...(hidden ? (['groups-hidden'] as const) : [])],
    next: null,
  };
}

export const volumeTiers: Metric<'volume-tiers'> = {
  name: 'volume-tiers',
  version: 1,
  grade: 'C',
  info: described({
    label: '1-9-90 shares',
    says: 'What share of the contributions comes from the most active hundredth, the next nine and the rest.',
    reading: 'Health forums had 75, 24 and 1 per cent. A rule of thumb, and contested.',
    formula: 'shares of Σx by the top ⌈n/100⌉, up to ⌈n/10⌉, and the rest of the contributors',
    source: 'van Mierlo 2014; contested by Muller 2012',
    floor: 'At least 100 people who contributed; tiers of fewer than 5 people are kept back.',
    group: GROUP,
    shape: 'groups',
  }),
  method: 'Contributions in the window by tiers of those who contributed, ordered by how much they did.',
  evidence: writing,
  compute(log, window) {
    const amounts = amountsIn(log, window);
    if (amounts.length < floors.volumeTiers.people) return { insufficient: 'few-people', nRecords: sum(amounts) };
    const found = tiers(amounts);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    const { top1, next9, rest } = found.value;
    return grouped(
      [
        { group: 'top-1', label: 'Most active hundredth', ...top1 },
        { group: 'next-9', label: 'Next nine hundredths', ...next9 },
        { group: 'rest', label: 'The rest', ...rest },
      ],
      sum(amounts),
    );
  },
};

export const onionTiers: Metric<'onion-tiers'> = {
  name: 'onion-tiers',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Who carries the load',
    says: 'How many people bring four fifths of the contributions, how many the next fifteen per cent, how many the rest.',
    reading: 'A small core is usual, and a risk if it shrinks.',
    formula: 'core = smallest top set with ≥ 80 % of Σx; regular up to 95 %; casual the rest',
    source: 'GrimoireLab',
    floor: 'At least 10 people who contributed; tiers of fewer than 5 people are kept back.',
    group: GROUP,
    shape: 'groups',
  }),
  method: 'Those who contributed in the window, ordered by how much they did, cut where they bring 80 and 95 per cent.',
  evidence: writing,
  compute(log, window) {
    const amounts = amountsIn(log, window);
    if (amounts.length < floors.onionTiers.people) return { insufficient: 'few-people', nRecords: sum(amounts) };
    const found = onion(amounts);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    const { core, regular, casual } = found.value;
    return grouped(
      [
        { group: 'core', label: 'Core', ...core },
        { group: 'regular', label: 'Regular', ...regular },
        { group: 'casual', label: 'Casual', ...casual },
      ],
      sum(amounts),
    );
  },
};

export const absenceFactor: Metric<'absence-factor'> = {
  name: 'absence-factor',
  version: 1,
  grade: 'X',
  info: described({
    label: 'Key people',
    says: 'The fewest people without whom half of the contributions would be missing.',
    reading: 'A number, without names: who they are is for them to say.',
    formula: 'min{k : Σ over the k most active of x ≥ ½ Σx}',
    source: 'CHAOSS; Lee & Suh',
    floor: 'At least 10 people who contributed.',
    group: GROUP,
    shape: 'count',
    unit: 'people',
  }),
  method: 'Those who contributed in the window, the most active first, until they bring half of the contributions.',
  evidence: writing,
  compute(log, window) {
    const amounts = amountsIn(log, window);
    if (amounts.length < floors.concentration.people) return { insufficient: 'few-people', nRecords: sum(amounts) };
    const found = factorOf(amounts);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    return {
      value: { count: found.value, of: amounts.length, unit: 'people', asides: [] },
      ci: null,
      nRecords: sum(amounts),
      caveats: ['no-best-value'],
      next: found.value <= 2 ? 'pair-mentors' : null,
    };
  },
};
