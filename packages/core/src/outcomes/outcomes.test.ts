import { describe, expect, test } from 'vitest';
import { headsOf } from '../testing/documents.js';
import { foundCommunity, organisation, refusalOf } from '../testing/organisation.js';
import { watching } from '../testing/watching.js';

const rework = {
  name: 'Orders reworked',
  measure: 'share',
  every: 'month',
  numerator: 'reworked orders',
  denominator: 'orders',
  better: 'lower',
  source: 'SAP PM',
} as const;

async function defined(fields: object = {}) {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada');
  await org.admin.units.define({ id: 'u1', name: 'Turbines' });
  await org.admin.units.define({ id: 'u2', name: 'Pumps' });
  const ada = org.as('Ada');
  const series = await ada.outcomes.define({ communityId, ...rework, ...fields });
  const put = (csv: string) => ada.outcomes.importRows({ seriesId: series.id, csv });
  return { org, communityId, ada, series, put };
}

const lines = async (call: Promise<unknown>) => {
  const { code, field, message } = await refusalOf(call);
  expect({ code, field }).toEqual({ code: 'invalid', field: 'csv' });
  const [first, ...rest] = message.split('\n');
  expect(first).toBe('Nothing was imported.');
  return rest;
};

test('a series is told period by period over all units, with its intervals and what was changed', async () => {
  const { ada, communityId, series, put } = await defined();
  const csv =
    'period,unit,numerator,denominator\n2025-03,Turbines,3,40\n2025-03,u2,4,30\n2025-05,u1,2,50\r\n2025-04,Pumps,1,2\n';
  expect(await put(csv)).toEqual({ seriesId: series.id, created: 4, updated: 0, unchanged: 0 });
  await ada.interventions.record({ communityId, kind: 'channelChange', title: 'New office', at: '2025-04-10' });
  await ada.interventions.record({ communityId, kind: 'other', title: 'Long ago', at: '2020-01-01' });
  const found = await ada.outcomes.get({ seriesId: series.id });
  expect(found).toMatchObject({
    status: 'ok',
    nRecords: 4,
    nPersons: null,
    grade: 'C',
    window: ['2025-03-01T00:00:00.000Z', '2025-06-01T00:00:00.000Z'],
    next: 'add-periods',
  });
  expect(found.caveats.map(({ code }) => code)).toEqual(['as-reported', 'not-a-cause', 'short-sides', 'few-things']);
  const [march, april, may] = found.value!.points;
  expect(march).toMatchObject({ period: '2025-03', status: 'ok', value: 0.1, numerator: 7, denominator: 70 });
  expect(march!.low).toBeCloseTo(0.0494, 3);
  expect(april).toEqual({
    period: '2025-04',
    from: '2025-04-01T00:00:00.000Z',
    to: '2025-05-01T00:00:00.000Z',
    status: 'suppressed',
    value: null,
    low: null,
    high: null,
    numerator: null,
    denominator: null,
  });
  expect(may).toMatchObject({ value: 0.04 });
  expect(found.value!.interventions).toMatchObject([
    { kind: 'channelChange', title: 'New office', at: '2025-04-10T00:00:00.000Z' },
  ]);
});

test('a published practice is drawn in', async () => {
  const { ada, communityId, series, put } = await defined();
  const { id } = await ada.practices.create({ communityId, title: 'Balance first', steps: ['Balance.'] });
  await put('period,numerator,denominator\n2025-12,3,40\n2026-01,2,40\n');
  const { value } = await ada.outcomes.get({ seriesId: series.id });
  expect(value!.interventions).toMatchObject([{ id, kind: 'practice', title: 'Balance first' }]);
  expect((await ada.interventions.list({ communityId })).items).toMatchObject([{ id, kind: 'practice' }]);
});

test.each(['open', 'closed', 'private'] as const)(
  'an administrator who is no member of a community that is %s is told of changes only what they may read',
  async (visibility) => {
    const { org, ada, communityId, series, put } = await defined();
    await ada.communities.update({ communityId, visibility });
    await put('period,unit,numerator,denominator\n2025-03,u1,3,40\n2025-04,u1,4,30\n2025-05,u1,2,50\n');
    await ada.interventions.record({ communityId, kind: 'other', title: 'A new office', at: '2025-04-10' });
    const { value } = await org.admin.outcomes.get({ seriesId: series.id });
    expect(value?.points).toHaveLength(3);
    expect(value?.interventions.map(({ title }) => title)).toEqual(visibility === 'open' ? ['A new office'] : []);
  },
);

