import { chanceOfCrossing, type Help } from '../measures/networks/chance.js';
import { wilson } from '../measures/proportion.js';
import type { UnitCell } from './api.js';
import { type Breakdown, type Cell, shownCells } from './breakdown.js';
import { type CommunityLog, remembered } from './columns.js';
import type { Metric, Window } from './metric.js';
import { questionsOf } from './questions.js';

const LEAST_ANSWERS = 20;

/** An answer given to somebody of a known unit by somebody of a known unit. */
interface Given {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly fromUnit: number;
  readonly toUnit: number;
}

const given = remembered((log): { readonly known: readonly Given[]; readonly unknown: readonly number[] } => {
  const known: Given[] = [];
  const unknown: number[] = [];
  for (const { asker, unit, answers } of questionsOf(log)) {
    for (const answer of answers) {
      if (unit === 0 || answer.unit === 0) unknown.push(answer.at);
      else known.push({ at: answer.at, from: answer.by, to: asker, fromUnit: answer.unit, toUnit: unit });
    }
  }
  return { known: known.sort((a, b) => a.at - b.at), unknown };
});

export const crossUnitHelp: Metric<'cross-unit-help'> = {
  name: 'cross-unit-help',
  version: 1,
  grade: 'R',
  info: {
    label: 'Help across units',
    says: 'The share of answers that come from another unit than the question, beside what would be seen if units did not matter.',
    formula:
      'answers with unit(answerer) ≠ unit(asker) / answers; chance = 1 − Σ n(n−1) / (N(N−1)), bounds from 1,000 seeded shuffles of the unit labels',
    source: 'Krackhardt & Stern 1988; Blau 1977',
    floor:
      'At least 5 different people in each part of it. At least 20 answers. By unit for quarters only, with units kept back that have fewer than 5 people or give such a unit away.',
    reading: 'Units differ in what they know: compare with chance, not with one hundred per cent.',
    rung: 'activity',
    group: 'responsiveness',
    shape: 'share',
    unit: 'none',
    supply: null,
  },
  method:
    'Answers given in the window by somebody of another unit than the asker, of all between people of known units, by their units at that moment; Wilson interval. Chance: the unit labels of those who asked or answered, each by the last act, shuffled 1,000 times with a fixed seed; its mean in closed form.',
  evidence: (log) => given(log).known.map(({ at, from, to }) => ({ at, parts: [[to], [from]] })),
  compute(log, window, { unitName }) {
    const inside = (at: number) => window.from <= at && at < window.to;
    const all = given(log);
    const answers = all.known.filter(({ at }) => inside(at));
    if (answers.length < LEAST_ANSWERS) return { insufficient: 'too-few-answers', nRecords: answers.length };
    const crossing = answers.filter(({ fromUnit, toUnit }) => fromUnit !== toUnit).length;
    const share = wilson(crossing, answers.length);
    const chance = chanceOfCrossing(helpIn(answers), lastUnits(answers));
    const byUnit = byAskersUnit(log, answers, window, unitName);
    return {
      value: { ...share, crossing, answers: answers.length, chance, byUnit },
      ci: [share.low, share.high],
      nRecords: answers.length,
      caveats: [
        'units-may-specialise',
        ...(all.unknown.some(inside) ? (['units-unknown'] as const) : []),
        ...(byUnit.some(({ status }) => status === 'suppressed') ? (['units-hidden'] as const) : []),
      ],
      next: share.high < chance.low ? 'introduce-units' : null,
    };
  },
};

function helpIn(answers: readonly Given[]): Help[] {
  const help = new Map<string, Help>();
  for (const { from, to } of answers) {
    const key = `${from} ${to}`;
    help.set(key, { from, to, answers: (help.get(key)?.answers ?? 0) + 1 });
  }
  return [...help.values()];
}

function lastUnits(answers: readonly Given[]): Map<number, number> {
  const units = new Map<number, number>();
  for (const { from, to, fromUnit, toUnit } of answers) units.set(to, toUnit).set(from, fromUnit);
  return units;
}

function byAskersUnit(
  log: CommunityLog,
  answers: readonly Given[],
  window: Window,
  unitName: (unitId: string) => string,
): UnitCell[] {
  if (!window.quarter) return [];
  const byUnit = new Map<number, { askers: Set<number>; helpers: Set<number>; count: number; of: number }>();
  for (const { from, to, fromUnit, toUnit } of answers) {
    const cell = byUnit.get(toUnit) ?? { askers: new Set(), helpers: new Set(), count: 0, of: 0 };
    cell.askers.add(to);
    cell.helpers.add(from);
    cell.of++;
    if (fromUnit !== toUnit) cell.count++;
    byUnit.set(toUnit, cell);
  }
  const cells = [...byUnit].map(([unit, cell]) => ({
    ...cell,
    unitId: log.units.stringOf(unit),
    people: Math.min(cell.askers.size, cell.helpers.size),
  }));
  // One helper may have answered several units.
  const distinct = (sets: readonly ReadonlySet<number>[]) => new Set(sets.flatMap((set) => [...set])).size;
  const peopleIn = (some: readonly (typeof cells)[number][]) =>
    Math.min(distinct(some.map(({ askers }) => askers)), distinct(some.map(({ helpers }) => helpers)));
  return unitCells(cells, unitName, { peopleIn });
}

/** As they are published: by name, without figures where they are kept back. */
export function unitCells<C extends Cell & { readonly unitId: string }>(
  cells: readonly C[],
  unitName: (unitId: string) => string,
  breakdown: Breakdown<C> = {},
): UnitCell[] {
  const shown = shownCells(cells, breakdown);
  const rows = cells.map((cell): UnitCell => {
    const { unitId, count, of } = cell;
    const named = { unitId, unit: unitName(unitId) };
    return shown.has(cell)
      ? { ...named, status: 'ok', count, of }
      : { ...named, status: 'suppressed', count: null, of: null };
  });
  return rows.sort((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0));
}
