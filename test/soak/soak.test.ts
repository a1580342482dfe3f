import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { type Disturbance, soak, told } from './soak.js';

/** More of them on demand. */
const KILLS = Number(process.env.COPKIT_SOAK_KILLS ?? 6);

vi.setConfig({ testTimeout: 120_000 + KILLS * 20_000 });

test('two servers on one SQLite file, killed in turn: what was acknowledged stands there once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-soak-'));
  const kills = Array.from(
    { length: KILLS },
    (_, n): Disturbance =>
      async (servers) => {
        await servers[n % servers.length]?.restart();
      },
  );
  try {
    const soaked = await soak(join(folder, 'store.db'), kills);
    console.log(`SQLite: ${told(soaked)}`);
    expect(soaked.acknowledged.filter((body) => soaked.standing.get(body) !== 1)).toEqual([]);
    expect(soaked.standing.size).toBe(soaked.acknowledged.length);
    expect(soaked.recovery).toHaveLength(KILLS);
  } finally {
    await rm(folder, { recursive: true });
  }
});
