import { createReadStream, existsSync, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Copkit } from '@copkit/core';
import { backupSqlite } from '@copkit/storage-sqlite';
import { counted } from '../counted.js';
import { EXIT, Failure } from '../failure.js';
import { isDatabase, nameOfStore, removeStore, withStore } from '../store.js';
import type { Terminal } from '../terminal.js';
import { writeWhole } from '../whole-file.js';
import { erasureList, reapplied, reappliedInWords, scrubbed } from './privacy.js';

interface Options {
  readonly data: string;
  readonly json?: boolean;
}

/** Every document of the store into a file of JSON lines, which is there when it is complete; nobody else may read it. */
export async function dump(file: string, options: Options, terminal: Terminal): Promise<number> {
  refuseExisting(file);
  let lines = 0;
  async function* counting(cop: Copkit) {
    for await (const line of cop.dump()) {
      lines++;
      yield `${line}\n`;
    }
  }
  await withStore({ file: options.data, create: false }, terminal, (cop) =>
    writeWhole(file, counting(cop), terminal.signal),
  );
  // Besides the first line and the last.
  const documents = lines - 2;
  return said({ file, documents }, options, terminal, `${counted(documents, 'document')} in ${file}`);
}

/** A dump into a new store, without whoever was erased since it was made. */
export async function restore(
  file: string,
  options: Options & { readonly erasures?: string },
  terminal: Terminal,
): Promise<number> {
  if (!existsSync(file)) throw new Failure(`${file} does not exist.`);
  const list = options.erasures === undefined ? null : erasureList(options.erasures);
  const restoreInto = async (cop: Copkit) => {
    const { documents } = await cop.restore(linesOf(file, terminal));
    return { documents, again: list && (await reapplied(cop, list)) };
  };
  const tell = (name: string, { documents, again }: Awaited<ReturnType<typeof restoreInto>>) => {
    const sentence = `${counted(documents, 'document')} in ${name}`;
    const facts = { file: name, documents, ...again };
    return said(facts, options, terminal, again ? `${sentence}\n${reappliedInWords(again)}` : sentence);
  };
  if (isDatabase(options.data)) {
    const done = await withStore({ file: options.data, create: true }, terminal, restoreInto);
    return tell(nameOfStore(options.data), done);
  }
  refuseExisting(options.data);
  const making = `${options.data}.making-${process.pid}`;
  try {
    const done = await withStore({ file: making, create: true }, terminal, restoreInto);
    if (list) await scrubbed(making);
    renameSync(making, options.data);
    return tell(options.data, done);
  } finally {
    removeStore(making);
  }
}

/** The store as it is now into a new file, while it is in use. */
export async function backup(file: string, options: Options, terminal: Terminal): Promise<number> {
  if (isDatabase(options.data))
    throw new Failure('a PostgreSQL database is copied with pg_dump, or with "copkit dump".');
  await backupSqlite(options.data, file);
  return said({ file }, options, terminal, `a copy of ${options.data} in ${file}`);
}

function refuseExisting(file: string): void {
  if (existsSync(file)) throw new Failure(`${file} exists already; name a new file.`);
}

async function* linesOf(file: string, { signal }: Terminal): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    signal.throwIfAborted();
    yield line;
  }
}

function said(facts: object, { json }: Options, terminal: Terminal, sentence: string): number {
  terminal.out(json ? JSON.stringify(facts) : sentence);
  return EXIT.ok;
}
