import { expect, test, vi } from 'vitest';
import { startPostgres } from '../postgres.mjs';
import { type Disturbance, soak, told } from './soak.js';

/** More of them on demand. */
const KILLS = Number(process.env.COPKIT_SOAK_KILLS ?? 6);

vi.setConfig({ testTimeout: 120_000 + KILLS * 20_000 });

test('two servers on one PostgreSQL, which are killed and which is restarted: what was acknowledged stands there once', async () => {
  const postgres = await startPostgres();
  const disturbances = Array.from(
    { length: KILLS },
    (_, n): Disturbance =>
      async (servers) => {
        if (n % 3 !== 2) return servers[n % servers.length]?.restart();
        await (n % 2 ? postgres.stop() : postgres.kill());
        await postgres.start();
      },
  );
  try {
    const soaked = await soak(postgres.url, disturbances);
    console.log(`PostgreSQL: ${told(soaked)}`);
    expect(soaked.acknowledged.filter((body) => soaked.standing.get(body) !== 1)).toEqual([]);
    expect(soaked.standing.size).toBe(soaked.acknowledged.length);
    expect(soaked.recovery).toHaveLength(KILLS);
  } finally {
    await postgres.remove();
  }
});
