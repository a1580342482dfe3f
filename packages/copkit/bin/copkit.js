#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/** @param {string} path */
const at = (path) => new URL(path, import.meta.url);

/**
 * A clone of the repository has sources only, which a package has not: they are built when they are needed first.
 * The bundle of the elements is the last thing that a build makes.
 */
const build = () => {
  if (!existsSync(at('../tsconfig.json')) || existsSync(at('../../elements/dist/bundle/copkit.js'))) return true;
  process.stderr.write('copkit: building it from its sources, this once; takes about a minute …\n');
  const { status, error, stdout, stderr } = spawnSync('npm', ['run', 'build', '--silent'], {
    cwd: fileURLToPath(at('../../../')),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  if (status === 0) return true;
  process.stderr.write(`${error?.message ?? stdout + stderr}\ncopkit: the build failed; was npm install run?\n`);
  return false;
};

// Loading a program makes a heap for young objects of 32 MB, which a server that idles would keep. "serve" lets it grow
// again once it serves.
if (process.argv[2] === 'serve') setFlagsFromString('--semi-space-growth-factor=1');

if (build()) {
  const { main } = await import(at('../dist/index.js').href);
  process.exitCode = await main(process.argv.slice(2));
} else process.exitCode = 1;
