import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqlite, sqliteSearch } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeDump, writeSyntheticDump } from '../../importers/fixtures/dump.js';
import { run } from '../fixtures/run.js';

// Writes reach the disk, and others may use it as well.
vi.setConfig({ testTimeout: 60_000 });

const QUESTIONS = 20;

let folder: string;
let dump: string;
let data: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  dump = join(folder, 'dump');
  data = join(folder, 'cops.db');
});
afterEach(() => rm(folder, { recursive: true }));

const importDump = () => run('import', 'stackexchange', dump, '--community', 'Turbines', '--data', data, '--json');

describe('help', () => {
  it.each([
    [['--help'], ['serve', 'import', 'export', 'stats', 'check', 'Examples:', 'Exit codes']],
    [
      ['serve', '--help'],
      ['--data', '--port', '--demo-sign-on', '--jwt-issuer', 'Examples:'],
    ],
    [
      ['import', '--help'],
      ['stackexchange', 'people', 'units', 'series'],
    ],
    [
      ['import', 'stackexchange', '--help'],
      ['--community', '--facilitator', 'Example'],
    ],
    [
      ['import', 'people', '--help'],
      ['host_id,name', 'Example:'],
    ],
    [
      ['demo', '--help'],
      ['--seed', '--until', '--fresh', 'byte for byte', 'Example:'],
    ],
    [
      ['stats', '--help'],
      ['--json', './copkit.db'],
    ],
  ])('%j says what there is', async (args, words) => {
    const { code, out } = await run(...args);
    expect(code).toBe(0);
    for (const word of words) expect(out).toContain(word);
  });
});

describe('a wrong command line ends with 2', () => {
  it.each([
    [['frobnicate'], /unknown command/],
    [['stats', '--frob'], /unknown option/],
    [['import', 'stackexchange', 'dump'], /--community/],
    [['import', 'stackexchange', '--community', 'A'], /missing required argument 'dir'/],
    [['serve', '--port', '99999'], /0 to 65535/],
    [['demo', '--seed', '-1'], /--seed.*whole number/],
    [['demo', '--until', 'yesterday'], /--until.*2026-11-01/],
    [['demo', '--until', '2026-13-01'], /--until/],
    [['serve', '--demo-sign-on', '--host', '0.0.0.0'], /--host 127\.0\.0\.1/],
    [['serve', '--demo-sign-on', '--allow-origin', 'foo'], /--allow-origin.*like https:\/\/intranet\.example/],
    [['serve', '--demo-sign-on', '--allow-origin', 'https://a.example/page'], /Write it as https:\/\/a\.example\./],
    [['import', 'stackexchange', 'dump', '--community', '  '], /--community.*1 to 120 characters/],
    [['import', 'stackexchange', 'dump', '--community', 'x'.repeat(121)], /--community.*1 to 120 characters/],
    [['import', 'stackexchange', 'dump', '--community', 'a\nb'], /--community/],
    [['serve'], /--demo-sign-on/],
    [['serve', '--jwt-issuer', 'https://a.example'], /needed together/],
    [['serve', '--demo-sign-on', '--jwt-audience', 'x'], /not both/],
    [['serve', '--jwt-issuer', 'a', '--jwt-audience', 'b', '--jwt-jwks', 'c'], /web address/],
    [['serve', '--jwt-issuer', 'a', '--jwt-audience', 'b', '--jwt-jwks', 'http://login.example/k'], /https/],
  ])('%j', async (args, message) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).toMatch(/^copkit: /);
  });
});

