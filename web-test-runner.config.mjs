// @ts-check
import { writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { build } from 'esbuild';
import { findChromium } from './test/chromium.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

/** @param {import('@web/test-runner').TestSuiteResult} suite @returns {import('@web/test-runner').TestResult[]} */
const testsOf = (suite) => [...suite.tests, ...suite.suites.flatMap(testsOf)];

/**
 * Writes the totals as JSON. A file that could not be loaded counts as one failure.
 * @param {string} file @returns {import('@web/test-runner').Reporter}
 */
const totalsReporter = (file) => ({
  onTestRunFinished({ sessions }) {
    /** @type {Totals} */
    const totals = { passed: 0, failed: 0, skipped: 0 };
    for (const { testResults, errors, passed } of sessions) {
      const tests = testResults ? testsOf(testResults) : [];
      for (const test of tests) totals[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
      if (errors.length > 0 || (!passed && tests.every((test) => test.passed || test.skipped))) totals.failed += 1;
    }
    writeFileSync(file, JSON.stringify(totals));
  },
});

const { COPKIT_TOTALS } = process.env;
const chromium = findChromium();
// Tests of what is left behind ask the collector to run.
const launchOptions = { ...chromium, args: [...chromium.args, '--js-flags=--expose-gc'] };

/** Tests that run in Node as well find there what they use of vitest. @type {import('@web/dev-server-core').Plugin} */
const vitestInBrowsers = {
  name: 'vitest-in-browsers',
  resolveImport: ({ source }) =>
    source === 'vitest' ? '/packages/client/src/testing/vitest-in-browsers.ts' : undefined,
};

const COMMON_JS = ['jstat', 'ml-matrix', 'ml-levenberg-marquardt'];

/**
 * What the formulas use of modules that are written for Node comes to the browser as one file each.
 * @type {import('@web/dev-server-core').Plugin}
 */
const commonJsInBrowsers = {
  name: 'common-js-in-browsers',
  resolveImport: ({ source }) => (COMMON_JS.includes(source) ? `/bundled/${source}.js` : undefined),
  async serve({ path }) {
    const name = COMMON_JS.find((name) => path === `/bundled/${name}.js`);
    if (!name) return undefined;
    const { outputFiles } = await build({
      stdin: {
        contents: name === 'jstat' ? "export { default } from 'jstat';" : `export * from '${name}';`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      format: 'esm',
      write: false,
    });
    return { body: outputFiles[0]?.text ?? '', type: 'js' };
  },
};

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'packages/*/src/**/*.browser.test.ts',
  rootDir: import.meta.dirname,
  nodeResolve: { exportConditions: ['copkit-source', 'browser', 'default'] },
  plugins: [
    vitestInBrowsers,
    commonJsInBrowsers,
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.base.json', target: 'es2022' }),
  ],
  browsers: [chromeLauncher({ launchOptions, concurrency: 1 })],
  testFramework: { config: { ui: 'bdd', timeout: '10000' } },
  testsFinishTimeout: 120_000,
  reporters: [defaultReporter(), ...(COPKIT_TOTALS ? [totalsReporter(COPKIT_TOTALS)] : [])],
};
