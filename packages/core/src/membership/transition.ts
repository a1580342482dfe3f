import { CopkitError } from '../errors.js';
import { COMMUNITY_ID, PERSON_ID } from '../identity/ids.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, type WriteOperation, write } from '../operations/operation.js';
import { idText } from '../operations/text.js';
import type { Membership, MembershipApi, Role } from './api.js';
import { changeMembership } from './change.js';
import { membershipView } from './members.js';
import { type MembershipRecord, memberships } from './records.js';
import * as schema from './schemas.js';

export type In<K extends keyof MembershipApi> = InputOf<MembershipApi[K]>;
export type Out<K extends keyof MembershipApi> = OutputOf<MembershipApi[K]>;

export const communityId = idText(COMMUNITY_ID, 'community');
export const personId = idText(PERSON_ID, 'person');
export const ofCommunity = (input: { communityId: string }) => input.communityId;

/** A mutation that leaves one person's membership in a new state and answers with it. */
export function transition<I extends { communityId: string }>(
  definition: Pick<WriteOperation<I, Membership>, 'name' | 'summary' | 'input' | 'allow' | 'owner' | 'whenArchived'> & {
    /** Answers with the person whose membership it is. */
    run: (context: WriteContext, input: I) => Promise<string>;
  },
): Operation {
  return write<I, Membership, string>({
    ...definition,
    output: schema.membership,
    community: ofCommunity,
    endsAccess: true,
    answer,
  });
}

async function answer(context: ReadContext, person: string): Promise<Membership> {
  const record = await context.get(memberships, person);
  const card = (await context.kit.people.cards([person])).get(person);
  if (!record || !card) throw new CopkitError('not-found', 'This person has no membership here.', 'personId');
  return membershipView(theCommunity(context).id, record, card);
}

/** The person who acts. Jobs belong to no community. */
export function oneself({ actor }: ReadContext): string {
  if (actor.kind === 'system') throw new CopkitError('invalid', 'Only a person can be a member. Say for whom this is.');
  return actor.id;
}

export async function standing(context: WriteContext, person: string): Promise<MembershipRecord | null> {
  return context.get(memberships, person);
}

export const wrongState = (what: string): CopkitError => new CopkitError('conflict', what);

export async function become(context: WriteContext, person: string, given: readonly Role[]): Promise<string> {
  await changeMembership(context, { personId: person, state: 'active', roles: given });
  context.log({ verb: 'join', object: theCommunity(context).id, target: person });
  return person;
}