describe('what cannot be done ends with 1 and one sentence', () => {
  it.each([
    [
      'a missing dump',
      () => ['import', 'stackexchange', join(folder, 'none'), '--community', 'A'],
      /none is not a folder/,
    ],
    ['a folder without a dump', () => ['import', 'stackexchange', folder, '--community', 'A'], /no Posts.xml/],
    ['a missing CSV file', () => ['import', 'people', join(folder, 'none.csv')], /none.csv cannot be read/],
    ['a missing file of units', () => ['import', 'units', join(folder, 'none.csv')], /none.csv cannot be read/],
    ['a missing store', () => ['stats'], /cops.db does not exist/],
    ['a missing store to check', () => ['check'], /cops.db does not exist/],
  ])('%s', async (_name, args, message) => {
    const { code, err } = await run(...args(), '--data', data);
    expect(err).toMatch(message);
    expect(err.split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a folder instead of a store, and a store in no folder', async () => {
    await mkdir(data);
    expect(await run('stats', '--data', data)).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not a file'),
    });
    const nowhere = join(folder, 'none', 'cops.db');
    await writeSyntheticDump(dump, 1);
    expect(await run('import', 'stackexchange', dump, '--community', 'A', '--data', nowhere)).toMatchObject({
      code: 1,
      err: expect.stringContaining('does not exist'),
    });
  });

  it('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, err } = await run('serve', '--demo-sign-on', '--port', String(port), '--data', data);
    other.close();
    expect(err).toMatch(/in use/);
    expect(code).toBe(1);
    // Nothing is made that nobody serves.
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('import stackexchange', () => {
  it('imports, counts, and changes nothing the second time', async () => {
    await writeSyntheticDump(dump, QUESTIONS);
    const first = await importDump();
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out).imported).toMatchObject({
      questions: { created: QUESTIONS },
      answers: { created: 28 },
      acceptedAnswers: { created: 4 },
    });
    const second = await importDump();
    expect(JSON.parse(second.out).imported).toMatchObject({
      questions: { created: 0, updated: 0, unchanged: QUESTIONS },
    });

    const stats = await run('stats', '--data', data, '--json');
    expect(JSON.parse(stats.out)).toMatchObject({
      communities: 1,
      questions: QUESTIONS,
      answers: 28,
      acceptedAnswers: 4,
      comments: 36,
    });
    const table = await run('stats', '--data', data);
    expect(table.out).toMatch(/^accepted answers +4$/m);
    expect(await run('check', '--data', data)).toMatchObject({ code: 0, out: `${data} is in order.` });
  });

  it('leaves a search index on disk that has all of it', async () => {
    await writeSyntheticDump(dump, QUESTIONS);
    const { out } = await importDump();
    const index = sqliteSearch(data);
    await index.open();
    const hits = await index.query(`community/${JSON.parse(out).communityId}`, { text: 'bearing', limit: 100 });
    await index.close();
    expect(hits.length).toBeGreaterThan(QUESTIONS);
  });

  it('names who looks after the community', async () => {
    await writeSyntheticDump(dump, 2);
    const file = join(folder, 'people.csv');
    await writeFile(file, 'host_id,name\nada,Ada Byron\nben,Ben Gale\n');
    const args = ['import', 'stackexchange', dump, '--community', 'Turbines', '--data', data];
    const unknown = await run(...args, '--facilitator', 'ada');
    expect(unknown).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Nobody here has the host id "ada".*Import people first/),
    });
    expect(existsSync(data)).toBe(false);

    expect((await run(...args)).out).toContain('Nobody looks after it yet');
    await run('import', 'people', file, '--data', data);
    const { code, out } = await run(...args, '--facilitator', 'ada', '--facilitator', 'ben');
    expect(code).toBe(0);
    expect(out).toContain('Looked after by Ada Byron, Ben Gale');
    expect((await run(...args)).out).toContain('Looked after by Ada Byron, Ben Gale');
  });

  it('writes progress as lines where nobody watches, and the report in words', async () => {
    await writeSyntheticDump(dump, QUESTIONS);
    const { out, err } = await run('import', 'stackexchange', dump, '--community', 'Turbines', '--data', data);
    expect(err.split('\n').slice(-2)).toEqual(['100 %  votes', 'Making it searchable …']);
    expect(new Set(err.split('\n')).size).toBe(err.split('\n').length);
    expect(out).toMatch(/^questions +20 +0 +0$/m);
    expect(out).toMatch(/^62 +Users +never wrote anything$/m);
  });

  it('ends with 1 where the dump was broken, and says where', async () => {
    await writeDump(dump, {
      Posts: '<posts>\n<row Id="1" PostTypeId="1" CreationDate="2021-05-01" Title="T" Body="B"/>\n<row',
    });
    const { code, out } = await run('import', 'stackexchange', dump, '--community', 'A', '--data', data);
    expect(code).toBe(1);
    expect(out).toMatch(/^questions +1 /m);
    expect(out).toMatch(/^Posts\.xml:3:4: /m);
    expect(out).toMatch(/^Votes\.xml: The table is missing\.$/m);
  });
});

describe('import people', () => {
  it('imports and updates', async () => {
    const file = join(folder, 'people.csv');
    await writeFile(file, 'host_id,name,unit,since\nada,Ada Byron,turbines,2024-03-01\nben,Ben,,\n');
    expect(await run('import', 'people', file, '--data', data)).toMatchObject({
      code: 0,
      out: '2 people new, 0 updated, 0 unchanged',
    });
    await writeFile(file, 'host_id,name\nada,Ada King\nben,Ben\n');
    const { out } = await run('import', 'people', file, '--data', data, '--json');
    expect(JSON.parse(out)).toEqual({
      created: 0,
      updated: 1,
      unchanged: 1,
      erased: 0,
      deactivated: 0,
      reactivated: 0,
    });
  });

  it('names the lines that are wrong and writes nothing', async () => {
    const file = join(folder, 'people.csv');
    await writeFile(file, 'host_id,name,since\nada,Ada,2024-03-01\nben,,\ncy,Cy,yesterday\n');
    const { code, err } = await run('import', 'people', file, '--data', data);
    expect(code).toBe(1);
    expect(err).toMatch(/line 3: name is empty; every row needs one\n {2}line 4: since "yesterday"/);
    expect(existsSync(data)).toBe(false);
  });
});

describe('check', () => {
  it('ends with 1 and the findings where a store is not in order', async () => {
    await writeSyntheticDump(dump, 1);
    await importDump();
    const store = sqlite(data);
    await store.open();
    const [partition = ''] = (await store.listPartitions(null, 100)).filter((name) => name.startsWith('community/'));
    await store.commit(partition, { expect: [], puts: [{ collection: 'strays', id: 'one', body: {} }], deletes: [] });
    await store.close();
    const { code, out } = await run('check', '--data', data);
    expect(code).toBe(1);
    expect(out).toContain('strays/one');
    expect(JSON.parse((await run('check', '--data', data, '--json')).out).findings).toMatchObject([{ partition }]);
  });
});
