import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { COMMUNITY_ID, PERSON_ID } from '../identity/ids.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import {
  type InputOf,
  type Operation,
  type OutputOf,
  read,
  type WriteOperation,
  write,
} from '../operations/operation.js';
import { cursorAt, pageFields, pageOf, placeOf } from '../operations/paging.js';
import { isParticipant } from '../operations/policy.js';
import { idText, longText, shortText } from '../operations/text.js';
import { textKey, under, wordKeys } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { Membership, MembershipApi, Role } from './api.js';
import { changeMembership } from './change.js';
import { allMembers, memberKey, membershipView } from './members.js';
import { type MembershipRecord, membershipChanges, memberships, requests } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof MembershipApi> = InputOf<MembershipApi[K]>;
type Out<K extends keyof MembershipApi> = OutputOf<MembershipApi[K]>;

const communityId = idText(COMMUNITY_ID, 'community');
const personId = idText(PERSON_ID, 'person');
const ofCommunity = (input: { communityId: string }) => input.communityId;

/** A mutation that leaves one person's membership in a new state and answers with it. */
function transition<I extends { communityId: string }>(
  definition: Pick<WriteOperation<I, Membership>, 'name' | 'summary' | 'input' | 'allow' | 'owner' | 'whenArchived'> & {
    run: (context: WriteContext, input: I) => Promise<string>;
  },
): Operation {
  return write<I, Membership, string>({
    ...definition,
    output: schema.membership,
    community: ofCommunity,
    answer: (context, person) => answer(context, person),
  });
}

async function answer(context: ReadContext, person: string): Promise<Membership> {
  const record = await context.get(memberships, person);
  const card = (await context.kit.people.cards([person])).get(person);
  if (!record || !card) throw new CopkitError('not-found', 'This person has no membership here.', 'personId');
  return membershipView(theCommunity(context).id, record, card);
}

async function standing(context: WriteContext, person: string): Promise<MembershipRecord | null> {
  return context.get(memberships, person);
}

function wrongState(what: string): CopkitError {
  return new CopkitError('conflict', what);
}

async function knownPerson(context: ReadContext, person: string): Promise<void> {
  if (!(await context.kit.people.record(person))) {
    throw new CopkitError('not-found', 'There is no such person.', 'personId');
  }
}

async function become(context: WriteContext, person: string, given: readonly Role[]): Promise<string> {
  context.remove(requests, person);
  await changeMembership(context, { personId: person, state: 'active', roles: given });
  context.log({ verb: 'join', object: theCommunity(context).id, target: person });
  return person;
}

async function refuseLastFacilitator(context: WriteContext, person: string, what: string): Promise<void> {
  const { facilitatorIds } = theCommunity(context);
  if (facilitatorIds.length === 1 && facilitatorIds[0] === person) {
    throw wrongState(`${what} Name another facilitator first.`);
  }
}

