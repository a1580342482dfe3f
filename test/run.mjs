// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// All checks of the project, one after the other, to the end even if one fails. The last line is the sum:
// every check counts as one, a suite counts its tests.

const root = join(import.meta.dirname, '..');
const results = join(root, 'node_modules/.cache/test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */
/** @typedef {{ name: string, command: string[], totals?: (report: string) => Totals, mayBeSkipped?: boolean }} Stage */

/** @param {string} report @returns {Totals} */
const vitestTotals = (report) => {
  const run = JSON.parse(readFileSync(report, 'utf8'));
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = run.testResults;
  const unloaded = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return {
    passed: run.numPassedTests,
    failed: run.numFailedTests + unloaded,
    skipped: run.numPendingTests + run.numTodoTests,
  };
};

/** @param {string} project @returns {Stage} */
const vitest = (project) => ({
  name: project,
  command: ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', '--outputFile.json=REPORT'],
  totals: vitestTotals,
});

/** @type {Stage[]} */
const stages = [
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings'] },
  { name: 'typecheck', command: ['tsc', '-b'] },
  { name: 'build', command: ['rollup', '-c', '--silent'] },
  { name: 'imports', command: ['depcruise', '--config', '.dependency-cruiser.mjs', 'packages/*/src'] },
  {
    name: 'audit',
    command: ['node', 'test/audit.mjs'],
    // Where no registry answers; it says so.
    mayBeSkipped: true,
    totals: (report) => JSON.parse(readFileSync(report, 'utf8')),
  },
  { name: 'packages', command: ['node', 'test/packages.mjs'] },
  { name: 'sizes', command: ['node', 'test/sizes.mjs'] },
  { name: 'transfer', command: ['node', 'test/transfer.mjs'] },
  vitest('unit'),
  vitest('postgres'),
  vitest('security'),
  {
    name: 'browser',
    command: ['wtr'],
    totals: (report) => JSON.parse(readFileSync(report, 'utf8')),
  },
  vitest('e2e'),
  // The example's own, as an integrator would run it: that it runs, not how fast this machine is.
  { name: 'bench', command: ['node', 'test/bench/run.mjs', 'custom-adapter'] },
];

/** @param {Stage} stage @returns {Totals} */
const runStage = ({ name, command: [program = '', ...args], totals, mayBeSkipped = false }) => {
  const report = join(results, `${name}.json`);
  const { status, error } = spawnSync(
    program,
    args.map((arg) => arg.replace('REPORT', report)),
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        COPKIT_TOTALS: report,
        PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      },
    },
  );
  if (error) console.error(error.message);
  const succeeded = status === 0;
  if (!totals) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
  let counted;
  try {
    counted = totals(report);
  } catch {
    console.error(`The ${name} tests left no report: they did not run to the end.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (counted.passed + counted.failed === 0 && !mayBeSkipped) console.error(`No ${name} test ran.`);
  // A run can fail, or run nothing, without a failed test; it must not pass unnoticed.
  if (counted.failed === 0 && (!succeeded || (counted.passed === 0 && !mayBeSkipped))) counted.failed = 1;
  return counted;
};

const only = process.argv.slice(2);
const unknown = only.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`No stage is called ${unknown.join(' or ')}. Stages: ${stages.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const sum = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
for (const stage of stages.filter(({ name }) => only.length === 0 || only.includes(name))) {
  console.log(`\n=== ${stage.name}`);
  const started = performance.now();
  const { passed, failed, skipped } = runStage(stage);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  summary.push({ stage: stage.name, result: failed > 0 ? 'FAILED' : 'passed', passed, failed, skipped, seconds });
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
}

console.log('\n=== summary');
for (const { stage, result, passed, failed, skipped, seconds } of summary)
  console.log(`${stage.padEnd(10)} ${result}  ${passed}/${passed + failed + skipped} in ${seconds} s`);
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;
