import { type Copkit, type CopkitApi, createCopkit, type Dashboard, type MetricName } from '@copkit/core';
import { evaluation } from '@copkit/core/evaluation';
import { memory } from '@copkit/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testData } from '../../fixtures/test-data.js';
import { importStackExchange } from './import.js';
import { type Row, readRows } from './xml-rows.js';

const PATIENCE = 240_000;
const NAME = 'stackexchange-cardano-2021';
const WINDOW = '2021';
const HOUR = 3_600_000;

const { directory, present, note } = testData(NAME);

async function rows(table: string): Promise<readonly Row[]> {
  const found: Row[] = [];
  const fault = ({ line, message }: { readonly line: number; readonly message: string }) => {
    throw new Error(`${table}:${line} ${message}`);
  };
  for await (const row of readRows(`${directory}/${table}.xml`, { fault })) found.push(row);
  return found;
}

const timeOf = ({ CreationDate }: Row) => Date.parse(`${CreationDate}Z`);
const isWithin = (row: Row) => new Date(timeOf(row)).getUTCFullYear() === Number(WINDOW);

/** Numbers that are none, wherever they stand. */
function brokenIn(value: unknown, path: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => brokenIn(each, `${path}.${key}`));
}

describe('the dashboard of an imported site', () => {
  let cop: Copkit;
  let admin: CopkitApi;
  let communityId: string;
  const dashboards = new Map<string, Dashboard>();

  beforeAll(async () => {
    if (!present) return;
    cop = await createCopkit({ storage: memory(), extensions: [evaluation()] });
    ({ communityId } = await importStackExchange({ cop, directory, community: 'Real' }));
    admin = cop.as({ hostId: 'admin', name: 'An Administrator', admin: true });
    for (const window of ['all', WINDOW, '2021-Q2'])
      dashboards.set(window, await admin.metrics.getDashboard({ communityId, view: 'facilitator', window }));
  }, PATIENCE);
  afterAll(() => cop?.close());

  it.skipIf(!present)(`has on each tile a figure, or why there is none and what would supply it${note}`, () => {
    for (const [window, { tiles }] of dashboards) {
      expect(tiles.length).toBeGreaterThan(50);
      for (const { metric, info, result } of tiles) {
        expect(brokenIn(result, `${window} ${metric}`)).toEqual([]);
        if (result.status === 'ok') {
          expect(result.value, metric).toBeDefined();
          continue;
        }
        expect(result.value, metric).toBeUndefined();
        expect(result.caveats.length, metric).toBeGreaterThan(0);
        const notMeasured = result.caveats.some(({ code }) => code === 'not-measured');
        if (notMeasured) expect(info.supply, metric).not.toBeNull();
      }
      expect(tiles.filter(({ result }) => result.status === 'ok').length).toBeGreaterThan(15);
    }
  });

  it.skipIf(!present)(`says of what a dump of questions cannot have that it is not measured${note}`, () => {
    const { tiles = [] } = dashboards.get('all') ?? {};
    const silent = tiles.filter(({ result }) => result.caveats.some(({ code }) => code === 'not-measured'));
    const names = silent.map(({ metric }) => metric);
    for (const metric of [
      'time-to-competence',
      'ideas-per-member',
      'trust',
      'mentoring-match',
      'story-cycles',
    ] as const)
      expect(names).toContain(metric);
  });

  it.skipIf(!present)(
    `tells of a year what its rows give when they are counted once more${note}`,
    async () => {
      const [posts, comments] = await Promise.all([rows('Posts'), rows('Comments')]);
      const questions = posts.filter(({ PostTypeId }) => PostTypeId === '1');
      const ofYear = questions.filter(isWithin);
      const get = async (metric: MetricName) =>
        (await admin.metrics.get({ communityId, metric, window: WINDOW })).value;

      const firstAnswer = new Map<string, number>();
      for (const answer of posts.filter(({ PostTypeId }) => PostTypeId === '2')) {
        const of = answer.ParentId ?? '';
        const question = questions.find(({ Id }) => Id === of);
        // Who answers themself has not been answered.
        if (question?.OwnerUserId !== undefined && question.OwnerUserId === answer.OwnerUserId) continue;
        firstAnswer.set(of, Math.min(timeOf(answer), firstAnswer.get(of) ?? Number.POSITIVE_INFINITY));
      }
      const answeredWithin = (hours: number) =>
        ofYear.filter(
          (row) => (firstAnswer.get(row.Id ?? '') ?? Number.POSITIVE_INFINITY) - timeOf(row) <= hours * HOUR,
        ).length;
      expect(await get('answer-rate')).toMatchObject({
        questions: ofYear.length,
        horizons: [24, 72, 168].map((hours) => ({ hours, answered: answeredWithin(hours) })),
      });

      // Of whoever deleted their account the name is left.
      const written = [
        ...posts
          .filter(({ PostTypeId }) => PostTypeId === '1' || PostTypeId === '2')
          .map((row) => [row, row.OwnerUserId ?? row.OwnerDisplayName]),
        ...comments.map((row) => [row, row.UserId ?? row.UserDisplayName]),
      ] as const;
      const writers = new Set(written.flatMap(([row, by]) => (isWithin(row as Row) && by ? [by] : [])));
      expect(await get('active-members')).toMatchObject({
        asides: [{ code: 'writers', value: writers.size }],
      });
    },
    PATIENCE,
  );
});