export const membershipOperations: readonly Operation[] = [
  transition<In<'join'>>({
    name: 'membership.join',
    summary: 'Joins a community, or asks to where it decides on requests.',
    input: z.strictObject({ communityId, message: longText(1_000).optional() }),
    allow: ['viewer'],
    async run(context, input) {
      const me = context.actor.id;
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
      context.log({ verb: 'request', object: community.id });
      return me;
    },
  }),

  transition<In<'cancelRequest'>>({
    name: 'membership.cancelRequest',
    summary: 'Takes back a request to join.',
    input: z.strictObject({ communityId }),
    allow: ['viewer'],
    async run(context) {
      const me = context.actor.id;
      if ((await standing(context, me))?.state !== 'requested') throw wrongState('There is no request to take back.');
      context.remove(requests, me);
      await changeMembership(context, { personId: me, state: 'left', roles: [] });
      return me;
    },
  }),

  transition<In<'approve'>>({
    name: 'membership.approve',
    summary: 'Lets somebody in who asked to join.',
    input: z.strictObject({ communityId, personId }),
    allow: ['facilitator'],
    async run(context, input) {
      if ((await standing(context, input.personId))?.state !== 'requested')
        throw wrongState('This person has not asked to join.');
      await become(context, input.personId, ['member']);
      context.log({ verb: 'approve', object: theCommunity(context).id, target: input.personId });
      return input.personId;
    },
  }),

  transition<In<'decline'>>({
    name: 'membership.decline',
    summary: 'Turns down a request to join.',
    input: z.strictObject({ communityId, personId, reason: longText(1_000).optional() }),
    allow: ['facilitator'],
    async run(context, input) {
      if ((await standing(context, input.personId))?.state !== 'requested')
        throw wrongState('This person has not asked to join.');
      context.remove(requests, input.personId);
      await changeMembership(context, {
        personId: input.personId,
        state: 'declined',
        roles: [],
        reason: input.reason ?? null,
      });
      context.log({ verb: 'decline', object: theCommunity(context).id, target: input.personId });
      return input.personId;
    },
  }),

  transition<In<'invite'>>({
    name: 'membership.invite',
    summary: 'Invites somebody.',
    input: z.strictObject({ communityId, personId, role: z.enum(['member', 'guest', 'expert']).optional() }),
    allow: ['facilitator', 'sponsor'],
    async run(context, input) {
      await knownPerson(context, input.personId);
      const theirs = await standing(context, input.personId);
      if (theirs && isParticipant(theirs)) throw wrongState('This person is a member already.');
      const invitedAs: Role[] = [input.role ?? 'member'];
      if (theirs?.state === 'requested') return become(context, input.personId, invitedAs);
      await changeMembership(context, { personId: input.personId, state: 'invited', roles: invitedAs });
      context.log({
        verb: 'invite',
        object: theCommunity(context).id,
        target: input.personId,
        detail: { role: invitedAs[0] ?? 'member' },
      });
      return input.personId;
    },
  }),

  transition<In<'accept'>>({
    name: 'membership.accept',
    summary: 'Accepts an invitation.',
    input: z.strictObject({ communityId }),
    allow: ['viewer'],
    async run(context) {
      const mine = await standing(context, context.actor.id);
      if (mine?.state !== 'invited') throw wrongState('There is no invitation to accept.');
      return become(context, context.actor.id, mine.roles);
    },
  }),

  transition<In<'refuse'>>({
    name: 'membership.refuse',
    summary: 'Declines an invitation.',
    input: z.strictObject({ communityId }),
    allow: ['viewer'],
    async run(context) {
      const me = context.actor.id;
      if ((await standing(context, me))?.state !== 'invited') throw wrongState('There is no invitation to decline.');
      await changeMembership(context, { personId: me, state: 'declined', roles: [] });
      context.log({ verb: 'refuse', object: theCommunity(context).id });
      return me;
    },
  }),

  transition<In<'leave'>>({
    name: 'membership.leave',
    summary: 'Leaves a community; its last facilitator names a successor.',
    input: z.strictObject({ communityId, successorId: personId.optional() }),
    allow: ['participant'],
    whenArchived: true,
    async run(context, input) {
      const me = context.actor.id;
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

  transition<In<'setDormant'>>({
    name: 'membership.setDormant',
    summary: 'Lets a membership rest, or wakes it.',
    input: z.strictObject({ communityId, personId: personId.optional(), dormant: z.boolean() }),
    allow: ['facilitator', 'owner'],
    owner: (context, input) => input.personId ?? context.actor.id,
    async run(context, input) {
      const who = input.personId ?? context.actor.id;
      const theirs = await standing(context, who);
      if (!theirs || !isParticipant(theirs)) throw wrongState('This person is not a member.');
      await changeMembership(context, {
        personId: who,
        state: input.dormant ? 'dormant' : 'active',
        roles: theirs.roles,
      });
      context.log({ verb: input.dormant ? 'rest' : 'wake', object: theCommunity(context).id, target: who });
      return who;
    },
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'membership.list',
    summary: 'The members of a community.',
    input: z.strictObject({
      communityId,
      role: schema.role.optional(),
      text: shortText(100).optional(),
      ...pageFields,
    }),
    output: z.strictObject(pageOf(schema.membership)),
    allow: ['reader'],
    community: ofCommunity,
    async run(context, input) {
      const begins = input.text === undefined ? null : textKey(input.text);
      const matching = (await allMembers(context, input.communityId)).filter(
        (member) =>
          (!input.role || member.roles.includes(input.role)) &&
          (begins === null || wordKeys(member.person.name ?? '').some((word) => word.startsWith(begins))),
      );
      const list = `members:${input.role ?? ''}:${begins ?? ''}`;
      const limit = input.limit ?? 50;
      const place = (cursor: string, field: 'after' | 'before') => placeOf(list, cursor, field);
      let from = 0;
      if (input.after !== undefined) {
        const key = place(input.after, 'after');
        from = matching.findIndex((member) => memberKey(member) > key);
        if (from < 0) from = matching.length;
      } else if (input.before !== undefined) {
        const key = place(input.before, 'before');
        const end = matching.findIndex((member) => memberKey(member) >= key);
        from = Math.max(0, (end < 0 ? matching.length : end) - limit);
      }
      const items = matching.slice(from, from + limit);
      const cursor = (member: Membership | undefined) => (member ? cursorAt(list, memberKey(member)) : null);
      return {
        items,
        next: from + limit < matching.length ? cursor(items.at(-1)) : null,
        previous: from > 0 ? cursor(items[0]) : null,
      };
    },
  }),

  read<In<'listRequests'>, Out<'listRequests'>>({
    name: 'membership.listRequests',
    summary: 'Who asked to join.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(schema.joinRequest) }),
    allow: ['facilitator'],
    community: ofCommunity,
    async run(context) {
      const open = await scanAll(context, requests, { index: 'requests', from: ' ', to: '~' });
      const people = await context.kit.people.cards(open.map(({ id }) => id));
      return {
        items: open.flatMap(({ id, body }) => {
          const person = people.get(id);
          return person ? [{ person, message: body.message, at: body.at }] : [];
        }),
      };
    },
  }),

  read<In<'getHistory'>, Out<'getHistory'>>({
    name: 'membership.getHistory',
    summary: 'The states a membership has been in, oldest first.',
    input: z.strictObject({ communityId, personId }),
    output: z.strictObject({ items: z.array(schema.membershipChange) }),
    allow: ['facilitator', 'owner'],
    owner: (_context, input) => input.personId,
    community: ofCommunity,
    async run(context, input) {
      const changes = await scanAll(context, membershipChanges, {
        index: 'membershipChanges',
        ...under(`${input.personId}/`),
      });
      const people = await context.kit.people.cards(changes.flatMap(({ body }) => (body.by ? [body.by] : [])));
      return {
        items: changes.map(({ body }) => ({
          at: body.at,
          state: body.state,
          roles: body.roles,
          by: body.by === null ? null : (people.get(body.by) ?? null),
        })),
      };
    },
  }),
];
