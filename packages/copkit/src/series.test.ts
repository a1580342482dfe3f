import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Activity, createCopkit } from '@copkit/core';
import { sqlite } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../fixtures/terminal.js';
import { main } from './index.js';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let data: string;
let csv: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  data = join(folder, 'cops.db');
  csv = join(folder, 'rework.csv');
  const cop = await createCopkit({ storage: sqlite(data) });
  const ada = cop.as({ hostId: 'ada', name: 'Ada Byron', unit: 'turbines' });
  const { id: communityId } = await ada.communities.create({ name: 'Pumps', purpose: 'Flow' });
  for (let n = 0; n < 130; n++) {
    await ada.threads.start({ communityId, kind: 'question', title: `Why ${n}?`, body: 'It hums.' });
  }
  await cop.close();
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const terminal = recordedTerminal();
  const code = await main([...args, '--data', data], terminal);
  return { code, out: terminal.stdout.join('\n'), err: terminal.stderr.join('\n') };
}

describe('import series', () => {
  const named = ['--community', 'Pumps', '--series', 'Rework'];
  const said = ['--measure', 'share', '--every', 'month', '--numerator', 'reworked', '--denominator', 'orders'];
  const first = () => run('import', 'series', csv, ...named, ...said, '--source', 'SAP');

  it('takes rows in, and those of a known period again', async () => {
    await writeFile(csv, 'period,unit,numerator,denominator\n2025-03,turbines,3,40\n');
    expect(await first()).toEqual({ code: 0, out: '1 rows new, 0 updated, 0 unchanged', err: '' });
    await writeFile(csv, 'period,unit,numerator,denominator\n2025-03,turbines,4,40\n2025-04,turbines,1,40\n');
    expect((await run('import', 'series', csv, ...named)).out).toBe('1 rows new, 1 updated, 0 unchanged');
    expect(await run('check')).toMatchObject({ code: 0 });
  });

  it('names wrong lines and writes nothing', async () => {
    await writeFile(csv, 'period,numerator,denominator\n2025-03,3,40\n2025-03,4,40\n');
    const { code, out, err } = await first();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('Nothing was imported.\nline 3: period 2025-03 stands on line 2 already');
  });

  it.each([
    [['--community', 'Pumps', '--series', 'R', '--measure', 'share'], 2, /--source are needed together/],
    [['--community', 'Pumps', '--series', 'R', '--measure', 'much'], 2, /count, share, mean/],
    [['--community', 'Valves', '--series', 'R'], 1, /no listed community "Valves"/],
    [['--community', 'c_0000000000000000', '--series', 'R'], 1, /no such community/],
    [['--community', 'Pumps', '--series', 'R'], 1, /no series "R" yet/],
  ])('%j ends with %i', async (args, expected, message) => {
    await writeFile(csv, 'period,numerator\n');
    const { code, err } = await run('import', 'series', csv, ...args);
    expect(code).toBe(expected);
    expect(err).toMatch(message);
  });
});

it('export activity writes the whole log, marked as raw, without names', async () => {
  const { code, out } = await run('export', 'activity', '--community', 'pumps');
  expect(code).toBe(0);
  const [head, ...acts] = out.split('\n').map((line) => JSON.parse(line));
  expect(head).toMatchObject({ format: 'copkit activity 1', raw: true, pseudonymous: true });
  expect(acts.filter((act: Activity) => act.verb === 'ask')).toHaveLength(130);
  expect(new Set(acts.map((act: Activity) => act.id)).size).toBe(acts.length);
  expect(acts.every((act: Activity) => act.community === head.communityId)).toBe(true);
  expect(out).not.toContain('Ada');
});
