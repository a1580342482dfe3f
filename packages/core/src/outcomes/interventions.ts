import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { longText, shortText } from '../operations/text.js';
import { communityId } from '../threads/schemas.js';
import type { InterventionsApi } from './api.js';
import { interventions } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof InterventionsApi> = InputOf<InterventionsApi[K]>;
type Out<K extends keyof InterventionsApi> = OutputOf<InterventionsApi[K]>;

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
    async run(context, { kind, title, at: day, note = null }) {
      const id = context.newId('intervention');
      const at = `${day}T00:00:00.000Z`;
      context.put(interventions, id, { id, kind, title, at, note, by: context.actor.id });
      context.log({ verb: kind === 'channelChange' ? 'changeChannel' : 'intervene', object: id, detail: { day } });
      return id;
    },
    async answer(context, id) {
      const record = await context.get(interventions, id);
      if (!record) throw unknown();
      const { by: _by, ...shown } = record;
      return shown;
    },
  }),

  write<In<'remove'>, Out<'remove'>, string>({
    name: 'interventions.remove',
    summary: 'Takes back a change that was noted.',
    input: z.strictObject({ interventionId: schema.interventionId }),
    output: z.strictObject({ interventionId: z.string() }),
    allow: ['facilitator', 'sponsor'],
    community: (input) => input.interventionId,
    async run(context, { interventionId }) {
      const record = await context.get(interventions, interventionId);
      if (!record) throw unknown();
      context.remove(interventions, interventionId);
      context.log({ verb: 'rescind', object: interventionId, detail: { day: record.at.slice(0, 10) } });
      return interventionId;
    },
    answer: async (_context, interventionId) => ({ interventionId }),
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'interventions.list',
    summary: 'What was changed and when: what was noted, and practices that were published.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(schema.intervention) }),
    allow: ['reader'],
    community: (input) => input.communityId,
    run: async (context) => ({ items: await (await import('../late/oversight.js')).outcomes.changesOf(context) }),
  }),
];

const unknown = () => new CopkitError('not-found', 'There is no such intervention.', 'interventionId');
