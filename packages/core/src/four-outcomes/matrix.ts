import { catalogueOf, figureOf, windowNamed } from '../life-cycle/figures.js';
import type { MetricInfo } from '../metrics/api.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import type { OutcomesApi } from '../outcomes/api.js';
import { changesOf } from '../outcomes/changes.js';
import { definition, get as seriesOf } from '../outcomes/series.js';
import { EVERY_KEY, under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { surveyResults, surveyWaves } from '../surveys/records.js';
import type { MatrixCellView, MatrixFigure, MatrixSurvey, OrganisationOutcome } from './api.js';
import { type PlannedCell, type PlannedRow, plan } from './plan.js';
import { seriesOutcomes } from './records.js';

type In<K extends 'getMatrix' | 'assign'> = InputOf<OutcomesApi[K]>;

interface Asked {
  readonly context: ReadContext;
  readonly communityId: string;
  readonly window: string;
  readonly from: string;
  readonly to: string;
  readonly catalogue: readonly MetricInfo[];
}

export async function getMatrix(
  context: ReadContext,
  { communityId, window }: In<'getMatrix'>,
): Promise<OutputOf<OutcomesApi['getMatrix']>> {
  const { from, to } = await windowNamed(context, communityId, window);
  const asked: Asked = { context, communityId, window, from, to, catalogue: await catalogueOf(context) };
  const rows = await Promise.all(
    plan.map(async (row) => ({
      outcome: row.outcome,
      label: row.label,
      cells: await Promise.all(row.cells.map((cell) => cellOf(asked, row, cell))),
    })),
  );
  const changes = (await changesOf(context)).filter(({ at }) => from <= at && at < to);
  return { communityId, window, from, to, rows, changes };
}

async function cellOf(asked: Asked, { outcome }: PlannedRow, cell: PlannedCell): Promise<MatrixCellView> {
  const { column, label } = cell;
  const [figures, series, surveys] = await Promise.all([
    figuresOf(asked, cell),
    column === 'outcome' ? seriesFor(asked.context, outcome) : [],
    surveysOf(asked, cell),
  ]);
  const missing = [
    figures.length > 0 && figures.every(({ result }) => result.status !== 'ok'),
    column === 'outcome' && series.every(({ result }) => result.status !== 'ok'),
  ];
  const measured = surveys.length > 0 || [...figures, ...series].some(({ result }) => result.status === 'ok');
  const [ofRecords, ...others] = cell.supply;
  const supply =
    column === 'outcome'
      ? [...(missing[0] && ofRecords ? [ofRecords] : []), ...(missing[1] ? others : [])]
      : measured
        ? []
        : cell.supply;
  return {
    column,
    label,
    hypothesis: column !== 'outcome',
    status: measured ? 'measured' : 'not-measured',
    figures,
    series,
    surveys,
    supply,
  };
}

async function figuresOf(asked: Asked, { metrics }: PlannedCell): Promise<MatrixFigure[]> {
  const { context, communityId, window, catalogue } = asked;
  const found = metrics.flatMap((name) => catalogue.find((info) => info.name === name) ?? []);
  return Promise.all(
    found.map(async (info) => {
      const { result } = await figureOf(context, info, { communityId, window });
      return { metric: info.name, label: info.label, grade: info.grade, rung: info.rung, result };
    }),
  );
}

/** The host’s series of an outcome as a whole: what a change did is seen beside what was before. */
async function seriesFor(context: ReadContext, outcome: OrganisationOutcome): Promise<MatrixCellView['series']> {
  const assigned = await scanAll(context, seriesOutcomes, { index: 'outcomes', ...under(`${outcome}/`) });
  return Promise.all(
    assigned.map(async ({ id }) => ({
      series: await definition(context, id),
      result: await seriesOf(context, { seriesId: id }),
    })),
  );
}

/** The last wave that ended by the end of the window and was let out. */
async function surveysOf({ context, to }: Asked, { survey }: PlannedCell): Promise<MatrixSurvey[]> {
  if (survey === undefined) return [];
  const waves = (await scanAll(context, surveyWaves, { index: 'waves', ...EVERY_KEY })).map(({ body }) => body);
  const released = waves.filter(({ kind, state, until }) => kind === survey && state === 'released' && until < to);
  const last = released.sort((a, b) => (a.until < b.until ? 1 : -1))[0];
  const result = last && (await context.get(surveyResults, last.id));
  if (!last || result?.status !== 'ok') return [];
  const { id: waveId, title, until } = last;
  const dimensions = result.dimensions.map(({ dimension, status, mean, respondents }) => ({
    dimension,
    status,
    mean,
    respondents,
  }));
  return [{ waveId, title, until, dimensions }];
}

export async function assign(context: WriteContext, { seriesId, outcome }: In<'assign'>): Promise<In<'assign'>> {
  await definition(context, seriesId);
  if (outcome !== null) context.put(seriesOutcomes, seriesId, { outcome });
  else if (await context.get(seriesOutcomes, seriesId)) context.remove(seriesOutcomes, seriesId);
  context.log({ verb: 'outcomes.assign', object: seriesId, detail: { outcome } });
  return { seriesId, outcome };
}