test('rows of a known period are replaced, and the same text again changes nothing', async () => {
  const { org, ada, series, put } = await defined();
  await put('period,numerator,denominator\n2025-03,3,40\n2025-04,3,40\n');
  expect(await put('period,numerator,denominator\n2025-04,5,40\n2025-05,1,40\n')).toMatchObject({
    created: 1,
    updated: 1,
    unchanged: 0,
  });
  const before = await headsOf(org.storage);
  expect(await put('denominator,period,numerator\n40,2025-05,1\n40,2025-04,5\n')).toMatchObject({ unchanged: 2 });
  expect(await headsOf(org.storage)).toEqual(before);
  const { items } = await ada.outcomes.list({ communityId: series.communityId });
  expect(items).toMatchObject([{ name: 'Orders reworked', rows: 3 }]);
});

describe('wrong lines are named, and nothing is written', () => {
  const head = 'period,unit,numerator,denominator\n';
  test.each([
    ['a wrong month', `${head}2025-13,u1,1,9\n`, ['line 2: period "2025-13" is not a month such as 2025-03']],
    ['a day', `${head}2025-03-01,u1,1,9\n`, ['line 2: period "2025-03-01" is not a month such as 2025-03']],
    ['a mistyped year', `${head}0225-03,u1,1,9\n`, ['line 2: period 0225-03 lies before 1970']],
    ['the future', `${head}2026-02,u1,1,9\n`, ['line 2: period 2026-02 has not begun yet']],
    [
      'a period twice',
      `${head}2025-03,u1,1,9\n2025-03,u2,1,9\n2025-03,Turbines,2,9\n`,
      ['line 4: period 2025-03 of u1 stands on line 2 already'],
    ],
    ['a negative count', `${head}2025-03,u1,-1,9\n`, ['line 2: numerator -1 is negative']],
    ['part of a thing', `${head}2025-03,u1,1.5,9\n`, ['line 2: numerator "1.5" is not a whole number such as 12']],
    ['no number', `${head}2025-03,u1,1,"9,5"\n`, ['line 2: denominator "9,5" is not a whole number such as 12']],
    ['more than all', `${head}2025-03,u1,10,9\n`, ['line 2: numerator 10 is more than denominator 9']],
    ['an unknown unit', `${head}2025-03,Welders,1,9\n`, ['line 2: unit "Welders" is not known']],
    ['nothing', `${head}2025-03,u1,,9\n`, ['line 2: numerator is empty']],
    ['a unit missing', `${head}2025-03,u1,1,9\n2025-04,,1,9\n`, ['line 3: unit is empty, though other lines have one']],
    ['a cell too many', `${head}2025-03,u1,1,9,7\n`, [expect.stringMatching(/^line 2: .*[Cc]olumns? length/)]],
    ['a quote without end', `${head}"2025-03,u1,1,9\n`, [expect.stringMatching(/^line 2: .*[Qq]uote/)]],
    ['no rows', head, ['line 1: there are no rows']],
    ['no text', '', ['line 1: there are no rows']],
    ['a column missing', 'period,numerator\n2025-03,1\n', ['line 1: the first line lacks denominator']],
    ['a column too many', 'period,numerator,denominator,who\n', ['line 1: "who" is no column of this series']],
    [
      'several',
      `${head}2025-03,u1,1,9\n2025-3,u1,1,9\n\n2025-04,u1,-2,9\n`,
      ['line 3: period "2025-3" is not a month such as 2025-03', 'line 5: numerator -2 is negative'],
    ],
  ])('%s', async (_what, csv, expected) => {
    const { org, put } = await defined();
    const before = await headsOf(org.storage);
    expect(await lines(put(csv))).toEqual(expected);
    expect(await headsOf(org.storage)).toEqual(before);
  });

  test('many', async () => {
    const { put } = await defined();
    const told = await lines(put(`${head}${'2025-03,u1,-1,9\n'.repeat(30)}`));
    expect(told).toHaveLength(21);
    expect(told.at(-1)).toBe('and 10 more');
  });
});

