import { copyFile, mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSyntheticDump } from '../../importers/fixtures/dump.js';
import { recordedTerminal } from '../fixtures/terminal.js';
import { main } from './index.js';

// Writes reach the disk, and others may use it as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let data: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  const dump = join(folder, 'dump');
  await writeSyntheticDump(dump, 40);
  const args = ['import', 'stackexchange', dump, '--community', 'Turbines', '--data', join(folder, 'sound.db')];
  expect(await main(args, recordedTerminal())).toBe(0);
});
beforeEach(async () => {
  data = join(await mkdtemp(join(folder, 'test-')), 'cops.db');
  await copyFile(join(folder, 'sound.db'), data);
});
afterAll(() => rm(folder, { recursive: true }));

function inDatabase(sql: string): () => void {
  const db = new Database(data);
  db.exec(sql);
  return () => db.close();
}

async function overwriteMiddle(): Promise<void> {
  const { length } = await readFile(data);
  const file = await open(data, 'r+');
  // From a page's header on: a page with an unknown type is damaged.
  const begin = Math.floor(length / 3 / 4096) * 4096;
  await file.write(Buffer.alloc(Math.floor(length / 3), 0xff), 0, undefined, begin);
  await file.close();
}

const faults: readonly (readonly [name: string, damage: () => Promise<void>, message: RegExp])[] = [
  ['a letter', () => writeFile(data, 'This is a letter, not a database. '.repeat(100)), /is not a SQLite database/],
  ['cut off', () => truncate(data, 40_960), /is damaged/],
  ['overwritten in the middle', overwriteMiddle, /is damaged/],
  ['with a text that is no JSON', async () => inDatabase(`UPDATE docs SET body = '{"id' || body`)(), /is damaged/],
  [
    'of a newer version',
    async () => inDatabase('PRAGMA user_version = 99')(),
    /newer version of copkit\. Update copkit/,
  ],
  ['of another program', async () => inDatabase('PRAGMA application_id = 7')(), /of another program/],
];

describe.each(['stats', 'check'])('%s', (command) => {
  const refused = async (message: RegExp) => {
    const terminal = recordedTerminal();
    expect(await main([command, '--data', data], terminal)).toBe(1);
    expect(terminal.stderr.join('\n')).toMatch(/^copkit: .*cops\.db.*$/);
    expect(terminal.stderr[0]).toMatch(message);
    expect(terminal.stdout).toEqual([]);
  };

  it.each(faults)('says in one line what is wrong with a store: %s', async (_name, damage, message) => {
    await damage();
    await refused(message);
  });

  it('says that another process holds the store', async () => {
    const release = inDatabase('BEGIN EXCLUSIVE');
    await refused(/is locked by another process/);
    release();
  });
});
