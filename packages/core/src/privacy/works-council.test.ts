import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { expertise } from '../expertise/expertise.js';
import { moderation } from '../moderation/moderation.js';
import { provisioning } from '../provisioning/provisioning.js';
import { builtIn } from '../registry.js';
import { declarations, privacy, retentionSchema } from './index.js';
import { leavesOf } from './leaves.js';
import { registerOf } from './register.js';

const collections = [builtIn, moderation(), expertise(), provisioning(), evaluation(), privacy()].flatMap(
  (extension) => extension.collections ?? [],
);
const page = new URL('../../../../docs/works-council.md', import.meta.url);
const BEGIN = '<!-- generated from here on -->\n';

const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\.$/, '');

/** Every field of everything that is stored: one row for each kind of document, none left out. */
function everyField(): string {
  const rows = registerOf(collections, declarations, retentionSchema.parse({})).map((item, at) => {
    const personal = new Set(item.personal.map(({ field }) => field));
    const others = leavesOf(collections[at]!.schema).flatMap(({ path }) => (personal.has(path) ? [] : [path]));
    const said = [
      ...(personal.size > 0 ? [`about people: ${[...personal].join(', ')}`] : []),
      ...(others.length > 0 ? [`about nobody: ${others.join(', ')}`] : []),
    ];
    const shown = `${item.shown}${item.none ? `. ${item.none}` : ''}`;
    return `| ${[`${item.title} (\`${item.collection}\`)`, said.join('; '), item.purpose, item.kept, shown].map(cell).join(' | ')} |`;
  });
  return ['| what | fields | what for | how long | who sees it |', '| --- | --- | --- | --- | --- |', ...rows, ''].join(
    '\n',
  );
}

test('the page for works councils lists every field that is stored', () => {
  const text = readFileSync(page, 'utf8');
  const written = text.slice(0, text.indexOf(BEGIN) + BEGIN.length);
  const current = `${written}\n${everyField()}`;
  if (process.env.UPDATE_DOCS) writeFileSync(page, current);
  expect(readFileSync(page, 'utf8')).toBe(current);
  for (const { name } of collections) expect(current).toContain(`(\`${name}\`)`);
});

test('what it points to as proof is there', () => {
  const text = readFileSync(page, 'utf8');
  const proofs = [...text.matchAll(/`((?:packages|test)\/[^`\s]+\.test\.ts)`/g)].map(([, file]) => file ?? '');
  expect(proofs.length).toBeGreaterThan(5);
  for (const file of proofs)
    expect(readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8')).toContain('test');
});
