import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ImportError } from '../import-error.js';
import type { Tally } from '../report.js';
import { type Row, type RowListener, readRows } from './xml-rows.js';

/** The tables that are imported, with the root elements of their files. */
const ROOTS = { Posts: 'posts', Comments: 'comments', Users: 'users', PostLinks: 'postlinks', Votes: 'votes' } as const;
export type TableName = keyof typeof ROOTS;

export interface ImportProgress {
  /** What is being imported, such as `questions`. */
  readonly step: string;
  /** Bytes read and to read, over all steps; some tables are read more than once. */
  readonly done: number;
  readonly total: number;
}

export interface Dump {
  readonly directory: string;
  /** Bytes of a table; 0 where it is missing. */
  size(table: TableName): number;
  /** Tables in the folder that are not imported. */
  readonly unread: readonly string[];
  /**
   * The rows of a table, none where it is missing. Faults go to the tally.
   * @throws ImportError `wrong-format` when Posts.xml holds no posts.
   */
  rows(table: TableName, step: string): AsyncGenerator<Row, void, undefined>;
}

export interface DumpOptions {
  readonly tally: Tally;
  /** How often each table will be read, for the progress. */
  readonly passes: Readonly<Record<TableName, number>>;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @throws ImportError when the folder is not there or holds no Posts.xml. */
export async function openDump(directory: string, options: DumpOptions): Promise<Dump> {
  const { tally, passes, onProgress, signal } = options;
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    const code = error.code === 'ENOTDIR' ? 'wrong-format' : 'not-found';
    throw new ImportError(code, `${directory} is not a folder that can be read (${error.code}).`, [], { cause: error });
  });
  const tables = new Map<TableName, { file: string; size: number }>();
  for (const table of Object.keys(ROOTS) as TableName[]) {
    const name = names.find((name) => name.toLowerCase() === `${table.toLowerCase()}.xml`);
    if (name !== undefined) {
      const file = join(directory, name);
      tables.set(table, { file, size: (await stat(file)).size });
    } else if (table === 'Posts') {
      throw new ImportError('wrong-format', `${directory} holds no Posts.xml; it is not a Stack Exchange dump.`);
    } else {
      tally.fault({ file: `${table}.xml`, line: null, column: null, message: 'The table is missing.' });
    }
  }
  const begun = new Set<TableName>();
  let done = 0;
  const total = [...tables].reduce((sum, [table, { size }]) => sum + size * passes[table], 0);

  return {
    directory,
    size: (table) => tables.get(table)?.size ?? 0,
    unread: names.filter(
      (name) => /\.xml$/i.test(name) && ![...tables.values()].some(({ file }) => basename(file) === name),
    ),
    async *rows(table, step) {
      const found = tables.get(table);
      if (!found) return;
      const name = basename(found.file);
      const first = !begun.has(table);
      begun.add(table);
      let root: string | undefined;
      let read = 0;
      onProgress?.({ step, done, total });
      const listener: RowListener = {
        signal,
        root: (element) => {
          root = element;
          if (root === ROOTS[table]) return;
          const message = `<${root}> stands where <${ROOTS[table]}> was expected.`;
          if (table === 'Posts')
            throw new ImportError('wrong-format', `${found.file} is not a table of posts: ${message}`);
          tally.fault({ file: name, line: 1, column: 1, message });
        },
        fault: (fault) => {
          if (table === 'Posts' && root === undefined)
            throw new ImportError('wrong-format', `${found.file} is not XML: ${fault.message} (line ${fault.line}).`);
          tally.fault({ file: name, ...fault });
        },
        cleaned: () => {
          if (first) tally.altered('rows freed of control characters');
        },
        read: (bytes) => {
          read += bytes;
          done += bytes;
          onProgress?.({ step, done, total });
        },
      };
      for await (const row of readRows(found.file, listener)) {
        if (root !== ROOTS[table]) break;
        yield row;
      }
      // What stands behind a fault counts as read, so that the progress ends at its total.
      done += found.size - read;
      onProgress?.({ step, done, total });
    },
  };
}
