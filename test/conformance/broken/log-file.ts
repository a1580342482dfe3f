import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import {
  type Capabilities,
  type Commit,
  memory,
  randomStoreId,
  type StorageAdapter,
  UnavailableError,
} from '@copkit/storage';

/**
 * How commits come into the file: whole and before they are acknowledged, or, which the kit must see, in pieces,
 * not before the adapter is closed, or while another adapter writes to the file.
 */
export type Writing = 'honest' | 'in-pieces' | 'when-closed' | 'unguarded';

/** The files that an adapter of this process has open. */
const openFiles = new Set<string>();

type Line = { readonly partition: string } & (
  | { readonly commit: Commit; readonly number: number }
  | { readonly compact: number }
  | { readonly purge: true }
);

/** A store in memory that is built again from a log of its commits: small, so that a fault in it is easily seen. */
export function logFile(file: string, writing: Writing): StorageAdapter {
  const storeId = existsSync(file) ? (readFileSync(file, 'utf8').split('\n', 1)[0] ?? '') : randomStoreId();
  const store = memory({ storeId });
  const capabilities: Capabilities = { ...store.capabilities, durability: 'process-crash' };
  const { open, commit, compact, purge, close } = store;
  let unwritten: string[] = [];
  let numbers = 0;
  let isRead = false;
  let isOpen = false;

  const append = async (...lines: readonly Line[]): Promise<void> => {
    const texts = lines.map((line) => `${JSON.stringify(line)}\n`);
    if (writing === 'when-closed') unwritten.push(...texts);
    else if (writing !== 'in-pieces') appendFileSync(file, texts.join(''));
    else for (const text of texts) await appendFile(file, text);
  };
  const replay = async (): Promise<void> => {
    if (!existsSync(file)) appendFileSync(file, `${storeId}\n`);
    // Without the last line, which is empty, or was cut off by the end of the process.
    const lines = readFileSync(file, 'utf8').split('\n').slice(1, -1);
    for (const line of together(lines.map((text) => JSON.parse(text) as Line))) {
      if ('commit' in line) await commit.call(store, line.partition, line.commit);
      else if ('compact' in line) await compact.call(store, line.partition, new Date(line.compact));
      else await purge.call(store, line.partition);
    }
  };

  return Object.assign(store, {
    name: 'log file',
    capabilities,
    async open() {
      if (!isOpen && openFiles.has(file) && writing !== 'unguarded')
        throw new UnavailableError('not-applied', `Another adapter has ${file} open. Close it first.`);
      openFiles.add(file);
      isOpen = true;
      const opened = await open.call(store);
      if (!isRead) await replay();
      isRead = true;
      return opened;
    },
    async commit(partition: string, whole: Commit) {
      const done = await commit.call(store, partition, whole);
      numbers += 1;
      const number = Date.now() * 1000 + numbers;
      const { puts, deletes } = whole;
      const pieces = [...puts.map((put) => ({ puts: [put], deletes: [] })), { puts: [], deletes }];
      const parts = writing === 'in-pieces' ? pieces : [{ puts, deletes }];
      await append(...parts.map((part) => ({ partition, number, commit: { expect: [], ...part } })));
      return done;
    },
    async compact(partition: string, before: Date) {
      await compact.call(store, partition, before);
      await append({ partition, compact: before.getTime() });
    },
    async purge(partition: string) {
      await purge.call(store, partition);
      await append({ partition, purge: true });
    },
    async close() {
      if (unwritten.length > 0) appendFileSync(file, unwritten.join(''));
      unwritten = [];
      if (isOpen) openFiles.delete(file);
      isOpen = false;
      await close.call(store);
    },
  });
}

/** The pieces of one commit made one again. */
function together(lines: readonly Line[]): Line[] {
  const all: Line[] = [];
  for (const line of lines) {
    const last = all.at(-1);
    if (last && 'commit' in last && 'commit' in line && last.number === line.number) {
      const puts = [...last.commit.puts, ...line.commit.puts];
      all[all.length - 1] = { ...last, commit: { expect: [], puts, deletes: line.commit.deletes } };
    } else all.push(line);
  }
  return all;
}
