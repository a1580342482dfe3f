import {
  type Act,
  ADOPTION_DAYS,
  type Curve,
  curve,
  distinct,
  type Interval,
  questions,
  type Span,
  wilson,
} from './recompute.js';

/** The rest of docs/metrics.md, computed once more: help across units, adoption, and series of other systems. */

const DAY = 86_400_000;
const K = 5;
const NEVER = Number.POSITIVE_INFINITY;

const timeOf = ({ at }: Act): number => Date.parse(at);

/** Answers between people of known units; what chance would give is in closed form, its bounds are of seeded shuffles. */
export function crossUnitHelp(log: readonly Act[], { from, to }: Span) {
  const given = questions(log)
    .flatMap(({ by, unit, answers }) => answers.map((answer) => ({ ...answer, asker: by, askersUnit: unit })))
    .filter(({ at, unit, askersUnit }) => from <= at && at < to && unit !== null && askersUnit !== null)
    .sort((a, b) => a.at - b.at);
  const crossing = given.filter(({ unit, askersUnit }) => unit !== askersUnit).length;
  const unitOf = new Map<string, string | null>();
  for (const { by, unit, asker, askersUnit } of given) unitOf.set(asker, askersUnit).set(by, unit);
  const labels = [...unitOf.values()];
  const pairs = labels.flatMap((one, at) => labels.slice(at + 1).map((other) => one !== other));
  return {
    records: given.length,
    people: unitOf.size,
    crossing,
    ...wilson(crossing, given.length),
    chance: { share: pairs.filter(Boolean).length / pairs.length, ...shuffled(given, unitOf) },
  };
}

interface Given {
  readonly by: string;
  readonly asker: string;
}

/** 1,000 shuffles of the labels over the people, by a seed of this test's own: bounds differ by a little chance. */
function shuffled(given: readonly Given[], unitOf: ReadonlyMap<string, string | null>) {
  const people = [...unitOf.keys()];
  let state = 20_260_708;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const shares = Array.from({ length: 1_000 }, () => {
    const order = [...unitOf.values()].map((label) => ({ label, key: random() })).sort((a, b) => a.key - b.key);
    const labelOf = new Map(people.map((person, at) => [person, order[at]?.label]));
    return given.filter(({ by, asker }) => labelOf.get(by) !== labelOf.get(asker)).length / given.length;
  }).sort((a, b) => a - b);
  return { low: shares[25] ?? 0, high: shares[974] ?? 0 };
}

/** A practice and a unit that could adopt it. */
interface Pair {
  readonly practice: string;
  readonly publishedAt: number;
  readonly endedAt: number;
  readonly unit: string;
  readonly since: number;
  readonly adoptedAt: number;
  readonly inUse: boolean;
}

const people = (log: readonly Act[], unit: string, end: number) =>
  distinct(log.filter((act) => act.unitAtEvent === unit && isPerson(act) && timeOf(act) < end).map((act) => act.actor))
    .length;
const isPerson = ({ actor }: Act) => actor !== null && actor !== 'system';

/** As it was at `end`. An adaptation counts as what it adapts. */
function pairsAt(log: readonly Act[], end: number): Pair[] {
  const until = log.filter((act) => timeOf(act) < end);
  const published = until.filter(({ verb }) => verb === 'publish');
  const originalOf = (id: string): string => {
    const of = published.find(({ object }) => object === id)?.detail?.forkOf;
    return typeof of === 'string' ? originalOf(of) : id;
  };
  const units = distinct(until.filter(isPerson).flatMap(({ unitAtEvent }) => unitAtEvent ?? []));
  return published
    .filter(({ detail }) => detail?.forkOf === null)
    .flatMap((act) =>
      units
        .filter((unit) => unit !== act.detail?.unit)
        .map((unit): Pair => {
          const done = until.filter((each) => originalOf(each.object) === act.object && each.detail?.unit === unit);
          const taken = done.filter(({ verb }) => ['adopt', 'adapt'].includes(verb));
          const last = done.filter(({ verb }) => ['adopt', 'adapt', 'abandon'].includes(verb)).at(-1);
          const ended = until.find((each) => each.object === act.object && ['supersede', 'retire'].includes(each.verb));
          return {
            practice: act.object,
            publishedAt: timeOf(act),
            endedAt: ended ? timeOf(ended) : NEVER,
            unit,
            since: Math.min(...until.filter((each) => each.unitAtEvent === unit && isPerson(each)).map(timeOf)),
            adoptedAt: taken[0] ? timeOf(taken[0]) : NEVER,
            inUse: last !== undefined && last.verb !== 'abandon',
          };
        }),
    );
}

