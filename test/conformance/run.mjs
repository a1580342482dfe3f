// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { harnesses } from './harnesses.mjs';
import { brokenTable, recordTable } from './tables.mjs';

// The conformance kit on one of our adapters, with as much effort as is asked for; or on adapters that are broken on
// purpose, each of which it must catch. A table for people, JSON for machines.

const root = join(import.meta.dirname, '../..');
const usage = `Usage: npm run conformance -- NAME [--json] [--seed N] [--histories N] [--kills N] [--soak N]
Names: ${[...Object.keys(harnesses), 'broken'].join(', ')}`;

/** @param {string} message @returns {never} */
const refuse = (message) => {
  console.error(`${message}\n${usage}`);
  process.exit(2);
};

const readArguments = () => {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        seed: { type: 'string' },
        histories: { type: 'string' },
        kills: { type: 'string' },
        soak: { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
};

const { values, positionals } = readArguments();
const [name = '', ...more] = positionals;
const file = Object.hasOwn(harnesses, name) ? harnesses[name] : undefined;
if (!file && name !== 'broken') refuse(name === '' ? 'Which adapter?' : `No adapter is called ${name}.`);
if (file && !existsSync(join(root, file))) refuse(`${file} is not there.`);
if (more.length > 0) refuse(`One adapter at a time: ${positionals.join(', ')}.`);
/** @type {Record<string, number>} */
const effort = Object.fromEntries(
  Object.entries(values).flatMap(([option, value]) => {
    if (typeof value !== 'string') return [];
    if (!/^[0-9]{1,9}$/.test(value)) refuse(`--${option} takes a whole number, not "${value}".`);
    return [[option, Number(value)]];
  }),
);

const conditions = ['copkit-source', 'module', 'node', 'development|production'];
// Loads modules of the sources, in TypeScript; it serves nothing.
const sources = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  ssr: { resolve: { conditions } },
});

/** @param {string} file @returns {Promise<any>} */
const load = (file) => sources.ssrLoadModule(join(root, file));

// Who asks for more waits for it.
/** @type {import('@copkit/storage/conformance').ConformanceOptions} */
const options = Object.keys(effort).length > 0 ? { ...effort, patienceMs: 3_600_000 } : {};

/** @param {number} done @param {number} all */
const showProgress = (done, all) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${all}${done === all ? '\n' : ''}`);
};

const runBroken = async () => {
  const { brokenAdapters, chaptersThatFail } = await load('test/conformance/broken/broken-adapters.ts');
  const rows = [];
  for (const adapter of brokenAdapters) {
    /** @type {string[]} */
    const caughtBy = await chaptersThatFail(adapter, options);
    rows.push({
      does: adapter.does,
      chapter: adapter.chapter,
      caughtBy,
      caught: caughtBy.includes(adapter.chapter),
    });
    showProgress(rows.length, brokenAdapters.length);
  }
  console.log(values.json ? JSON.stringify(rows, null, 2) : brokenTable(rows));
  if (rows.some(({ caught }) => !caught)) process.exitCode = 1;
};

/** @param {string} file */
const runAdapter = async (file) => {
  const { harness, stop } = await load(file);
  const { runStorageConformance } = await load('packages/storage/src/conformance/index.ts');
  try {
    /** @type {import('@copkit/storage/conformance').ConformanceRecord} */
    const record = await runStorageConformance(await harness(), options, showProgress);
    console.log(values.json ? JSON.stringify(record, null, 2) : recordTable(record));
    if (record.tests.some(({ outcome }) => outcome === 'failed' || outcome === 'pending')) process.exitCode = 1;
  } finally {
    await stop?.();
  }
};

try {
  await (file ? runAdapter(file) : runBroken());
} finally {
  await sources.close();
}
