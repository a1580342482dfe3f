import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changesAcross } from './two-processes.js';

it('a change in one process on a SQLite file reaches the listeners of another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-live-'));
  const taken = await changesAcross(join(folder, 'copkit.db'));
  console.log(`SQLite, milliseconds from the answer to the wake-up in the other process: ${taken.map(Math.round)}`);
  expect(taken).toHaveLength(10);
  await rm(folder, { recursive: true });
}, 60_000);
