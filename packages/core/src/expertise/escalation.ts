import * as z from 'zod';
import { THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { shortText } from '../operations/text.js';
import { unitKey, units } from '../people/records.js';
import { personCard } from '../people/schemas.js';
import { under } from '../store/keys.js';
import { UNITS } from '../store/partitions.js';
import { reader, scanAll } from '../store/reader.js';
import { personId } from '../threads/schemas.js';
import { stranger } from '../threads/view.js';
import type { ExpertiseApi } from './api.js';
import { escalations, unitLeads } from './records.js';

type In<K extends keyof ExpertiseApi> = InputOf<ExpertiseApi[K]>;
type Out<K extends keyof ExpertiseApi> = OutputOf<ExpertiseApi[K]>;

const to = z.enum(['facilitators', 'leads']);

async function setLead(context: WriteContext, { unitId, personId: lead }: In<'setLead'>): Promise<In<'setLead'>> {
  const key = unitKey(unitId);
  if (!(await context.get(units, key))) throw new CopkitError('not-found', 'There is no unit with this id.', 'unitId');
  if (lead === null) {
    if (await context.get(unitLeads, key)) context.remove(unitLeads, key);
    return { unitId, personId: null };
  }
  if ((await context.kit.people.record(lead))?.name == null)
    throw new CopkitError('not-found', 'There is no such person.', 'personId');
  context.put(unitLeads, key, { unitId, personId: lead });
  return { unitId, personId: lead };
}

async function getEscalation(context: ReadContext): Promise<Out<'getEscalation'>> {
  const chosen = await context.get(escalations, THE_ONE);
  const found = await scanAll(context, unitLeads, { index: 'unitLeads', ...under('unit/') });
  const people = await context.kit.people.cards(found.map(({ body }) => body.personId));
  return {
    to: chosen?.to ?? 'facilitators',
    leads: found.map(({ body }) => ({
      unitId: body.unitId,
      lead: people.get(body.personId) ?? stranger(body.personId),
    })),
  };
}

/** Along with copkit's own: who is erased leads no unit. */
export const leadErasedEffect: Effect = {
  type: 'erasure',
  async deliver(kit, _partition, payload) {
    const range = { index: 'unitLeads', ...under(`of:${String(payload.personId)}/`) };
    const found = await scanAll(reader(kit.storage, UNITS), unitLeads, range);
    if (found.length === 0) return;
    await kit.writers.mutate(UNITS, async (transaction) => {
      for (const { id } of found) {
        if ((await transaction.get(unitLeads, id))?.personId === payload.personId) transaction.remove(unitLeads, id);
      }
    });
  },
};

const forAdministrators = {
  allow: ['admin'],
  alsoReads: [escalations.name, unitLeads.name],
  home: () => UNITS,
} as const;

export const escalationOperations: readonly Operation[] = [
  write<In<'setLead'>, Out<'setLead'>, In<'setLead'>>({
    ...forAdministrators,
    name: 'expertise.setLead',
    summary: 'Names who is told of questions of a unit that stay unanswered.',
    input: z.strictObject({ unitId: shortText(100), personId: personId.nullable() }),
    output: z.strictObject({ unitId: z.string(), lead: personCard.nullable() }),
    run: setLead,
    async answer({ kit }, { unitId, personId: lead }) {
      return { unitId, lead: lead === null ? null : ((await kit.people.cards([lead])).get(lead) ?? stranger(lead)) };
    },
  }),

  write<In<'setEscalation'>, Out<'setEscalation'>, In<'setEscalation'>>({
    ...forAdministrators,
    name: 'expertise.setEscalation',
    summary: 'Says whom questions go to that the last round brought no answer to.',
    input: z.strictObject({ to }),
    output: z.strictObject({ to }),
    repeatable: true,
    async run(context, chosen) {
      context.put(escalations, THE_ONE, chosen);
      return chosen;
    },
    answer: async (_context, chosen) => chosen,
  }),

  read<In<'getEscalation'>, Out<'getEscalation'>>({
    ...forAdministrators,
    name: 'expertise.getEscalation',
    summary: 'Whom unanswered questions go to, and who leads the units.',
    input: z.strictObject({}) as unknown as z.ZodType<Record<string, never>>,
    output: z.strictObject({ to, leads: z.array(z.strictObject({ unitId: z.string(), lead: personCard })) }),
    run: getEscalation,
  }),
];