export interface UnitRow {
  readonly unitId: string;
  readonly adopted: number;
  readonly of: number;
  readonly people: number;
}

export function adoptionBreadth(log: readonly Act[], { from, to }: Span) {
  const standing = (end: number) => pairsAt(log, end).filter(({ endedAt }) => endedAt === NEVER);
  const pairs = standing(to);
  const inUse = pairs.filter((pair) => pair.inUse).length;
  const units = distinct(pairs.map(({ unit }) => unit));
  const months: { readonly month: string; readonly adopted: number; readonly of: number }[] = [];
  for (let end = monthAfter(from); end <= to; end = monthAfter(end)) {
    const then = standing(end);
    const month = new Date(end - 1).toISOString().slice(0, 7);
    months.push({ month, adopted: then.filter((pair) => pair.inUse).length, of: then.length });
  }
  return {
    records: pairs.length,
    people: units.reduce((sum, unit) => sum + people(log, unit, to), 0),
    ...wilson(inUse, pairs.length),
    months,
    units: units.map((unitId): UnitRow => {
      const own = pairs.filter(({ unit }) => unit === unitId);
      const adopted = own.filter((pair) => pair.inUse).length;
      return { unitId, adopted, of: own.length, people: people(log, unitId, to) };
    }),
  };
}

function monthAfter(time: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** Units of which fewer than five take part are kept back; so is the smallest other one while one alone would be. */
export function keptBack(units: readonly UnitRow[]): ReadonlySet<string> {
  const bySize = [...units].sort((a, b) => a.people - b.people || a.of - b.of);
  const hidden = bySize.filter((unit) => unit.people < K);
  const rest = bySize.filter((unit) => unit.people >= K);
  const sum = (what: (unit: UnitRow) => number) => hidden.reduce((total, unit) => total + what(unit), 0);
  const telling = () =>
    sum(({ adopted }) => adopted) === 0 ||
    sum(({ adopted }) => adopted) === sum(({ of }) => of) ||
    sum((unit) => unit.people) < K;
  while (hidden.length > 0 && telling()) {
    const next = rest.shift();
    if (!next) break;
    hidden.push(next);
  }
  return new Set(hidden.map(({ unitId }) => unitId));
}

export function timeToAdoption(log: readonly Act[], { from, to }: Span): Curve {
  const pairs = pairsAt(log, to).filter(({ publishedAt }) => from <= publishedAt);
  const observed = pairs.map(({ publishedAt, endedAt, unit, since, adoptedAt }) => {
    const until = Math.min(endedAt, to);
    const ended = Math.min(adoptedAt, until);
    return {
      of: unit,
      entry: Math.max(0, since - publishedAt) / DAY,
      time: (ended - publishedAt) / DAY,
      end: adoptedAt <= until ? ('event' as const) : ('censored' as const),
    };
  });
  const behind = distinct(pairs.map(({ unit }) => unit)).reduce((sum, unit) => sum + people(log, unit, to), 0);
  return curve(observed, ADOPTION_DAYS, 3, behind);
}

export interface SeriesRow extends Interval {
  readonly period: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** A series of shares from the same CSV: period, unit, numerator, denominator; over all units. */
export function shareSeries(csv: string): { readonly records: number; readonly rows: readonly SeriesRow[] } {
  const lines = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const rows = distinct(lines.map(([period = '']) => period))
    .sort()
    .map((period): SeriesRow => {
      const own = lines.filter(([of]) => of === period);
      const sum = (column: number) => own.reduce((total, line) => total + Number(line[column]), 0);
      return { period, numerator: sum(2), denominator: sum(3), ...wilson(sum(2), sum(3)) };
    });
  return { records: lines.length, rows };
}
