import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { createCopkit } from '@copkit/core';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { memory } from '@copkit/storage';
import { expect, onTestFinished, test, vi } from 'vitest';
import { PROBLEMS } from '../../packages/server/src/problems.js';

vi.setConfig({ testTimeout: 60_000 });

const guide = readFileSync(new URL('../../docs/http-api.md', import.meta.url), 'utf8');

/** Each example and what it prints, where the guide says so. */
const examples = [...guide.matchAll(/```sh\n([\s\S]*?)```(?:\n```output\n([\s\S]*?)```)?/g)].map(
  ([, script, output]) => ({
    script: script ?? '',
    output,
  }),
);

/** `…` stands for whatever is different each time. */
const patternOf = (output: string) =>
  new RegExp(
    `^${output
      .trimEnd()
      .split('…')
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[\\s\\S]*')}\\s*$`,
  );

const MARK = '=== end of example ===';

test('the examples of the guide do what it says', async () => {
  expect(examples.filter(({ output }) => output !== undefined).length).toBeGreaterThan(8);
  let time = Date.UTC(2026, 0, 5, 9);
  const cop = await createCopkit({ storage: memory(), clock: () => new Date(time++) });
  const server = await serve({ cop, authenticate: demoSignOn([{ hostId: 'demo-robin', name: 'Robin Demo' }]) });
  onTestFinished(async () => {
    await server.close();
    await cop.close();
  });
  const script = examples.map((example) => `${example.script}echo '${MARK}'`).join('\n');
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { env: { ...process.env, URL: server.url } });
  const printed = stdout.split(`${MARK}\n`);
  for (const [index, { script: asked, output }] of examples.entries()) {
    if (output !== undefined) expect(printed[index], asked).toMatch(patternOf(output));
  }
});

test('the guide lists every problem as it is', () => {
  for (const [code, { status, title, remedy }] of Object.entries(PROBLEMS)) {
    expect(guide).toContain(`| \`${code}\` | ${status} | ${title}. | ${remedy} |`);
  }
});
