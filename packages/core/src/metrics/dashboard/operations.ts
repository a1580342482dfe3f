import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read } from '../../operations/operation.js';
import { ANSWERABLE } from '../../operations/policy.js';
import { shortText } from '../../operations/text.js';
import { CATALOG } from '../../store/partitions.js';
import { communityId } from '../../threads/schemas.js';
import type { MetricsApi } from '../api.js';
import { metricNames } from '../operations.js';
import type { MetricPart } from '../part.js';
import * as schema from './schemas.js';

type In<K extends keyof MetricsApi> = InputOf<MetricsApi[K]>;
type Out<K extends keyof MetricsApi> = OutputOf<MetricsApi[K]>;

const handlers = () => import('./handlers.js');
const ofCommunity = (input: { readonly communityId: string }) => input.communityId;

/** Of all metrics that are registered, whoever brings them. */
export function dashboardOperations(parts: readonly MetricPart[]): readonly Operation[] {
  const name = metricNames(parts);
  const window = shortText(10);
  return [
    read<In<'getDashboard'>, Out<'getDashboard'>>({
      name: 'metrics.getDashboard',
      summary: 'All figures of a view of a community at once, with those of the windows before.',
      input: z.strictObject({ communityId, view: schema.view, window }),
      output: schema.dashboard(name, parts),
      allow: ANSWERABLE,
      community: ofCommunity,
      run: async (context, input) => (await handlers()).dashboard(context, input),
    }),

    read<In<'getBreakdown'>, Out<'getBreakdown'>>({
      name: 'metrics.getBreakdown',
      summary: 'A figure of a quarter by unit, topic or tenure; cells of a few are kept back.',
      input: z.strictObject({ communityId, metric: name, by: schema.dimension, window }),
      output: schema.breakdown,
      allow: ANSWERABLE,
      community: ofCommunity,
      run: async (context, input) => (await handlers()).breakdown(context, input),
    }),

    read<In<'getOrganisation'>, Out<'getOrganisation'>>({
      name: 'metrics.getOrganisation',
      summary:
        'How far the listed communities are measured and in which stage of their life they are; no league table.',
      input: z.strictObject({ window }),
      output: schema.organisation,
      allow: ['admin'],
      home: () => CATALOG,
      run: async (context, input) => (await handlers()).organisation(context, input),
    }),

    read<In<'getMyTies'>, Out<'getMyTies'>>({
      name: 'metrics.getMyTies',
      summary: 'With whom the actor exchanged replies, answers and thanks lately; for the actor alone.',
      input: z.strictObject({ communityId }),
      output: schema.myTies,
      allow: ['participant'],
      community: ofCommunity,
      run: async (context, input) => (await handlers()).myTies(context, input),
    }),
  ];
}
