import { cards } from '../../communities/records.js';
import type { ReadContext } from '../../operations/context.js';
import type { InputOf } from '../../operations/operation.js';
import { EVERY_KEY } from '../../store/keys.js';
import { CATALOG } from '../../store/partitions.js';
import { scanAll } from '../../store/reader.js';
import type { MetricName, MetricResult, MetricsApi, NextStep } from '../api.js';
import { metricsOf } from '../catalogue.js';
import { headlineOf } from '../headline.js';
import { type Measurer, measurer } from '../measure.js';
import type { AnyMetric } from '../part.js';
import type { CommunityState, Organisation, OrganisationTotal } from './api.js';
import { isNotMeasured } from './tiles.js';

/** From which metric each total comes: its headline, or the records it is made of. */
const TOTALS: readonly (Pick<OrganisationTotal, 'code' | 'label'> & {
  readonly metric: MetricName;
  readonly of: (metric: AnyMetric, result: MetricResult<unknown>) => number | null;
})[] = [
  {
    code: 'active-members',
    label: 'Active members, those of several communities more than once',
    metric: 'active-members',
    of: ({ info }, result) => headlineOf(info.shape, result as never),
  },
  {
    code: 'questions',
    label: 'Questions watched for an answer',
    metric: 'answer-rate',
    of: (_, { nRecords }) => nRecords,
  },
  { code: 'adoptions', label: 'Adoptions of practices', metric: 'adoption-as-is', of: (_, { nRecords }) => nRecords },
];

/** What its people confirmed, where the life cycle is kept. */
async function stageOf({ kit }: ReadContext, communityId: string): Promise<string | null> {
  if (!kit.operations.has('lifeCycle.getStage')) return null;
  const decided = (await kit.callAsSystem('lifeCycle.getStage', { communityId })) as {
    readonly stage: { readonly stage: string } | null;
  };
  return decided.stage?.stage ?? null;
}

interface Measured {
  readonly metric: AnyMetric;
  readonly result: MetricResult<unknown>;
}

async function measured(context: ReadContext, measure: Measurer, window: string): Promise<Measured[]> {
  const found: Measured[] = [];
  for (const metric of (await metricsOf(context.kit)).values()) {
    // What takes long says nothing of the state of a community.
    if (metric.costly || metric.gather) continue;
    found.push({ metric, result: await measure(metric, window) });
    await new Promise((resolve) => setTimeout(resolve));
    context.signal?.throwIfAborted();
  }
  return found;
}

function stateOf(results: readonly MetricResult<unknown>[]): Pick<CommunityState, 'measures' | 'next'> {
  const count = (holds: (result: MetricResult<unknown>) => boolean) => results.filter(holds).length;
  const next = results.flatMap((result): NextStep[] => (result.status === 'ok' && result.next ? [result.next] : []));
  return {
    measures: {
      ok: count(({ status }) => status === 'ok'),
      suppressed: count(({ status }) => status === 'suppressed'),
      insufficient: count((result) => result.status === 'insufficient' && !isNotMeasured(result)),
      notMeasured: count(isNotMeasured),
    },
    next: [...new Set(next)],
  };
}

export async function organisation(
  context: ReadContext,
  { window }: InputOf<MetricsApi['getOrganisation']>,
): Promise<Organisation> {
  const communities: CommunityState[] = [];
  const figures: Measured[][] = [];
  for (const { body } of await scanAll(context.in(CATALOG), cards, { index: 'cards', ...EVERY_KEY })) {
    if (body.archived) continue;
    const measure = await measurer(context, body.id);
    const found = await measured(context, measure, window);
    figures.push(found);
    const stage = await stageOf(context, body.id);
    communities.push({ communityId: body.id, name: body.name, stage, ...stateOf(found.map(({ result }) => result)) });
  }
  const totals = TOTALS.map(({ code, label, metric, of }): OrganisationTotal => {
    const told = figures.flatMap((own) =>
      own.flatMap((each) => {
        const value = each.metric.name === metric && each.result.status === 'ok' ? of(each.metric, each.result) : null;
        return value === null ? [] : [value];
      }),
    );
    return {
      code,
      label,
      value: told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0),
      communities: told.length,
      leftOut: figures.length - told.length,
    };
  });
  return { window, communities, totals };
}
