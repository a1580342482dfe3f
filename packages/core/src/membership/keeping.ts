import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import type { Operation } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import { longText } from '../operations/text.js';
import type { OfPerson, Role } from './api.js';
import { changeMembership } from './change.js';
import { knownPerson } from './joining.js';
import { endedStates } from './records.js';
import * as schema from './schemas.js';
import { communityId, type In, oneself, personId, standing, transition, wrongState } from './transition.js';

async function refuseLastFacilitator(context: WriteContext, person: string, what: string): Promise<void> {
  const { facilitatorIds } = theCommunity(context);
  if (facilitatorIds.length === 1 && facilitatorIds[0] === person) {
    throw wrongState(`${what} Name another facilitator first.`);
  }
}

/** What becomes of a membership once there is one. */
export const keepingOperations: readonly Operation[] = [
  transition<In<'leave'>>({
    name: 'membership.leave',
    summary: 'Leaves a community; its last facilitator names a successor.',
    input: z.strictObject({ communityId, successorId: personId.optional() }),
    allow: ['participant'],
    whenArchived: true,
    async run(context, input) {
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
    },
  }),

  transition<In<'remove'>>({
    name: 'membership.remove',
    summary: 'Removes a member, or takes back an invitation.',
    input: z.strictObject({ communityId, personId, reason: longText(1_000).optional() }),
    allow: ['facilitator'],
    async run(context, input) {
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
    },
  }),

  transition<In<'setRoles'>>({
    name: 'membership.setRoles',
    summary: 'Says which roles a member has.',
    input: z.strictObject({ communityId, personId, roles: z.array(schema.role).min(1).max(6) }),
    allow: ['facilitator'],
    async run(context, input) {
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
    },
  }),

  transition<In<'appoint'>>({
    name: 'membership.appoint',
    summary: 'Gives a community that has no facilitator one.',
    input: z.strictObject({ communityId, personId }),
    allow: ['sponsor', 'admin'],
    async run(context, input) {
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
    },
  }),

  // A right to erasure is no facilitator's to refuse, and goes before the rule that one must be left.
  transition<OfPerson>({
    name: 'membership.end',
    summary: 'Ends the membership of somebody who was erased.',
    input: z.strictObject({ communityId, personId }),
    allow: ['system'],
    async run(context, input) {
      const theirs = await standing(context, input.personId);
      if (!theirs || endedStates.has(theirs.state)) return input.personId;
      await changeMembership(context, { personId: input.personId, state: 'left', roles: [] });
      context.log({ verb: 'leave', object: theCommunity(context).id, target: input.personId });
      return input.personId;
    },
  }),

  transition<In<'setDormant'>>({
    name: 'membership.setDormant',
    summary: 'Lets a membership rest, or wakes it.',
    input: z.strictObject({ communityId, personId: personId.optional(), dormant: z.boolean() }),
    allow: ['facilitator', 'owner'],
    owner: (context, input) => input.personId ?? context.actor.id,
    async run(context, input) {
      const who = input.personId ?? oneself(context);
      const theirs = await standing(context, who);
      if (!theirs || !isParticipant(theirs)) throw wrongState('This person is not a member.');
      const state = input.dormant ? 'dormant' : 'active';
      if (theirs.state === state) return who;
      await changeMembership(context, { personId: who, state, roles: theirs.roles });
      context.log({ verb: input.dormant ? 'rest' : 'wake', object: theCommunity(context).id, target: who });
      return who;
    },
  }),
];
