import { expect, test } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { expertise } from '../expertise/expertise.js';
import { foundCommunity, type Organisation, organisation, refusalOf } from '../testing/organisation.js';

const DAY = 86_400_000;

/** Questions of the last quarters of a year, answered within hours, by six people of two units. */
async function lived(org: Organisation, communityId: string) {
  const people = await Promise.all(['Ada', 'Bo', 'Cy', 'Di', 'Eli', 'Flo'].map(org.idOf));
  const { imports } = org.system;
  for (let week = 0; week < 26; week++) {
    const at = Date.parse('2025-04-02T09:00:00.000Z') + week * 7 * DAY;
    const asked = people[week % 6] ?? '';
    const told = { communityId, source: 'fixture', body: 'It hums.' };
    await imports.thread({
      ...told,
      sourceId: `q${week}`,
      kind: 'question',
      title: `Why ${week}?`,
      topics: ['Hum'],
      authorId: asked,
      at: new Date(at).toISOString(),
    });
    await imports.reply({
      ...told,
      sourceId: `a${week}`,
      onSourceId: `q${week}`,
      role: 'answer',
      authorId: people[(week + 1) % 6] ?? '',
      at: new Date(at + 3 * 3_600_000).toISOString(),
    });
  }
}

async function world() {
  const org = await organisation({ extensions: [expertise(), evaluation()] });
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Ada', 'Bo']);
  await lived(org, communityId);
  return { org, fay: org.as('Fay'), communityId, boId: await org.idOf('Bo') };
}

test('what is decided stands beside what was suggested then, under both names of the stage', async () => {
  const { org, fay, communityId } = await world();
  const before = await fay.lifeCycle.get({ communityId });
  expect(before).toMatchObject({ decision: null, history: [], targets: [] });
  expect(before.suggestion.quarter).toBe('2025-Q3');
  expect(before.suggestion.evidence).toHaveLength(5);
  const panel = await fay.lifeCycle.decide({ communityId, stage: 'stewardship', reason: 'It runs by itself.' });
  expect(panel.decision).toMatchObject({
    stage: { stage: 'stewardship', label2002: 'Stewardship', label1998: 'Dispersed' },
    reason: 'It runs by itself.',
    by: { id: await org.idOf('Fay') },
    suggested: before.suggestion,
  });
  // A step back is a decision too.
  const back = await fay.lifeCycle.decide({ communityId, stage: 'maturing', reason: 'Many are new.' });
  expect(back.decision?.stage).toEqual({ stage: 'maturing', label2002: 'Maturing', label1998: 'Active' });
  expect(back.history).toEqual([panel.decision]);
  expect(await org.admin.lifeCycle.get({ communityId })).toEqual(back);
  const { stage, since } = await org.admin.lifeCycle.getStage({ communityId });
  expect([stage, since]).toEqual([back.decision?.stage, back.decision?.at]);
  expect((await refusalOf(org.as('Ada').lifeCycle.get({ communityId }))).code).toBe('forbidden');
});

test('a target stands beside the figure of the last quarter, with the gap and who answers for it', async () => {
  const { org, fay, communityId, boId } = await world();
  const of = { communityId, stage: 'maturing', metric: 'answer-rate', ownerId: boId, due: '2026-06-30' } as const;
  const { items } = await fay.metrics.list();
  expect(items.map(({ name }) => name)).toContain('answer-rate');
  const low = await fay.lifeCycle.setTarget({ ...of, target: 0.6 });
  expect(low.owner.id).toBe(boId);
  const [told] = (await org.as('Bo').inbox.list({ type: 'evaluation' })).items;
  expect(told?.detail).toMatchObject({ change: 'target', metric: 'answer-rate', target: 0.6 });
  const { actual, value, gap, status } = low;
  // Thirteen questions in a quarter are too few for the rate.
  expect(actual.status).toBe('insufficient');
  expect([value, gap, status]).toEqual([null, null, 'not-told']);

  const members = await fay.lifeCycle.setTarget({ ...of, metric: 'active-members', target: 8 });
  expect(members).toMatchObject({ value: 6, gap: 2, status: 'missing' });
  const fewer = { ...of, metric: 'active-members', direction: 'at-most', target: 8 } as const;
  expect(await fay.lifeCycle.setTarget(fewer)).toMatchObject({ gap: 0, status: 'met' });
  const panel = await fay.lifeCycle.get({ communityId });
  expect(panel.targets.map(({ metric, target }) => [metric, target])).toEqual([
    ['active-members', 8],
    ['answer-rate', 0.6],
  ]);
  await fay.lifeCycle.removeTarget({ targetId: low.id });
  expect((await fay.lifeCycle.get({ communityId })).targets).toHaveLength(1);

  const wrong = [
    [{ ...of, target: 1, metric: 'happiness' }, 'metric'],
    [{ ...of, target: 1, metric: 'engagement-levels' }, 'metric'],
    [{ ...of, target: 1, due: '2020-01-01' }, 'due'],
    [{ ...of, target: 1, ownerId: await org.idOf('Zoe') }, 'ownerId'],
  ] as const;
  for (const [input, field] of wrong) expect((await refusalOf(fay.lifeCycle.setTarget(input))).field).toBe(field);
});

test('the panel counts what hangs on one person, and names nobody but who decided and who answers', async () => {
  const { org, fay, communityId } = await world();
  const panel = await fay.lifeCycle.get({ communityId });
  expect(panel.keyPersons).toMatchObject({ topics: 1 });
  expect(JSON.stringify(panel)).not.toMatch(/p_[0-9a-f][0-9a-z]{16}/);
  expect(org.faults).toEqual([]);
});

test('without profiles there are no counts, and in a new community nothing is suggested', async () => {
  const org = await organisation({ extensions: [evaluation()] });
  const { id: communityId } = await foundCommunity(org, 'Fay');
  expect(await org.as('Fay').lifeCycle.get({ communityId })).toEqual({
    communityId,
    suggestion: { stage: null, quarter: null, evidence: [] },
    decision: null,
    history: [],
    targets: [],
    gaps: null,
    keyPersons: null,
  });
});
