import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { ImportError } from '../import-error.js';
import type { ImportFault } from '../report.js';

/** The columns of a file by their names in its first line, in any order. */
export interface Columns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

type Cells = Readonly<Record<string, string>>;

/** What is wrong with a row; `column`: the name of the one that holds it, `null` where it is none alone. */
export interface RowProblem {
  readonly column: string | null;
  readonly message: string;
}

/** What a line stands for, or what is wrong with it. Lines count from 1. */
export type CsvRow<T> = { readonly line: number } & ({ readonly value: T } | RowProblem);

const LONGEST_HEADER_BYTES = 1_024;
const MOST_PROBLEMS = 100;

/**
 * The rows of a CSV file in UTF-8, divided by commas, semicolons or tabs; `idOf` names what may stand in it only once.
 * @throws ImportError where the file cannot be read or its first line is wrong.
 */
export async function* readRows<T extends object>(
  file: string,
  columns: Columns,
  id: string,
  rowOf: (cells: Cells) => T | RowProblem,
): AsyncGenerator<CsvRow<T>, void, undefined> {
  const delimiter = await delimiterOf(file);
  const lineOf = new Map<string, number>();
  const source = createReadStream(file);
  const checked = (header: string[]) => {
    const problem = columnsProblem(header, columns);
    if (problem !== null) throw new ImportError('wrong-format', `The first line of ${file} ${problem}.`);
    return header;
  };
  const parser = parse({ bom: true, columns: checked, delimiter, info: true, skip_empty_lines: true, trim: true });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser)) {
      const line: number = info.lines;
      const value = rowOf(record);
      const earlier = lineOf.get(record[id]);
      if ('message' in value) yield { line, ...value };
      else if (earlier !== undefined)
        yield {
          line,
          column: id,
          message: `${id} "${record[id]}" stands on line ${earlier} already; it may stand once`,
        };
      else yield { line, value };
      lineOf.set(record[id], earlier ?? line);
    }
  } catch (error) {
    if (error instanceof CsvError)
      yield { line: Number(error.lines ?? parser.info.lines), column: null, message: error.message };
    else throw unreadable(file, error);
  } finally {
    source.destroy();
  }
}

/**
 * Looks at every row before anything is written.
 * @throws ImportError `invalid-rows` with the lines that are wrong, at most a hundred.
 */
export async function refuseWrong(file: string, rows: AsyncIterable<CsvRow<unknown>>): Promise<void> {
  const problems: ImportFault[] = [];
  for await (const row of rows) {
    if (!('message' in row)) continue;
    problems.push({ file, ...row });
    if (problems.length === MOST_PROBLEMS) break;
  }
  if (problems.length === 0) return;
  const count = problems.length === MOST_PROBLEMS ? `At least ${MOST_PROBLEMS}` : problems.length;
  throw new ImportError('invalid-rows', `${count} rows of ${file} are wrong; nothing was imported.`, problems);
}

/** What is wrong with a cell. `said` follows the name of its column. */
export const wrongCell = (column: string, said: string): RowProblem => ({ column, message: `${column} ${said}` });

/** What no cell may be, whatever its column; `longest` in characters. */
export function cellProblem(
  cells: Cells,
  required: readonly string[],
  longest: Readonly<Record<string, number>>,
): RowProblem | null {
  for (const column of required) if (!cells[column]) return wrongCell(column, 'is empty; every row needs one');
  // What is no UTF-8 was read as this sign.
  const garbled = Object.keys(cells).find((column) => cells[column]?.includes('\uFFFD'));
  if (garbled !== undefined) return wrongCell(garbled, 'holds letters that are not UTF-8; save the file as UTF-8');
  for (const [column, value] of Object.entries(cells)) {
    const most = longest[column] ?? 0;
    if (most > 0 && value.length > most)
      return wrongCell(column, `has ${value.length} characters; it may have at most ${most}`);
    if (/[\p{Cc}\u2028\u2029]/u.test(value))
      return wrongCell(column, 'holds a line break or control character; write it in one line of plain text');
  }
  return null;
}

/** What is wrong with the header, to follow "the first line"; `null` where it is right. */
function columnsProblem(header: readonly string[], { required, optional }: Columns): string | null {
  const known = [...required, ...optional];
  const missing = required.filter((column) => !header.includes(column));
  if (missing.length > 0) return `lacks ${missing.join(' and ')}; it names the columns, such as ${known.join(',')}`;
  const unknown = header.find((column) => !known.includes(column));
  if (unknown !== undefined) return `names "${unknown}"; known columns are ${known.join(', ')}`;
  const twice = header.find((column, at) => header.indexOf(column) !== at);
  return twice === undefined ? null : `names "${twice}" twice`;
}

/** What the system said of a file, for a person; any other error as it is. */
function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  return new ImportError('not-found', `${file} cannot be read (${error.code}).`, [], { cause: error });
}

/** What divides the cells of the header divides all: its names hold no such sign. A comma where there is one cell. */
async function delimiterOf(file: string): Promise<string> {
  let opened: FileHandle | undefined;
  try {
    opened = await open(file);
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(LONGEST_HEADER_BYTES), 0, LONGEST_HEADER_BYTES, 0);
    return /^[^\n]*?([,;\t])/.exec(buffer.toString('utf8', 0, bytesRead).trimStart())?.[1] ?? ',';
  } catch (error) {
    throw unreadable(file, error);
  } finally {
    await opened?.close();
  }
}
