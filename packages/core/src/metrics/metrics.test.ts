import { expect, test } from 'vitest';
import type { Activity } from '../index.js';
import { seeded } from '../measures/seeded.js';
import { foundCommunity, type Organisation, organisation, refusalOf } from '../testing/organisation.js';

const DAY = 86_400_000;
const codes = (of: { readonly caveats: readonly { readonly code: string }[] }) => of.caveats.map(({ code }) => code);

async function logOf(org: Organisation, communityId: string): Promise<Activity[]> {
  const log: Activity[] = [];
  let after: string | null = null;
  do {
    const page = await org.system.activity.list({ communityId, limit: 100, ...(after ? { after } : {}) });
    log.push(...page.items);
    after = page.next;
  } while (after);
  return log;
}

/** A year of questions and answers of twenty people in four units, from an import. */
async function yearOf(org: Organisation) {
  const random = seeded(1);
  const pick = (count: number) => Math.floor(random() * count);
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const people = Array.from({ length: 20 }, (_, n) => ({
    hostId: `m${n}`,
    name: `Member ${n}`,
    unit: `u${n % 4}`,
    since: '2024-01-01T00:00:00.000Z',
  }));
  const { ids } = await org.system.people.import({ people });
  const { imports } = org.system;
  const from = { communityId, source: 'old', body: 'It hums.' };
  for (let n = 0; n < 120; n++) {
    const at = Date.parse('2025-01-01T00:00:00.000Z') + n * 3 * DAY;
    const when = (hours: number) => new Date(at + hours * 3_600_000).toISOString();
    const asker = pick(20);
    const question = { ...from, sourceId: `q${n}`, kind: 'question' as const, title: 'Why?', topics: [] };
    await imports.thread({ ...question, authorId: ids[asker]!, at: when(0) });
    for (let answer = pick(3); answer > 0; answer--) {
      const authorId = ids[random() < 0.6 ? (asker + 4) % 20 : pick(20)]!;
      const reply = { ...from, sourceId: `q${n}r${answer}`, onSourceId: `q${n}`, role: 'answer' as const, authorId };
      await imports.reply({ ...reply, at: when(100 * random()) });
    }
  }
  org.clock.forward(10 * DAY);
  return communityId;
}

test('an empty community has no figures yet', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada');
  const found = await org.as('Ada').metrics.get({ communityId, metric: 'answer-rate', window: 'all' });
  expect(found).toMatchObject({ status: 'insufficient', nRecords: 0, next: 'wait' });
  expect(codes(found)).toEqual(['not-out-yet']);
  expect(await org.as('Ada').metrics.listWindows({ communityId })).toMatchObject({ items: [] });
});

test('figures follow what is written, and are the same for the facilitator, the sponsor and the administrator', async () => {
  const org = await organisation();
  const communityId = await yearOf(org);
  const ada = org.as('Ada');
  await ada.communities.update({ communityId, sponsorId: await org.idOf('Sue') });
  const log = await logOf(org, communityId);
  const asks = log.filter(({ verb }) => verb === 'ask');
  const firstAnswer = (ask: Activity) =>
    log.find(({ verb, inReplyTo, actor }) => verb === 'answer' && inReplyTo === ask.object && actor !== ask.actor);
  const withinDay = asks.filter((ask) => {
    const answer = firstAnswer(ask);
    return answer && Date.parse(answer.at) - Date.parse(ask.at) <= DAY;
  });
  const asked = { communityId, metric: 'answer-rate', window: 'all' } as const;
  const found = await ada.metrics.get(asked);
  expect(found.value).toMatchObject({ hours: 24, questions: asks.length, answered: withinDay.length });
  for (const person of [org.as('Sue'), org.admin]) expect(await person.metrics.get(asked)).toEqual(found);
  expect((await refusalOf(org.as('Zed').metrics.get(asked))).code).toBe('forbidden');

  const help = await ada.metrics.get({ communityId, metric: 'cross-unit-help', window: '2025-Q2' });
  expect(help).toMatchObject({ status: 'ok', next: 'introduce-units' });
  expect(help.value?.high).toBeLessThan(help.value!.chance.low);

  // A facilitator hides an answer: it counts no more, without another reading of the whole log.
  const early = asks.find(
    (ask) => withinDay.includes(ask) && log.filter((act) => act.inReplyTo === ask.object).length === 1,
  );
  await ada.threads.hide({ postId: firstAnswer(early!)!.object });
  expect((await ada.metrics.get(asked)).value?.answered).toBe(withinDay.length - 1);
});

test('the windows on offer are those that can be asked for', async () => {
  const org = await organisation();
  const communityId = await yearOf(org);
  const { items, nextAt } = await org.as('Ada').metrics.listWindows({ communityId });
  expect(items.map(({ window }) => window).slice(0, 6)).toEqual([
    'all',
    '2025',
    '2025-Q4',
    '2025-Q3',
    '2025-Q2',
    '2025-Q1',
  ]);
  expect(items).toHaveLength(18);
  expect(nextAt).toBe('2026-04-08T00:00:00.000Z');
  for (const { window, from, to } of items) {
    const found = await org.as('Ada').metrics.get({ communityId, metric: 'time-to-first-response', window });
    expect(found.window).toEqual([from, to]);
  }
  const wrong = org.as('Ada').metrics.get({ communityId, metric: 'answer-rate', window: '2025-W3' });
  expect(await refusalOf(wrong)).toMatchObject({ code: 'invalid', field: 'window' });
});

