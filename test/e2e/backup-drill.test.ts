import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCopkit } from '@copkit/core';
import { sqlite } from '@copkit/storage-sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const PATIENCE = 120_000;
const root = join(import.meta.dirname, '../..');
let folder: string;
/** The commands of the page, each block as it stands there. */
let blocks: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-drill-'));
  const page = await readFile(join(root, 'docs/operating/backup.md'), 'utf8');
  blocks = [...page.matchAll(/```sh drill\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  await mkdir(join(folder, 'bin'));
  const copkit = join(folder, 'bin/copkit');
  await writeFile(copkit, `#!/bin/sh\nexec "${process.execPath}" "${root}/packages/copkit/bin/copkit.js" "$@"\n`);
  await chmod(copkit, 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

const environment = () => ({ PATH: `${join(folder, 'bin')}:${process.env.PATH}` });
const follow = (block: string) => run('bash', ['-euo', 'pipefail', '-c', block], { cwd: folder, env: environment() });

async function titles(file: string): Promise<readonly string[]> {
  const cop = await createCopkit({ storage: sqlite(join(folder, file)), jobsMs: 0 });
  const { communities, threads } = cop.system({ name: 'test' });
  const [community] = (await communities.list({})).items;
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await threads.list({ communityId: community?.id ?? '', limit: 100, ...(after && { after }) });
    found.push(...page.items.map(({ title }) => title));
    after = page.next ?? undefined;
  } while (after);
  await cop.close();
  return found.sort();
}

it(
  'a store is backed up while it is written, lost, and restored by the commands of the page',
  async () => {
    const [backup = '', restore = '', move = ''] = blocks;
    expect(blocks).toHaveLength(3);
    const cop = await createCopkit({ storage: sqlite(join(folder, 'copkit.db')) });
    const ada = cop.as({ hostId: 'ada', name: 'Ada' });
    const community = await ada.communities.create({ name: 'Turbines', purpose: 'Quiet ones' });
    const write = (title: string) =>
      ada.threads.start({ communityId: community.id, kind: 'discussion', title, body: 'About bearings' });
    const before: string[] = [];
    for (let at = 0; at < 20; at++) {
      const title = `Before ${String(at).padStart(2, '0')}`;
      await write(title);
      before.push(title);
    }
    let writing = true;
    const meanwhile = (async () => {
      for (let at = 0; writing; at++) await write(`Meanwhile ${at}`);
    })();
    await follow(backup);
    writing = false;
    await meanwhile;
    await cop.close();

    // The disk is lost.
    execFileSync('dd', ['if=/dev/zero', 'of=copkit.db', 'bs=4096', 'count=40', 'conv=notrunc'], {
      cwd: folder,
      stdio: 'pipe',
    });
    await expect(follow('copkit check --data copkit.db')).rejects.toThrow();

    const { stdout } = await follow(restore);
    expect(stdout).toMatch(/copkit\.db is in order/);
    const restored = await titles('copkit.db');
    expect(restored).toEqual(expect.arrayContaining(before));
    expect(restored.filter((title) => !/^(Before|Meanwhile) /.test(title))).toEqual([]);

    await follow(move);
    expect(await titles('elsewhere.db')).toEqual(restored);
  },
  PATIENCE,
);
