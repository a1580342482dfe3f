import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { notify } from './notify.js';
import { VERSION } from './version.js';

it('a listener that fails is no end of the others, and is not hidden', async () => {
  const uncaught: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.once('uncaughtException', (error) => uncaught.push(error));
  const heard: string[] = [];
  notify(() => {
    throw new Error('a fault of the page');
  }, 'a');
  notify((value) => heard.push(value), 'a');
  await new Promise((resolve) => setImmediate(resolve));
  for (const listener of listeners) process.on('uncaughtException', listener);
  expect(uncaught).toMatchObject([{ message: 'a fault of the page' }]);
  expect(heard).toEqual(['a']);
});

it('the version is that of the package', () => {
  expect(VERSION).toBe(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
});
