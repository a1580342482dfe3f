import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeSyntheticDump } from '../../importers/fixtures/dump.js';
import { run } from '../fixtures/run.js';

// Writes reach the disk, and others may use it as well.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  await writeSyntheticDump(at('site'), 12);
  expect(
    await run('import', 'stackexchange', at('site'), '--community', 'Turbines', '--data', at('a.db')),
  ).toMatchObject({
    code: 0,
  });
});
afterEach(() => rm(folder, { recursive: true }));

it('what was dumped is restored into a new store, and dumped again the same', async () => {
  expect((await run('dump', at('a.jsonl'), '--data', at('a.db'))).code).toBe(0);
  expect((await run('restore', at('a.jsonl'), '--data', at('b.db'))).code).toBe(0);
  expect((await run('dump', at('b.jsonl'), '--data', at('b.db'))).code).toBe(0);
  expect(readFileSync(at('b.jsonl'), 'utf8')).toBe(readFileSync(at('a.jsonl'), 'utf8'));
  expect((await run('stats', '--data', at('b.db'), '--json')).out).toBe(
    (await run('stats', '--data', at('a.db'), '--json')).out,
  );
  expect((await run('check', '--data', at('b.db'))).code).toBe(0);
});

it('a dump and a backup are nobody else’s to read', async () => {
  await run('dump', at('a.jsonl'), '--data', at('a.db'));
  await run('backup', at('copy.db'), '--data', at('a.db'));
  for (const file of ['a.jsonl', 'copy.db']) expect((statSync(at(file)).mode & 0o777).toString(8), file).toBe('600');
});

it('a dump that is broken makes no store', async () => {
  await run('dump', at('a.jsonl'), '--data', at('a.db'));
  const lines = readFileSync(at('a.jsonl'), 'utf8').split('\n');
  await writeFile(at('cut.jsonl'), lines.slice(0, 12).join('\n'));
  const { code, err } = await run('restore', at('cut.jsonl'), '--data', at('b.db'));
  expect(code).toBe(1);
  expect(err).toContain('cut off');
  expect(readdirSync(folder).filter((name) => name.startsWith('b.db'))).toEqual([]);
});

it('nothing that exists is overwritten', async () => {
  await run('dump', at('a.jsonl'), '--data', at('a.db'));
  for (const args of [
    ['dump', at('a.jsonl')],
    ['restore', at('a.jsonl')],
    ['backup', at('a.jsonl')],
  ]) {
    const { code, err } = await run(...args, '--data', at('a.db'));
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('exists already') });
  }
});

it('a backup is a store', async () => {
  expect((await run('backup', at('b.db'), '--data', at('a.db'))).code).toBe(0);
  expect((await run('stats', '--data', at('b.db'), '--json')).out).toBe(
    (await run('stats', '--data', at('a.db'), '--json')).out,
  );
});
