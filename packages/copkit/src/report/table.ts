import { stringify } from 'csv-stringify/sync';
import type { Report } from './gather.js';
import { headlineOf } from './words.js';

const HEAD = [
  ...['metric', 'version', 'label', 'group', 'status', 'value', 'low', 'high', 'shape', 'unit'],
  ...['records', 'people', 'from', 'to', 'grade', 'next', 'caveats'],
];

/** All figures of a report, one a row; shares from 0 to 1. */
export function reportTable({ tiles }: Report): string {
  const rows = tiles.map((tile) => {
    const { info, result } = tile;
    const { definition, status, ci, nRecords, nPersons, window, grade, next, caveats } = result;
    return [
      ...[definition.id, definition.version, info.label, info.group, status, headlineOf(tile), ci?.[0], ci?.[1]],
      ...[info.shape, info.unit, nRecords, nPersons, window[0], window[1], grade, next],
      caveats.map(({ code }) => code).join(' '),
    ];
  });
  return stringify([HEAD, ...rows], { escape_formulas: true });
}
