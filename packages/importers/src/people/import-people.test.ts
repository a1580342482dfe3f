import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { moderation } from '@copkit/core/moderation';
import { provisioning } from '@copkit/core/provisioning';
import { memory, type StorageAdapter } from '@copkit/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateOf } from '../../fixtures/contents.js';
import type { ImportFault } from '../report.js';
import { type ImportPeople, importPeople } from './import-people.js';

let directory: string;
let storage: StorageAdapter;
let cop: Copkit;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  storage = memory();
  cop = await createCopkit({ storage });
});
afterEach(async () => {
  await cop.close();
  await rm(directory, { recursive: true });
});

/** A copkit that can keep people out, and notes all administration. */
async function governed(): Promise<void> {
  await cop.close();
  cop = await createCopkit({ storage, extensions: [moderation(), provisioning()] });
  await cop.firstSweep;
}

async function run(csv: string | Uint8Array, more: Pick<ImportPeople, 'dryRun' | 'deactivateMissing'> = {}) {
  const file = join(directory, 'people.csv');
  await writeFile(file, csv);
  return importPeople({ cop, file, ...more });
}

const problemsOf = async (csv: string) => {
  const error = await run(csv).catch((error) => error);
  expect(error).toMatchObject({ name: 'ImportError', code: 'invalid-rows' });
  return error.problems.map(({ line, message }: { line: number; message: string }) => `${line}: ${message}`);
};

describe('a people file', () => {
  it('makes people with unit, job title and locale', async () => {
    const report = await run(
      '\uFEFFhost_id,name,unit,job_title,locale,since\r\nada,"Byron, Ada",turbines,Analyst,en-GB,2024-03-01\r\n\r\nben,Ben,,,,\r\n',
    );
    expect(report).toMatchObject({ created: 2, updated: 0, unchanged: 0, erased: 0 });
    const reader = cop.as({ hostId: 'reader', name: 'A Reader' });
    const { items } = await reader.people.search({ text: 'Byron' });
    expect(items).toMatchObject([{ name: 'Byron, Ada', unit: 'turbines', jobTitle: 'Analyst' }]);
    const ada = cop.as({ hostId: 'ada', name: 'Byron, Ada' });
    expect(await ada.people.getMe()).toMatchObject({
      locale: 'en-GB',
      unitHistory: [{ unitId: 'turbines', from: '2024-03-01T00:00:00.000Z' }],
    });
  });

  it('takes its columns in any order and changes nothing the second time', async () => {
    const csv = 'unit,name,host_id\nturbines,Ada,ada\n';
    await run(csv);
    const before = await stateOf(storage);
    expect(await run(csv)).toMatchObject({ created: 0, updated: 0, unchanged: 1, erased: 0 });
    expect(await stateOf(storage)).toEqual(before);
    expect(await run('host_id,name\nada,Ada King\n')).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 0,
      erased: 0,
    });
  });

  it.each([
    ['semicolons, as a German Excel writes it', '\uFEFFhost_id;name;unit\r\nada;Byron, Ada;turbines\r\n'],
    ['tabs', 'host_id\tname\tunit\nada\tByron, Ada\tturbines\n'],
  ])('may divide its cells by %s', async (_name, csv) => {
    expect(await run(csv)).toMatchObject({ created: 1 });
    const { items } = await cop.as({ hostId: 'reader', name: 'A Reader' }).people.search({ text: 'Byron' });
    expect(items).toMatchObject([{ name: 'Byron, Ada', unit: 'turbines' }]);
  });

  it('leaves out who was erased', async () => {
    const csv = 'host_id,name\nada,Ada\nben,Ben\n';
    await run(csv);
    const ada = cop.as({ hostId: 'ada', name: 'Ada' });
    await ada.people.erase({ personId: (await ada.people.getMe()).id });
    const before = await stateOf(storage);
    expect(await run(csv)).toMatchObject({ created: 0, updated: 0, unchanged: 1, erased: 1 });
    expect(await stateOf(storage)).toEqual(before);
  });

  it('may be longer than one call to the core', async () => {
    const rows = Array.from({ length: 1_203 }, (_, n) => `p${n},Person ${n}\n`).join('');
    expect(await run(`host_id,name\n${rows}`)).toMatchObject({ created: 1_203, updated: 0, unchanged: 0, erased: 0 });
  });
});

