import { wilson } from '../measures/proportion.js';
import type { UnitCell } from './api.js';
import type { CommunityLog } from './columns.js';
import { unitCells } from './cross-unit-help.js';
import type { Metric, Window } from './metric.js';
import { type Adopted, type Published, type Spread, spreadOf } from './practices.js';
import { K } from './publication.js';
import { type Observed, waitingOf } from './waiting.js';
import { monthName } from './windows.js';

const DAY = 86_400_000;
const LEAST_UNITS = 3;
const DAYS = [0, 7, 14, 28, 42, 56, 91, 120, 152, 182, 273, 365, 548, 730];
const YEAR = 365;
/** Nothing new for so long is a standstill. */
const STANDSTILL = 91 * DAY;

/** A practice and a unit that could adopt it by a moment. */
interface Pair {
  readonly practice: Published;
  readonly unit: number;
  readonly since: number;
  /** The first time it was taken up. */
  readonly adopted: Adopted | null;
  /** Whether it is in use at that moment. */
  readonly inUse: boolean;
}

const pairsOf = new WeakMap<Spread, Map<number, readonly Pair[]>>();

/** As they stand at a moment; most windows end with another. */
function pairsAt(spread: Spread, moment: number): readonly Pair[] {
  const known = pairsOf.get(spread) ?? new Map<number, readonly Pair[]>();
  pairsOf.set(spread, known);
  const found = known.get(moment) ?? pairsMade(spread, moment);
  known.set(moment, found);
  return found;
}

function pairsMade({ published, adopted, units }: Spread, moment: number): readonly Pair[] {
  const by = new Map<string, Adopted[]>();
  for (const each of adopted) {
    if (each.at >= moment) continue;
    const key = `${each.practice} ${each.unit}`;
    by.set(key, [...(by.get(key) ?? []), each]);
  }
  return published.flatMap((practice) =>
    practice.at >= moment
      ? []
      : [...units].flatMap(([unit, { since }]): Pair[] => {
          if (unit === practice.origin || since >= moment) return [];
          const taken = by.get(`${practice.id} ${unit}`) ?? [];
          const inUse = taken.some(({ abandonedAt }) => abandonedAt === null || abandonedAt >= moment);
          return [{ practice, unit, since, adopted: taken[0] ?? null, inUse }];
        }),
  );
}

const still = (moment: number) => (pair: Pair) => pair.practice.endedAt === null || pair.practice.endedAt >= moment;

export function peopleIn(spread: Spread, unit: number, moment: number): number {
  return [...(spread.units.get(unit)?.people.values() ?? [])].filter((since) => since < moment).length;
}

const personsOf = (spread: Spread, pairs: readonly Pair[], moment: number) =>
  [...new Set(pairs.map(({ unit }) => unit))].reduce((sum, unit) => sum + peopleIn(spread, unit, moment), 0);

/** Why nothing can be said about these pairs; `null` when it can. */
function lacking(spread: Spread, pairs: readonly Pair[], moment: number): 'no-practice' | 'too-few-units' | null {
  if (spread.published.every(({ at }) => at >= moment)) return 'no-practice';
  const units = new Set(pairs.map(({ unit }) => unit));
  return units.size < LEAST_UNITS || personsOf(spread, pairs, moment) < K ? 'too-few-units' : null;
}

export const adoptionBreadth: Metric<'adoption-breadth'> = {
  name: 'adoption-breadth',
  version: 1,
  grade: 'R',
  info: {
    label: 'Adoption breadth',
    says: 'How far published practices have spread over the units that could adopt them.',
    formula:
      'units that adopted and did not abandon / units that could adopt, summed over practices, at the end of the window',
    source: 'Rogers 2003 for the idea of spread; Wilson 1927 for the interval',
    floor: 'At least 3 units that could adopt, with at least 5 people who take part.',
    reading: 'Adoption is what units say of themselves; not every practice suits every unit.',
    rung: 'growth',
    group: 'reuse',
    shape: 'share',
    unit: 'none',
    supply: null,
  },
  method:
    'Pairs of a published practice and a unit other than its own: those in which the unit has adopted it, as it is or adapted, and not abandoned it by the end of the window, of all; Wilson interval.',
  // Adoption is a unit's own word and read by every reader; people stand behind it only by number.
  evidence: () => [],
  persons(log, { to }) {
    const spread = spreadOf(log);
    return personsOf(spread, pairsAt(spread, to).filter(still(to)), to);
  },
  compute(log, window, { unitName }) {
    const spread = spreadOf(log);
    const pairs = pairsAt(spread, window.to).filter(still(window.to));
    const missing = lacking(spread, pairs, window.to);
    if (missing) return { insufficient: missing, nRecords: pairs.length };
    const inUse = pairs.filter((pair) => pair.inUse);
    const share = wilson(inUse.length, pairs.length);
    const byUnit = unitsOf(log, spread, pairs, window.to, unitName);
    const latest = Math.max(...inUse.map(({ adopted }) => adopted?.at ?? 0), 0);
    const done = inUse.length === pairs.length;
    const stands = inUse.length > 0 && window.to - latest > STANDSTILL;
    return {
      value: {
        ...share,
        adopted: inUse.length,
        eligible: pairs.length,
        practices: practicesOf(pairs),
        byUnit,
        byMonth: monthsOf(log, spread, window),
      },
      ci: [share.low, share.high],
      nRecords: pairs.length,
      caveats: [
        'eligible-by-taking-part',
        'adoption-as-told',
        ...(byUnit.some(({ status }) => status === 'suppressed') ? (['units-hidden'] as const) : []),
      ],
      next: done ? null : stands ? 'ask-for-a-story' : 'tell-units',
    };
  },
};

