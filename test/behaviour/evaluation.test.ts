import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@copkit/client';
import { type CopkitApi, createCopkit, type Identity } from '@copkit/core';
import { evaluation } from '@copkit/core/evaluation';
import { expertise } from '@copkit/core/expertise';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { memory, type StorageAdapter } from '@copkit/storage';
import { sqlite } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADA, BOB, EVE, tickingClock } from './worlds.js';

const named = (name: string): Identity => ({ hostId: name.toLowerCase(), name });
const ROOT: Identity = { hostId: 'root', name: 'Rosa Root', admin: true };
const OTHERS = ['Flo', 'Gus', 'Hal', 'Ida'].map(named);
const EVERYBODY = [ADA, BOB, EVE, ...OTHERS];

let closing: (() => void | Promise<void>)[];
let folder: string;

beforeEach(async () => {
  closing = [];
  folder = await mkdtemp(join(tmpdir(), 'copkit-evaluation-'));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await rm(folder, { recursive: true });
});

const onError = (error: unknown) => {
  throw error;
};

async function inProcess(storage: StorageAdapter) {
  const extensions = [expertise(), evaluation()];
  const cop = await createCopkit({ storage, extensions, clock: tickingClock(), onError });
  closing.push(() => cop.close());
  return cop;
}

const kinds: Readonly<Record<string, () => Promise<(who: Identity) => CopkitApi>>> = {
  'on memory': async () => {
    const cop = await inProcess(memory());
    return (who) => cop.as(who);
  },
  'on SQLite': async () => {
    const cop = await inProcess(sqlite(join(folder, 'copkit.db')));
    return (who) => cop.as(who);
  },
  'over HTTP': async () => {
    const cop = await inProcess(memory());
    const server = await serve({ cop, authenticate: demoSignOn([...EVERYBODY, ROOT]) });
    closing.push(() => server.close());
    return ({ hostId }) => {
      const client = connect({ url: server.url, headers: { 'copkit-persona': hostId } });
      closing.push(() => client.close());
      return client;
    };
  },
};

describe.each(Object.entries(kinds))('%s', (_, make) => {
  let as: (who: Identity) => CopkitApi;
  let communityId: string;
  beforeEach(async () => {
    as = await make();
    ({ id: communityId } = await as(ADA).communities.create({ name: 'Rotors', purpose: 'Quieter' }));
    for (const each of EVERYBODY.slice(1)) await as(each).membership.join({ communityId });
  });
  const idOf = async (who: Identity) => (await as(who).people.getMe()).id;

  it('a story is told, confirmed, agreed to, published and counted beside the figures', async () => {
    const { stories } = as(BOB);
    const steps = [{ cycle: 'applied', text: 'We **balanced** it.' }] as const;
    const { id: storyId } = await stories.create({ communityId, title: 'No hum', steps });
    await expect(as(EVE).stories.get({ storyId })).rejects.toMatchObject({ code: 'not-found' });
    await stories.invite({ storyId, personIds: [await idOf(EVE)] });
    expect((await as(EVE).inbox.list()).items).toContainEqual(expect.objectContaining({ type: 'evaluation' }));
    await as(EVE).stories.corroborate({ storyId });
    await expect(stories.publish({ storyId })).rejects.toMatchObject({ code: 'conflict' });
    await stories.setConsent({ storyId, consent: true });
    await stories.publish({ storyId });
    const { items } = await as(EVE).stories.list({ communityId });
    expect(items).toMatchObject([{ title: 'No hum', state: 'published', author: { name: 'Bob Noyce' } }]);
    const { rows } = await as(ADA).stories.getMatrix({ communityId, window: '2026' });
    expect(rows.find(({ cycle }) => cycle === 'applied')?.storyIds).toEqual([storyId]);
  });

  it('a survey is asked, answered, closed and let out, and says who did what to nobody', async () => {
    const items = [1, 2, 3].map((at) => ({ text: `Statement ${at}`, dimension: 'trust' }));
    const told = { kind: 'social-capital', title: 'Trust', scale: 7, items, licence: 'By letter' } as const;
    const { id } = await as(ROOT).surveys.defineInstrument(told);
    const { surveys } = as(ADA);
    const wave = { communityId, instrumentId: id ?? '', until: '2026-01-20' };
    const { id: waveId } = await surveys.plan(wave);
    await surveys.open({ waveId });
    for (const [at, who] of EVERYBODY.slice(0, 5).entries())
      expect(await as(who).surveys.respond({ waveId, answers: [5, 6, at < 3 ? 5 : 6] })).toEqual({ recorded: true });
    expect(await as(ADA).surveys.respond({ waveId, answers: [1, 1, 1] })).toEqual({ recorded: false });
    await surveys.close({ waveId });
    const result = await surveys.release({ waveId });
    expect(result).toMatchObject({ status: 'ok', respondents: 5, dimensions: [{ mean: 5.47, status: 'ok' }] });
    expect(await as(OTHERS[3] ?? ADA).surveys.getResults({ waveId })).toEqual(result);
    expect(JSON.stringify(result)).not.toContain('p_');
  });

  it('a realist record stands in a table, and a decision beside what was suggested', async () => {
    await as(ADA).realist.record({
      communityId,
      context: ['Two shifts'],
      mechanism: { resource: 'A call', reasoning: 'Asking is cheap' },
      outcome: 'Earlier questions',
      evidence: ['Minutes'],
      verdict: 'supports',
      theoryVersion: '1',
    });
    expect((await as(ADA).realist.getTable({ communityId })).verdicts).toEqual([
      { theoryVersion: '1', supports: 1, refutes: 0, refines: 0 },
    ]);
    const panel = await as(ADA).lifeCycle.decide({ communityId, stage: 'coalescing', reason: 'We begin.' });
    expect(panel.decision).toMatchObject({ stage: { label1998: 'Coalescing' }, suggested: { stage: null } });
    await expect(as(BOB).lifeCycle.get({ communityId })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
