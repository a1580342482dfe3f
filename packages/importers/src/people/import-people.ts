import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Copkit, PersonImport } from '@copkit/core';
import { CsvError, parse } from 'csv-parse';
import { ImportError } from '../import-error.js';
import type { ImportFault } from '../report.js';
import { columnsProblem, personOf } from './person-row.js';

export interface ImportPeople {
  readonly cop: Copkit;
  /**
   * A CSV file in UTF-8 with the columns host_id, name and optionally unit, job_title, locale, since, divided by commas,
   * semicolons or tabs.
   */
  readonly file: string;
}

export interface PeopleReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Left out, because the person was erased here and has not signed in since. */
  readonly erased: number;
}

const PEOPLE_PER_CALL = 500;
const MOST_PROBLEMS = 100;

/**
 * Imports people from a CSV file. Known people, by host id, are updated. Every row is checked before the
 * first write.
 * @throws ImportError with the lines that are wrong; then nothing was written.
 */
export async function importPeople({ cop, file }: ImportPeople): Promise<PeopleReport> {
  const delimiter = await delimiterOf(file);
  const problems: ImportFault[] = [];
  for await (const row of readPeople(file, delimiter)) {
    if (!('message' in row)) continue;
    problems.push({ file, column: null, ...row });
    if (problems.length === MOST_PROBLEMS) break;
  }
  if (problems.length > 0) {
    const count = problems.length === MOST_PROBLEMS ? `At least ${MOST_PROBLEMS}` : problems.length;
    throw new ImportError('invalid-rows', `${count} rows of ${file} are wrong; nothing was imported.`, problems);
  }

  const system = cop.system({ name: 'import' });
  const report = { created: 0, updated: 0, unchanged: 0, erased: 0 };
  const send = async (people: readonly PersonImport[]) => {
    const outcome = await system.people.import({ people });
    report.created += outcome.created;
    report.updated += outcome.updated;
    report.unchanged += outcome.unchanged;
    report.erased += outcome.erased;
  };
  let batch: PersonImport[] = [];
  for await (const row of readPeople(file, delimiter)) {
    if ('person' in row) batch.push(row.person);
    if (batch.length < PEOPLE_PER_CALL) continue;
    await send(batch);
    batch = [];
  }
  if (batch.length > 0) await send(batch);
  return report;
}

type PeopleRow =
  | { readonly line: number; readonly message: string }
  | { readonly line: number; readonly person: PersonImport };

/** What the system said of a file, for a person; any other error as it is. */
function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  return new ImportError('not-found', `${file} cannot be read (${error.code}).`, [], { cause: error });
}

const LONGEST_HEADER_BYTES = 1_024;

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

async function* readPeople(file: string, delimiter: string): AsyncGenerator<PeopleRow, void, undefined> {
  const lineOf = new Map<string, number>();
  const source = createReadStream(file);
  const parser = parse({
    bom: true,
    columns: checkedColumns,
    delimiter,
    info: true,
    skip_empty_lines: true,
    trim: true,
  });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser)) {
      const line: number = info.lines;
      const person = personOf(record);
      const earlier = lineOf.get(record.host_id);
      if (typeof person === 'string') yield { line, message: person };
      else if (earlier !== undefined)
        yield { line, message: `host_id "${person.hostId}" stands on line ${earlier} already` };
      else yield { line, person };
      lineOf.set(record.host_id, earlier ?? line);
    }
  } catch (error) {
    if (error instanceof CsvError) yield { line: Number(error.lines ?? parser.info.lines), message: error.message };
    else throw unreadable(file, error);
  } finally {
    source.destroy();
  }

  function checkedColumns(header: string[]): string[] {
    const problem = columnsProblem(header);
    if (problem !== null) throw new ImportError('wrong-format', `The first line of ${file} ${problem}.`);
    return header;
  }
}
