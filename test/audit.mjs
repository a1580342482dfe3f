// @ts-check
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Known holes in what the product brings along. Where the registry does not answer, nothing was looked at: that counts as
// skipped, and says so.

const root = join(import.meta.dirname, '..');
const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: root,
  encoding: 'utf8',
  timeout: 60_000,
  shell: process.platform === 'win32',
});

/** @param {{ passed: number, failed: number, skipped: number }} totals */
const finish = (totals) => {
  if (process.env.COPKIT_TOTALS) writeFileSync(process.env.COPKIT_TOTALS, JSON.stringify(totals));
  process.exitCode = totals.failed > 0 ? 1 : 0;
};

/** @type {{ metadata?: { vulnerabilities: Record<string, number> }, vulnerabilities?: Record<string, { severity: string }> }} */
let report = {};
try {
  report = JSON.parse(stdout);
} catch {
  // No answer that could be read: as none.
}
if (!report.metadata) {
  const [reason = 'no answer'] = stderr.split('\n').filter((line) => /audit|ECONN|ENOTFOUND|ETIMEDOUT/.test(line));
  console.log(`NOT RUN: the registry gave no advisories (${reason.replace(/https?:\S+/, 'registry')}).`);
  finish({ passed: 0, failed: 0, skipped: 1 });
} else {
  const { total = 0 } = report.metadata.vulnerabilities;
  for (const [name, { severity }] of Object.entries(report.vulnerabilities ?? {})) console.log(`${severity}: ${name}`);
  console.log(`${total} advisories for what is installed without development`);
  finish({ passed: total === 0 ? 1 : 0, failed: total === 0 ? 0 : 1, skipped: 0 });
}