test('every metric is in the catalogue, with its floor and its grade', async () => {
  const org = await organisation();
  const communityId = await yearOf(org);
  const { items } = await org.as('Ada').metrics.list();
  for (const { name, grade, floor } of items) {
    expect(floor).toMatch(/At least/);
    const found = await org.as('Ada').metrics.get({ communityId, metric: name, window: 'all' });
    expect(found.grade).toBe(grade);
  }
  expect(new Set(items.map(({ name }) => name)).size).toBe(5);
});

test('adoption spreads over the units that could adopt', async () => {
  const org = await organisation();
  const units = ['u0', 'u1', 'u2', 'u3'];
  const { id: communityId } = await foundCommunity(org, 'Ada', {});
  const crew = units.flatMap((unit) => ['A', 'B', 'C', 'D', 'E'].map((letter) => ({ name: `${letter}${unit}`, unit })));
  for (const { name, unit } of [...crew, { name: 'Fu3', unit: 'u4' }]) {
    await org.as(name, { unit, unitName: `Unit ${unit}` }).membership.join({ communityId });
  }
  const ada = org.as('Ada', { unit: 'u0' });
  await ada.people.getMe();
  const { id: practiceId } = await ada.practices.create({ communityId, title: 'Balance', steps: ['Balance.'] });
  const spoken = (name: string) => org.as(name, { unit: name.slice(1) });
  org.clock.forward(10 * DAY);
  await spoken('Au1').adoptions.adopt({ practiceId });
  org.clock.forward(40 * DAY);
  const second = await spoken('Au2').adoptions.adopt({ practiceId, mode: 'adapted' });
  const now = () => ada.metrics.get({ communityId, metric: 'adoption-breadth', window: 'all' });
  expect(await now()).toMatchObject({ status: 'insufficient', next: 'wait' });
  org.clock.forward(60 * DAY);

  const breadth = await now();
  expect(breadth).toMatchObject({ status: 'ok', nRecords: 4, nPersons: 16, next: 'tell-units' });
  expect(breadth.value).toMatchObject({
    adopted: 2,
    eligible: 4,
    share: 0.5,
    practices: [{ practiceId, adopted: 2, eligible: 4 }],
  });
  expect(breadth.value?.byMonth.map(({ adopted }) => adopted)).toEqual([1, 2, 2]);
  // u4 has one person: it is not shown, nor is another one, from which it could be told.
  const hidden = breadth.value?.byUnit.filter(({ status }) => status === 'suppressed').map(({ unitId }) => unitId);
  expect(hidden).toEqual(['u1', 'u4']);
  expect(codes(breadth)).toContain('units-hidden');

  const time = await ada.metrics.get({ communityId, metric: 'time-to-adoption', window: 'all' });
  expect(time.value).toMatchObject({ unit: 'days', happened: 2, waiting: 2, median: 50 });

  await spoken('Au2').adoptions.abandon({ adoptionId: second.id, reason: 'No time.' });
  org.clock.forward(95 * DAY);
  const later = await now();
  expect(later.value).toMatchObject({ adopted: 1, eligible: 4 });
  expect(later.next).toBe('ask-for-a-story');
});

test('how far a practice spread over units of four people is not told', async () => {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {});
  const ada = org.as('Ada', { unit: 'u0' });
  await ada.people.getMe();
  for (const unit of ['u1', 'u2', 'u3', 'u4']) await org.as(`B${unit}`, { unit }).membership.join({ communityId });
  await ada.practices.create({ communityId, title: 'Balance', steps: ['Balance.'] });
  org.clock.forward(100 * DAY);
  const asked = { communityId, metric: 'adoption-breadth', window: 'all' } as const;
  expect(await ada.metrics.get(asked)).toMatchObject({ status: 'suppressed', nRecords: null, nPersons: null });
  org.clock.forward(100 * DAY);
  await org.as('Cu1', { unit: 'u1' }).membership.join({ communityId });
  org.clock.forward(100 * DAY);
  expect(await ada.metrics.get(asked)).toMatchObject({ status: 'ok', nRecords: 4, nPersons: 5 });
});

test('windows are cut by the time zone of the organisation, and an unknown one is refused', async () => {
  const org = await organisation({ timeZone: 'Asia/Tokyo' });
  const communityId = await yearOf(org);
  const { items, nextAt } = await org.as('Ada').metrics.listWindows({ communityId });
  expect(items.find(({ window }) => window === '2025-Q2')).toEqual({
    window: '2025-Q2',
    from: '2025-03-31T15:00:00.000Z',
    to: '2025-06-30T15:00:00.000Z',
  });
  expect(nextAt).toBe('2026-04-07T15:00:00.000Z');
  const asks = (await logOf(org, communityId)).filter(({ verb }) => verb === 'ask');
  const within = asks.filter(({ at }) => '2025-03-31T15:00:00.000Z' <= at && at < '2025-06-30T15:00:00.000Z');
  const { nRecords } = await org
    .as('Ada')
    .metrics.get({ communityId, metric: 'time-to-first-response', window: '2025-Q2' });
  expect(nRecords).toBe(within.length);
  await expect(organisation({ timeZone: 'Atlantis/Capital' })).rejects.toThrow(RangeError);
});
