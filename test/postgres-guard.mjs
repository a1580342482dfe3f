// @ts-check
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

// Ends a server of the tests and removes its files once whoever started it is gone, however that came: then nobody
// holds the other end of the standard input any more.

const [, , folder = ''] = process.argv;

/** @param {NodeJS.Signals | 0} signal */
const signalServer = (signal) => {
  try {
    const [pid] = readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n');
    return process.kill(Number(pid), signal);
  } catch {
    return false;
  }
};

process.stdin.resume().on('end', async () => {
  signalServer('SIGQUIT');
  while (signalServer(0)) await delay(50);
  rmSync(folder, { recursive: true, force: true });
});
