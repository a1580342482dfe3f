import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Row, readRows, type XmlFault } from './xml-rows.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'copkit-test-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function read(xml: string | Uint8Array) {
  const file = join(directory, 'table.xml');
  await writeFile(file, xml);
  const rows: Row[] = [];
  const faults: XmlFault[] = [];
  let cleaned = 0;
  const listener = {
    fault: (fault: XmlFault) => faults.push(fault),
    cleaned: () => {
      cleaned += 1;
    },
  };
  for await (const row of readRows(file, listener)) rows.push(row);
  return { rows, faults, cleaned };
}

it('reads rows with a byte order mark, entities and line ends in attributes', async () => {
  const { rows, faults } = await read(
    '\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<posts>\n  <row Id="1" Body="&lt;p&gt;é 😀&#xA;&quot;" />\n  <row Id="2" Odd="" />\n</posts>\n',
  );
  expect(rows).toEqual([
    { Id: '1', Body: '<p>é 😀\n"' },
    { Id: '2', Odd: '' },
  ]);
  expect(faults).toEqual([]);
});

it('takes rows only from directly below the root', async () => {
  const { rows } = await read('<posts><page><row Id="1"/></page><line Id="2"/><row Id="3"/></posts>');
  expect(rows).toEqual([{ Id: '3' }]);
});

it.each([
  ['a stray sign', '<posts>\n<row Id="1"/>\n<row Id="2" Body="a < b"/>\n</posts>', 3, 21],
  ['an attribute given twice', '<posts>\n<row Id="1"/>\n<row Id="2" Id="3"/>\n</posts>', 3, 20],
  ['an entity nobody defined', '<posts>\n<row Id="1"/>\n<row Id="2" Body="&nbsp;"/>\n</posts>', 3, 24],
  ['the end of a file cut off', '<posts>\n<row Id="1"/>\n<row Id="2" Bo', 3, 14],
])('gives the rows before %s, and says where it is', async (_name, xml, line, column) => {
  const { rows, faults } = await read(xml);
  expect(rows).toEqual([{ Id: '1' }]);
  expect(faults).toEqual([{ line, column, message: expect.any(String) }]);
});

it('finds a fault at its place far into a file', async () => {
  const good = Array.from({ length: 20_000 }, (_, id) => `<row Id="${id}" Text="some text" />\n`).join('');
  const { rows, faults } = await read(`<posts>\n${good}<row Id=oops />\n</posts>`);
  expect(rows).toHaveLength(20_000);
  expect(faults).toMatchObject([{ line: 20_002, column: 9 }]);
});

it('takes out control characters, written or referred to, and goes on', async () => {
  const { rows, faults, cleaned } = await read(
    '<posts>\n<row Id="1" Body="a\u0001b&#x2;c&#31;d&#xD800;e&#10;f"/>\n<row Id="2" Body="&amp;#1; stays"/>\n</posts>',
  );
  expect(rows).toEqual([
    { Id: '1', Body: 'abcde\nf' },
    { Id: '2', Body: '&#1; stays' },
  ]);
  expect(cleaned).toBe(1);
  expect(faults).toEqual([]);
});

it('reads what is not UTF-8 with replacement characters', async () => {
  const { rows } = await read(Buffer.from('<posts><row Id="1" Body="caf\u00e9"/></posts>', 'latin1'));
  expect(rows).toEqual([{ Id: '1', Body: 'caf\uFFFD' }]);
});

it.each([
  ['an empty file', ''],
  ['a web page', '<!doctype html><html><body><p>Sign in<br></body></html>'],
])('reports %s as a fault without rows', async (_name, xml) => {
  const { rows, faults } = await read(xml);
  expect(rows).toEqual([]);
  expect(faults).toHaveLength(1);
});
