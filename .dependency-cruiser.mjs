// @ts-check

// What a package may import from its siblings, as drawn in docs/architecture.md.
const mayImport = {
  storage: [],
  'storage-idb': ['storage'],
  'storage-sqlite': ['storage'],
  'storage-postgres': ['storage'],
  core: ['storage'],
  client: [],
  server: ['core'],
  elements: ['client'],
  importers: ['core'],
  demo: ['storage', 'storage-sqlite', 'core'],
  copkit: [
    'storage',
    'storage-idb',
    'storage-sqlite',
    'storage-postgres',
    'core',
    'client',
    'server',
    'elements',
    'importers',
    'demo',
  ],
};

// Types cost nothing at run time, so these may name the API without carrying its code.
const mayImportTypes = { client: ['core'], elements: ['core'] };

const memoryProvider = '^packages/elements/src/memory';
const memoryMayImport = ['client', 'core', 'storage', 'storage-idb'];

const tests = '[.]test[.]ts$|/testing/';
const runsInBrowsers = '^packages/(storage|storage-idb|core|client|elements)/src/';

/** @param {readonly string[]} names */
const sources = (names) => names.map((name) => `^packages/${name}/`);

const packageRules = Object.entries(mayImport).flatMap(([name, allowed]) => {
  const types = /** @type {Record<string, string[]>} */ (mayImportTypes)[name] ?? [];
  const from = { path: `^packages/${name}/src/`, pathNot: [tests, memoryProvider] };
  return [
    {
      name: `packages-${name}`,
      comment: `@copkit/${name} may import ${[...allowed, ...types.map((type) => `types of ${type}`)].join(', ') || 'no sibling'}.`,
      severity: 'error',
      from,
      to: { path: '^packages/', pathNot: sources([name, ...allowed, ...types]) },
    },
    ...types.map((type) => ({
      name: `packages-${name}-types-of-${type}`,
      comment: `@copkit/${name} may use @copkit/${type} in types only.`,
      severity: 'error',
      from,
      to: { path: `^packages/${type}/`, dependencyTypesNot: ['type-only'] },
    })),
  ];
});

export default {
  forbidden: [
    ...packageRules,
    {
      name: 'packages-elements-memory',
      comment: `The provider with a community in the page may import ${memoryMayImport.join(', ')}.`,
      severity: 'error',
      from: { path: memoryProvider, pathNot: tests },
      to: { path: '^packages/', pathNot: sources(['elements', ...memoryMayImport]) },
    },
    {
      name: 'elements-without-the-core',
      comment: 'Only the memory entry may bring the core to the page.',
      severity: 'error',
      from: { path: '^packages/elements/src/', pathNot: [tests, memoryProvider] },
      to: { path: memoryProvider },
    },
    {
      name: 'no-node-in-browsers',
      comment: 'This package runs in browsers: it may not import Node modules.',
      severity: 'error',
      from: { path: runsInBrowsers, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'declared-dependencies',
      comment: "A package's own package.json names what its code imports.",
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'] },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-tests-in-code',
      comment: 'Code may not import from tests.',
      severity: 'error',
      from: { pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that import each other cannot be understood, or loaded, one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['copkit-source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
