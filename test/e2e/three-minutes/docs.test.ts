import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const DOCS = join(import.meta.dirname, '../../../docs');
const page = readFileSync(join(DOCS, 'three-minutes.md'), 'utf8');

const filesIn = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
/** Without indentation. */
const flat = (code: string) => code.replace(/\s+/g, ' ').trim();
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => flat(code));

const markup = filesIn(join(import.meta.dirname, '../loop-page'), '.html').map(flat);
const script = [
  ...filesIn(import.meta.dirname, '.ts'),
  readFileSync(join(import.meta.dirname, '../three-minutes.test.ts'), 'utf8'),
].map(flat);
const pictures = [...page.matchAll(/\]\((images\/[^)]+)\)/g)].map(([, path = '']) => path);

describe('docs/three-minutes.md', () => {
  it.each(blocks('html'))('shows markup of the pages: %s', (block) => {
    expect(markup.some((file) => file.includes(block))).toBe(true);
  });

  it.each(blocks('ts'))('shows what the test runs: %s', (block) => {
    expect(script.some((file) => file.includes(block))).toBe(true);
  });

  it.each(pictures)('has %s, of at most 150 kB', (path) => {
    expect(statSync(join(DOCS, path)).size).toBeLessThanOrEqual(150_000);
  });

  it('has a picture for each step', () => {
    for (const step of [1, 2, 3, 4, 5]) expect(pictures.some((path) => path.includes(`minutes-${step}`))).toBe(true);
  });
});
