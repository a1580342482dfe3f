import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluation, metricPart, shapes } from '../../evaluation/evaluation.js';
import type { Extension } from '../../index.js';
import { seeded } from '../../measures/seeded.js';
import { foundCommunity, type Organisation, organisation, refusalOf } from '../../testing/organisation.js';
import type { ShareFigure } from '../api.js';
import type { CountedRecord } from '../metric.js';
import { toldCells } from './breakdown.js';

const DAY = 86_400_000;

/** A year of questions and answers of thirty people in four units, from an import. */
async function yearOf(org: Organisation, name: string) {
  const random = seeded(1);
  const pick = (count: number) => Math.floor(random() * count);
  const { id: communityId } = await foundCommunity(org, 'Ada', { name });
  const people = Array.from({ length: 30 }, (_, n) => ({
    hostId: `m${n}`,
    name: `Member ${n}`,
    unit: `u${n % 4}`,
    since: '2024-01-01T00:00:00.000Z',
  }));
  const { ids } = await org.system.people.import({ people });
  const from = { communityId, source: 'old', body: 'It hums.' };
  for (let n = 0; n < 160; n++) {
    const at = Date.parse('2025-01-01T00:00:00.000Z') + n * 2 * DAY;
    const when = (hours: number) => new Date(at + hours * 3_600_000).toISOString();
    const asker = pick(30);
    const question = {
      ...from,
      sourceId: `q${n}`,
      kind: 'question' as const,
      title: 'Why?',
      topics: [`topic ${n % 3}`],
    };
    await org.system.imports.thread({ ...question, authorId: ids[asker]!, at: when(0) });
    for (let answer = 1 + pick(2); answer > 0; answer--) {
      const reply = { ...from, sourceId: `q${n}r${answer}`, onSourceId: `q${n}`, role: 'answer' as const };
      await org.system.imports.reply({ ...reply, authorId: ids[pick(30)]!, at: when(100 * random()) });
    }
  }
  org.clock.forward(10 * DAY);
  return { communityId, ids };
}

declare module '../api.js' {
  interface MetricValues {
    readonly 'questions-with-topics': ShareFigure;
  }
}

/** A figure that a host adds, as an app developer writes one. */
const withTopics: Extension = {
  name: 'topics of questions',
  metrics: [
    metricPart({ 'questions-with-topics': shapes.share }, async () => ({
      'questions-with-topics': {
        name: 'questions-with-topics',
        version: 3,
        grade: 'C',
        method: 'Questions with a topic, of all.',
        info: {
          label: 'Tagged questions',
          says: 'How many questions have a topic.',
          reading: 'A topic may be the wrong one.',
          formula: 'questions with a topic / questions',
          source: 'ours',
          floor: 'At least 5 people who asked.',
          rung: 'activity',
          group: 'our-own',
          shape: 'share',
          unit: 'none',
          supply: null,
        },
        evidence: (log) =>
          [...log.acts()].filter(({ verb }) => verb === 'ask').map(({ at, actor }) => ({ at, parts: [[actor]] })),
        compute(log, { from, to }) {
          const asked = [...log.acts()].filter(({ verb, at }) => verb === 'ask' && from <= at && at < to);
          const count = asked.filter(({ topics }) => topics.length > 0).length;
          const share = count / asked.length;
          const value = { share, low: share, high: share, count, of: asked.length, chance: null };
          return { value, ci: null, nRecords: asked.length, caveats: [], next: null };
        },
      },
    })),
  ],
};

