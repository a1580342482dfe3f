import { MemoryStore } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { collection, type Extension, type Job, write } from '../index.js';
import { foundCommunity, type Organisation, organisation, type Setting } from '../testing/organisation.js';
import { doubting, intercepted } from '../testing/storage.js';
import { watching } from '../testing/watching.js';

const HOUR = 3_600_000;

const bells = collection<{ at: string; by: string }>({
  name: 'bells',
  home: 'community',
  audience: 'readers',
  schema: z.strictObject({ at: z.string(), by: z.string() }),
  keys: (body, id) => [['bells', `${body.at}/${id}`]],
});

/** Rings a bell, and again as often as it was asked to, an hour after each. */
const ring: Job = {
  type: 'ring',
  async run(context, key, { again = 0 }) {
    context.put(bells, `${key} ${String(again)}`, { at: context.now, by: context.actor.id });
    if (Number(again) > 0) context.schedule('ring', key, later(context.now, HOUR), { again: Number(again) - 1 });
  },
};

const later = (from: string, milliseconds: number) => new Date(Date.parse(from) + milliseconds).toISOString();

const timers: Extension = {
  name: 'timers',
  collections: [bells],
  operations: [
    write<{ communityId: string; key: string; due: string; again?: number; off?: boolean }, null, null>({
      name: 'timers.set',
      summary: 'Sets a timer.',
      input: z.strictObject({
        communityId: z.string(),
        key: z.string(),
        due: z.string(),
        again: z.number().optional(),
        off: z.boolean().optional(),
      }),
      output: z.null(),
      allow: ['participant'],
      community: (input) => input.communityId,
      async run(context, { key, due, again = 0, off }) {
        if (off) context.unschedule('ring', key);
        else context.schedule('ring', key, due, { again });
        return null;
      },
      answer: async () => null,
    }),
  ],
  jobs: [ring],
};

async function scene(setting: Setting = {}) {
  const org = await organisation({ extensions: [timers], ...setting });
  const { id: communityId } = await foundCommunity(org, 'Ada');
  return { org, communityId, partition: `community/${communityId}` };
}

const set = (org: Organisation, input: object) => org.as('Ada').call('timers.set', input);

async function rung(org: Organisation, partition: string): Promise<string[]> {
  const page = await org.storage.scan(partition, { index: 'bells:bells', from: '', to: '\x7f', limit: 100 });
  return page.docs.map(({ id }) => id);
}

