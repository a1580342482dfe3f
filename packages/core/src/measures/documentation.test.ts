import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import * as measures from './index.js';

const page = readFileSync(new URL('../../../../docs/metrics-functions.md', import.meta.url), 'utf8');

test('the example on the page prints what it says', async () => {
  const code = /```ts\n(.*?)```/s.exec(page)?.[1] ?? '';
  const expected = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, printed]) => printed);
  expect(expected.length).toBeGreaterThan(5);
  const folder = new URL('../../node_modules/.cache/documentation/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`example-${process.pid}.ts`, folder);
  writeFileSync(file, code);
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((value: unknown) => {
    printed.push(typeof value === 'string' ? value : inspect(value, { breakLength: 200 }));
  });
  try {
    await import(/* @vite-ignore */ file.pathname);
  } finally {
    log.mockRestore();
    rmSync(file);
  }
  expect(printed).toEqual(expected);
});

test('the page names every function that is there, and no other', () => {
  const table = page.slice(page.indexOf('## By family'), page.indexOf('Choices that'));
  const named = [...table.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');
  const constants = ['MeasureError', 'levels', 'roles', 'cycles', 'stages'];
  expect(named.sort()).toEqual(
    Object.keys(measures)
      .filter((name) => !constants.includes(name))
      .sort(),
  );
});