function practicesOf(pairs: readonly Pair[]) {
  const counts = new Map<string, { practiceId: string; adopted: number; eligible: number }>();
  for (const { practice, inUse } of pairs) {
    const count = counts.get(practice.id) ?? { practiceId: practice.id, adopted: 0, eligible: 0 };
    count.eligible++;
    if (inUse) count.adopted++;
    counts.set(practice.id, count);
  }
  return [...counts.values()];
}

function unitsOf(
  log: CommunityLog,
  spread: Spread,
  pairs: readonly Pair[],
  moment: number,
  unitName: (unitId: string) => string,
): UnitCell[] {
  const units = [...new Set(pairs.map(({ unit }) => unit))];
  const cells = units.map((unit) => {
    const of = pairs.filter((pair) => pair.unit === unit);
    const count = of.filter(({ inUse }) => inUse).length;
    return { unitId: log.units.stringOf(unit), people: peopleIn(spread, unit, moment), count, of: of.length };
  });
  // How many practices there are is no secret.
  return unitCells(cells, unitName, { ofIsKnown: true });
}

function monthsOf({ calendar }: CommunityLog, spread: Spread, { months }: Window) {
  const rows: { month: string; adopted: number; eligible: number }[] = [];
  for (let month = months.from; month < months.to; month++) {
    const end = calendar.startOf(month + 1);
    const pairs = pairsAt(spread, end).filter(still(end));
    rows.push({ month: monthName(month), adopted: pairs.filter(({ inUse }) => inUse).length, eligible: pairs.length });
  }
  return rows;
}

export const timeToAdoption: Metric<'time-to-adoption'> = {
  name: 'time-to-adoption',
  version: 1,
  grade: 'R',
  info: {
    label: 'Time to adoption',
    says: 'How long it takes a unit to adopt a practice after it was published.',
    formula:
      'S(t) over pairs of a practice and a unit, from publication to adoption; units that came later are at risk from their coming on',
    source: 'Kaplan & Meier 1958; left truncation as in Klein & Moeschberger 2003, § 4.6',
    floor:
      'At least 3 units that could adopt, with at least 5 people who take part. The curve ends where fewer than 3 units are still waiting.',
    reading: 'Slow is not bad: what takes a trial takes time.',
    rung: 'growth',
    group: 'reuse',
    shape: 'waiting',
    unit: 'days',
    supply: null,
  },
  method:
    'Survival of the unadopted state over pairs of a practice published in the window and a unit other than its own, from publication to the first adoption; censored at the end of the window and when the practice was retired, left-truncated for units that came later; intervals on the log(−log) scale.',
  evidence: () => [],
  persons(log, window) {
    const spread = spreadOf(log);
    return personsOf(spread, begunIn(spread, window), window.to);
  },
  compute(log, window) {
    const spread = spreadOf(log);
    const pairs = begunIn(spread, window);
    const missing = pairs.length === 0 ? 'no-practice' : lacking(spread, pairs, window.to);
    if (missing) return { insufficient: missing, nRecords: pairs.length };
    const value = waitingOf(
      pairs.map((pair) => observe(pair, window.to)),
      { unit: 'days', at: DAYS, horizon: YEAR, least: LEAST_UNITS },
    );
    const { median, medianLow, medianHigh } = value;
    return {
      value,
      ci: medianLow === null || medianHigh === null ? null : [medianLow, medianHigh],
      nRecords: pairs.length,
      caveats: ['eligible-by-taking-part', 'adoption-as-told', ...(median === null ? (['not-reached'] as const) : [])],
      next: value.waiting > value.happened ? 'tell-units' : null,
    };
  },
};

const begunIn = (spread: Spread, { from, to }: Window) =>
  pairsAt(spread, to).filter(({ practice }) => from <= practice.at);

function observe({ practice, unit, since, adopted }: Pair, end: number): Observed {
  const until = Math.min(practice.endedAt ?? end, end);
  const event = adopted !== null && adopted.at <= until;
  return {
    of: unit,
    entry: Math.max(0, since - practice.at) / DAY,
    // What a clock that ran backwards puts before the publication counts as at it.
    time: Math.max(0, (event ? adopted.at : until) - practice.at) / DAY,
    end: event ? 'event' : 'censored',
  };
}
