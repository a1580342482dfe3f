import * as z from 'zod';
import { reason } from '../operations/inputs.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { ANSWERABLE } from '../operations/policy.js';
import { shortText } from '../operations/text.js';
import { communityId, personId } from '../threads/schemas.js';
import type { LifeCycleApi } from './api.js';
import * as schema from './schemas.js';

type In<K extends keyof LifeCycleApi> = InputOf<LifeCycleApi[K]>;
type Out<K extends keyof LifeCycleApi> = OutputOf<LifeCycleApi[K]>;

const handlers = () => import('./handlers.js');

export const lifeCycleOperations: readonly Operation[] = [
  read<In<'get'>, Out<'get'>>({
    name: 'lifeCycle.get',
    summary: 'Where a community stands in its life: what the log suggests, what was decided, targets against actuals.',
    input: z.strictObject({ communityId }),
    output: schema.panel,
    allow: ANSWERABLE,
    community: (input) => input.communityId,
    run: async (context) => (await handlers()).panel(context),
  }),

  read<In<'getStage'>, Out<'getStage'>>({
    name: 'lifeCycle.getStage',
    summary: 'In which stage its people say a community is.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ stage: schema.labels.nullable(), since: z.string().nullable() }),
    allow: ANSWERABLE,
    community: (input) => input.communityId,
    run: async (context) => (await handlers()).decidedStage(context),
  }),

  write<In<'decide'>, Out<'decide'>, string>({
    name: 'lifeCycle.decide',
    summary: 'Says in which stage the community is, and why.',
    input: z.strictObject({ communityId, stage: schema.stage, reason }),
    output: schema.panel,
    allow: ['facilitator'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).decide(context, input),
    answer: async (context) => (await handlers()).panel(context),
  }),

  write<In<'setTarget'>, Out<'setTarget'>, string>({
    name: 'lifeCycle.setTarget',
    summary: 'Sets a target of a metric for a stage, for which somebody answers.',
    input: z.strictObject({
      communityId,
      stage: schema.stage,
      metric: shortText(80),
      target: z.number().min(-1e9).max(1e9),
      direction: schema.direction.optional(),
      ownerId: personId,
      due: z.iso.date('must be a day such as 2026-01-31'),
    }),
    output: schema.target,
    allow: ['facilitator', 'sponsor'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).setTarget(context, input),
    answer: async (context, id) => (await handlers()).targetView(context, id),
  }),

  write<In<'removeTarget'>, Out<'removeTarget'>, string>({
    name: 'lifeCycle.removeTarget',
    summary: 'Drops a target.',
    input: z.strictObject({ targetId: schema.targetId }),
    output: z.strictObject({ targetId: z.string() }),
    allow: ['facilitator', 'sponsor'],
    community: (input) => input.targetId,
    run: async (context, input) => (await handlers()).removeTarget(context, input),
    answer: async (_context, targetId) => ({ targetId }),
  }),
];
