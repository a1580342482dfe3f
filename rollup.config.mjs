// @ts-check
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { build, transformSync } from 'esbuild';

// Declarations come from `tsc -b`, which runs first; Rollup writes the JavaScript beside them.

const root = import.meta.dirname;
const packageNames = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
);

/** @typedef {{ 'copkit-source'?: string, default: string }} Target */
/** @param {string} name @returns {{ exports: Record<string, string | Target> }} */
const readManifest = (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));

/** The code that a package exports: `[subpath, source file, built file]`. @param {string} name */
const entriesOf = (name) =>
  Object.entries(readManifest(name).exports).flatMap(([subpath, target]) =>
    typeof target === 'object' && target['copkit-source']
      ? [{ subpath, source: target['copkit-source'], built: target.default }]
      : [],
  );

/**
 * Removes what earlier builds left behind for sources that have gone, so that it is not published.
 * @param {string} dist @param {string} src @returns {import('rollup').Plugin}
 */
const dropStale = (dist, src) => ({
  name: 'drop-stale',
  writeBundle(_options, bundle) {
    for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
      const [, stem, type] = /^(.+?)\.(js|d\.ts)(?:\.map)?$/.exec(file) ?? [];
      if (!stem || file.startsWith(`bundle${sep}`) || file.startsWith(`reference${sep}`)) continue;
      const kept = type === 'js' ? `${stem.split(sep).join('/')}.js` in bundle : existsSync(join(src, `${stem}.ts`));
      if (!kept) rmSync(join(dist, file));
    }
  },
});

/**
 * Describes the elements for editors and documentation, from the comments above their classes.
 * @param {string} dir @returns {import('rollup').Plugin}
 */
const customElementsManifest = (dir) => ({
  name: 'custom-elements-manifest',
  writeBundle() {
    const analyzer = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
    const options = ['--litelement', '--quiet', '--globs', 'src/**/{*.component,element}.ts', '--outdir', 'dist'];
    execFileSync(process.execPath, [analyzer, 'analyze', ...options], { cwd: dir, stdio: 'inherit' });
    const file = join(dir, 'dist/custom-elements.json');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/"(\/?)src\/([^"]+)\.[jt]s"/g, '"$1dist/$2.js"'));
  },
});

/**
 * The reference page of the HTTP API, with its licences. Copied, so that who installs the server gets two files and not
 * the package, which reports its installation to its makers.
 * @param {string} dist @returns {import('rollup').Plugin}
 */
const referencePage = (dist) => ({
  name: 'reference-page',
  writeBundle() {
    const [from, to] = [join(root, 'node_modules/swagger-ui-dist'), join(dist, 'reference')];
    mkdirSync(to, { recursive: true });
    for (const file of [
      'swagger-ui.css',
      'swagger-ui-bundle.js',
      'swagger-ui-bundle.js.LICENSE.txt',
      'LICENSE',
      'NOTICE',
    ])
      copyFileSync(join(from, file), join(to, file));
  },
});

/** @param {string} name @returns {import('rollup').RollupOptions} */
const packageBuild = (name) => {
  const dir = join(root, 'packages', name);
  return {
    input: entriesOf(name).map(({ source }) => join(dir, source)),
    external: (id) => !id.startsWith('.') && !id.startsWith(dir),
    output: {
      dir: join(dir, 'dist'),
      format: 'es',
      sourcemap: true,
      preserveModules: true,
      preserveModulesRoot: join(dir, 'src'),
    },
    plugins: [
      typescript({
        tsconfig: join(dir, 'tsconfig.json'),
        // `tsc -b` has checked the types already. Other packages are known by their declarations only.
        noCheck: true,
        customConditions: [],
        composite: false,
        incremental: false,
        tsBuildInfoFile: undefined,
        declaration: false,
        declarationMap: false,
      }),
      dropStale(join(dir, 'dist'), join(dir, 'src')),
      name === 'elements' && customElementsManifest(dir),
      name === 'server' && referencePage(join(dir, 'dist')),
    ],
  };
};

/**
 * Minified code carries no comments, so the licences of what is inlined travel in a file beside it.
 * @returns {import('rollup').Plugin}
 */
const licences = () => ({
  name: 'licences',
  generateBundle(_options, bundle) {
    /** @type {Map<string, string>} */
    const texts = new Map();
    const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
    for (const id of modules) {
      const dir = /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
      if (!dir || texts.has(dir)) continue;
      const { name, version, license } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
      const file = readdirSync(dir).find((entry) => /^licen[sc]e/i.test(entry));
      texts.set(
        dir,
        `${name} ${version} (${license})\n\n${file ? readFileSync(join(dir, file), 'utf8').trim() : ''}\n`,
      );
    }
    const source = [...texts.values()].sort().join(`\n${'-'.repeat(80)}\n\n`);
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source });
  },
});

/**
 * Minifies what stands in the templates of the elements, which a minifier of JavaScript leaves alone: style sheets, and
 * the indentation of HTML. Line ends stay, as the space that they are between inline elements.
 * @param {string} dir @returns {import('rollup').Plugin}
 */
