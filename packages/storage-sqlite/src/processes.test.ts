import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StorageAdapter } from '@copkit/storage';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sqlite } from './sqlite.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
// Inside node_modules, so that the driver, which stays outside the bundle, is found from there.
const script = join(root, 'node_modules/.cache/copkit-storage-sqlite', `writer-${process.pid}.mjs`);

// Commits three documents at a time and increments a counter; a line for each acknowledgement.
const writer = `
  import { writeSync } from 'node:fs';
  import { sqlite } from './sqlite.ts';
  const [, , file, name, rounds] = process.argv;
  const store = sqlite(file);
  await store.open();
  const counter = { collection: 'counters', id: 'all' };
  for (let n = 0; n < Number(rounds); n += 1) {
    const puts = [0, 1, 2].map((i) => ({ collection: 'notes', id: name + '-' + n + '-' + i, body: n, keys: [['by', name]] }));
    for (;;) {
      const [doc] = await store.get('p', [counter]);
      const expect = [{ ...counter, rev: doc?.rev ?? null }];
      try {
        await store.commit('p', { expect, puts: [...puts, { ...counter, body: (doc?.body ?? 0) + 1 }], deletes: [] });
        break;
      } catch (error) {
        if (error.name !== 'ConflictError') throw error;
      }
    }
    writeSync(1, name + '-' + n + '\\n');
  }
  await store.close();
`;

let folder: string;
let file: string;
let store: StorageAdapter;

beforeAll(async () => {
  await build({
    stdin: { contents: writer, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['copkit-source'],
    external: ['libsql'],
  });
});

afterAll(() => rmSync(script, { force: true }));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'copkit-sqlite-'));
  file = join(folder, 'store.db');
  store = sqlite(file);
  await store.open();
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function start(
  name: string,
  rounds: number,
): { child: ChildProcess; lines: AsyncIterable<string>; exit: Promise<unknown[]> } {
  const child = spawn(process.execPath, [script, file, name, String(rounds)], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, lines: createInterface({ input: child.stdout }), exit: once(child, 'exit') };
}

async function allNotes(): Promise<Map<string, number>> {
  const notes = new Map<string, number>();
  let cursor: string | null = null;
  for (let more = true; more; ) {
    const page = await store.changes('p', cursor, 1000);
    if (page.kind === 'reset') throw new Error('the feed was reset');
    for (const doc of page.docs) {
      const commit = doc.id.replace(/-\d$/, '');
      if (doc.collection === 'notes') notes.set(commit, (notes.get(commit) ?? 0) + 1);
    }
    ({ cursor, more } = page);
  }
  return notes;
}

async function counter(): Promise<unknown> {
  const [doc] = await store.get('p', [{ collection: 'counters', id: 'all' }]);
  return doc?.body;
}

describe('several processes on one file', () => {
  it('keep every acknowledged commit, whole, when one is killed in the middle', { timeout: 30_000 }, async () => {
    const acknowledged: string[] = [];
    for (const [kill, after] of [3, 17, 40, 71, 110].entries()) {
      const { child, lines, exit } = start(`w${kill}`, 1_000_000);
      let seen = 0;
      for await (const line of lines) {
        acknowledged.push(line);
        seen += 1;
        if (seen === after) child.kill('SIGKILL');
      }
      expect(await exit).toEqual([null, 'SIGKILL']);
      const notes = await allNotes();
      expect(acknowledged.filter((commit) => !notes.has(commit))).toEqual([]);
      expect([...notes].filter(([, documents]) => documents !== 3)).toEqual([]);
      expect(await counter()).toBe(notes.size);
    }
  });

  it('lose no commit and no increment of each other, and a reader sees all', { timeout: 30_000 }, async () => {
    const children = ['a', 'b'].map((name) => start(name, 60));
    const acknowledged = (
      await Promise.all(
        children.map(async ({ lines }) => {
          const seen: string[] = [];
          for await (const line of lines) {
            seen.push(line);
            // What one process acknowledged is visible in another at once.
            const [doc] = await store.get('p', [{ collection: 'notes', id: `${line}-0` }]);
            expect(doc?.id).toBe(`${line}-0`);
          }
          return seen;
        }),
      )
    ).flat();
    expect(await Promise.all(children.map(({ exit }) => exit))).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(acknowledged).toHaveLength(120);
    expect([...(await allNotes()).keys()].sort()).toEqual(acknowledged.sort());
    expect(await counter()).toBe(120);
  });
});
