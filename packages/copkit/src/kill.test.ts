import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sqlite } from '@copkit/storage-sqlite';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentsOf } from '../../importers/fixtures/contents.js';
import { writeSyntheticDump } from '../../importers/fixtures/dump.js';

const PATIENCE = 120_000;

// Inside node_modules, so that what stays outside the bundle is found from there.
const script = join(import.meta.dirname, `../../../node_modules/.cache/copkit-cli/${process.pid}.mjs`);
let folder: string;
let complete: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  await writeSyntheticDump(join(folder, 'dump'), 50);
  await build({
    stdin: {
      contents: "import { main } from './index.ts'; process.exitCode = await main(process.argv.slice(2));",
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['copkit-source'],
    external: ['libsql', 'jsonc-parser'],
    // Some dependencies of the command line are CommonJS.
    banner: {
      js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
    },
  });
  expect(await ended(startImport('whole.db'))).toBe(0);
  complete = await contents('whole.db');
}, PATIENCE);
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(script, { force: true });
});

const startImport = (file: string) =>
  spawn(process.execPath, [
    script,
    'import',
    'stackexchange',
    join(folder, 'dump'),
    '--community',
    'Turbines',
    '--data',
    join(folder, file),
  ]);

async function ended(child: ChildProcess): Promise<number | null> {
  child.stderr?.resume();
  child.stdout?.resume();
  const [code] = await once(child, 'exit');
  return code;
}

/** What the store holds, apart from when it was recorded. */
async function contents(file: string): Promise<readonly string[]> {
  const store = sqlite(join(folder, file));
  await store.open();
  const lines = await contentsOf(store);
  await store.close();
  const timeless = /"(recordedAt|createdAt|refreshedAt|toldAt)":"2\d{3}-[^"]+"/g;
  // An import that is run twice is noted twice.
  const noted = / audit(Heads)? /;
  return lines.flatMap((line) => (noted.test(line) ? [] : line.replace(timeless, ''))).sort();
}

it.each(['people', 'questions', 'answers', 'votes'])(
  'an import killed at its %s is finished by the next one',
  async (step) => {
    const child = startImport(`${step}.db`);
    const reached = new RegExp(`%  ${step}$`);
    for await (const line of createInterface({ input: child.stderr })) {
      if (!reached.test(line)) continue;
      child.kill('SIGKILL');
      break;
    }
    await ended(child);
    expect(child.signalCode).toBe('SIGKILL');
    expect(await ended(startImport(`${step}.db`))).toBe(0);
    expect(await contents(`${step}.db`)).toEqual(complete);
  },
  PATIENCE,
);
