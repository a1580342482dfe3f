import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { ImportError } from '../import-error.js';

/** Tables of concepts: skills, groups of them, and collections such as the digital ones, which hold parts of the skills. */
const CONCEPTS = /^(?:skills|skillGroups|\w+Collection)$/;
const RELATIONS = 'broaderRelationsSkillPillar';
const LONGEST_RECORD = 1_000_000;

export interface EscoFiles {
  readonly concepts: readonly string[];
  /** `null` where the folder has none: then what is broader is what the collections say. */
  readonly relations: string | null;
}

/** @throws ImportError `not-found` for a folder that cannot be read, `wrong-format` for one without concepts. */
export async function escoFiles(folder: string, language: string): Promise<EscoFiles> {
  const names = await readdir(folder).catch((error) => {
    throw new ImportError('not-found', `${folder} cannot be read (${error.code}).`, [], { cause: error });
  });
  const tables = names
    .filter((name) => name.endsWith(`_${language}.csv`))
    .map((name) => name.slice(0, -language.length - 5));
  // The table of all skills says more than collections, which come after.
  const concepts = tables.filter((table) => CONCEPTS.test(table)).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  if (concepts.length === 0) {
    const wanted = `skills_${language}.csv, skillGroups_${language}.csv or a collection such as digitalSkillsCollection_${language}.csv`;
    throw new ImportError('wrong-format', `${folder} has no table of ESCO's skills: ${wanted}.`);
  }
  const file = (table: string) => `${table}_${language}.csv`;
  return { concepts: concepts.map(file), relations: tables.includes(RELATIONS) ? file(RELATIONS) : null };
}

const rank = (table: string): number => (table === 'skills' ? 0 : table === 'skillGroups' ? 1 : 2);

export interface EscoRow {
  /** Of its beginning, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string | undefined>>;
}

/** @throws ImportError `wrong-format` where columns are missing or the file is broken, with the line. */
export async function* readTable(file: string, columns: readonly string[]): AsyncGenerator<EscoRow, void, undefined> {
  const checked = (header: string[]) => {
    const missing = columns.filter((column) => !header.includes(column));
    if (missing.length > 0) {
      throw new ImportError('wrong-format', `The first line of ${file} lacks ${missing.join(' and ')}.`);
    }
    return header;
  };
  const source = createReadStream(file);
  const parser = parse({
    bom: true,
    columns: checked,
    info: true,
    max_record_size: LONGEST_RECORD,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  source.on('error', (error) => parser.destroy(error));
  let begins = 2;
  try {
    for await (const { record, info } of source.pipe(parser)) {
      yield { line: begins, cells: record };
      begins = Number(info.lines) + 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? begins);
    const fault = { file, line, column: null, message: error.message };
    throw new ImportError('wrong-format', `${file}:${line}: ${error.message}`, [fault], { cause: error });
  } finally {
    source.destroy();
  }
}
