import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OtherProcess } from '@copkit/storage/conformance';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles a script from the sources of the packages, so that Node starts it as fast as it can. What comes from npm
 * stays outside.
 * @param code TypeScript whose imports are seen from `folder`.
 * @returns the path of the script; it is removed when this process ends.
 */
export async function bundleScript(name: string, folder: string, code: string): Promise<string> {
  // Inside node_modules, so that what stays outside the bundle is found from there.
  const script = join(root, 'node_modules/.cache/copkit-conformance', `${name}-${process.pid}.mjs`);
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    conditions: ['copkit-source'],
    packages: 'external',
    alias: {
      '@copkit/storage': join(root, 'packages/storage/src/index.ts'),
      '@copkit/storage/conformance': join(root, 'packages/storage/src/conformance/index.ts'),
    },
  });
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, outputFiles[0]?.contents ?? '');
  process.once('exit', () => rmSync(script, { force: true }));
  return script;
}

/** Starts a script in a process of its own that can be killed while it prints. */
export async function startProcess(script: string, ...args: readonly string[]): Promise<OtherProcess> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'close');
  return {
    output: child.stdout.setEncoding('utf8'),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
