import { insufficient, ok } from '../../measures/measured.js';
import { meanOfCrossing } from '../../measures/networks/chance.js';
import { externalInternal } from '../../measures/networks/mixing.js';
import { wilson } from '../../measures/proportion.js';
import type { UnitMatrix, UnitTie } from '../api.js';
import { toldGroups } from '../groups.js';
import { K } from '../publication.js';
import { networkMetric } from './network-metric.js';
import type { Quarterly } from './ties.js';

interface TieCell {
  readonly from: string;
  readonly to: string;
  readonly givers: Set<number>;
  readonly takers: Set<number>;
  of: number;
}

const keyOf = (from: string, to: string) => `${from} ${to}`;

/** Exchanges between people of known units, by the two units. */
function cellsOf({ exchanges, unitOf }: Quarterly): Map<string, TieCell> {
  const cells = new Map<string, TieCell>();
  for (const { from, to } of exchanges) {
    const [source, target] = [unitOf.get(from), unitOf.get(to)];
    if (source === undefined || target === undefined) continue;
    const key = keyOf(source, target);
    const cell = cells.get(key) ?? { from: source, to: target, givers: new Set(), takers: new Set(), of: 0 };
    cell.of++;
    cell.givers.add(from);
    cell.takers.add(to);
    cells.set(key, cell);
  }
  return cells;
}

/**
 * Which cells are told: on both sides of each stand enough people. The sum of those that cross units is told, and that
 * of those that do not, so that what is hidden of either must be several cells and of enough people together.
 */
function toldAmong(cells: readonly TieCell[]): readonly TieCell[] {
  const peopleIn = (some: readonly TieCell[]) =>
    Math.min(
      new Set(some.flatMap(({ givers }) => [...givers])).size,
      new Set(some.flatMap(({ takers }) => [...takers])).size,
    );
  const told = cells.filter((cell) => peopleIn([cell]) >= K).sort((a, b) => b.of - a.of);
  const hidden = cells.filter((cell) => !told.includes(cell));
  const ties = () => hidden.reduce((sum, { of }) => sum + of, 0);
  while (hidden.length > 0 && told.length > 0) {
    // Each hidden cell has at least one: a sum of that tells every one of them.
    if (hidden.length > 1 && peopleIn(hidden) >= K && ties() > hidden.length) break;
    hidden.push(told.pop() as TieCell);
  }
  return told;
}

function matrixOf(quarter: Quarterly, unitName: (unit: string) => string): UnitMatrix | null {
  const cells = [...cellsOf(quarter).values()];
  const ties = cells.reduce((sum, { of }) => sum + of, 0);
  if (ties === 0) return null;
  const told = new Set(
    [true, false].flatMap((inside) => toldAmong(cells.filter(({ from, to }) => (from === to) === inside))),
  );
  const crossing = cells.reduce((sum, { from, to, of }) => sum + (from === to ? 0 : of), 0);
  const inUnit = new Map<string, number>();
  for (const unit of quarter.unitOf.values()) inUnit.set(unit, (inUnit.get(unit) ?? 0) + 1);
  const unknown = quarter.graph.nodes.length - quarter.unitOf.size;
  const sizes = toldGroups([
    ...[...inUnit].map(([group, people]) => ({ group, label: unitName(group), people })),
    { group: '', label: '', people: unknown },
  ]);
  const units = sizes
    .filter(({ group }) => group !== '')
    .map(({ group, label, people }) => ({ unitId: group, unit: label, people }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
  const found = externalInternal(quarter.graph, quarter.unitOf);
  const shareOf = (index: number) => (index + 1) / 2;
  const chance =
    found.status === 'ok'
      ? {
          share: meanOfCrossing([...quarter.unitOf.values()].map((unit) => [...inUnit.keys()].indexOf(unit))),
          low: shareOf(found.value.chance.low),
          high: shareOf(found.value.chance.high),
        }
      : null;
  return {
    units,
    cells: cells.map(
      (cell): UnitTie => ({
        from: cell.from,
        to: cell.to,
        status: told.has(cell) ? 'ok' : 'suppressed',
        ties: told.has(cell) ? cell.of : null,
      }),
    ),
    crossing: { ...wilson(crossing, ties), count: crossing, of: ties, chance },
  };
}

export const unitTies = networkMetric({
  name: 'unit-ties',
  grade: 'R',
  costly: true,
  info: {
    label: 'Who talks across units',
    says: 'How many replies, answers and thanks go from people of each unit to people of each other.',
    reading: 'Units only. Units differ in what they know: a thin line need not be a gap.',
    formula: 'exchanges from unit to unit; share that crosses, beside the shuffled unit labels',
    source: 'counted; Krackhardt & Stern 1988 for the comparison',
    floor:
      'On both sides of each cell at least 5 different people; smaller ones, and such as would give them away, are kept back.',
    shape: 'matrix',
    unit: 'ties',
  },
  method: 'Exchanges by the units of both, each person with the unit of their last act in the quarter.',
  of(quarter, unitName) {
    const value = matrixOf(quarter, unitName);
    if (!value) return insufficient('zero-denominator', 'No two people of known units are tied.');
    const { crossing, cells } = value;
    const below = crossing.chance !== null && crossing.high < crossing.chance.low;
    return ok({
      value,
      ci: [crossing.low, crossing.high] as const,
      caveats: [
        'units-only' as const,
        'units-may-specialise' as const,
        ...(cells.some(({ status }) => status === 'suppressed') ? (['units-hidden'] as const) : []),
      ],
      next: below ? ('introduce-units' as const) : null,
    });
  },
});
