import { CopkitError } from '../errors.js';
import { memberships } from '../membership/records.js';
import type { MetricShape } from '../metrics/api.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { LifeCycleApi } from './api.js';
import { catalogueOf } from './figures.js';
import { stageDecisions, stageSuggestions, stageTargets } from './records.js';
import { suggestionOf } from './suggesting.js';

/** Shapes of values without a headline. */
const NUMBERLESS: ReadonlySet<MetricShape> = new Set(['groups', 'range', 'against-chance']);

type In<K extends keyof LifeCycleApi> = InputOf<LifeCycleApi[K]>;

export async function decide(context: WriteContext, { stage, reason }: In<'decide'>): Promise<string> {
  const id = context.newId('lifecycle-decision');
  const suggestion = await suggestionOf(context);
  context.put(stageSuggestions, id, suggestion);
  context.put(stageDecisions, id, { id, stage, reason, by: context.actor.id, at: context.now });
  context.log({
    verb: 'lifeCycle.decide',
    object: theCommunity(context).id,
    detail: { stage, suggested: suggestion.stage },
  });
  return id;
}

export async function setTarget(context: WriteContext, input: In<'setTarget'>): Promise<string> {
  const { stage, metric, target, direction = 'at-least', ownerId, due } = input;
  const info = (await catalogueOf(context)).find(({ name }) => name === metric);
  if (!info) throw new CopkitError('not-found', 'There is no such metric: see metrics.list.', 'metric');
  if (NUMBERLESS.has(info.shape))
    throw new CopkitError('invalid', 'This metric comes down to no single number.', 'metric');
  if (due < context.now.slice(0, 10)) throw new CopkitError('invalid', 'This day is over.', 'due');
  if (!isParticipant(await context.get(memberships, ownerId)))
    throw new CopkitError('not-found', 'Only a member of the community answers for a target.', 'ownerId');
  const earlier = await scanAll(context, stageTargets, { index: 'targets', ...under(`${stage}/${metric}/`) });
  for (const { id } of earlier) context.remove(stageTargets, id);
  const id = context.newId('lifecycle-target');
  const said = { id, stage, metric, target, direction, ownerId, due };
  context.put(stageTargets, id, { ...said, by: context.actor.id, at: context.now });
  context.log({ verb: 'lifeCycle.setTarget', object: id, target: ownerId, detail: { stage, metric, due } });
  context.notify(ownerId, `target ${id}`, {
    type: 'evaluation',
    object: theCommunity(context).id,
    actor: context.actor.id,
    detail: { change: 'target', stage, metric, label: info.label, target, direction, due },
  });
  return id;
}

export async function removeTarget(context: WriteContext, { targetId }: In<'removeTarget'>): Promise<string> {
  const target = await context.get(stageTargets, targetId);
  if (!target) throw new CopkitError('not-found', 'There is no such target.', 'targetId');
  context.remove(stageTargets, targetId);
  context.log({ verb: 'lifeCycle.removeTarget', object: targetId, detail: { metric: target.metric } });
  return targetId;
}
