import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { ANSWERABLE } from '../operations/policy.js';
import { shortText } from '../operations/text.js';
import { CATALOG } from '../store/partitions.js';
import { communityId } from '../threads/schemas.js';
import type { MetricsApi } from './api.js';
import * as schema from './schemas.js';

type In<K extends keyof MetricsApi> = InputOf<MetricsApi[K]>;
type Out<K extends keyof MetricsApi> = OutputOf<MetricsApi[K]>;

const handlers = async () => (await import('../late/oversight.js')).metrics;

export const metricsOperations: readonly Operation[] = [
  read<In<'list'>, Out<'list'>>({
    name: 'metrics.list',
    summary: 'What is measured, how, and how far it can be trusted.',
    input: z.strictObject({}) as unknown as z.ZodType<Record<string, never>>,
    output: z.strictObject({ items: z.array(schema.metricInfo) }),
    allow: ['person'],
    home: () => CATALOG,
    run: async () => ({ items: (await handlers()).catalogue }),
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
    input: z.strictObject({ communityId, metric: z.enum(schema.metricNames), window: shortText(10) }),
    output: schema.metricResult,
    allow: ANSWERABLE,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).measure(context, input),
  }),
];
