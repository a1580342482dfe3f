import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@copkit/client';
import { type CopkitApi, createCopkit, type Identity, type MetricResult } from '@copkit/core';
import { evaluation, type MatrixCellView, type OrganisationOutcome } from '@copkit/core/evaluation';
import { expertise } from '@copkit/core/expertise';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { sqlite, sqliteSearch } from '@copkit/storage-sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const HOUR = 3_600_000;
const WINDOW = '2025-Q1';

const ADA: Identity = { hostId: 'ada', name: 'Ada Byron', unit: 'mill', unitName: 'Mill' };
const UNITS = ['Forge', 'Quarry', 'Dock', 'Lab', 'Yard', 'Kiln'];
const MEMBERS: readonly Identity[] = Array.from({ length: 24 }, (_, at) => {
  const unitName = UNITS[at % UNITS.length] as string;
  return { hostId: `m${at}`, name: `Member ${at}`, unit: unitName.toLowerCase(), unitName };
});

/** One organisation on SQLite, reached over HTTP, at a moment that the test says. */
let now = Date.UTC(2025, 0, 2, 9);
let closing: (() => void | Promise<void>)[] = [];
let ada: CopkitApi;
let root: CopkitApi;
let members: readonly CopkitApi[];
let communityId: string;

const at = (month: number, day: number, hour = 9) => {
  now = Date.UTC(2025, month - 1, day, hour);
};
const member = (which: number) => members[which % members.length] as CopkitApi;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-outcomes-'));
  const file = join(folder, 'copkit.db');
  const cop = await createCopkit({
    storage: sqlite(file),
    search: sqliteSearch(file),
    extensions: [expertise(), evaluation()],
    clock: () => new Date(now++),
    onError(error) {
      throw error;
    },
  });
  const ROOT: Identity = { hostId: 'root', name: 'Rosa Root', admin: true };
  const server = await serve({ cop, authenticate: demoSignOn([ADA, ROOT, ...MEMBERS]) });
  closing = [() => rm(folder, { recursive: true }), () => cop.close(), () => server.close()];
  const as = ({ hostId }: Identity): CopkitApi => {
    const client = connect({ url: server.url, headers: { 'copkit-persona': hostId } });
    closing.push(() => client.close());
    return client;
  };
  [ada, root, members] = [as(ADA), as(ROOT), MEMBERS.map(as)];
  communityId = (await ada.communities.create({ name: 'Rotor dynamics', purpose: 'Quieter rotors' })).id;
  await root.topics.define({ prefLabel: 'Rotor balancing' });
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

async function cell(outcome: OrganisationOutcome, column: MatrixCellView['column'] = 'outcome') {
  at(4, 10);
  const { rows } = await ada.outcomes.getMatrix({ communityId, window: WINDOW });
  const found = rows.find((row) => row.outcome === outcome)?.cells.find((each) => each.column === column);
  if (!found) throw new Error(`The matrix has no ${column} of ${outcome}.`);
  return found;
}

const figure = (found: MatrixCellView, metric: string): MetricResult<unknown> =>
  found.figures.find((each) => each.metric === metric)?.result as MetricResult<unknown>;