describe('wrong rows', () => {
  it.each([
    ['an empty name', 'host_id,name\nada,\n', ['2: name is empty; every row needs one']],
    ['an empty host id', 'host_id,name\n,Ada\n', ['2: host_id is empty; every row needs one']],
    [
      'a host id given twice',
      'host_id,name\nada,Ada\nben,Ben\nada,Ada\n',
      ['4: host_id "ada" stands on line 2 already; it may stand once'],
    ],
    [
      'a name too long',
      `host_id,name\nada,${'A'.repeat(201)}\n`,
      ['2: name has 201 characters; it may have at most 200'],
    ],
    [
      'a control character',
      'host_id,name\nada,A\u0007da\n',
      ['2: name holds a line break or control character; write it in one line of plain text'],
    ],
    ['no date', 'host_id,name,since\nada,Ada,2024-02-30\n', ['2: since "2024-02-30" is not a date such as 2026-01-31']],
    [
      'no locale',
      'host_id,name,locale\nada,Ada,english!\n',
      ['2: locale "english!" is not a language tag such as en or de-CH'],
    ],
    ['an active that is neither', 'host_id,name,active\nada,Ada,maybe\n', ['2: active "maybe" is neither yes nor no']],
    ['a cell too many', 'host_id,name\nada,Ada,x\n', [expect.stringMatching(/^2: .*[Cc]olumns? length/)]],
    ['a quote without end', 'host_id,name\nada,"Ada\n', [expect.stringMatching(/^2: .*[Qq]uote/)]],
  ])('are named by line: %s', async (_name, csv, problems) => {
    const before = await stateOf(storage);
    expect(await problemsOf(csv)).toEqual(problems);
    expect(await stateOf(storage)).toEqual(before);
  });

  it('name the column as well, where it is one', async () => {
    const rows = ['ada,', ',Ben', 'cat,Cat,,english!', 'dan,Dan,2024-02-30', 'cat,Cat', 'eve,Eve,,,maybe,x'];
    const csv = [
      'host_id,name,since,locale,active',
      ...rows.map((row) => row.padEnd(row.length + 4 - row.split(',').length + 1, ',')),
    ];
    const error = await run(`${csv.join('\n')}\n`).catch((error) => error);
    expect(error.problems.map(({ line, column }: ImportFault) => [line, column])).toEqual([
      [2, 'name'],
      [3, 'host_id'],
      [4, 'locale'],
      [5, 'since'],
      [6, 'host_id'],
      [7, null],
    ]);
  });

  it('are found before the first write, and named up to a hundred', async () => {
    const before = await stateOf(storage);
    const good = Array.from({ length: 600 }, (_, n) => `p${n},Person ${n}\n`).join('');
    const problems = await problemsOf(`host_id,name\n${good}${'x,\n'.repeat(500)}`);
    expect(problems).toHaveLength(100);
    expect(problems[0]).toBe('602: name is empty; every row needs one');
    expect(await stateOf(storage)).toEqual(before);
  });
});

it.each([
  ['lacks a column', 'id,name\nada,Ada\n', /lacks host_id/],
  ['has a column too many', 'host_id,name,shoe_size\nada,Ada,38\n', /"shoe_size"/],
  ['has a column twice', 'host_id,name,name\nada,Ada,Ada\n', /"name" twice/],
])('a header that %s is refused', async (_name, csv, message) => {
  await expect(run(csv)).rejects.toMatchObject({
    name: 'ImportError',
    code: 'wrong-format',
    message: expect.stringMatching(message),
  });
});

it('a file that is not there, or is a folder, is refused', async () => {
  await expect(importPeople({ cop, file: directory })).rejects.toMatchObject({ code: 'not-found' });
  await expect(importPeople({ cop, file: join(directory, 'none.csv') })).rejects.toMatchObject({
    name: 'ImportError',
    code: 'not-found',
  });
});

describe('who is not active', () => {
  beforeEach(governed);
  const may = async (hostId: string) =>
    cop
      .as({ hostId, name: hostId })
      .people.getMe()
      .then(
        () => true,
        (error: { code: string }) => error.code !== 'forbidden',
      );

  it('is suspended, and let in again', async () => {
    expect(await run('host_id,name,active\nada,ada,No\nben,ben,1\ncat,cat,\n')).toMatchObject({ deactivated: 1 });
    expect([await may('ada'), await may('ben'), await may('cat')]).toEqual([false, true, true]);
    expect(await run('host_id,name,active\nada,ada,0\n')).toMatchObject({ deactivated: 0, unchanged: 1 });
    expect(await run('host_id,name,active\nada,ada,TRUE\n')).toMatchObject({ reactivated: 1 });
    expect(await may('ada')).toBe(true);
  });

  it('is who is missing only where that was asked for', async () => {
    await run('host_id,name\nada,ada\nben,ben\n');
    expect(await run('host_id,name\nada,ada\n')).toMatchObject({ deactivated: 0 });
    expect(await may('ben')).toBe(true);
    expect(await run('host_id,name\nada,ada\n', { deactivateMissing: true })).toMatchObject({ deactivated: 1 });
    expect([await may('ada'), await may('ben')]).toEqual([true, false]);
    await expect(run('host_id,name\n', { deactivateMissing: true })).rejects.toMatchObject({ name: 'ImportError' });
    expect(await may('ada')).toBe(true);
  });
});

it('a dry run writes nothing and tells line by line what would change', async () => {
  await governed();
  await run('host_id,name,active\nada,ada,yes\nben,ben,no\ncat,cat,\neve,eve,\ngus,gus,\n');
  const eve = cop.as({ hostId: 'eve', name: 'eve' });
  await eve.people.erase({ personId: (await eve.people.getMe()).id });
  const before = await stateOf(storage);
  const csv = 'host_id,name,active\nada,Ada King,no\nben,ben,yes\n\ncat,cat,yes\ndan,dan,\neve,eve,\n';
  expect(await run(csv, { dryRun: true, deactivateMissing: true })).toEqual({
    created: 1,
    updated: 1,
    unchanged: 2,
    erased: 1,
    deactivated: 2,
    reactivated: 1,
    changes: [
      { line: 2, hostId: 'ada', outcome: 'updated' },
      { line: 6, hostId: 'dan', outcome: 'created' },
      { line: 7, hostId: 'eve', outcome: 'erased' },
      { line: 2, hostId: 'ada', outcome: 'deactivated' },
      { line: 3, hostId: 'ben', outcome: 'reactivated' },
      { line: null, hostId: 'gus', outcome: 'deactivated' },
    ],
  });
  expect(await stateOf(storage)).toEqual(before);
});
