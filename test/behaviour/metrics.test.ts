import type { CopkitApi } from '@copkit/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADA, BOB, tickingClock, type World, worlds } from './worlds.js';

const DAY = 86_400_000;

describe.each(Object.entries(worlds))('%s', (_, make) => {
  let world: World;
  let later: number;
  let ada: CopkitApi;
  let bob: CopkitApi;
  let communityId: string;

  beforeEach(async () => {
    later = 0;
    const ticking = tickingClock();
    world = await make(() => new Date(ticking().getTime() + later));
    [ada, bob] = [world.as(ADA), world.as(BOB)];
    communityId = (await ada.communities.create({ name: 'Rotor dynamics', purpose: 'Quieter rotors' })).id;
    await bob.membership.join({ communityId });
  });
  afterEach(() => world.close());

  it('a series comes in from CSV, or tells which of its lines are wrong', async () => {
    const said = { communityId, name: 'Rework', every: 'month', numerator: 'reworked', source: 'SAP' } as const;
    const { id: seriesId } = await ada.outcomes.define({ ...said, measure: 'share', denominator: 'orders' });
    const csv = 'period,unit,numerator,denominator\n2025-11,Turbines,3,40\n2025-12,chips,1,10\n';
    expect(await ada.outcomes.importRows({ seriesId, csv })).toMatchObject({ created: 2 });
    const wrong = ada.outcomes.importRows({ seriesId, csv: csv.replace('2025-12', '2025-11-31').replace('3,', '-3,') });
    await expect(wrong).rejects.toMatchObject({
      code: 'invalid',
      field: 'csv',
      message: [
        'Nothing was imported.',
        'line 2: numerator -3 is negative',
        'line 3: period "2025-11-31" is not a month such as 2025-03',
      ].join('\n'),
    });
    await ada.interventions.record({ communityId, kind: 'other', title: 'Training', at: '2025-12-03' });
    const { value, ...about } = await ada.outcomes.get({ seriesId });
    expect(about).toMatchObject({ status: 'ok', nRecords: 2, nPersons: null });
    expect(value?.points.map((point) => point.value)).toEqual([0.075, 0.1]);
    expect(value?.interventions).toMatchObject([{ title: 'Training' }]);
    await expect(bob.outcomes.get({ seriesId })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('figures of two people are kept back, for the facilitator as well', async () => {
    const start = { communityId, kind: 'question', title: 'Why does it hum?', body: 'It hums.' } as const;
    for (let n = 0; n < 3; n++) {
      const { id: threadId } = await bob.threads.start(start);
      await ada.threads.reply({ threadId, body: 'Balance it.' });
    }
    const asked = { communityId, metric: 'time-to-first-response', window: 'all' } as const;
    expect(await ada.metrics.get(asked)).toMatchObject({ status: 'insufficient', next: 'wait' });
    later = 100 * DAY;
    expect(await ada.metrics.get(asked)).toMatchObject({ status: 'suppressed', nRecords: null, nPersons: null });
    await expect(bob.metrics.get(asked)).rejects.toMatchObject({ code: 'forbidden' });
    const { items } = await ada.metrics.listWindows({ communityId });
    expect(items.map(({ window }) => window)).toEqual(['all', '2026-Q1', '2026-03', '2026-02', '2026-01']);
    expect((await bob.metrics.list()).items).toHaveLength(5);
  });
});
