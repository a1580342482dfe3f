import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Fact, PostFacts } from './post-facts.js';

const MEBIBYTE = 1024 * 1024;

it('gives all facts of a post together, in order, whatever the number of files', async () => {
  for (const bytes of [0, 100 * MEBIBYTE]) {
    const facts = await PostFacts.open(bytes);
    const expected = new Map<number, Fact[]>();
    for (let n = 0; n < 20_000; n += 1) {
      const post = (n * 7) % 501;
      const fact: Fact = { kind: n % 3 === 0 ? 'down' : 'up', day: `day ${n}` };
      expected.set(post, [...(expected.get(post) ?? []), fact]);
      await facts.add(post, fact);
    }
    const found = new Map<number, readonly Fact[]>();
    for await (const [post, list] of facts.byPost()) {
      expect(found.has(post)).toBe(false);
      found.set(post, list);
    }
    expect(found).toEqual(expected);
    await facts.close();
    expect(existsSync(facts.directory)).toBe(false);
  }
});

it('removes what a killed import left behind, and nothing of a running one', async () => {
  const { pid: gone } = spawnSync(process.execPath, ['--version']);
  const left = await mkdtemp(join(tmpdir(), `copkit-import-${gone}-`));
  const running = await PostFacts.open(0);
  expect(existsSync(left)).toBe(false);
  const other = await PostFacts.open(0);
  expect(existsSync(running.directory)).toBe(true);
  await running.close();
  await other.close();
});
