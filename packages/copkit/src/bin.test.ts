import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

// A repository in small: its build writes a command line that tells its arguments, and a mark per run.
const BUILD = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
appendFileSync('builds', 'x');
if (process.env.BREAK_BUILD) throw new Error('the compiler found a fault');
for (const folder of ['copkit/dist', 'elements/dist/bundle']) mkdirSync('packages/' + folder, { recursive: true });
writeFileSync('packages/copkit/dist/index.js', 'export const main = async (args) => (console.log(args.join()), 7);');
writeFileSync('packages/elements/dist/bundle/copkit.js', '');
`;

let root: string;
let bin: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  const copkit = join(root, 'packages/copkit');
  await mkdir(join(copkit, 'bin'), { recursive: true });
  bin = join(copkit, 'bin/copkit.js');
  await copyFile(join(import.meta.dirname, '../bin/copkit.js'), bin);
  await writeFile(join(root, 'build.mjs'), BUILD);
  await writeFile(join(root, 'package.json'), '{ "scripts": { "build": "node build.mjs" } }');
  await writeFile(join(copkit, 'package.json'), '{ "type": "module" }');
  await writeFile(join(copkit, 'tsconfig.json'), '{}');
});
afterEach(() => rm(root, { recursive: true }));

const run = (env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [bin, 'stats', '--json'], { encoding: 'utf8', env: { ...process.env, ...env } });
const builds = () => readFile(join(root, 'builds'), 'utf8').catch(() => '');

it('is built in a clone when it is called first, and not again', async () => {
  const first = run();
  expect(first).toMatchObject({ status: 7, stdout: 'stats,--json\n' });
  expect(first.stderr).toMatch(/building/);
  expect(run()).toMatchObject({ status: 7, stdout: 'stats,--json\n', stderr: '' });
  expect(await builds()).toBe('x');
});

it('says why it could not be built, and is built by the next call', async () => {
  const failed = run({ BREAK_BUILD: 'yes' });
  expect(failed).toMatchObject({ status: 1, stdout: '' });
  expect(failed.stderr).toMatch(/the compiler found a fault/);
  expect(run().status).toBe(7);
});

it('builds nothing where it is installed as a package', async () => {
  await rm(join(root, 'packages/copkit/tsconfig.json'));
  await mkdir(join(root, 'packages/copkit/dist'));
  await writeFile(join(root, 'packages/copkit/dist/index.js'), 'export const main = async () => 0;');
  expect(run()).toMatchObject({ status: 0, stderr: '' });
  expect(await builds()).toBe('');
});
