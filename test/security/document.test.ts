import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const named = new Set([...page.matchAll(/`((?:test|packages)\/[^`\s]+\.(?:ts|mjs))`/g)].map(([, path = '']) => path));

test('every test that the threat model names exists', () => {
  expect([...named].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(named.size).toBeGreaterThan(30);
});

test('every line of the threat model names a test', () => {
  const lines = page.split('\n').filter((line) => /^\| [STRIDE] \|/.test(line));
  expect(lines.filter((line) => !/`(?:test|packages)\/[^`]+`[^|]*\|$/.test(line))).toEqual([]);
  expect(lines.length).toBeGreaterThan(40);
});

test('every test of the suite stands in the threat model', () => {
  const files = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith('.test.ts') && file !== 'document.test.ts',
  );
  expect(files.filter((file) => !named.has(`test/security/${file}`))).toEqual([]);
});

test('every border has its table', () => {
  for (const border of [
    'Browser and server',
    'Proxy and server',
    'Host’s back end and server',
    'Server and store',
    'Server and identity provider',
    'Operator and store',
    'Extension and core',
  ])
    expect(page.replaceAll("'", '’')).toContain(`### ${border}\n`);
});
