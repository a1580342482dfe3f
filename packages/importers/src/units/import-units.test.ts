import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { memory, type StorageAdapter } from '@copkit/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateOf } from '../../fixtures/contents.js';
import type { ImportFault } from '../report.js';
import { importUnits } from './import-units.js';

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

async function run(csv: string) {
  const file = join(directory, 'units.csv');
  await writeFile(file, csv);
  return importUnits({ cop, file });
}

const listed = async () => {
  const { items } = await cop.system({ name: 'test' }).units.list();
  return items.map(({ id, name, parentId }) => `${id}|${name}|${parentId}`).toSorted();
};

describe('a units file', () => {
  it('makes units in any order and changes nothing the second time', async () => {
    const csv = 'id;name;parent\nnorth;Field Service North;service\nservice;Service;works\nworks;The Works;\n';
    expect(await run(csv)).toEqual({ created: 3, updated: 0, unchanged: 0 });
    expect(await listed()).toEqual([
      'north|Field Service North|service',
      'service|Service|works',
      'works|The Works|null',
    ]);
    const before = await stateOf(storage);
    expect(await run(csv)).toEqual({ created: 0, updated: 0, unchanged: 3 });
    expect(await stateOf(storage)).toEqual(before);
  });

  it('updates known units, and leaves their place where it names none', async () => {
    await run('id,name,parent\nworks,Works,\nnorth,North,works\nsouth,South,works\n');
    expect(await run('id,name\nnorth,Field Service North\n')).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(await run('id,name,parent\nsouth,South,north\n')).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(await listed()).toEqual(['north|Field Service North|works', 'south|South|north', 'works|Works|null']);
  });

  it.each([
    ['an unknown parent', 'id,name,parent\nnorth,North,service\n', ['2 parent: parent "service" is no known unit']],
    [
      'an id given twice',
      'id,name\nnorth,North\nsouth,South\nnorth,Again\n',
      ['4 id: id "north" stands on line 2 already; it may stand once'],
    ],
    [
      'a circle',
      'id,name,parent\na,A,b\nb,B,a\nc,C,\n',
      ['2 parent: "a" belongs to itself, by way of b, a', '3 parent: "b" belongs to itself, by way of a, b'],
    ],
    [
      'a circle with what is known',
      'id,name,parent\nworks,Works,site\n',
      ['2 parent: "works" belongs to itself, by way of site, works'],
    ],
    ['an empty name', 'id,name\nnorth,\n', ['2 name: name is empty; every row needs one']],
    ['an id too long', `id,name\n${'n'.repeat(101)},North\n`, ['2 id: id has 101 characters; it may have at most 100']],
  ])('is refused as a whole for %s', async (_name, csv, problems) => {
    await run('id,name,parent\nworks,Works,\nsite,Site,works\n');
    const before = await stateOf(storage);
    const error = await run(csv).catch((error) => error);
    expect(error).toMatchObject({ name: 'ImportError', code: 'invalid-rows' });
    expect(error.problems.map(({ line, column, message }: ImportFault) => `${line} ${column}: ${message}`)).toEqual(
      problems,
    );
    expect(await stateOf(storage)).toEqual(before);
  });

  it('is refused without a column, or with one that nobody knows', async () => {
    await expect(run('id,parent\nnorth,\n')).rejects.toMatchObject({
      code: 'wrong-format',
      message: expect.stringMatching(/lacks name/),
    });
    await expect(run('id,name,boss\nnorth,North,ada\n')).rejects.toMatchObject({
      message: expect.stringMatching(/names "boss"/),
    });
  });
});
