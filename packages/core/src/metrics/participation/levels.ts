import { floors } from '../../measures/floors.js';
import { engagementLevel, type Level, levels, trajectory } from '../../measures/participation/levels.js';
import { wilson } from '../../measures/proportion.js';
import { type Act, actsOf, inside, membersIn, takingPart } from '../acts.js';
import { type CommunityLog, remembered } from '../columns.js';
import { described } from '../described.js';
import { toldGroups } from '../groups.js';
import type { Metric, Window } from '../metric.js';

const WEEK = 7 * 86_400_000;
const WEEKS = 13;
const LABELS: Readonly<Record<Level, string>> = {
  core: 'Core',
  active: 'Active',
  occasional: 'Occasional',
  peripheral: 'Peripheral',
  transactional: 'Visiting',
  absent: 'Not seen',
};

interface Counts {
  readonly weeks: Set<number>;
  contributions: number;
  leadershipActs: number;
  views: number;
}

/** The level of everybody who belonged or took part in a quarter. */
const levelsOf = remembered((log) => {
  const kept = new Map<number, ReadonlyMap<number, Level>>();
  return (window: Pick<Window, 'from' | 'to'>) => {
    const known = kept.get(window.from);
    if (known) return known;
    const made = levelsIn(log, window);
    kept.set(window.from, made);
    return made;
  };
});

function levelsIn(log: CommunityLog, window: Pick<Window, 'from' | 'to'>): ReadonlyMap<number, Level> {
  const span = window as Window;
  const { all, contributions, leading } = actsOf(log);
  const counts = new Map<number, Counts>();
  const of = ({ person }: Act): Counts => {
    const known = counts.get(person) ?? { weeks: new Set(), contributions: 0, leadershipActs: 0, views: 0 };
    counts.set(person, known);
    return known;
  };
  // Who reads is not recorded: who reacted, read.
  for (const act of inside(all, span)) of(act).views++;
  for (const act of inside(contributions, span)) {
    const own = of(act);
    own.contributions++;
    own.weeks.add(Math.min(WEEKS - 1, Math.floor((act.at - window.from) / WEEK)));
  }
  for (const act of inside(leading, span)) of(act).leadershipActs++;
  const members = membersIn(log, window);
  const none: Counts = { weeks: new Set(), contributions: 0, leadershipActs: 0, views: 0 };
  return new Map(
    [...new Set([...members, ...counts.keys()])].map((person) => {
      const { weeks, contributions: written, leadershipActs, views } = counts.get(person) ?? none;
      const did = { weeks: weeks.size, contributions: written, leadershipActs, views };
      return [person, engagementLevel({ member: members.has(person), ...did }, WEEKS)];
    }),
  );
}

export const engagementLevels: Metric<'engagement-levels'> = {
  name: 'engagement-levels',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Levels of engagement',
    says: 'How many are in the core, active, occasional and at the periphery.',
    reading:
      'Wenger saw 10–15 % core and 15–20 % active. The limits between the levels are ours; the periphery is no failure.',
    formula:
      'core: contributes in ≥ 75 % of the weeks and led once; active: ≥ 25 %; occasional: at least once; peripheral: reacted only; visiting: not a member',
    source: 'Wenger, McDermott & Snyder 2002; cut-offs ours',
    floor: 'At least 20 people; levels of fewer than 5 are kept back.',
    group: 'participation',
    shape: 'groups',
  }),
  windows: 'quarters',
  method:
    'Everybody who belonged or took part in the quarter, by the share of its weeks in which they contributed, leadership acts, and reactions.',
  evidence: takingPart,
  compute(log, window) {
    const people = [...levelsOf(log)(window).values()];
    const nRecords = inside(actsOf(log).all, window).length;
    if (people.length < floors.levels.people) return { insufficient: 'few-people', nRecords };
    const groups = toldGroups(
      levels.map((level) => ({
        group: level,
        label: LABELS[level],
        people: people.filter((each) => each === level).length,
      })),
    );
    if (groups.every(({ status }) => status === 'suppressed')) return { suppressed: 'groups-hidden' };
    const hidden = groups.some(({ status }) => status === 'suppressed');
    return {
      value: { groups, people: people.length },
      ci: null,
      nRecords,
      caveats: ['levels-are-ours', 'reading-unseen', ...(hidden ? (['groups-hidden'] as const) : [])],
      next: null,
    };
  },
};

export const levelTransitions: Metric<'level-transitions'> = {
  name: 'level-transitions',
  version: 1,
  grade: 'C',
  info: described({
    label: 'Movement between levels',
    says: 'Where people of each level of engagement are a quarter later.',
    reading: 'The periphery is no failure: in 8,600 communities few moved inwards.',
    formula: 'P(i→j) = nᵢⱼ / Σⱼ nᵢⱼ between two quarters; inbound = P(peripheral → active or core)',
    source: 'Lave & Wenger 1991; Muller 2012',
    floor: 'At least 30 people on a level in the earlier quarter; ways of fewer than 5 people are kept back.',
    group: 'participation',
    shape: 'transitions',
    rung: 'growth',
  }),
  windows: 'quarters',
  method: 'Levels of the quarter before and of this one, of everybody who belonged or took part in either.',
  evidence: takingPart,
  compute(log, window) {
    const { from } = window.months;
    const earlier = levelsOf(log)({ from: log.calendar.startOf(from - 3), to: window.from });
    const later = levelsOf(log)(window);
    const people = [...new Set([...earlier.keys(), ...later.keys()])];
    const found = trajectory(
      people.map((person) => earlier.get(person) ?? 'absent'),
      people.map((person) => later.get(person) ?? 'absent'),
    );
    if (found.status !== 'ok') return { insufficient: 'few-people', nRecords: 0 };
    const rows = levels.map((level, at) => {
      const counts = found.value.counts[at] ?? [];
      const all = counts.reduce((sum, count) => sum + count, 0);
      if (all < floors.trajectory.transitionsInRow)
        return { from: level, status: 'suppressed' as const, people: null, to: levels.map(() => null) };
      const told = toldGroups(levels.map((to, column) => ({ group: to, label: to, people: counts[column] ?? 0 })));
      return { from: level, status: 'ok' as const, people: all, to: told.map(({ share }) => share) };
    });
    if (rows.every(({ status }) => status === 'suppressed'))
      return { insufficient: 'few-people', nRecords: people.length };
    const peripheral = rows[levels.indexOf('peripheral')];
    const inwards = peripheral?.to.slice(0, 2) ?? [];
    const inbound =
      peripheral?.people && inwards.every((share) => share !== null)
        ? wilson(
            Math.round(inwards.reduce<number>((sum, share) => sum + (share ?? 0), 0) * peripheral.people),
            peripheral.people,
          )
        : null;
    return {
      value: { levels: [...levels], rows, inbound },
      ci: inbound ? [inbound.low, inbound.high] : null,
      nRecords: people.length,
      caveats: ['levels-are-ours', 'reading-unseen', 'groups-hidden'],
      next: null,
    };
  },
};
