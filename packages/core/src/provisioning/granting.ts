import { dequal } from 'dequal/lite';
import { changeMembership } from '../membership/change.js';
import { memberships } from '../membership/records.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import { people } from '../people/records.js';
import { peoplePartition } from '../store/partitions.js';
import { type GivenRole, givenRoles, type ProvisioningApi } from './api.js';
import { type GrantRecord, grants } from './records.js';

const nothing = (personId: string): GrantRecord => ({ personId, told: [], given: [], joined: false });

/** Tells what the directory gives somebody here, and makes their membership agree with it. */
export async function grant(context: WriteContext, input: InputOf<ProvisioningApi['grant']>): Promise<string> {
  const { personId } = input;
  const known = await context.get(grants, personId);
  const told = givenRoles.filter((role) => input.roles.includes(role));
  if (dequal(known?.told ?? [], told)) return personId;
  const person = await context.in(peoplePartition(personId)).get(people, personId);
  const theirs = await context.get(memberships, personId);
  if (!person || person.erasedAt !== null || (!known && theirs?.sanction?.banned)) {
    if (known) context.remove(grants, personId);
    return personId;
  }
  const now = await carriedOut(context, known ?? nothing(personId), told);
  if (told.length > 0) context.put(grants, personId, now);
  else context.remove(grants, personId);
  return personId;
}

async function carriedOut(context: WriteContext, known: GrantRecord, told: readonly GivenRole[]): Promise<GrantRecord> {
  const { personId } = known;
  const { id: object, facilitatorIds } = theCommunity(context);
  const theirs = await context.get(memberships, personId);
  if (!theirs || !isParticipant(theirs)) {
    // Told of before: then they left, or were removed, since.
    if (known.told.length > 0) return { ...known, told: [...told] };
    await changeMembership(context, { personId, state: 'active', roles: told });
    context.log({ verb: 'join', object, target: personId });
    return { personId, told: [...told], given: [...told], joined: true };
  }
  const last = facilitatorIds.length === 1 && facilitatorIds[0] === personId;
  if (told.length === 0 && known.joined && !last) {
    await changeMembership(context, { personId, state: 'left', roles: [] });
    context.log({ verb: 'leave', object, target: personId });
    return nothing(personId);
  }
  const over = known.given.filter((role) => !told.includes(role) && !(last && role === 'facilitator'));
  const added = told.filter((role) => !theirs.roles.includes(role));
  const stay = theirs.roles.filter((role) => !(over as readonly string[]).includes(role));
  const roles = [...stay, ...added];
  const given = [...known.given.filter((role) => told.includes(role)), ...added];
  const next = roles.length > 0 ? roles : (['member'] as const);
  if (!dequal([...next].sort(), [...theirs.roles].sort())) {
    await changeMembership(context, { personId, state: theirs.state, roles: next });
    context.log({ verb: 'changeRoles', object, target: personId, detail: { roles: [...next] } });
  }
  return { personId, told: [...told], given: [...new Set(given)], joined: known.joined };
}
