// @ts-check
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');
const names = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)[.]bench[.]ts$/.exec(file)?.[1] ?? []);
const usage = `Usage: npm run bench -- NAME [PART…] [--large] [--json]\nBenchmarks: ${names.join(', ') || 'none'}`;

const resolved = Symbol('resolved');

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
    conditions: ['copkit-source'],
    plugins: [
      {
        name: 'from-npm',
        setup: ({ onResolve, resolve }) =>
          onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
            if (pluginData === resolved || path.startsWith('node:')) return undefined;
            const found = await resolve(path, { ...from, pluginData: resolved });
            // By its full path, since the bundle lies where a package's own version may not be found.
            const npm = /[\\/]node_modules[\\/]/.test(found.path);
            return npm ? { path: pathToFileURL(found.path).href, external: true } : found;
          }),
      },
    ],
  });
  return import(pathToFileURL(outfile).href);
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, large: { type: 'boolean' } },
  allowPositionals: true,
  strict: false,
});
const [name, ...only] = positionals;
if (!name || !names.includes(name) || Object.keys(values).some((option) => !['json', 'large'].includes(option))) {
  console.error(usage);
  process.exit(2);
}

const [{ default: makeBench }, { measureCase, toJson, toText }] = await Promise.all([
  load(`${name}.bench`),
  load('harness'),
]);
/** @type {import('./harness.js').Bench} */
const bench = await makeBench({ large: values.large === true, only });
try {
  for await (const line of bench.report?.(values.json ? 'json' : 'text') ?? []) console.log(line);
  for (const benchCase of bench.cases) {
    const result = await measureCase(benchCase, bench.rounds);
    console.log(values.json ? toJson(name, result) : toText(result));
  }
} finally {
  await bench.close?.();
}
