// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const start = join(import.meta.dirname, '../../examples/intranet/start.mjs');

/**
 * @typedef {object} Demo
 * @property {string} url Without a slash at the end.
 * @property {string} data Where it keeps its data.
 * @property {() => string} output What it has printed.
 * @property {(signal?: NodeJS.Signals) => Promise<number | null>} end Stops it as Ctrl-C does, keeps the data; the exit code.
 * @property {() => Promise<void>} stop Stops it and removes the data.
 */

/**
 * Starts the demo as `npm start` does after the build, on an empty folder or one of an earlier start.
 * @param {{ data?: string, options?: string[] }} [given] @returns {Promise<Demo>}
 */
export const startDemo = ({ data = mkdtempSync(join(tmpdir(), 'copkit-demo-')), options = [] } = {}) => {
  const child = spawn(process.execPath, [start, '--port', '0', '--data', data, ...options], { stdio: 'pipe' });
  let output = '';
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once('close', resolve));
  const end = (/** @type {NodeJS.Signals} */ signal = 'SIGINT') => {
    child.kill(signal);
    return ended;
  };
  const stop = async () => {
    await end();
    rmSync(data, { recursive: true, force: true });
  };
  return new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      const url = /https?:\/\/\S+?(?=\/\s)/.exec(output)?.[0];
      if (url) resolve({ url, data, output: () => output, end, stop });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`The demo ended with ${code}: ${output}`)));
  });
};
