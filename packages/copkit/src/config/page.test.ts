import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { leavesOf, shape } from './leaves.js';
import { loadConfig } from './load.js';
import { configurationPage } from './page.js';

const page = new URL('../../../../docs/operating/configuration.md', import.meta.url);

it('the page on the configuration is what the schema says', async () => {
  if (process.env.UPDATE_DOCS) await writeFile(page, configurationPage());
  expect(await readFile(page, 'utf8')).toBe(configurationPage());
});

it('tells of every setting once, and its example is one', async () => {
  const text = await readFile(page, 'utf8');
  for (const { key, variable } of leavesOf(shape()))
    expect(text.split(`| \`${key}\` | \`${variable}\` |`), key).toHaveLength(2);
  const [, example = ''] = /```jsonc\n([\s\S]*?)```/.exec(text) ?? [];
  const values = JSON.parse(example.replace(/\/\/ .*/g, '').replace(/,\s*}\s*$/, '}')) as Record<string, unknown>;
  const { dataFile: _, $schema: __, ...rest } = values;
  const flags = new Map(Object.entries(rest).map(([key, value]) => [key, { flag: `--${key}`, value }]));
  expect(loadConfig({ env: {}, flags }).settings).toMatchObject(rest);
});