test('weeks begin on a Monday, quarters are numbered', async () => {
  const weeks = await defined({ every: 'week' });
  expect(await lines(weeks.put('period,numerator,denominator\n2025-03-04,1,9\n'))).toEqual([
    'line 2: period "2025-03-04" is not the Monday of a week such as 2025-03-03',
  ]);
  await weeks.put('period,numerator,denominator\n2024-12-30,1,9\n2025-01-13,3,9\n');
  const { value } = await weeks.ada.outcomes.get({ seriesId: weeks.series.id });
  expect(value!.points.map(({ period, status }) => [period, status])).toEqual([
    ['2024-12-30', 'ok'],
    ['2025-01-06', 'empty'],
    ['2025-01-13', 'ok'],
  ]);
  const quarters = await defined({ every: 'quarter', measure: 'mean' });
  await quarters.put('period,numerator,denominator\n2024-Q4,12.5,5\n2025-Q1,30,10\n');
  const told = await quarters.ada.outcomes.get({ seriesId: quarters.series.id });
  expect(told.value!.points.map(({ period, value }) => [period, value])).toEqual([
    ['2024-Q4', 2.5],
    ['2025-Q1', 3],
  ]);
});

test('what a series is of does not change under its rows', async () => {
  const { ada, communityId, put } = await defined();
  await ada.outcomes.define({ communityId, ...rework, every: 'week' });
  await ada.outcomes.define({ communityId, ...rework });
  await put('period,numerator,denominator\n2025-03,1,9\n');
  const again = await ada.outcomes.define({ communityId, ...rework, source: 'SAP S/4' });
  expect(again).toMatchObject({ source: 'SAP S/4', rows: 1 });
  expect(await refusalOf(ada.outcomes.define({ communityId, ...rework, every: 'week' }))).toMatchObject({
    code: 'conflict',
    field: 'every',
  });
  expect(await refusalOf(put('period,unit,numerator,denominator\n2025-04,u1,1,9\n'))).toMatchObject({
    code: 'conflict',
  });
});

test('one value is no series yet', async () => {
  const { ada, series, put } = await defined();
  const nothing = await ada.outcomes.get({ seriesId: series.id });
  expect(nothing).toMatchObject({ status: 'insufficient', nRecords: 0, next: 'add-periods' });
  await put('period,numerator,denominator\n2025-03,1,9\n');
  expect((await ada.outcomes.get({ seriesId: series.id })).status).toBe('insufficient');
});

test('what is done to series and noted changes stands in the log, and wakes the sponsor who watches', async () => {
  const { org, ada, communityId, series, put } = await defined();
  const sponsor = await org.as('Sue').people.getMe();
  await ada.communities.update({ communityId, sponsorId: sponsor.id });
  const sue = await watching(org.as('Sue'), [communityId]);
  const member = org.as('Bo');
  await member.membership.join({ communityId });
  await sue.woken(1);
  const bo = await watching(member, [communityId]);
  await put('period,numerator,denominator\n2025-03,3,40\n2025-04,3,40\n');
  await sue.woken(2);
  await put('period,numerator,denominator\n2025-04,5,40\n2025-05,1,40\n');
  await sue.woken(3);
  await put('period,numerator,denominator\n2025-05,1,40\n');
  expect(bo.wakes).toEqual([]);
  const noted = await ada.interventions.record({ communityId, kind: 'other', title: 'Training', at: '2025-04-10' });
  await ada.interventions.remove({ interventionId: noted.id });
  const { items } = await org.system.activity.list({ communityId, limit: 100 });
  const actor = await org.idOf('Ada');
  expect(items.filter(({ object }) => object === series.id || object === noted.id)).toMatchObject([
    { verb: 'defineSeries', object: series.id, actor, detail: { measure: 'share', every: 'month' } },
    { verb: 'importSeries', object: series.id, actor, detail: { created: 2, updated: 0 } },
    { verb: 'importSeries', object: series.id, actor, detail: { created: 1, updated: 1 } },
    { verb: 'intervene', object: noted.id, actor, detail: { day: '2025-04-10' } },
    { verb: 'rescind', object: noted.id, actor, detail: { day: '2025-04-10' } },
  ]);
  sue.stop();
  bo.stop();
});

test('a change that was noted can be taken back', async () => {
  const { ada, communityId } = await defined();
  const noted = await ada.interventions.record({ communityId, kind: 'other', title: 'Training', at: '2025-04-10' });
  await ada.interventions.remove({ interventionId: noted.id });
  expect((await ada.interventions.list({ communityId })).items).toEqual([]);
  expect((await refusalOf(ada.interventions.remove({ interventionId: noted.id }))).code).toBe('not-found');
});
