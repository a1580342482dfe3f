import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { exampleOf, startOfPeriod } from './periods.js';
import type { Row, SeriesRecord } from './records.js';

/** A line of the text that cannot be used; it counts from 1. */
export interface WrongLine {
  readonly line: number;
  readonly message: string;
}

interface Known {
  /** By id and by name. */
  readonly unitOf: ReadonlyMap<string, string>;
  readonly now: string;
}

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** The rows of a text, or every line that is wrong: one of both is empty. */
export function rowsOf(
  csv: string,
  series: Pick<SeriesRecord, 'measure' | 'every'>,
  known: Known,
): { readonly rows: readonly Row[]; readonly wrong: readonly WrongLine[] } {
  const lines = linesOf(csv, series);
  if ('wrong' in lines) return { rows: [], wrong: [lines.wrong] };
  const rows: Row[] = [];
  const wrong: WrongLine[] = [];
  const lineOf = new Map<string, number>();
  const withUnit = lines.lines.some(({ record }) => record.unit);
  for (const { record, info } of lines.lines) {
    const row = rowOf(record, series, known);
    const message = typeof row === 'string' ? row : faultBeside(row, lineOf, withUnit);
    if (message !== null) wrong.push({ line: info.lines, message });
    else if (typeof row !== 'string') rows.push(row);
    if (typeof row !== 'string') lineOf.set(keyOf(row), lineOf.get(keyOf(row)) ?? info.lines);
  }
  return wrong.length > 0 ? { rows: [], wrong } : { rows, wrong };
}

/** Within a series there is one row of a period and a unit. */
export const keyOf = ({ period, unitId }: Row): string => `${period} ${unitId ?? ''}`;

function faultBeside(row: Row, lineOf: ReadonlyMap<string, number>, withUnit: boolean): string | null {
  const earlier = lineOf.get(keyOf(row));
  if (earlier !== undefined)
    return `period ${row.period}${row.unitId ? ` of ${row.unitId}` : ''} stands on line ${earlier} already`;
  return withUnit && row.unitId === null ? 'unit is empty, though other lines have one' : null;
}

function linesOf(csv: string, { measure }: Pick<SeriesRecord, 'measure'>): { lines: Line[] } | { wrong: WrongLine } {
  const needed = measure === 'count' ? ['period', 'numerator'] : ['period', 'numerator', 'denominator'];
  let wrongHeader: string | null = null;
  const columns = (header: string[]) => {
    const missing = needed.filter((column) => !header.includes(column));
    const unknown = header.find((column) => !needed.includes(column) && column !== 'unit');
    const twice = header.find((column, at) => header.indexOf(column) !== at);
    if (missing.length > 0) wrongHeader = `the first line lacks ${missing.join(' and ')}`;
    else if (unknown !== undefined) wrongHeader = `"${unknown}" is no column of this series`;
    else if (twice !== undefined) wrongHeader = `column ${twice} stands twice`;
    return header;
  };
  try {
    const lines = parse(csv, {
      bom: true,
      columns,
      delimiter: delimiterOf(csv),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Line[];
    if (wrongHeader !== null) return { wrong: { line: 1, message: wrongHeader } };
    return lines.length === 0 ? { wrong: { line: 1, message: 'there are no rows' } } : { lines };
  } catch (error) {
    if (wrongHeader !== null) return { wrong: { line: 1, message: wrongHeader } };
    if (error instanceof CsvError) return { wrong: { line: Number(error.lines ?? 1), message: error.message } };
    throw error;
  }
}

/** What divides the columns of the first line: spreadsheets write semicolons where a comma divides decimals. */
function delimiterOf(csv: string): string {
  const [first = ''] = csv.split(/\r\n?|\n/, 1);
  return [';', '\t'].find((each) => first.includes(each)) ?? ',';
}

/** The row a line stands for, or what is wrong with it. */
function rowOf(
  record: Line['record'],
  { measure, every }: Pick<SeriesRecord, 'measure' | 'every'>,
  { unitOf, now }: Known,
): Row | string {
  const { period = '', unit = '' } = record;
  const start = startOfPeriod(every, period);
  if (start === null) return `period "${period.slice(0, 40)}" is not ${exampleOf(every)}`;
  // A year that was mistyped would draw out the series by centuries.
  if (start < 0) return `period ${period} lies before 1970`;
  if (start > Date.parse(now)) return `period ${period} has not begun yet`;
  const unitId = unit === '' ? null : unitOf.get(unit);
  if (unitId === undefined) return `unit "${unit.slice(0, 100)}" is not known`;
  const numerator = numberOf(record, 'numerator', measure !== 'mean');
  if (typeof numerator === 'string') return numerator;
  if (measure === 'count') return { period, unitId, numerator, denominator: null };
  const denominator = numberOf(record, 'denominator', true);
  if (typeof denominator === 'string') return denominator;
  if (measure === 'share' && numerator > denominator)
    return `numerator ${numerator} is more than denominator ${denominator}`;
  if (denominator === 0 && numerator > 0) return `numerator ${numerator} has nothing to be divided by`;
  return { period, unitId, numerator, denominator };
}

function numberOf(record: Line['record'], column: 'numerator' | 'denominator', whole: boolean): number | string {
  const text = record[column] ?? '';
  if (text === '') return `${column} is empty`;
  if (/^-\d+(\.\d+)?$/.test(text)) return `${column} ${text} is negative`;
  if (!(whole ? /^\d{1,12}$/ : /^\d{1,12}(\.\d{1,6})?$/).test(text)) {
    return `${column} "${text.slice(0, 40)}" is not a ${whole ? 'whole number such as 12' : 'number such as 12.5'}`;
  }
  return Number(text);
}
