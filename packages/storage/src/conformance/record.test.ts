import { describe, expect, it } from 'vitest';
import type { StorageAdapter } from '../contract.js';
import { memory } from '../memory.js';
import { harness as sharedMemory } from '../testing/harness.js';
import { type ConformanceRecord, type Harness, runStorageConformance, storageConformance } from './index.js';

const quick = { histories: 20, kills: 20, soak: 1 };

/** Each adapter alone on its place; `change` makes of an honest one what is tested. */
function alone(change: (honest: StorageAdapter) => Partial<StorageAdapter> = () => ({})): Harness {
  const made = (): StorageAdapter => {
    const honest = memory();
    return Object.assign(honest, change(honest));
  };
  return {
    sample: made(),
    create: async () => ({
      open: async () => {
        const adapter = made();
        await adapter.open();
        return adapter;
      },
      destroy: async () => {},
    }),
  };
}

function outcomes({ tests }: ConformanceRecord, outcome: string) {
  return tests.filter((test) => test.outcome === outcome);
}

describe('the record of the conformance kit', { timeout: 60_000 }, () => {
  it('says what was run, and of what was skipped what the adapter declares not to do', async () => {
    const record = await runStorageConformance(alone(), quick);
    expect(record).toMatchObject({ adapter: 'memory', capabilities: { durability: 'none', sharing: 'instance' } });
    expect(outcomes(record, 'failed')).toEqual([]);
    expect(outcomes(record, 'pending')).toEqual([]);
    expect(new Set(outcomes(record, 'skipped').map(({ chapter }) => chapter))).toEqual(
      new Set(['P3', 'P8', 'concurrency', 'histories', 'crash']),
    );
    for (const { reason } of outcomes(record, 'skipped')) expect(reason).toMatch(/^`(durability|sharing)` is/);
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });

  it('skips less of an adapter that declares more', async () => {
    const record = await runStorageConformance(sharedMemory(), quick);
    const skipped = outcomes(record, 'skipped').filter(({ chapter }) => chapter === 'P3');
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "`sharing` is not 'instance': several adapters may have the place open",
    ]);
    const mute = await runStorageConformance(
      alone(() => ({ onHint: undefined })),
      quick,
    );
    expect(outcomes(mute, 'skipped').map(({ reason }) => reason)).toContain('the adapter has no `onHint`');
    expect(outcomes(mute, 'failed')).toEqual([]);
  });

  it('fills while a runner runs the tests, which fail there too', async () => {
    const bodies: (() => Promise<void>)[] = [];
    const record = storageConformance(
      { describe: (_, body) => body(), it: (_, body) => bodies.push(body) },
      alone((honest) => ({ purge: async () => honest.heads([]).then(() => {}) })),
      quick,
    );
    expect(outcomes(record, 'pending')).toHaveLength(bodies.length);
    const failures = (await Promise.allSettled(bodies.map((body) => body()))).filter(
      ({ status }) => status === 'rejected',
    );
    expect(failures.length).toBeGreaterThan(0);
    expect(outcomes(record, 'failed')).toHaveLength(failures.length);
    expect(outcomes(record, 'failed')[0]?.reason).toMatch(/^ConformanceError: /);
  });

  it('lets nothing that is declared go unseen: durability needs another process', async () => {
    const durable = alone(({ capabilities }) => ({ capabilities: { ...capabilities, durability: 'process-crash' } }));
    const failed = outcomes(await runStorageConformance(durable, quick), 'failed');
    const kills = failed.filter(({ chapter }) => chapter === 'crash');
    expect(kills.map(({ test }) => test)).toEqual(['kills 1 to 10', 'kills 11 to 20']);
    for (const { reason } of kills) expect(reason).toContain('give the location `reopenInNewProcess`');
  });

  it('counts what never ends as a failure', async () => {
    const silent = alone(() => ({ onHint: () => () => {} }));
    const failed = outcomes(await runStorageConformance(silent, { ...quick, patienceMs: 2000 }), 'failed');
    const awaiting = failed.filter(({ title }) => title.includes('hints'));
    expect(awaiting.map(({ test }) => test)).toEqual([
      'whoever is woken finds the commit',
      'who stopped listening is left in peace',
    ]);
    for (const { reason } of awaiting) expect(reason).toBe('ConformanceError: it did not end within 2000 ms');
  });

  it('names the seed and the shortest history that differs, and with the seed it differs again', async () => {
    const forgetful = alone((honest) => {
      const scan = honest.scan.bind(honest);
      return {
        scan: async (partition, asked) => {
          const page = await scan(partition, asked);
          return asked.index === 'other' && asked.from === '' ? { ...page, docs: page.docs.slice(0, 2) } : page;
        },
      };
    });
    const why = async (seed: number) =>
      outcomes(await runStorageConformance(forgetful, { ...quick, seed }), 'failed').find(
        ({ chapter }) => chapter === 'histories',
      )?.reason;
    const reason = await why(20_260_105);
    expect(reason).toMatch(/seed 20260105, history \d+: the /);
    expect(reason).toContain('shortest history: [{"step":"commit"');
    expect(await why(20_260_105)).toBe(reason);
  });
});
