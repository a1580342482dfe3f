import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { views } from '@copkit/core/sql-views';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeSyntheticDump } from '../../importers/fixtures/dump.js';
import { recordedTerminal } from '../fixtures/terminal.js';
import { main } from './index.js';

// Writes reach the disk, and others may use it as well.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('copkit views lets SQL count what copkit counts', async () => {
  const terminal = recordedTerminal();
  const data = join(folder, 'cops.db');
  await writeSyntheticDump(join(folder, 'dump'), 15);
  const run = (...args: string[]) => main([...args, '--data', data], terminal);
  expect(await run('import', 'stackexchange', join(folder, 'dump'), '--community', 'Turbines')).toBe(0);
  expect(await run('views')).toBe(0);
  expect(await run('views'), 'made again').toBe(0);
  terminal.stdout.splice(0);
  await run('stats', '--json');
  const stats = JSON.parse(terminal.stdout.join(''));
  const db = new Database(data, { readonly: true });
  const count = (sql: string) => (db.prepare(sql).raw().get() as unknown as number[])[0];
  expect(count('SELECT count(*) FROM copkit_communities')).toBe(stats.communities);
  expect(count(`SELECT count(*) FROM copkit_threads WHERE kind = 'question'`)).toBe(stats.threads.question);
  expect(count(`SELECT count(*) FROM copkit_replies WHERE role = 'answer'`)).toBe(stats.answers);
  expect(count('SELECT count(*) FROM copkit_threads WHERE accepted_reply_id IS NOT NULL')).toBe(stats.acceptedAnswers);
  expect(count('SELECT count(*) FROM copkit_members JOIN copkit_communities USING (community_id)')).toBe(stats.members);
  for (const { name, columns } of views) {
    const row = db.prepare(`SELECT ${columns.map((column) => `"${column.name}"`).join(', ')} FROM ${name} LIMIT 1`);
    expect(row.raw().get(), name).toSatisfy(
      (cells) => cells === undefined || (cells as unknown[]).length === columns.length,
    );
  }
  db.close();
});
