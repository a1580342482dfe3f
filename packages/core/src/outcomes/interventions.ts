import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { longText, shortText } from '../operations/text.js';
import { communityId } from '../threads/schemas.js';
import type { InterventionsApi } from './api.js';
import * as schema from './schemas.js';

type In<K extends keyof InterventionsApi> = InputOf<InterventionsApi[K]>;
type Out<K extends keyof InterventionsApi> = OutputOf<InterventionsApi[K]>;

const handlers = async () => (await import('../late/oversight.js')).outcomes;

export const interventionOperations: readonly Operation[] = [
  write<In<'record'>, Out<'record'>, string>({
    name: 'interventions.record',
    summary: 'Notes when something was changed, to be drawn into series.',
    input: z.strictObject({
      communityId,
      kind: z.enum(['channelChange', 'other']),
      title: shortText(200),
      at: z.iso.date('must be a day such as 2026-01-31'),
      note: longText(2_000).optional(),
    }),
    output: schema.intervention,
    allow: ['facilitator', 'sponsor'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).note(context, input),
    answer: async (context, id) => (await handlers()).noted(context, id),
  }),

  write<In<'remove'>, Out<'remove'>, string>({
    name: 'interventions.remove',
    summary: 'Takes back a change that was noted.',
    input: z.strictObject({ interventionId: schema.interventionId }),
    output: z.strictObject({ interventionId: z.string() }),
    allow: ['facilitator', 'sponsor'],
    community: (input) => input.interventionId,
    run: async (context, input) => (await handlers()).rescind(context, input),
    answer: async (_context, interventionId) => ({ interventionId }),
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'interventions.list',
    summary: 'What was changed and when: what was noted, and practices that were published.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(schema.intervention) }),
    allow: ['reader'],
    community: (input) => input.communityId,
    run: async (context) => ({ items: await (await handlers()).changesOf(context) }),
  }),
];
