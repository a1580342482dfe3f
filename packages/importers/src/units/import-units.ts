import type { Copkit, Unit } from '@copkit/core';
import {
  type Columns,
  type CsvRow,
  cellProblem,
  type RowProblem,
  readRows,
  refuseWrong,
  wrongCell,
} from '../csv/csv-rows.js';

export interface ImportUnits {
  readonly cop: Copkit;
  /** A CSV file in UTF-8 with the columns id, name and optionally parent, divided by commas, semicolons or tabs. */
  readonly file: string;
}

export interface UnitsReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

const COLUMNS: Columns = { required: ['id', 'name'], optional: ['parent'] };
const LONGEST: Readonly<Record<string, number>> = { id: 100, name: 200, parent: 100 };

/** `parentId`: `undefined` where the file has no such column; then what is known stays. */
interface Told {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null | undefined;
}

/**
 * Imports units from a CSV file, in any order: a unit may stand above the one it belongs to. Known units, by id, are
 * updated; others stay as they are. Every row is checked before the first write.
 * @throws ImportError with the lines that are wrong; then nothing was written.
 */
export async function importUnits({ cop, file }: ImportUnits): Promise<UnitsReport> {
  const rows: CsvRow<Told>[] = [];
  for await (const row of readRows(file, COLUMNS, 'id', unitOf)) rows.push(row);
  const { units } = cop.system({ name: 'import' });
  const known = new Map((await units.list()).items.map((unit) => [unit.id, unit]));
  await refuseWrong(file, checked(rows, known));

  const report = { created: 0, updated: 0, unchanged: 0 };
  const told = new Map(rows.flatMap((row) => ('value' in row ? [[row.value.id, row.value] as const] : [])));
  const define = async (unit: Told) => {
    told.delete(unit.id);
    const above = unit.parentId ? told.get(unit.parentId) : undefined;
    if (above) await define(above);
    const before = known.get(unit.id);
    const { id, name, parentId = before?.parentId ?? null } = unit;
    if (before?.name === name && before.parentId === parentId) report.unchanged++;
    else {
      await units.define({ id, name, parentId });
      report[before ? 'updated' : 'created']++;
    }
  };
  for (const unit of [...told.values()]) if (told.has(unit.id)) await define(unit);
  return report;
}

function unitOf(row: Readonly<Record<string, string>>): Told | RowProblem {
  const { id = '', name = '', parent } = row;
  return cellProblem(row, COLUMNS.required, LONGEST) ?? { id, name, parentId: parent === '' ? null : parent };
}

/** The rows with what is wrong between them: a parent that nobody knows, a unit that belongs to itself. */
async function* checked(
  rows: readonly CsvRow<Told>[],
  known: ReadonlyMap<string, Unit>,
): AsyncGenerator<CsvRow<Told>, void, undefined> {
  const told = new Map(rows.flatMap((row) => ('value' in row ? [[row.value.id, row.value] as const] : [])));
  const parentOf = (id: string) => {
    const parent = told.get(id)?.parentId;
    return parent === undefined ? (known.get(id)?.parentId ?? null) : parent;
  };
  for (const row of rows) {
    const problem = 'value' in row ? placeProblem(row.value) : null;
    yield problem === null ? row : { line: row.line, ...problem };
  }

  function placeProblem({ id, parentId }: Told): RowProblem | null {
    if (parentId && !told.has(parentId) && !known.has(parentId))
      return wrongCell('parent', `"${parentId}" is no known unit`);
    const above = new Set<string>();
    for (let at = parentOf(id); at !== null && !above.has(at); at = parentOf(at)) above.add(at);
    if (!above.has(id)) return null;
    return { column: 'parent', message: `"${id}" belongs to itself, by way of ${[...above].join(', ')}` };
  }
}
