import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OtherProcess } from '@copkit/storage/conformance';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles a script from the sources of the packages, so that Node starts it as fast as it can. What comes from npm
 * stays outside.
 * @param code TypeScript whose imports are seen from `folder`.
 * @returns the path of the script, the same for the same contents.
 */
export async function bundleScript(name: string, folder: string, code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    conditions: ['copkit-source'],
    plugins: [fromNpm],
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  const digest = createHash('sha256').update(contents).digest('hex').slice(0, 16);
  // Inside node_modules, so that what stays outside the bundle is found from there.
  const script = join(root, 'node_modules/.cache/copkit-conformance', `${name}-${digest}.mjs`);
  mkdirSync(dirname(script), { recursive: true });
  // In one step, since several test files may make the same script at the same time.
  writeFileSync(`${script}.${process.pid}`, contents);
  renameSync(`${script}.${process.pid}`, script);
  return script;
}

const fromNpm: Plugin = {
  name: 'from-npm-stays-outside',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path }) => (path.startsWith('@copkit/') ? null : { path, external: true })),
};

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
