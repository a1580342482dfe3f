import { theCommunity, type WriteContext } from '../operations/context.js';
import { isParticipant } from '../operations/policy.js';
import type { Role } from './api.js';
import { changeMembership, knownPerson } from './change.js';
import { refuseLastFacilitator } from './ending.js';
import { type In, standing, wrongState } from './transition.js';

export async function setRoles(context: WriteContext, input: In<'setRoles'>): Promise<string> {
  const theirs = await standing(context, input.personId);
  if (!theirs || !isParticipant(theirs)) throw wrongState('This person is not a member.');
  if (!input.roles.includes('facilitator')) {
    await refuseLastFacilitator(context, input.personId, 'The last facilitator cannot give up the role.');
  }
  await changeMembership(context, { personId: input.personId, state: theirs.state, roles: input.roles });
  context.log({
    verb: 'changeRoles',
    object: theCommunity(context).id,
    target: input.personId,
    detail: { roles: input.roles },
  });
  return input.personId;
}

export async function appoint(context: WriteContext, input: In<'appoint'>): Promise<string> {
  const { facilitatorIds, id } = theCommunity(context);
  if (facilitatorIds.includes(input.personId)) return input.personId;
  if (facilitatorIds.length > 0) {
    throw wrongState('This community has a facilitator, who says which roles its members have.');
  }
  await knownPerson(context, input.personId);
  const theirs = await standing(context, input.personId);
  const held = theirs && isParticipant(theirs) ? theirs.roles.filter((role) => role !== 'guest') : [];
  const given: Role[] = [...(held.length > 0 ? held : ['member' as const]), 'facilitator'];
  await changeMembership(context, { personId: input.personId, state: 'active', roles: given });
  context.log({ verb: 'changeRoles', object: id, target: input.personId, detail: { roles: given } });
  return input.personId;
}
