import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import type { InterventionsApi } from './api.js';
import { interventions } from './records.js';

type In<K extends keyof InterventionsApi> = InputOf<InterventionsApi[K]>;

const unknown = () => new CopkitError('not-found', 'There is no such intervention.', 'interventionId');

export async function note(
  context: WriteContext,
  { kind, title, at: day, note: words }: In<'record'>,
): Promise<string> {
  const id = context.newId('intervention');
  const at = `${day}T00:00:00.000Z`;
  context.put(interventions, id, { id, kind, title, at, note: words ?? null, by: context.actor.id });
  context.log({ verb: kind === 'channelChange' ? 'changeChannel' : 'intervene', object: id, detail: { day } });
  return id;
}

export async function noted(context: ReadContext, id: string): Promise<OutputOf<InterventionsApi['record']>> {
  const record = await context.get(interventions, id);
  if (!record) throw unknown();
  const { by: _by, ...shown } = record;
  return shown;
}

export async function rescind(context: WriteContext, { interventionId }: In<'remove'>): Promise<string> {
  const record = await context.get(interventions, interventionId);
  if (!record) throw unknown();
  context.remove(interventions, interventionId);
  context.log({ verb: 'rescind', object: interventionId, detail: { day: record.at.slice(0, 10) } });
  return interventionId;
}
