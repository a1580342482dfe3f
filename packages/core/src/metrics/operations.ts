import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { ANSWERABLE } from '../operations/policy.js';
import { shortText } from '../operations/text.js';
import { CATALOG } from '../store/partitions.js';
import { communityId } from '../threads/schemas.js';
import type { MetricName, MetricsApi } from './api.js';
import type { MetricPart } from './part.js';
import * as schema from './schemas.js';

type In<K extends keyof MetricsApi> = InputOf<MetricsApi[K]>;
type Out<K extends keyof MetricsApi> = OutputOf<MetricsApi[K]>;

const handlers = async () => (await import('../late/oversight.js')).metrics;

/** The metrics that are there without an extension. */
export const firstMetrics: MetricPart = {
  values: schema.firstValues,
  load: async () => (await handlers()).firstMetrics,
};

/** The names of metrics as input. */
export const metricNames = (parts: readonly MetricPart[]): z.ZodType<MetricName> =>
  z.enum(parts.flatMap(({ values }) => Object.keys(values)) as MetricName[]);

/** What is registered is what may be asked for, and what answers look like. */
export function metricsOperations(parts: readonly MetricPart[]): readonly Operation[] {
  const name = metricNames(parts);
  return [
    read<In<'list'>, Out<'list'>>({
      name: 'metrics.list',
      summary: 'What is measured, how, and how far it can be trusted.',
      input: z.strictObject({}) as unknown as z.ZodType<Record<string, never>>,
      output: z.strictObject({ items: z.array(schema.metricInfo(name)) }),
      allow: ['person'],
      home: () => CATALOG,
      run: async ({ kit }) => ({ items: await (await handlers()).catalogue(kit) }),
    }),

    read<In<'listWindows'>, Out<'listWindows'>>({
      name: 'metrics.listWindows',
      summary: 'The windows of the calendar for which there are figures.',
      input: z.strictObject({ communityId }),
      output: z.strictObject({ items: z.array(schema.metricWindow), nextAt: z.string() }),
      allow: ANSWERABLE,
      community: (input) => input.communityId,
      run: async (context, input) => (await handlers()).windowsOf(context, input.communityId),
    }),

    read<In<'get'>, Out<'get'>>({
      name: 'metrics.get',
      summary: 'One figure of a community for one window of the calendar.',
      input: z.strictObject({ communityId, metric: name, window: shortText(10) }),
      output: schema.metricResult(parts),
      allow: ANSWERABLE,
      community: (input) => input.communityId,
      run: async (context, input) => (await handlers()).measure(context, input),
    }),
  ];
}