const minifyTemplates = (dir) => ({
  name: 'minify-templates',
  transform: (code, id) => {
    if (!id.startsWith(dir)) return null;
    const styled = code.replaceAll(/\bcss\s*`([^`$\\]+)`/g, (_literal, css) => {
      const minified = transformSync(css, { loader: 'css', minify: true, target: 'esnext', charset: 'utf8' }).code;
      return `css\`${minified.trim()}\``;
    });
    return { code: styled.replaceAll(/\n[ \t]+/g, '\n'), map: null };
  },
});

/** What all elements with texts of their own build on. */
const SPEAKING = /elements[\\/]dist[\\/](?:speaking-element|days|locale[\\/]catalog|practices[\\/]deeds)\.js$/;

/** What tells a figure. */
const FIGURES = /elements[\\/]dist[\\/]metrics[\\/](?:format|report|report\.styles|texts|locale[\\/]en)\.js$/;

/** How texts that people wrote look, wherever they stand. */
const PROSE = /elements[\\/]dist[\\/](?:post-html|styles[\\/]prose)\.js$/;

/** What the elements around practices share, but for what loads with a dialog or another language. */
const PRACTICES = /elements[\\/]dist[\\/]practices[\\/](?:\w+|locale[\\/]en)\.js$/;

/**
 * Puts the provider, and what three or more elements build on, into one file: fewer requests, and compression finds more
 * that repeats. With two instead of three, pages with few elements would carry code that they do not use. What the
 * elements around practices share is a second one.
 * @param {string} provider @param {string[]} others files of the elements
 * @returns {import('rollup').GetManualChunk}
 */
const baseChunk = (provider, others) => {
  /** @type {Set<string>[] | undefined} */
  let graphs;
  return (id, { getModuleInfo }) => {
    /** @param {string} entry */
    const staticGraph = (entry) => {
      const reached = new Set([entry]);
      for (const file of reached) for (const imported of getModuleInfo(file)?.importedIds ?? []) reached.add(imported);
      return reached;
    };
    graphs ??= [provider, ...others].map(staticGraph);
    if (graphs[0]?.has(id) || graphs.filter((graph) => graph.has(id)).length >= 3) return 'base';
    if (SPEAKING.test(id)) return 'speaking';
    if (PROSE.test(id)) return 'prose';
    if (FIGURES.test(id)) return 'figures';
    return PRACTICES.test(id) ? 'practices' : undefined;
  };
};

/** The elements that most pages have. What they share is one file, and what only others need stays out of it. */
const FOUNDATIONS = [
  'provider',
  'community-list',
  'community-card',
  'member-list',
  'thread-list',
  'thread',
  'composer',
];

/**
 * Known and harmless: zod explains its annotations in a place where Rollup does not read them, and two of its files
 * import each other.
 * @param {import('rollup').RollupLog} log
 */
const isKnown = ({ code, id, ids }) =>
  ((code === 'INVALID_ANNOTATION' && id !== undefined) || code === 'CIRCULAR_DEPENDENCY') &&
  [id, ...(ids ?? [])].every((file) => file === undefined || /[\\/]node_modules[\\/]zod[\\/]/.test(file));

/** What formulas need of a module that is written for Node. @type {import('rollup').Plugin} */
const fromCommonJs = {
  name: 'from-common-js',
  async load(id) {
    if (!/[\\/]node_modules[\\/]jstat[\\/]/.test(id)) return null;
    const { outputFiles } = await build({ entryPoints: [id], bundle: true, format: 'esm', write: false });
    return outputFiles[0]?.text ?? null;
  },
};

/**
 * The elements for pages without npm: everything inlined, shared code split off, stable entry names.
 * `copkit.js` has all elements; `memory.js`, with the whole core in it, stays apart.
 * @returns {import('rollup').RollupOptions}
 */
const browserBundle = () => {
  const dir = join(root, 'packages/elements');
  const entries = entriesOf('elements')
    .filter(({ subpath }) => subpath !== '.' && !subpath.endsWith('.component'))
    .map(({ subpath, built }) => ({ name: subpath.slice(2), file: join(dir, built) }));
  const foundations = entries.filter(({ name }) => FOUNDATIONS.includes(name)).map(({ file }) => file);
  return {
    onLog: (level, log, handle) => {
      if (!isKnown(log)) handle(level, log);
    },
    input: Object.fromEntries(entries.map(({ name, file }) => [name, file])),
    output: {
      dir: join(dir, 'dist/bundle'),
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      manualChunks: baseChunk(
        join(dir, 'dist/provider/provider.js'),
        foundations.filter((file) => !file.endsWith(`${sep}provider.js`)),
      ),
    },
    plugins: [
      {
        name: 'anew',
        buildStart: () => rmSync(join(dir, 'dist/bundle'), { recursive: true, force: true }),
      },
      nodeResolve({ browser: true, exportConditions: ['production', 'default'] }),
      fromCommonJs,
      minifyTemplates(dir),
      terser({ module: true, ecma: 2020, compress: { passes: 2 }, format: { comments: false } }),
      licences(),
    ],
  };
};

export default [...packageNames.map(packageBuild), browserBundle()];
