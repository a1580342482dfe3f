import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { memory } from '@copkit/storage';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importSeries, type SeriesDefinition } from './import-series.js';

const definition: SeriesDefinition = {
  measure: 'share',
  every: 'month',
  numerator: 'reworked orders',
  denominator: 'orders',
  source: 'SAP PM',
};

let directory: string;
let cop: Copkit;
let communityId: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  cop = await createCopkit({ storage: memory() });
  const ada = cop.as({ hostId: 'ada', name: 'Ada' });
  communityId = (await ada.communities.create({ name: 'Pumps', purpose: 'Flow' })).id;
});
afterEach(async () => {
  await cop.close();
  await rm(directory, { recursive: true });
});

async function run(csv: string, more: Partial<Parameters<typeof importSeries>[0]> = { definition }) {
  const file = join(directory, 'series.csv');
  await writeFile(file, csv);
  return importSeries({ cop, communityId, file, name: 'Rework', ...more });
}

it('defines the series, takes its rows in, and changes nothing the second time', async () => {
  const csv = '\uFEFFperiod,numerator,denominator\r\n2025-03,3,40\r\n2025-04,2,41\r\n';
  const first = await run(csv);
  expect(first).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
  expect(await run(csv)).toEqual({ seriesId: first.seriesId, created: 0, updated: 0, unchanged: 2 });
  const ada = cop.as({ hostId: 'ada', name: 'Ada' });
  const { value } = await ada.outcomes.get({ seriesId: first.seriesId });
  expect(value?.points.map(({ numerator }) => numerator)).toEqual([3, 2]);
});

it('takes rows of a series that is there without being told again what it is', async () => {
  await run('period,numerator,denominator\n2025-03,3,40\n');
  const rows = 'period,numerator,denominator\n2025-04,3,40\n';
  expect(await run(rows, {})).toMatchObject({ created: 1 });
  await expect(run(rows, { name: 'Unheard of' })).rejects.toMatchObject({
    name: 'ImportError',
    code: 'unknown-series',
  });
});

it('names the wrong lines', async () => {
  await expect(run('period,numerator,denominator\n2025-03,-3,40\n2025-3,3,40\n')).rejects.toMatchObject({
    name: 'CopkitError',
    code: 'invalid',
    message: expect.stringMatching(/line 2: numerator -3 is negative\nline 3: period "2025-3"/),
  });
});

it('makes no series where a line is wrong', async () => {
  await expect(run('period,numerator,denominator\n2025-03,-3,40\n')).rejects.toMatchObject({ code: 'invalid' });
  expect((await cop.as({ hostId: 'ada', name: 'Ada' }).outcomes.list({ communityId })).items).toEqual([]);
});

it('changes nothing of what a series is', async () => {
  const rows = 'period,numerator,denominator\n2025-03,3,40\n';
  await run(rows, { definition: { ...definition, better: 'lower' } });
  await run(rows);
  await expect(run(rows, { definition: { ...definition, numerator: 'others' } })).rejects.toMatchObject({
    code: 'other-definition',
    message: expect.stringContaining('The numerator of "Rework" is "reworked orders", not "others"'),
  });
  const { items } = await cop.as({ hostId: 'ada', name: 'Ada' }).outcomes.list({ communityId });
  expect(items).toMatchObject([{ numerator: 'reworked orders', better: 'lower' }]);
});

it('takes what spreadsheets write: semicolons, tabs; and refuses what is no UTF-8', async () => {
  expect(await run('period;numerator;denominator\n2025-03;3;40\n')).toMatchObject({ created: 1 });
  expect(await run('period\tnumerator\tdenominator\n2025-04\t3\t40\n')).toMatchObject({ created: 1 });
  const file = join(directory, 'latin.csv');
  await writeFile(file, Buffer.from('period,unit,numerator,denominator\n2025-03,S\xfcd,3,40\n', 'latin1'));
  await expect(importSeries({ cop, communityId, file, name: 'Rework' })).rejects.toMatchObject({
    code: 'wrong-format',
    message: expect.stringContaining('UTF-8'),
  });
});

it('says when the file is not there', async () => {
  const file = join(directory, 'none.csv');
  await expect(importSeries({ cop, communityId, file, name: 'Rework', definition })).rejects.toMatchObject({
    name: 'ImportError',
    code: 'not-found',
  });
});
