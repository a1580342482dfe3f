import { ask, catalogueOf, figureOf, windowNamed } from '../life-cycle/figures.js';
import { type Cycle, cycles, type StoryStep, valueMatrix } from '../measures/value.js';
import type { MetricResult } from '../metrics/api.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import type { OutcomeSeries } from '../outcomes/api.js';
import { scanAll } from '../store/reader.js';
import type { MatrixIndicator, StoriesApi, ValueMatrixView } from './api.js';
import { CYCLES } from './cycles.js';
import { type StoryRecord, stories } from './records.js';

const MOST_NAMED = 10;

/** Cycle by indicator, beside the stories that were published in the window. */
export async function getMatrix(
  context: ReadContext,
  { communityId, window }: InputOf<StoriesApi['getMatrix']>,
): Promise<ValueMatrixView> {
  const { from, to } = await windowNamed(context, communityId, window);
  const [indicators, told] = await Promise.all([
    indicatorsOf(context, communityId, window),
    publishedIn(context, from, to),
  ]);
  const { cells, coverage, chains } = valueMatrix(
    indicators.map(({ cycle, metric, result }) => ({ cycle, name: metric, measured: result.status === 'ok' })),
    told.map(({ id, steps }) => ({ id, steps: countedSteps(steps) })),
  );
  return {
    rows: cells.map((cell) => ({
      cycle: cell.cycle,
      prompt: CYCLES[cell.cycle].prompt,
      indicators: indicators.flatMap(({ cycle, ...indicator }) => (cycle === cell.cycle ? [indicator] : [])),
      stories: cell.stories,
      storyIds: told
        .filter(({ steps }) => steps.some(({ cycle }) => cycle === cell.cycle))
        .slice(0, MOST_NAMED)
        .map(({ id }) => id),
    })),
    coverage,
    chains: chains && { ...chains, stories: told.length },
    window: [from, to],
  };
}

/** The matrix has the first five cycles; steps of the later ones are read and not counted. */
export function countedSteps(steps: StoryRecord['steps']): StoryStep[] {
  return steps.flatMap(({ cycle, evidence }) => {
    const counted = cycles.find((each) => each === cycle);
    return counted ? [{ cycle: counted, evidence: evidence.length }] : [];
  });
}

/** Published in the window, the newest first. */
export async function publishedIn(context: ReadContext, from: string, to: string): Promise<StoryRecord[]> {
  const range = { index: 'stories', from: `published/${from}`, to: `published/${to}`, reverse: true };
  return (await scanAll(context, stories, range)).map(({ body }) => body);
}

type Indicator = MatrixIndicator & { readonly cycle: Cycle };

async function indicatorsOf(context: ReadContext, communityId: string, window: string): Promise<Indicator[]> {
  const catalogue = await catalogueOf(context);
  const wanted = cycles.flatMap((cycle) =>
    CYCLES[cycle].metrics.flatMap((name) => {
      const info = catalogue.find((each) => each.name === name);
      return info ? [{ cycle, info }] : [];
    }),
  );
  const figures = await Promise.all(
    wanted.map(async ({ cycle, info }): Promise<Indicator> => {
      const { metric, result } = await figureOf(context, info, { communityId, window });
      return { cycle, metric, label: info.label, grade: info.grade, result };
    }),
  );
  return [...figures, ...(await seriesOf(context, communityId))];
}

/** What the host's systems count is what results are seen by: each series is an indicator of the realised cycle. */
async function seriesOf(context: ReadContext, communityId: string): Promise<Indicator[]> {
  const { items } = await ask<{ items: readonly OutcomeSeries[] }>(context, 'outcomes.list', { communityId });
  return Promise.all(
    items.map(async ({ id, name }): Promise<Indicator> => {
      const result = await ask<MetricResult<unknown>>(context, 'outcomes.get', { seriesId: id });
      return { cycle: 'realised', metric: id, label: name, grade: result.grade, result };
    }),
  );
}