describe('a job', () => {
  test('is run once it is due, by the system, and then no more', async () => {
    const { org, communityId, partition } = await scene();
    const due = later(org.clock.now().toISOString(), HOUR);
    await set(org, { communityId, key: 'tea', due });
    expect(await org.cop.jobs.run()).toEqual({ done: 0, failed: 0, next: due });
    expect(await rung(org, partition)).toEqual([]);
    org.clock.forward(HOUR);
    expect(await org.cop.jobs.run()).toEqual({ done: 1, failed: 0, next: null });
    expect(await org.cop.jobs.run()).toEqual({ done: 0, failed: 0, next: null });
    const [doc] = await org.storage.get(partition, [{ collection: 'bells', id: 'tea 0' }]);
    expect(doc?.body).toMatchObject({ by: 'system' });
  });

  test('is moved by scheduling it again, and gone when it is unscheduled', async () => {
    const { org, communityId, partition } = await scene();
    const now = org.clock.now().toISOString();
    await set(org, { communityId, key: 'tea', due: later(now, HOUR) });
    await set(org, { communityId, key: 'tea', due: later(now, 3 * HOUR) });
    await set(org, { communityId, key: 'egg', due: later(now, HOUR) });
    await set(org, { communityId, key: 'egg', due: now, off: true });
    expect(await org.cop.jobs.run(new Date(later(now, 2 * HOUR)))).toMatchObject({
      done: 0,
      next: later(now, 3 * HOUR),
    });
    expect(await org.cop.jobs.run(new Date(later(now, 3 * HOUR)))).toMatchObject({ done: 1, next: null });
    expect(await rung(org, partition)).toEqual(['tea 0']);
  });

  test('may schedule the next; the oldest comes first, in whatever partition', async () => {
    const { org, communityId, partition } = await scene();
    const { id: other } = await foundCommunity(org, 'Ada', { name: 'Other' });
    const now = org.clock.now().toISOString();
    await set(org, { communityId, key: 'b', due: later(now, 2 * HOUR), again: 2 });
    await set(org, { communityId, key: 'c', due: later(now, HOUR) });
    await set(org, { communityId: other, key: 'a', due: later(now, 3 * HOUR) });
    expect(await org.cop.jobs.run(new Date(later(now, 2 * HOUR)))).toMatchObject({
      done: 2,
      next: later(now, 3 * HOUR),
    });
    expect(await rung(org, partition)).toEqual(['b 2', 'c 0']);
    expect(await org.cop.jobs.run(new Date(later(now, 3 * HOUR)))).toMatchObject({
      done: 2,
      next: later(now, 4 * HOUR),
    });
    expect(await org.cop.jobs.run(new Date(later(now, 4 * HOUR)))).toMatchObject({ done: 1, next: null });
    expect(await rung(org, partition)).toEqual(['b 2', 'c 0', 'b 1', 'b 0']);
  });

  test('that throws is told, writes nothing, and is tried again after ever longer pauses; others go on', async () => {
    let broken = true;
    const shy: Job = {
      type: 'ring',
      async run(context, key, payload) {
        await ring.run(context, key, payload);
        if (broken && key === 'shy') throw new Error('Not now.');
      },
    };
    const { org, communityId, partition } = await scene({ extensions: [{ ...timers, jobs: [shy] }] });
    org.clock.stopped = true;
    const now = org.clock.now().toISOString();
    await set(org, { communityId, key: 'shy', due: now });
    await set(org, { communityId, key: 'tea', due: now });
    expect(await org.cop.jobs.run()).toEqual({ done: 1, failed: 1, next: later(now, 60_000) });
    org.clock.forward(60_000);
    expect(await org.cop.jobs.run()).toEqual({ done: 0, failed: 1, next: later(now, 180_000) });
    expect(await rung(org, partition)).toEqual(['tea 0']);
    expect(org.faults.splice(0).map(String)).toEqual(['Error: Not now.', 'Error: Not now.']);
    broken = false;
    org.clock.forward(120_000);
    expect(await org.cop.jobs.run()).toEqual({ done: 1, failed: 0, next: null });
  });

  test('of an archived community waits until the community goes on', async () => {
    const { org, communityId, partition } = await scene();
    const now = org.clock.now().toISOString();
    await set(org, { communityId, key: 'tea', due: later(now, HOUR) });
    await org.cop.jobs.run();
    await org.as('Ada').communities.archive({ communityId });
    org.clock.forward(2 * HOUR);
    expect(await org.cop.jobs.run()).toEqual({ done: 0, failed: 0, next: null });
    expect(await org.cop.jobs.run()).toEqual({ done: 0, failed: 0, next: null });
    expect(await rung(org, partition)).toEqual([]);
    await org.as('Ada').communities.unarchive({ communityId });
    expect(await org.cop.jobs.run()).toMatchObject({ done: 1, failed: 0 });
    expect(await rung(org, partition)).toEqual(['tea 0']);
  });

  test('of a part that is not loaded waits for a process that knows it', async () => {
    const { org, communityId, partition } = await scene();
    const now = org.clock.now().toISOString();
    await set(org, { communityId, key: 'tea', due: now });
    const without = await organisation({
      store: org.store,
      clockOf: org,
      seed: 2,
      extensions: [{ ...timers, jobs: [] }],
    });
    expect(await without.cop.jobs.run()).toEqual({ done: 0, failed: 0, next: null });
    expect(await org.cop.jobs.run()).toMatchObject({ done: 1 });
    expect(await rung(org, partition)).toEqual(['tea 0']);
  });

  test('is done once though the store did not say that it was', async () => {
    const { org, communityId, partition } = await scene({
      wrap: (storage) => doubting(storage, ({ deletes }) => deletes.some(({ collection }) => collection === 'jobs')),
    });
    await set(org, { communityId, key: 'tea', due: org.clock.now().toISOString(), again: 1 });
    expect(await org.cop.jobs.run()).toMatchObject({ done: 1, failed: 0 });
    expect(await rung(org, partition)).toEqual(['tea 1']);
  });

  test('is done once when several processes run at the same moment', async () => {
    const store = new MemoryStore('shared');
    const { org, communityId, partition } = await scene({ store });
    const others = await Promise.all(
      [2, 3].map((seed) => organisation({ store, clockOf: org, seed, extensions: [timers] })),
    );
    const now = org.clock.now().toISOString();
    const keys = Array.from({ length: 20 }, (_, at) => `k${String(at).padStart(2, '0')}`);
    for (const key of keys) await set(org, { communityId, key, due: now });
    const runs = await Promise.all([org, ...others].map(({ cop }) => cop.jobs.run()));
    expect(runs.reduce((sum, { done }) => sum + done, 0)).toBe(20);
    expect((await rung(org, partition)).sort()).toEqual(keys.map((key) => `${key} 0`));
  });

  test('what a process that died left owing is delivered by one that lives', async () => {
    let gone = false;
    const { org, communityId } = await scene({
      wrap: (storage) =>
        intercepted(storage, {
          async commit(partition, commit) {
            if (gone && partition.startsWith('person/')) throw new Error('The process is gone.');
            return storage.commit(partition, commit);
          },
        }),
    });
    const other = await organisation({ store: org.store, clockOf: org, seed: 2, extensions: [timers] });
    await other.cop.jobs.run();
    const personId = await org.idOf('Bo');
    gone = true;
    await org.as('Ada').membership.invite({ communityId, personId });
    expect(org.faults.splice(0)).not.toEqual([]);
    await other.cop.jobs.run();
    expect((await other.as('Bo').inbox.list()).items).toEqual([]);
    org.clock.forward(60_000);
    await other.cop.jobs.run();
    expect((await other.as('Bo').inbox.list()).items).toMatchObject([{ type: 'membership' }]);
    gone = false;
  });

  test('runs by itself where that is asked for', async () => {
    const { org, communityId, partition } = await scene({ jobsMs: 60_000 });
    const { woken, stop } = await watching(org.as('Ada'), [communityId]);
    await set(org, { communityId, key: 'tea', due: org.clock.now().toISOString() });
    await woken(1);
    stop();
    expect(await rung(org, partition)).toEqual(['tea 0']);
  });
});
