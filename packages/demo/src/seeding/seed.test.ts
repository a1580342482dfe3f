import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copkit, createCopkit, type MetricName } from '@copkit/core';
import { evaluation } from '@copkit/core/evaluation';
import { sqlite } from '@copkit/storage-sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerRate, timeToFirstResponse } from '../../../../test/e2e/three-minutes/recompute.js';
import { adoptionBreadth, crossUnitHelp, timeToAdoption } from '../../../../test/e2e/three-minutes/recompute-spread.js';
import { exportLog } from '../../../../test/e2e/three-minutes/sponsors-page.js';
import { communities } from '../communities/communities.js';
import { people } from '../company/people.js';
import { type DemoReport, fillDemo } from '../demo-store.js';
import { communityIds, subjects } from '../ids.js';

// Eighteen months of a company, twice, on a machine that has other things to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const until = new Date('2026-11-23T00:00:00.000Z');
const latestQuarter = '2026-Q3';
const told = ['rotor', 'seals', 'safety'] as const;

/** The same shape, in which numbers need not be equal in the last of their bits. */
const near = (expected: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(expected), (_key, value) => (typeof value === 'number' ? expect.closeTo(value, 9) : value));

describe('the company', () => {
  let folder: string;
  let report: DemoReport;
  let filled: Buffer;
  let cop: Copkit;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'copkit-demo-'));
    const file = join(folder, 'demo.db');
    report = await fillDemo({ file, seed: 1, until });
    // What opens a store may write into it.
    filled = readFileSync(file);
    cop = await createCopkit({ storage: sqlite(file), clock: () => until, extensions: [evaluation()] });
  });
  afterAll(async () => {
    await cop.close();
    rmSync(folder, { recursive: true });
  });

  const as = (who: string) => {
    const person = people.find(({ hostId }) => hostId === who);
    if (!person) throw new Error(`Nobody is called ${who}.`);
    const { came: _came, since: _since, ...identity } = person;
    return cop.as(identity);
  };

  it('is the same file when it is made again', async () => {
    const again = join(folder, 'again.db');
    expect(await fillDemo({ file: again, seed: 1, until })).toEqual(report);
    expect(readFileSync(again).equals(filled)).toBe(true);
  });

  it('has sixty people in eight units, and everything in order', async () => {
    const { findings, documents } = await cop.check();
    expect(findings).toEqual([]);
    expect(documents).toBe(report.documents);
    expect(report.made).toMatchObject({ people: 60, units: 9, communities: communities.length });
    expect(report.made.threads).toBeGreaterThan(500);
    expect(report.made.acts).toBeGreaterThan(4_000);
    const working = new Set(people.flatMap(({ unit }) => unit ?? []));
    expect(working.size).toBe(8);
  });

  it('lies in the eighteen months before, with its last acts in the last hours', async () => {
    const { activity } = cop.system({ name: 'test' });
    const acts = await Promise.all(
      told.map(async (key) => {
        const communityId = communityIds[key];
        const first = await activity.list({ communityId, limit: 1 });
        return first.items.map(({ at }) => at);
      }),
    );
    for (const at of acts.flat()) expect(at.slice(0, 7)).toBe('2025-05');
    const { items } = await as('anton').threads.list({ communityId: communityIds.safety, limit: 1 });
    expect(items[0]?.lastActivityAt).toSatisfy((at: string) => at > '2026-11-22T20' && at < until.toISOString());
  });

  it.each(told)('has every figure of %s for the latest quarter', async (key) => {
    const { metrics } = as('eric');
    const names: MetricName[] = [
      'time-to-first-response',
      'answer-rate',
      'cross-unit-help',
      'adoption-breadth',
      'time-to-adoption',
    ];
    for (const metric of names) {
      const { status, nPersons, caveats } = await metrics.get({
        communityId: communityIds[key],
        metric,
        window: latestQuarter,
      });
      expect({ metric, status, caveats: status === 'ok' ? null : caveats }).toEqual({
        metric,
        status: 'ok',
        caveats: null,
      });
      expect(nPersons).toBeGreaterThanOrEqual(5);
    }
  });

  it.each(told)('tells of %s what the exported log gives when it is computed once more', async (key) => {
    const communityId = communityIds[key];
    const { metrics } = as('eric');
    const log = await exportLog(cop, communityId);
    for (const window of ['all', latestQuarter]) {
      const get = async (metric: MetricName) => {
        const { nRecords, nPersons, value, window: when } = await metrics.get({ communityId, metric, window });
        const [from = 0, to = 0] = when.map((moment) => Date.parse(moment));
        return { span: { from, to }, found: { ...value, records: nRecords, people: nPersons } };
      };
      for (const [metric, compute] of [
        ['time-to-first-response', timeToFirstResponse],
        ['time-to-adoption', timeToAdoption],
      ] as const) {
        const { found, span } = await get(metric);
        const { low, high, ...rest } = compute(log, span);
        expect(found).toMatchObject(near({ ...rest, medianLow: low, medianHigh: high }));
      }
      const rate = await get('answer-rate');
      expect(rate.found).toMatchObject(near(answerRate(log, rate.span)));
      const breadth = await get('adoption-breadth');
      const { units: _units, months: _months, ...spread } = adoptionBreadth(log, breadth.span);
      expect(breadth.found).toMatchObject(near(spread));
      const help = await get('cross-unit-help');
      const { chance, ...crossing } = crossUnitHelp(log, help.span);
      // The bounds of chance are of shuffles with another seed.
      expect(help.found).toMatchObject(near({ ...crossing, chance: { share: chance.share } }));
    }
  });

  it('fills every tile of the dashboards of its largest community that copkit measures', async () => {
    const communityId = communityIds.seals;
    const withoutFigure = async (view: 'facilitator' | 'sponsor') => {
      const { tiles } = await as('eric').metrics.getDashboard({ communityId, view, window: 'all' });
      const untold = tiles.filter(({ result }) => result.status !== 'ok');
      return Object.fromEntries(untold.map(({ metric, result }) => [metric, result.caveats[0]?.code]));
    };
    const sponsor = { sponsorship: 'not-measured' };
    expect(await withoutFigure('sponsor')).toEqual(sponsor);
    expect(await withoutFigure('facilitator')).toEqual({
      ...sponsor,
      // copkit has no records of them, and says who has.
      'event-activation': 'not-measured',
      'channel-mix': 'not-measured',
      'search-success': 'not-measured',
      'reading-without-asking': 'not-measured',
      'member-quadrants': 'not-measured',
      // In a company of sixty no hundred people contribute, no thirty are on one level, and no five newcomers write
      // 2,000 words in a quarter.
      'volume-tiers': 'few-people',
      'level-transitions': 'few-people',
      'vocabulary-convergence': 'few-records',
      'newcomer-surprise': 'few-records',
    });
  });

  it('has a stage, a full matrix of value, and each of the four outcomes measured', async () => {
    const communityId = communityIds.seals;
    const { stories, outcomes, lifeCycle, realist } = as('eric');
    const value = await stories.getMatrix({ communityId, window: 'all' });
    expect(value.rows.map(({ stories: told }) => told > 0)).toEqual([true, true, true, true, true]);
    expect(value.chains?.share).toBeGreaterThan(0);
    const { rows } = await outcomes.getMatrix({ communityId, window: 'all' });
    const unmeasured = rows.flatMap(({ outcome, cells }) =>
      cells.flatMap(({ column, status }) => (status === 'measured' ? [] : [`${outcome} ${column}`])),
    );
    // Their words are compared where five newcomers write enough.
    expect(unmeasured).toEqual(['customers cognitive']);
    const { decision, targets } = await lifeCycle.get({ communityId });
    expect(decision?.stage.stage).toBe('stewardship');
    expect(targets.filter(({ value: actual }) => actual !== null).length).toBeGreaterThanOrEqual(3);
    expect((await realist.getTable({ communityId })).verdicts).toHaveLength(2);
    const admin = cop.as({ hostId: 'marta', name: 'Marta Kowalczyk', admin: true });
    const { communities: all, totals } = await admin.metrics.getOrganisation({ window: latestQuarter });
    expect(all.find((each) => each.communityId === communityId)).toMatchObject({ stage: 'stewardship' });
    for (const { code, value: total } of totals) expect({ code, told: total !== null }).toEqual({ code, told: true });
  });

  it('crosses units less than by chance in one community, and not in another', async () => {
    const help = async (key: (typeof told)[number]) => {
      const found = await as('eric').metrics.get({
        communityId: communityIds[key],
        metric: 'cross-unit-help',
        window: 'all',
      });
      if (!found.value) throw new Error(`No figure of ${key}.`);
      return { ...found, value: found.value };
    };
    const rotor = await help('rotor');
    expect(rotor.next).toBe('introduce-units');
    expect(rotor.value.high).toBeLessThan(rotor.value.chance.low);
    expect((await help('seals')).next).toBeNull();
  });

  it('has practices in every state, and a proven one on the pages of procedures', async () => {
    const states = new Set<string>();
    for (const key of told) {
      const { items } = await as('anton').practices.list({ communityId: communityIds[key], limit: 100 });
      for (const { state } of items) states.add(state);
    }
    expect([...states].toSorted()).toEqual(['good', 'inReview', 'needsReview', 'proven', 'superseded']);
    for (const [key, subject] of [
      ['rotor', subjects.grease],
      ['seals', subjects.sealChange],
      ['safety', subjects.lockout],
    ] as const) {
      const page = await as('anton').subjects.get({ communityId: communityIds[key], subject: subject.key });
      expect(page.subject.title).toBe(subject.title);
      expect(page.practices[0]).toMatchObject({ state: 'proven', match: 'subject' });
      expect(page.discussion.length).toBeGreaterThan(2);
      expect(page.pageThreadId).not.toBeNull();
      const { units } = await as('anton').usage.countUnits({ objectId: page.practices[0]?.id ?? '' });
      expect(units).toBeGreaterThanOrEqual(5);
    }
  });

  it('shows adoptions of every kind, with an adaptation that flowed back and a corroborated benefit', async () => {
    const { items } = await as('gerd').adoptions.list({ communityId: communityIds.seals, limit: 100 });
    expect(new Set(items.map(({ state }) => state))).toEqual(
      new Set(['considering', 'trial', 'adopted', 'sustained', 'abandoned']),
    );
    expect(new Set(items.map(({ mode }) => mode))).toEqual(new Set(['asIs', 'adapted', null]));
    expect(items.some(({ outdated }) => outdated)).toBe(true);
    expect(items.filter(({ benefit }) => benefit?.corroboratedAt).length).toBeGreaterThanOrEqual(2);
    const { items: practices } = await as('gerd').practices.list({ communityId: communityIds.seals, state: 'proven' });
    const measured = practices.find(({ title }) => title === 'Measure the shaft before you fit the second seal');
    expect(measured).toMatchObject({ version: 3, adoptions: { sustained: 4 } });
    const { items: versions } = await as('gerd').practices.listVersions({ practiceId: measured?.id ?? '' });
    expect(versions.map(({ mergedFrom }) => mergedFrom !== null)).toEqual([false, true, false]);
  });

  it('has a series of tickets with what was changed drawn in', async () => {
    const { outcomes } = as('eric');
    const { items } = await outcomes.list({ communityId: communityIds.seals });
    expect(items.map(({ name }) => name)).toEqual(['Repeat leaks after pump services']);
    const found = await outcomes.get({ seriesId: items[0]?.id ?? '' });
    if (!found.value) throw new Error('There is no series.');
    const { points, interventions } = found.value;
    expect(points.length).toBeGreaterThanOrEqual(16);
    expect(new Set(interventions.map(({ kind }) => kind))).toEqual(new Set(['practice', 'channelChange']));
    const share = (some: typeof points) => {
      const sum = (pick: (point: (typeof points)[number]) => number | null) =>
        some.reduce((total, point) => total + (pick(point) ?? 0), 0);
      return sum(({ numerator }) => numerator) / sum(({ denominator }) => denominator);
    };
    expect(share(points.slice(-6))).toBeLessThan(share(points.slice(0, 3)));
  });

  it('has people to ask, some of whom were invited, answered, declined or do not want to be asked', async () => {
    const { items } = await as('anton').experts.find({
      communityId: communityIds.seals,
      text: 'mechanical seal leaks again',
    });
    expect(items.length).toBeGreaterThanOrEqual(5);
    expect(items.map(({ person }) => person.name)).not.toContain('Claas Harms');
    const { activity } = cop.system({ name: 'test' });
    const verbs = new Map<string, number>();
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof activity.list>> = await activity.list({
        communityId: communityIds.seals,
        limit: 100,
        ...(after ? { after } : {}),
      });
      for (const { verb } of page.items) verbs.set(verb, (verbs.get(verb) ?? 0) + 1);
      after = page.next;
      if (!after) break;
    }
    for (const verb of ['route', 'refuse', 'ask', 'answer', 'accept', 'adopt', 'sustain', 'prove', 'fork', 'merge'])
      expect(verbs.get(verb), verb).toBeGreaterThan(0);
  });

  it('has somebody waiting at the door, somebody invited, a draft and a report', async () => {
    const asked = await as('gerd').membership.listRequests({ communityId: communityIds.seals });
    expect(asked.items.map(({ person }) => person.name)).toEqual(['Lina Haddad']);
    const flags = await as('gerd').threads.listFlags({ communityId: communityIds.seals });
    expect(flags.items.map(({ reason }) => reason)).toEqual(['confidential']);
    expect((await as('anton').drafts.list()).items).toHaveLength(2);
    const leads = await as('anton').communities.get({ communityId: communityIds['site-leads'] });
    expect(leads.you.state).toBe('invited');
    const { count } = await as('gerd').inbox.countUnread();
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(60);
  });

  it('knows every community that the pages name, under the ids that it gives them', async () => {
    const system = cop.system({ name: 'test' });
    const names = new Map(communities.map(({ key, name }) => [key, name]));
    for (const [key, communityId] of Object.entries(communityIds))
      expect((await system.communities.get({ communityId })).name).toBe(names.get(key));
    const site = join(import.meta.dirname, '../../../../examples/intranet/site');
    const named = readdirSync(site, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(html|js)$/.test(file))
      .flatMap((file) => readFileSync(join(site, file), 'utf8').match(/c_[0-9a-z]{16}/g) ?? []);
    expect(named.length).toBeGreaterThan(10);
    for (const id of new Set(named)) expect(Object.values(communityIds)).toContain(id);
  });
});
