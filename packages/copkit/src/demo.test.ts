import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../fixtures/terminal.js';
import { main } from './index.js';

vi.setConfig({ testTimeout: 240_000 });

let folder: string;
let data: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  data = join(folder, 'demo.db');
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const terminal = recordedTerminal();
  const code = await main([...args, '--data', data], terminal);
  return { code, out: terminal.stdout.join('\n'), err: terminal.stderr.join('\n') };
}

describe('copkit demo', () => {
  it('fills a store, says what is in it, and refuses to do it again', async () => {
    const { code, out } = await run('demo', '--until', '2026-11-23', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      seed: 1,
      until: '2026-11-23T00:00:00.000Z',
      made: { people: 60, communities: 11 },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(readdirSync(folder)).toEqual(['demo.db']);
    expect(JSON.parse((await run('stats', '--json')).out)).toMatchObject({ people: 60 });

    const before = readFileSync(data);
    const again = await run('demo');
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toMatch(/demo.db holds something already. Name another file, or replace it with --fresh.$/);
    expect(readFileSync(data).equals(before)).toBe(true);
  });

  it('stopped half way leaves what was there', async () => {
    await writeFile(data, 'something dear');
    const terminal = recordedTerminal();
    const running = main(['demo', '--fresh', '--data', data], terminal);
    await terminal.heard(/%/);
    terminal.stop();
    expect(await running).toBe(130);
    expect(readdirSync(folder)).toEqual(['demo.db']);
    expect(readFileSync(data, 'utf8')).toBe('something dear');
  });

  it('names a folder that is not there', async () => {
    data = join(folder, 'none', 'demo.db');
    expect(await run('demo')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^copkit: The folder of .* does not/),
    });
  });
});
