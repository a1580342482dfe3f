import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { infoOf } from './catalogue.js';
import { firstMetrics } from './operations.js';

const BEGIN =
  '<!-- The catalogue, from the code: UPDATE_DOCS=1 npx vitest run packages/core/src/metrics/documentation.test.ts -->';
const END = '<!-- End of the catalogue -->';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

async function catalogueTable(): Promise<string> {
  const parts = [firstMetrics, ...(evaluation().metrics ?? [])];
  const infos = (await Promise.all(parts.map(({ load }) => load()))).flat().map(infoOf);
  const groups = [...new Set(infos.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const rows = infos
      .filter((info) => info.group === group)
      .map(({ name, says, reading, formula, floor, grade, source, windows, breakdowns, supply }) => {
        const asked = [
          ...(windows === 'quarters' ? ['quarters only'] : []),
          ...(breakdowns.length > 0 ? [`by ${breakdowns.join(', ')}`] : []),
        ];
        const from = supply === null ? 'the log' : `not measured: ${supply}`;
        const cells = [`\`${name}\``, `${says} *${reading}*`, formula, floor, grade, source, from, asked.join('; ')];
        return `| ${cells.map(cell).join(' | ')} |`;
      });
    const head =
      '| metric | what it says, *and what not* | formula | floor | grade | after | supplied by | asked for |';
    return `### ${group}\n\n${head}\n|---|---|---|---|:-:|---|---|---|\n${rows.join('\n')}`;
  });
  return `${BEGIN}\n\n${sections.join('\n\n')}\n\n${END}`;
}

test('the documentation shows the catalogue as it is', async () => {
  const page = new URL('../../../../docs/metrics.md', import.meta.url);
  const text = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const after = rest.split(END)[1] ?? '';
  const current = `${before}${await catalogueTable()}${after}`;
  if (process.env.UPDATE_DOCS) writeFileSync(page, current);
  expect(readFileSync(page, 'utf8')).toBe(current);
});
