import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { personExportSchema, privacy } from '@copkit/core/privacy';
import { sqlite, sqliteSearch } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ADA, erase, fill, type Named, ROOT, TRACES, ZOLTAN } from '../fixtures/privacy.js';
import { run } from '../fixtures/run.js';

// Writes reach the disk, and others may use it as well.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function using<T>(file: string, use: (cop: Copkit) => Promise<T>): Promise<T> {
  const cop = await createCopkit({
    storage: sqlite(at(file)),
    search: sqliteSearch(at(file)),
    extensions: [privacy()],
    jobsMs: 0,
  });
  try {
    return await use(cop);
  } finally {
    await cop.close();
  }
}

/** Files in the folder in whose bytes the name stands, in whatever part of SQLite. */
const tracesIn = (pattern: RegExp): string[] =>
  readdirSync(folder).filter((name) => {
    if (!pattern.test(name)) return false;
    const bytes = readFileSync(at(name), 'latin1').toLowerCase();
    return TRACES.some((word) => bytes.includes(word));
  });

const filled = (): Promise<Named> => using('a.db', fill);

it('a name is in no byte of a SQLite store and its index once its bearer is erased, nor after an old backup was restored', async () => {
  const world = await filled();
  expect((await run('dump', at('old.jsonl'), '--data', at('a.db'))).code).toBe(0);
  for (const files of [/^a\.db$/, /^a\.db-search/, /^old/]) expect(tracesIn(files), String(files)).not.toEqual([]);
  expect(await using('a.db', (cop) => erase(cop, world))).toBe(1);
  expect((await run('privacy', 'scrub', '--data', at('a.db'))).code).toBe(0);
  expect(tracesIn(/^a\.db/)).toEqual([]);

  expect(await run('privacy', 'erasures', at('list.json'), '--data', at('a.db'))).toMatchObject({ code: 0 });
  expect(tracesIn(/^list/)).toEqual([]);
  const restored = await run('restore', at('old.jsonl'), '--erasures', at('list.json'), '--data', at('b.db'));
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('1 person was erased again') });
  expect(tracesIn(/^b\.db/)).toEqual([]);

  const none = await run('restore', at('old.jsonl'), '--erasures', at('old.jsonl'), '--data', at('d.db'));
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining('old.jsonl is no erasure list') });
  expect(existsSync(at('d.db'))).toBe(false);

  // In two steps, on a store that is there already.
  expect((await run('restore', at('old.jsonl'), '--data', at('c.db'))).code).toBe(0);
  expect(tracesIn(/^c\.db/)).toContain('c.db');
  const again = await run('privacy', 'reapply', at('list.json'), '--data', at('c.db'), '--json');
  expect(JSON.parse(again.out)).toMatchObject({ erased: 1, redacted: 1, open: 0 });
  expect(tracesIn(/^c\.db/)).toEqual([]);
  expect((await run('check', '--data', at('c.db'))).code).toBe(0);
  await using('c.db', async (cop) => {
    const { items } = await cop.as(ADA).threads.listReplies({ threadId: world.threadId });
    expect(items.map(({ body }) => body)).toEqual(['former member, tighten it. Or write to former member.']);
  });
});

it('a person is exported to a file, for machines or for reading, and the audit says so', async () => {
  const { personId } = await filled();
  const why = ['--reason', 'Asked by letter', '--data', at('a.db')];
  const json = await run('privacy', 'export', personId, at('z.json'), ...why);
  expect(json).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+ documents about/) });
  const file = personExportSchema.parse(JSON.parse(readFileSync(at('z.json'), 'utf8')));
  expect(file.items.find(({ collection }) => collection === 'people')?.body).toMatchObject(ZOLTAN);
  expect((await run('privacy', 'export', 'zoltan quillfeather', at('z.html'), ...why)).code).toBe(0);
  expect(readFileSync(at('z.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*It leaks\.[\s\S]*<\/html>\n$/);
  expect(await run('privacy', 'export', 'Zoltan', at('y.html'), ...why)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nobody here is called "Zoltan"'),
  });
  expect(await run('privacy', 'export', personId, at('z.html'), ...why)).toMatchObject({ code: 1 });
  expect(await run('privacy', 'export', personId, at('nowhere/z.json'), ...why)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^copkit: the folder .*nowhere does not exist\.$/),
  });
  const known = await run('privacy', 'export', ZOLTAN.hostId, at('x.json'), ...why);
  expect(known).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(at('x.json'), 'utf8'))).toMatchObject({ personId });
  await using('a.db', async (cop) => {
    const { items } = await cop.as(ROOT).privacy.listAudit();
    expect(items).toMatchObject([
      { act: 'export', by: null, subjectId: personId, reason: 'Asked by letter' },
      { act: 'export', by: null, subjectId: personId, reason: 'Asked by letter' },
      { act: 'export', by: null, subjectId: personId, reason: 'Asked by letter' },
    ]);
  });
});

it('retention is counted by the rules of the configuration, and nothing is deleted by looking', async () => {
  await filled();
  const looked = await run('privacy', 'retention', '--data', at('a.db'), '--json');
  expect(JSON.parse(looked.out)).toMatchObject({ rules: { drafts: '1y', activity: 'keep' }, due: {}, held: 0 });
  await using('a.db', async (cop) => {
    expect((await cop.as(ADA).drafts.list()).items).toHaveLength(1);
  });
});

it('the register of processing is printed', async () => {
  await filled();
  const { code, out } = await run('privacy', 'register', '--data', at('a.db'));
  expect(code).toBe(0);
  expect(out).toContain('| `hostId` | string | name, id at the sign-on, or profile |');
});

it('a raw export of the activity log is noted in the audit', async () => {
  const { communityId } = await filled();
  const { code, out } = await run('export', 'activity', '--community', 'Seals', '--data', at('a.db'));
  expect(code).toBe(0);
  expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({ raw: true, pseudonymous: true });
  await using('a.db', async (cop) => {
    const { items } = await cop.as(ROOT).privacy.listAudit();
    expect(items).toMatchObject([{ act: 'rawExport', subjectId: communityId }]);
  });
});