test('a figure that an extension adds is listed, told under the same floors, and on the dashboard', async () => {
  const org = await organisation({ extensions: [evaluation(), withTopics] });
  const { communityId } = await yearOf(org, 'Pumps');
  const ada = org.as('Ada');
  const metric = 'questions-with-topics';
  expect((await ada.metrics.list()).items).toContainEqual(expect.objectContaining({ name: metric, version: 3 }));
  const found = await ada.metrics.get({ communityId, metric, window: '2025-Q2' });
  expect(found).toMatchObject({ status: 'ok', definition: { id: metric, version: 3 }, value: { share: 1 } });
  const { tiles } = await ada.metrics.getDashboard({ communityId, view: 'facilitator', window: '2025-Q2' });
  expect(tiles.find((tile) => tile.metric === metric)?.result).toEqual(found);
  const unknown = { communityId, metric: 'nothing-known' as 'density', window: '2025-Q2' };
  expect(await refusalOf(ada.metrics.get(unknown))).toMatchObject({ code: 'invalid', field: 'metric' });
  await expect(organisation({ extensions: [evaluation(), withTopics, withTopics] })).rejects.toThrow(/exists already/);
}, 120_000);

const start = () => organisation({ extensions: [evaluation()] });

test('a dashboard has every figure of its view, as it is asked for alone, and windows before it', async () => {
  const org = await start();
  const { communityId } = await yearOf(org, 'Pumps');
  const ada = org.as('Ada');
  const { items } = await ada.metrics.list();
  const facilitator = await ada.metrics.getDashboard({ communityId, view: 'facilitator', window: '2025-Q3' });
  expect(facilitator.tiles.map(({ metric }) => metric).sort()).toEqual(items.map(({ name }) => name).sort());
  for (const { metric, info, result, trend } of facilitator.tiles) {
    expect(await ada.metrics.get({ communityId, metric, window: '2025-Q3' }), metric).toEqual(result);
    expect(items).toContainEqual(info);
    if (trend.length > 0) expect(trend.at(-1), metric).toMatchObject({ window: '2025-Q3', status: result.status });
  }
  const rate = facilitator.tiles.find(({ metric }) => metric === 'answer-rate');
  expect(rate?.trend.map(({ window }) => window)).toEqual(['2025-Q1', '2025-Q2', '2025-Q3']);
  expect(rate?.trend.every(({ value }) => value !== null && value > 0)).toBe(true);
  const unmeasured = facilitator.tiles.filter(({ result }) =>
    result.caveats.some(({ code }) => code === 'not-measured'),
  );
  expect(unmeasured.map(({ metric }) => metric)).toEqual(
    expect.arrayContaining(['sponsorship', 'event-activation', 'search-success']),
  );
  for (const { info } of unmeasured) expect(info.supply).not.toBeNull();

  const sponsor = await ada.metrics.getDashboard({ communityId, view: 'sponsor', window: '2025-Q3' });
  expect(sponsor.tiles.length).toBeLessThan(facilitator.tiles.length);
  for (const tile of sponsor.tiles) expect(facilitator.tiles).toContainEqual(tile);
}, 120_000);

test('the organisation sees the state of its communities by name, and totals of what is told', async () => {
  const org = await start();
  const { communityId } = await yearOf(org, 'Pumps');
  const quiet = await foundCommunity(org, 'Bo', { name: 'Axles' });
  await foundCommunity(org, 'Bo', { name: 'Secret', visibility: 'private' });
  org.clock.forward(DAY);
  await org.cop.sweep();
  const found = await org.admin.metrics.getOrganisation({ window: '2025-Q3' });
  expect(found.communities.map(({ name }) => name)).toEqual(['Axles', 'Pumps']);
  expect(found.communities[0]).toMatchObject({ communityId: quiet.id, stage: null, measures: { ok: 0 } });
  expect(found.communities[1]?.measures.ok).toBeGreaterThan(5);
  const active = await org.admin.metrics.get({ communityId, metric: 'active-members', window: '2025-Q3' });
  expect(found.totals).toContainEqual(
    expect.objectContaining({ code: 'active-members', value: active.value?.count, communities: 1, leftOut: 1 }),
  );
  expect((await refusalOf(org.as('Ada').metrics.getOrganisation({ window: 'all' }))).code).toBe('forbidden');
}, 120_000);

