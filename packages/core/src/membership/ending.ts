import { CopkitError } from '../errors.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import { isParticipant } from '../operations/policy.js';
import { practices } from '../practices/records.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { OfPerson, Role } from './api.js';
import { changeMembership } from './change.js';
import { endedStates } from './records.js';
import { type In, oneself, standing, wrongState } from './transition.js';

export async function refuseLastFacilitator(context: WriteContext, person: string, what: string): Promise<void> {
  const { facilitatorIds } = theCommunity(context);
  if (facilitatorIds.length === 1 && facilitatorIds[0] === person) {
    throw wrongState(`${what} Name another facilitator first.`);
  }
}

export async function leave(context: WriteContext, input: In<'leave'>): Promise<string> {
  const me = oneself(context);
  const { facilitatorIds, id } = theCommunity(context);
  if (input.successorId !== undefined && facilitatorIds.includes(me)) {
    const theirs = await standing(context, input.successorId);
    if (input.successorId === me || !theirs || theirs.state !== 'active') {
      throw new CopkitError('invalid', 'A successor must be another active member.', 'successorId');
    }
    const given: Role[] = [...theirs.roles.filter((role) => role !== 'guest'), 'facilitator'];
    await changeMembership(context, { personId: input.successorId, state: 'active', roles: given });
    context.log({ verb: 'changeRoles', object: id, target: input.successorId, detail: { roles: given } });
  } else if (facilitatorIds.length === 1 && facilitatorIds[0] === me) {
    throw new CopkitError('conflict', 'You are the last facilitator. Name a successor to leave.', 'successorId');
  }
  await changeMembership(context, { personId: me, state: 'left', roles: [] });
  context.log({ verb: 'leave', object: id });
  return me;
}

export async function remove(context: WriteContext, input: In<'remove'>): Promise<string> {
  const theirs = await standing(context, input.personId);
  if (!theirs || !(isParticipant(theirs) || theirs.state === 'invited'))
    throw wrongState('This person is not a member.');
  await refuseLastFacilitator(context, input.personId, 'The last facilitator cannot be removed.');
  await changeMembership(context, {
    personId: input.personId,
    state: 'removed',
    roles: [],
    reason: input.reason ?? null,
  });
  context.log({ verb: 'remove', object: theCommunity(context).id, target: input.personId });
  return input.personId;
}

/**
 * A right to erasure is no facilitator's to refuse, and goes before the rule that one must be left. What nobody but the
 * person was meant to read goes with them, also where they had left already.
 */
export async function end(context: WriteContext, input: OfPerson): Promise<string> {
  for (const { id } of await scanAll(context, practices, {
    index: 'practices',
    ...under(`draft:${input.personId}/`),
  })) {
    if ((await context.get(practices, id))?.state === 'draft') context.remove(practices, id);
  }
  const theirs = await standing(context, input.personId);
  if (!theirs || endedStates.has(theirs.state)) return input.personId;
  await changeMembership(context, { personId: input.personId, state: 'left', roles: [] });
  context.log({ verb: 'leave', object: theCommunity(context).id, target: input.personId });
  return input.personId;
}

export async function setDormant(context: WriteContext, input: In<'setDormant'>): Promise<string> {
  const who = input.personId ?? oneself(context);
  const theirs = await standing(context, who);
  if (!theirs || !isParticipant(theirs)) throw wrongState('This person is not a member.');
  const state = input.dormant ? 'dormant' : 'active';
  if (theirs.state === state) return who;
  await changeMembership(context, { personId: who, state, roles: theirs.roles });
  context.log({ verb: input.dormant ? 'rest' : 'wake', object: theCommunity(context).id, target: who });
  return who;
}