describe('the matrix of four outcomes', () => {
  it('says of everything that is not measured what would supply it, and where', async () => {
    at(4, 10);
    const { rows, changes } = await ada.outcomes.getMatrix({ communityId, window: WINDOW });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['newcomers', 'customers', 'rework', 'innovation']);
    expect(changes).toEqual([]);
    for (const { cells } of rows) {
      expect(cells.map(({ column }) => column)).toEqual(['outcome', 'structural', 'relational', 'cognitive']);
      for (const each of cells) {
        expect(each).toMatchObject({ status: 'not-measured', hypothesis: each.column !== 'outcome' });
        expect(each.supply.length, each.label).toBeGreaterThan(0);
        for (const { text } of each.supply) expect(text).toMatch(/^[A-Z].{20,}\.$/);
      }
    }
  });

  it('is for whoever answers for the community', async () => {
    await expect(member(0).outcomes.getMatrix({ communityId, window: WINDOW })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(ada.outcomes.getMatrix({ communityId, window: 'spring' })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('newcomers: a mentor confirms a milestone that a newcomer declared', async () => {
    at(1, 2);
    const { id: milestoneId } = await ada.mentoring.defineMilestone({ communityId, title: 'Balances a rotor alone' });
    for (const [which, each] of members.entries()) {
      at(1, 3, which % 20);
      await each.membership.join({ communityId });
    }
    const mentorId = (await member(0).people.getMe()).id;
    // Five are mentored by the first of them, who confirms what they declare.
    for (const which of [1, 2, 3, 4, 5]) {
      at(1, 10);
      const { id: relationId } = await member(which).mentoring.request({
        communityId,
        topic: 'Rotor balancing',
        goals: 'To balance alone.',
        mentorId,
      });
      await member(0).mentoring.accept({ relationId });
      at(1, 20 + which);
      await member(which).mentoring.declareMilestone({ milestoneId });
      const personId = (await member(which).people.getMe()).id;
      await expect(member(9).mentoring.confirmMilestone({ milestoneId, personId })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await member(0).mentoring.confirmMilestone({ milestoneId, personId });
    }
    const found = await cell('newcomers');
    expect(found).toMatchObject({ status: 'measured', supply: [{ link: 'series' }] });
    expect(figure(found, 'time-to-competence')).toMatchObject({
      status: 'ok',
      nRecords: 24,
      value: { unit: 'days', happened: 5, waiting: 19, median: null },
      next: 'pair-mentors',
    });
    const { value } = figure(found, 'time-to-competence');
    const points = (value as { points: { at: number; share: number }[] }).points;
    expect(points.find((point) => point.at === 30)?.share).toBeCloseTo(19 / 24, 9);
    expect(points.find((point) => point.at === 14)?.share).toBe(1);
  });

  it('customers: questions are marked as waited for, and the mean of the answered ones is too short', async () => {
    const waits: number[] = [];
    for (let question = 0; question < 24; question++) {
      at(2, 1 + question, 8);
      const asked = now;
      const { id } = await member(question % 5).threads.start({
        communityId,
        kind: 'question',
        title: `Why does rotor ${question} hum?`,
        body: 'A customer waits.',
        customerWaiting: true,
      });
      // Every third is never answered, the others within two to nine hours.
      if (question % 3 === 2) continue;
      now = asked + (2 + (question % 8)) * HOUR;
      await member(6 + (question % 7)).threads.reply({ threadId: id, body: 'The shroud.' });
      waits.push((now - asked) / HOUR);
    }
    const found = await cell('customers');
    expect(found).toMatchObject({ status: 'measured', supply: [{ link: 'series' }] });
    const { value } = figure(found, 'customer-response') as MetricResult<{
      happened: number;
      waiting: number;
      median: number;
      restrictedMean: { mean: number; horizon: number };
    }>;
    expect(value).toMatchObject({ happened: 16, waiting: 8 });
    // The naive mean leaves out who still waits: it says five hours and a half, where a third waited the whole week.
    const naive = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    expect(naive).toBeCloseTo(5.5, 1);
    expect(value?.restrictedMean).toMatchObject({ horizon: 168 });
    expect(value?.restrictedMean.mean).toBeCloseTo((16 * naive + 8 * 168) / 24, 0);
    expect(value?.restrictedMean.mean).toBeGreaterThan(10 * naive);
  });

  it('rework: units take up what is there, and the host’s share of reworked orders comes in', async () => {
    at(2, 10);
    const { id: practiceId } = await ada.practices.create({
      communityId,
      kind: 'method',
      title: 'Balance at low speed first',
      context: 'Rotors above two tonnes.',
      problem: 'They hum.',
      steps: ['Balance the rotor.'],
      topics: ['Rotor balancing'],
    });
    for (let adopter = 0; adopter < 6; adopter++) {
      at(3, 1 + adopter);
      await member(adopter).adoptions.adopt({ practiceId, mode: 'asIs' });
    }
    const reused = await cell('rework');
    expect(figure(reused, 'reuse-ratio')).toMatchObject({ status: 'ok', value: { share: 1, count: 6, of: 6 } });
    expect(reused.supply).toMatchObject([{ link: 'series' }]);
    const months = Array.from({ length: 12 }, (_, month) => `2024-${String(month + 1).padStart(2, '0')}`);
    const { id: seriesId } = await ada.outcomes.define({
      communityId,
      name: 'Orders reworked',
      measure: 'share',
      every: 'month',
      numerator: 'reworked orders',
      denominator: 'orders',
      better: 'lower',
      source: 'ERP',
      csv: ['period,numerator,denominator', ...months.map((month, i) => `${month},${40 - i},200`)].join('\n'),
    });
    await ada.outcomes.assign({ seriesId, outcome: 'rework' });
    const both = await cell('rework');
    expect(both.supply).toEqual([]);
    expect(both.series).toMatchObject([
      { series: { name: 'Orders reworked' }, result: { status: 'ok', value: { points: { length: 12 } } } },
    ]);
    await ada.outcomes.assign({ seriesId, outcome: null });
    expect((await cell('rework')).series).toEqual([]);
  });

  it('innovation: ideas come true', async () => {
    for (let author = 0; author < 6; author++) {
      at(2, 20 + author);
      const { id: ideaId } = await member(author).ideas.submit({
        communityId,
        title: `A better shroud ${author}`,
        body: 'Of another alloy.',
        problems: [author < 3 ? 'Wear' : `problem ${author}`],
      });
      await member(author + 1).ideas.vote({ ideaId, approve: true });
      await ada.ideas.decide({ ideaId, outcome: author < 5 ? 'graduated' : 'declined', reason: 'Seen.' });
      at(3, 20 + author);
      if (author < 5)
        await member(author).ideas.implement({ ideaId, what: 'The shroud', where: 'Mill', day: '2025-03-15' });
    }
    const found = await cell('innovation');
    expect(figure(found, 'ideas-per-member')).toMatchObject({ status: 'ok', value: { value: 24 } });
    expect(figure(found, 'ideas-implemented').value).toMatchObject({ value: 5 / 6 });
    expect(figure(await cell('innovation', 'cognitive'), 'shared-problems')).toMatchObject({
      status: 'ok',
      value: { count: 3, of: 6 },
    });
  });

  it('lists what was changed in the window, and figures behind which too few stand are kept back', async () => {
    await ada.interventions.record({ communityId, kind: 'channelChange', title: 'New tool', at: '2025-03-03' });
    await ada.interventions.record({ communityId, kind: 'other', title: 'Later', at: '2025-04-03' });
    at(4, 10);
    const { changes } = await ada.outcomes.getMatrix({ communityId, window: WINDOW });
    expect(changes.map(({ kind, title }) => [kind, title])).toEqual([
      ['practice', 'Balance at low speed first'],
      ['channelChange', 'New tool'],
    ]);
    // One person's mentees are five requests: fewer than ten pairs, and one mentor.
    const mentoring = await ada.metrics.get({ communityId, metric: 'mentoring-match', window: WINDOW });
    expect(mentoring).toMatchObject({ status: 'suppressed', nRecords: null, nPersons: null });
  });
});

describe('a series from the host’s ticket system', () => {
  /** Hours by case and month. */
  const define = async (name: string, first: string, hours: readonly number[]) => {
    at(4, 10);
    const start = Date.parse(`${first}-01T00:00:00.000Z`);
    const rows = hours.map((each, which) => {
      const month = new Date(start);
      month.setUTCMonth(month.getUTCMonth() + which);
      return `${month.toISOString().slice(0, 7)},${each * 10},10`;
    });
    const csv = ['period,numerator,denominator', ...rows].join('\n');
    const said = { communityId, measure: 'mean', every: 'month', numerator: 'hours', denominator: 'cases' } as const;
    return (await ada.outcomes.define({ ...said, name, source: 'Tickets', better: 'lower', csv })).id;
  };
  const broken = [30, 31, 29, 30, 32, 30, 31, 29, 30, 30, 22, 21, 22, 20, 21, 20, 19, 20, 19, 18];

  it('is looked at for a break at the date of a change of channel, never for its cause', async () => {
    const seriesId = await define('Case time', '2023-06', broken);
    await ada.interventions.record({ communityId, kind: 'channelChange', title: 'Chat', at: '2024-04-01' });
    await ada.outcomes.assign({ seriesId, outcome: 'customers' });
    const chow = await ada.outcomes.getAnalysis({ seriesId, kind: 'chow' });
    expect(chow).toMatchObject({ status: 'ok', grade: 'R', value: { from: '2024-04', before: 10, after: 10 } });
    expect((chow.value as { p: number }).p).toBeLessThan(1e-6);
    const segmented = await ada.outcomes.getAnalysis({ seriesId, kind: 'segmented', at: '2024-04-01' });
    expect(segmented).toMatchObject({ status: 'ok', grade: 'C', definition: { id: 'outcomes.segmented', version: 1 } });
    const { level } = segmented.value as { level: { value: number; low: number; high: number } };
    expect(level.value).toBeGreaterThan(-9);
    expect(level.value).toBeLessThan(-7);
    expect(level.high).toBeLessThan(0);
    for (const result of [chow, segmented]) {
      expect(result.caveats.map(({ code }) => code)).toContain('not-a-cause');
      expect(JSON.stringify(result)).not.toMatch(/\b(effect of|caused|impact|led to)\b/i);
    }
    expect((await cell('customers')).series).toMatchObject([{ series: { name: 'Case time' } }]);
  });

  it('has a learning curve from eight periods on, and breaks from eight on each side', async () => {
    const seriesId = await define('Hours by rotor', '2024-01', [100, 86, 78, 71, 70, 66, 64, 60]);
    const { value, caveats } = await ada.outcomes.getAnalysis({ seriesId, kind: 'learning' });
    expect(value).toMatchObject({
      kind: 'learning',
      b: expect.closeTo(0.238473, 6),
      progress: expect.closeTo(0.847642, 6),
      points: 8,
    });
    expect(caveats.map(({ code }) => code)).toContain('averages-make-curves');
    for (const kind of ['chow', 'segmented'] as const) {
      expect(await ada.outcomes.getAnalysis({ seriesId, kind, at: '2024-05-01' })).toMatchObject({
        status: 'insufficient',
        caveats: [{ code: 'short-sides' }],
      });
    }
    const short = await define('Too short', '2024-01', [3, 2, 1]);
    expect(await ada.outcomes.getAnalysis({ seriesId: short, kind: 'learning' })).toMatchObject({
      status: 'insufficient',
      caveats: [{ code: 'too-few-periods' }],
    });
    await expect(member(1).outcomes.getAnalysis({ seriesId, kind: 'learning' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
