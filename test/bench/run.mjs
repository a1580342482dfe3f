// @ts-check
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');
const names = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)[.]bench[.]ts$/.exec(file)?.[1] ?? []);
const usage = `Usage: npm run bench -- NAME [--json]\nBenchmarks: ${names.join(', ') || 'none'}`;

/** Bundles TypeScript with the sources of the packages; what comes from npm stays outside. @param {string} entry */
const load = async (entry) => {
  const outfile = join(root, 'node_modules/.cache/bench', `${entry}.mjs`);
  mkdirSync(join(outfile, '..'), { recursive: true });
  await build({
    entryPoints: [join(import.meta.dirname, `${entry}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    conditions: ['source'],
    plugins: [
      {
        name: 'from-npm',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path }) =>
            /^(@copkit[/]|copkit$)/.test(path) ? undefined : { path, external: true },
          ),
      },
    ],
  });
  return import(pathToFileURL(outfile).href);
};

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const [name] = positionals;
if (!name || !names.includes(name)) {
  console.error(usage);
  process.exit(2);
}

const [{ default: makeBench }, { measureCase, toJson, toText }] = await Promise.all([
  load(`${name}.bench`),
  load('harness'),
]);
/** @type {import('./harness.js').Bench} */
const bench = await makeBench();
try {
  for (const benchCase of bench.cases) {
    const result = await measureCase(benchCase, bench.rounds);
    console.log(values.json ? toJson(name, result) : toText(result));
  }
} finally {
  await bench.close?.();
}
