import { CopkitError } from '../errors.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import { isParticipant } from '../operations/policy.js';
import type { MembershipState, Role } from './api.js';
import { changeMembership, knownPerson } from './change.js';
import { requests } from './records.js';
import { become, type In, oneself, standing, wrongState } from './transition.js';

/** Tells somebody how their membership stands, or a facilitator that the actor asks for one. */
function notifyOfMembership(context: WriteContext, person: string, state: MembershipState): void {
  context.notify(person, `membership ${theCommunity(context).id} ${context.actor.id} ${context.now}`, {
    type: 'membership',
    object: theCommunity(context).id,
    actor: context.actor.id,
    detail: { state },
    forStaff: state === 'requested',
  });
}

export async function join(context: WriteContext, input: In<'join'>): Promise<string> {
  const me = oneself(context);
  const mine = await standing(context, me);
  const community = theCommunity(context);
  if (mine && isParticipant(mine)) return me;
  if (mine?.state === 'invited') return become(context, me, mine.roles);
  if (community.joinPolicy === 'invitation' || mine?.state === 'removed') {
    throw new CopkitError('forbidden', 'This community is joined by invitation. Ask one of its facilitators.');
  }
  if (community.joinPolicy === 'open') return become(context, me, ['member']);
  context.put(requests, me, { personId: me, message: input.message ?? null, at: context.now });
  await changeMembership(context, { personId: me, state: 'requested', roles: [] });
  for (const facilitatorId of community.facilitatorIds) notifyOfMembership(context, facilitatorId, 'requested');
  context.log({ verb: 'request', object: community.id });
  return me;
}

export async function cancelRequest(context: WriteContext): Promise<string> {
  const me = oneself(context);
  if ((await standing(context, me))?.state !== 'requested') throw wrongState('There is no request to take back.');
  await changeMembership(context, { personId: me, state: 'left', roles: [] });
  return me;
}

export async function approve(context: WriteContext, input: In<'approve'>): Promise<string> {
  if ((await standing(context, input.personId))?.state !== 'requested')
    throw wrongState('This person has not asked to join.');
  await knownPerson(context, input.personId);
  await become(context, input.personId, ['member']);
  notifyOfMembership(context, input.personId, 'active');
  context.log({ verb: 'approve', object: theCommunity(context).id, target: input.personId });
  return input.personId;
}

export async function decline(context: WriteContext, input: In<'decline'>): Promise<string> {
  if ((await standing(context, input.personId))?.state !== 'requested')
    throw wrongState('This person has not asked to join.');
  await changeMembership(context, {
    personId: input.personId,
    state: 'declined',
    roles: [],
    reason: input.reason ?? null,
  });
  notifyOfMembership(context, input.personId, 'declined');
  context.log({ verb: 'decline', object: theCommunity(context).id, target: input.personId });
  return input.personId;
}

export async function invite(context: WriteContext, input: In<'invite'>): Promise<string> {
  await knownPerson(context, input.personId);
  const theirs = await standing(context, input.personId);
  if (theirs && isParticipant(theirs)) throw wrongState('This person is a member already.');
  const invitedAs: Role[] = [input.role ?? 'member'];
  notifyOfMembership(context, input.personId, theirs?.state === 'requested' ? 'active' : 'invited');
  if (theirs?.state === 'requested') return become(context, input.personId, invitedAs);
  await changeMembership(context, { personId: input.personId, state: 'invited', roles: invitedAs });
  context.log({
    verb: 'invite',
    object: theCommunity(context).id,
    target: input.personId,
    detail: { role: invitedAs[0] ?? 'member' },
  });
  return input.personId;
}

export async function accept(context: WriteContext): Promise<string> {
  const me = oneself(context);
  const mine = await standing(context, me);
  if (mine?.state !== 'invited') throw wrongState('There is no invitation to accept.');
  return become(context, me, mine.roles);
}

export async function refuse(context: WriteContext): Promise<string> {
  const me = oneself(context);
  if ((await standing(context, me))?.state !== 'invited') throw wrongState('There is no invitation to decline.');
  await changeMembership(context, { personId: me, state: 'declined', roles: [] });
  context.log({ verb: 'refuse', object: theCommunity(context).id });
  return me;
}
