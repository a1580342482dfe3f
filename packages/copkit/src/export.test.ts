import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCopkit } from '@copkit/core';
import { sqlite } from '@copkit/storage-sqlite';
import validateStatement from '@learninglocker/xapi-validation';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../fixtures/terminal.js';
import { organisationExtensions } from './extensions.js';
import { main } from './index.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
const at = (name: string) => join(folder, name);
const names = ['Ada Byron', 'Bo Quill', 'Cy Tarn', 'Di Moss', 'Ed Fern', 'Flo Reed', 'Gus Holm'];
const hostId = (name: string) => `sso|${name}`;
let ids: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  const cop = await createCopkit({ storage: sqlite(at('cops.db')), extensions: organisationExtensions({}) });
  const as = (name: string) => cop.as({ hostId: hostId(name), name, unit: 'turbines' });
  const { id: communityId } = await as('Ada Byron').communities.create({ name: 'Pumps', purpose: 'Flow' });
  for (const name of names.slice(1)) await as(name).membership.join({ communityId });
  const { id: threadId } = await as('Bo Quill').threads.start({
    communityId,
    kind: 'question',
    title: 'Why does it hum?',
    body: 'It hums.',
  });
  for (const name of names) {
    const { id: replyId } = await as(name).threads.reply({ threadId, body: `Look at the bolts, says ${name}.` });
    // More acts than one page holds.
    for (let n = 0; n < 14; n++) await as('Bo Quill').threads[n % 2 === 0 ? 'accept' : 'unaccept']({ replyId });
  }
  ids = await Promise.all(names.map(async (name) => (await as(name).people.getMe()).id));
  await cop.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const terminal = recordedTerminal();
  const code = await main([...args, '--data', at('cops.db')], terminal);
  return { code, out: terminal.stdout.join('\n'), err: terminal.stderr.join('\n') };
}
const exported = (...args: string[]) => run('export', 'activity', '--community', 'Pumps', ...args);

it('as2 and xapi tell every act of the log, and neither an id nor a name', async () => {
  const raw = (await exported()).out.split('\n').slice(1);
  const as2 = await exported('--format', 'as2');
  const xapi = await exported('--format', 'xapi', '--out', at('statements.json'));
  expect([as2.code, xapi]).toEqual([0, { code: 0, out: '', err: '' }]);
  const statements = JSON.parse(readFileSync(at('statements.json'), 'utf8'));
  expect(raw.length).toBeGreaterThan(100);
  expect(JSON.parse(as2.out).orderedItems).toHaveLength(raw.length);
  expect(statements).toHaveLength(raw.length);
  for (const statement of statements) expect(validateStatement(statement)).toEqual([]);
  for (const text of [as2.out, JSON.stringify(statements)])
    for (const word of [...ids, ...names, ...names.map(hostId)]) expect(text).not.toContain(word);
  expect(statements.filter(({ verb }: { verb: { id: string } }) => verb.id.endsWith('/answered'))).toHaveLength(7);
});

it('pseudonyms are of one export, or of one key', async () => {
  writeFileSync(at('key'), Buffer.alloc(32, 7));
  const with7 = () => exported('--format', 'xapi', '--key-file', at('key'));
  expect((await with7()).out).toBe((await with7()).out);
  expect((await exported('--format', 'xapi')).out).not.toBe((await exported('--format', 'xapi')).out);
});

it('csv leaves out moments, ids and what few did', async () => {
  const { code, out } = await exported('--format', 'csv', '--period', 'year');
  expect(code).toBe(0);
  const rows = parse(out, { columns: true }) as Record<string, string>[];
  expect(new Set(rows.map(({ verb }) => verb))).toEqual(new Set(['join', 'answer']));
  expect(rows.filter(({ verb }) => verb === 'answer')).toHaveLength(7);
  expect(new Set(rows.map(({ person }) => person)).size).toBe(7);
  expect(out).not.toMatch(/\d\dT\d\d:/);
  for (const word of [...ids, ...names]) expect(out).not.toContain(word);
});

it('members see that something was exported, and the audit of privacy has it', async () => {
  await exported('--format', 'csv');
  const cop = await createCopkit({ storage: sqlite(at('cops.db')), extensions: organisationExtensions({}) });
  const [community] = (await cop.as({ hostId: hostId('Bo Quill'), name: 'Bo Quill' }).communities.list({})).items;
  const ledger = await cop
    .as({ hostId: hostId('Bo Quill'), name: 'Bo Quill' })
    .ledger.list({ communityId: community?.id ?? '' });
  const audit = await cop.system({ name: 'test' }).privacy.listAudit({});
  await cop.close();
  expect(ledger.items).toContainEqual(expect.objectContaining({ role: 'system', question: 'export', about: 'csv' }));
  expect(ledger.items).toContainEqual(expect.objectContaining({ role: 'system', question: 'activity.list' }));
  expect(audit.items[0]).toMatchObject({ act: 'rawExport', reason: 'copkit export activity --format csv' });
});

it('describes its own words', async () => {
  const terminal = recordedTerminal();
  expect(await main(['export', 'xapi-profile'], terminal)).toBe(0);
  expect(JSON.parse(terminal.stdout.join('\n'))).toMatchObject({ type: 'Profile', concepts: expect.anything() });
});

it.each([
  [['--format', 'xml'], 2, /jsonl, as2, xapi, csv/],
  [['--format', 'as2', '--period', 'day'], 2, /--period is for --format csv/],
  [['--format', 'csv', '--key-file', 'x'], 2, /--key-file is for/],
  [['--format', 'xapi', '--key-file', '/nowhere'], 1, /cannot be read/],
  [['--format', 'csv', '--out', '/nowhere/x.csv'], 1, /folder \/nowhere does not exist/],
])('%j ends with %i', async (args, expected, message) => {
  const { code, out, err } = await exported(...args);
  expect({ code, out }).toEqual({ code: expected, out: '' });
  expect(err).toMatch(message);
});

it('a key that is too short is none', async () => {
  writeFileSync(at('short'), 'secret');
  const { code, err } = await exported('--format', 'xapi', '--key-file', at('short'));
  expect(code).toBe(1);
  expect(err).toMatch(/32 bytes or more/);
});
