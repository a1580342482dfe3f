// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

// What a browser transfers before content can be painted: an entry and all that it imports statically, each file gzipped
// on its own as a server sends it. What is imported dynamically comes later and does not count.

const root = join(import.meta.dirname, '..');
const bundle = 'packages/elements/dist/bundle';
const elements = ['provider', 'community-list', 'community-card', 'member-list', 'thread-list', 'thread', 'composer'];
const others = [
  'practice',
  'practice-library',
  'adoption',
  'page-discussion',
  'context',
  'inbox',
  'metric',
  'survival',
  'outcome-series',
  'expert-finder',
  'expert-card',
  'ask-an-expert',
  'my-expertise',
  'knowledge-map',
  'lorenz',
  'network',
  'backlog',
  'dashboard',
  'value-matrix',
  'outcomes-matrix',
  'realist-table',
  'life-cycle',
];

/** @type {{ what: string, entries: string[], budget: number }[]} budget in kB of 1000 bytes */
const pages = [
  { what: 'provider + thread list', entries: ['provider', 'thread-list'], budget: 30 },
  { what: 'provider + thread + composer', entries: ['provider', 'thread', 'composer'], budget: 40 },
  { what: 'all seven elements', entries: elements, budget: 60 },
  ...others.map((name) => ({ what: `provider + ${name}`, entries: ['provider', name], budget: 30 })),
  { what: 'copkit.js', entries: ['copkit'], budget: 60 },
];

/** Everything that the entries reach by static imports. @param {string[]} entries @param {(file: string) => { path: string, kind: string }[]} importsOf */
const staticGraph = (entries, importsOf) => {
  const reached = new Set(entries);
  for (const file of reached)
    for (const { path, kind } of importsOf(file)) if (kind === 'import-statement') reached.add(path);
  return [...reached];
};

/** @param {Uint8Array} bytes */
const kilobytes = (bytes) => gzipSync(bytes, { level: 9 }).length / 1000;

/** @param {string[]} entries names of bundle entries */
const pageSize = async (entries) => {
  const files = entries.map((name) => `${bundle}/${name}.js`);
  const missing = files.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw new Error(`${missing.join(', ')} missing: is the element built and exported?`);
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: files,
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'unused',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const graph = staticGraph(files, (file) => metafile.inputs[file]?.imports ?? []);
  return { files: graph.length, size: graph.reduce((sum, file) => sum + kilobytes(readFileSync(join(root, file))), 0) };
};

/** What an app developer's bundler would ship of a package. @param {string} name @param {string} contents */
const bundledSize = async (name, contents) => {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents,
      resolveDir: join(root, 'packages', name),
    },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    outdir: 'unused',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const outputs = new Map(
    outputFiles.map(({ path, contents }) => [relative(root, path).replaceAll('\\', '/'), contents]),
  );
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === '<stdin>');
  if (!entry) throw new Error(`esbuild wrote no entry for ${name}.`);
  const graph = staticGraph([entry[0]], (file) => metafile.outputs[file]?.imports ?? []);
  const size = graph.reduce((sum, file) => sum + kilobytes(/** @type {Uint8Array} */ (outputs.get(file))), 0);
  return { files: graph.length, size };
};

const measured = [
  ...pages.map(({ what, entries, budget }) => ({ what, budget, measure: () => pageSize(entries) })),
  {
    what: 'connect() of the client',
    budget: 6,
    measure: () => bundledSize('client', `export { connect } from './dist/index.js';`),
  },
  {
    what: 'core in a browser',
    budget: 90,
    measure: () =>
      bundledSize('core', `export { createCopkit } from '@copkit/core';\nexport { memory } from '@copkit/storage';`),
  },
];

console.log('static graph                    files    kB gzip   budget');
for (const { what, budget, measure } of measured) {
  try {
    const { files, size } = await measure();
    const over = size > budget;
    if (over) process.exitCode = 1;
    const columns = [
      what.padEnd(30),
      String(files).padStart(6),
      size.toFixed(1).padStart(10),
      String(budget).padStart(8),
    ];
    console.log(columns.join(' ') + (over ? '   TOO LARGE' : ''));
  } catch (error) {
    process.exitCode = 1;
    console.log(`${what.padEnd(30)} ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}
