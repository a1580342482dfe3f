import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSyntheticDump } from '../../importers/fixtures/dump.js';
import { databases } from '../fixtures/databases.js';
import { run } from '../fixtures/run.js';
import { recordedTerminal } from '../fixtures/terminal.js';
import { main } from './index.js';

const QUESTIONS = 20;
const [data = '', other = ''] = databases('first', 'second');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  await writeSyntheticDump(join(folder, 'site'), QUESTIONS);
  const args = ['import', 'stackexchange', join(folder, 'site'), '--community', 'Turbines', '--data', data];
  expect(await main(args, recordedTerminal())).toBe(0);
});
afterAll(() => rm(folder, { recursive: true }));

it('serves one database from two processes, without showing its password', async () => {
  const withPassword = data.replace('copkit@', 'copkit:secret@');
  const servers = await Promise.all(
    [0, 1].map(async () => {
      const terminal = recordedTerminal();
      const served = main(['serve', '--demo-sign-on', '--port', '0', '--data', withPassword], terminal);
      const said = await terminal.heard(/Serving/);
      expect(said).not.toContain('secret');
      const [url = ''] = /http:\S+(?=;)/.exec(said) ?? [];
      return { url, terminal, served };
    }),
  );
  const headers = { 'copkit-persona': 'demo-robin' };
  for (const { url } of servers) {
    const list = await fetch(`${url}/v1/communities/list`, { headers });
    expect(await list.json()).toMatchObject({ items: [{ name: 'Turbines', threadCount: QUESTIONS }] });
    const search = await fetch(`${url}/v1/search/find?text=bearing`, { headers });
    expect((await search.json()).items.length).toBeGreaterThan(0);
  }
  for (const { terminal } of servers) terminal.stop();
  expect(await Promise.all(servers.map(({ served }) => served))).toEqual([0, 0]);
});

it('moves between a database and a file without a loss, and is in order', async () => {
  const at = (name: string) => join(folder, name);
  for (const [from, to, lines] of [
    [data, at('a.db'), at('a.jsonl')],
    [at('a.db'), other, at('b.jsonl')],
  ] as const) {
    expect(await run('dump', lines, '--data', from)).toMatchObject({ code: 0 });
    expect(await run('restore', lines, '--data', to)).toMatchObject({ code: 0 });
  }
  expect(readFileSync(at('b.jsonl'), 'utf8')).toBe(readFileSync(at('a.jsonl'), 'utf8'));
  expect(await run('check', '--data', other)).toMatchObject({ code: 0, out: expect.stringContaining('is in order') });
  expect((await run('stats', '--data', other, '--json')).out).toBe((await run('stats', '--data', data, '--json')).out);
});

it('makes views, and leaves backups to PostgreSQL', async () => {
  expect(await run('views', '--data', data)).toMatchObject({ code: 0, out: expect.stringContaining('copkit_threads') });
  const client = new pg.Client(data);
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS threads FROM copkit.copkit_threads');
  await client.end();
  expect(rows).toEqual([{ threads: QUESTIONS }]);
  expect(await run('backup', join(folder, 'c.db'), '--data', data)).toMatchObject({
    code: 1,
    err: expect.stringContaining('pg_dump'),
  });
});