test('a person sees their own ties, and nobody else does', async () => {
  const org = await start();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  const question = await org.as('Bo').threads.start({ communityId, kind: 'question', title: 'Why?', body: 'It hums.' });
  const answer = await org.as('Cy').threads.reply({ threadId: question.id, body: 'Tighten it.', role: 'answer' });
  await org.as('Bo').threads.react({ postId: answer.id, kind: 'thanks' });
  const { people } = await org.as('Bo').metrics.getMyTies({ communityId });
  expect(people).toEqual([
    { personId: await org.idOf('Cy'), name: expect.stringContaining('Cy'), unit: null, given: 1, received: 1 },
  ]);
  expect((await org.as('Ada').metrics.getMyTies({ communityId })).people).toEqual([]);
  expect((await refusalOf(org.admin.metrics.getMyTies({ communityId }))).code).toBe('forbidden');
});

describe('a figure broken down', () => {
  test('is told for quarters, with cells of a few kept back', async () => {
    const org = await start();
    const { communityId } = await yearOf(org, 'Pumps');
    const ask = { communityId, metric: 'answer-rate', by: 'unit', window: '2025-Q2' } as const;
    const found = await org.as('Ada').metrics.getBreakdown(ask);
    expect(found.status).toBe('ok');
    const cells = found.value?.cells ?? [];
    expect(cells.map(({ label }) => label)).toEqual(['u0', 'u1', 'u2', 'u3']);
    expect(found.value?.suppressed).toBe(cells.filter(({ status }) => status === 'suppressed').length);
    for (const { status, count, of } of cells) {
      if (status === 'ok') expect(of ?? 0).toBeGreaterThanOrEqual(5);
      else expect([count, of]).toEqual([null, null]);
    }
    const topics = await org.as('Ada').metrics.getBreakdown({ ...ask, by: 'topic' });
    expect(topics.value?.cells.some(({ status }) => status === 'ok')).toBe(true);
    const wrong = org.as('Ada').metrics.getBreakdown({ ...ask, window: '2025' });
    expect(await refusalOf(wrong)).toMatchObject({ code: 'invalid', field: 'window' });
    const none = org.as('Ada').metrics.getBreakdown({ ...ask, metric: 'density' });
    expect(await refusalOf(none)).toMatchObject({ code: 'invalid', field: 'metric' });
  }, 120_000);

  test('tells of nobody by what is left of one cell without others, of any kind', () => {
    const record = fc.record({ person: fc.nat(40), unit: fc.nat(3), topic: fc.nat(4), newcomer: fc.boolean() });
    let told = 0;
    fc.assert(
      fc.property(fc.array(record, { minLength: 60, maxLength: 160 }), (given) => {
        const records = given.map(
          ({ person, unit, topic }): CountedRecord => ({
            at: 0,
            counted: true,
            unit,
            topics: [`t${topic}`],
            person,
            parts: [[person]],
          }),
        );
        const kinds = (['unit', 'topic', 'newcomer'] as const).map((kind) => {
          const groups = new Map<string, Set<CountedRecord>>();
          for (const [at, one] of given.entries()) {
            const id = `${kind} ${one[kind]}`;
            groups.set(id, (groups.get(id) ?? new Set()).add(records[at]!));
          }
          return [...groups].map(([topicId, of]) => ({ topicId, records: of }));
        });
        const shown = toldCells(kinds, new Set(records));
        const people = (some: Iterable<CountedRecord>) => new Set([...some].map(({ person }) => person)).size;
        const isOfAFew = (some: readonly CountedRecord[]) => some.length > 0 && people(some) < 5;
        for (const groups of kinds) {
          const own = groups.filter(({ topicId }) => shown.has(topicId));
          told += own.length;
          // What the total leaves for those that are kept back.
          const rest = records.filter((each) => !own.some((group) => group.records.has(each)));
          if (own.length > 0) expect(isOfAFew(rest)).toBe(false);
          for (const cell of own) {
            expect(isOfAFew([...cell.records])).toBe(false);
            for (const other of kinds.flat().filter((each) => shown.has(each.topicId))) {
              const within = [...other.records].every((each) => cell.records.has(each));
              if (within) expect(isOfAFew([...cell.records].filter((each) => !other.records.has(each)))).toBe(false);
            }
          }
        }
      }),
      { seed: 3, numRuns: 150 },
    );
    expect(told).toBeGreaterThan(50);
  });
});
