import { type CommunityRecord, communities, communityCounts, THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { isParticipant } from '../operations/policy.js';
import { people } from '../people/records.js';
import { peoplePartition } from '../store/partitions.js';
import type { MembershipState, Role } from './api.js';
import { endedStates, type MembershipRecord, membershipChanges, memberships, requests } from './records.js';

/** @throws CopkitError `not-found` for who is unknown or was erased, in another process just now, too. */
export async function knownPerson(context: ReadContext, person: string, field = 'personId'): Promise<void> {
  const record = await context.in(peoplePartition(person)).get(people, person);
  if (!record || record.erasedAt !== null) {
    throw new CopkitError('not-found', 'There is no such person.', field);
  }
}

export interface MembershipChangeRequest {
  readonly personId: string;
  readonly state: MembershipState;
  readonly roles: readonly Role[];
  readonly reason?: string | null;
  /** For imported history. */
  readonly at?: string;
}

/**
 * Puts a membership into a state, with everything that follows from it: the history, the member
 * count, the community's facilitators and sponsor, and the person's own list.
 */
export async function changeMembership(context: WriteContext, change: MembershipChangeRequest): Promise<void> {
  const { personId, state } = change;
  const earlier = await context.get(memberships, personId);
  if (earlier?.sanction?.banned && !endedStates.has(state)) {
    throw new CopkitError('forbidden', 'This person was banned from the community. The ban has to be lifted first.');
  }
  const at = change.at ?? context.now;
  const roles = state === 'active' || state === 'dormant' ? [...new Set(change.roles)] : [];
  const record: MembershipRecord = {
    personId,
    state,
    roles: state === 'invited' ? [...change.roles] : roles,
    since: earlier?.state === state ? earlier.since : at,
    joinedAt: isParticipant({ state, roles }) ? joinedAt(earlier, at) : (earlier?.joinedAt ?? null),
    changes: (earlier?.changes ?? 0) + 1,
    origin: change.at ? 'imported' : (earlier?.origin ?? 'live'),
    ...(earlier?.sanction && { sanction: earlier.sanction }),
  };
  context.put(memberships, personId, record);
  if (earlier?.state === 'requested' && state !== 'requested') context.remove(requests, personId);
  context.put(membershipChanges, `${personId}:${String(record.changes).padStart(6, '0')}`, {
    personId,
    at,
    state,
    roles: record.roles,
    by: context.actor.kind === 'person' ? context.actor.id : null,
    reason: change.reason ?? null,
  });
  await count(context, isParticipant(record), earlier !== null && isParticipant(earlier));
  if (roles.includes('sponsor')) await relieveSponsor(context, personId);
  await noteLeaders(context, personId, roles);
  context.effect('membership', personId, { personId });
  context.effect('card', 'it');
}

function joinedAt(earlier: MembershipRecord | null, at: string): string {
  return earlier && isParticipant(earlier) && earlier.joinedAt ? earlier.joinedAt : at;
}

async function count(context: WriteContext, isMember: boolean, wasMember: boolean): Promise<void> {
  if (isMember === wasMember) return;
  const counts = (await context.get(communityCounts, THE_ONE)) ?? { members: 0, threads: 0 };
  context.put(communityCounts, THE_ONE, { ...counts, members: counts.members + (isMember ? 1 : -1) });
}

/** A community has one sponsor: who was it before stays as a member. */
async function relieveSponsor(context: WriteContext, successorId: string): Promise<void> {
  const { sponsorId } = (await context.get(communities, THE_ONE)) ?? { sponsorId: null };
  if (sponsorId !== null && sponsorId !== successorId) await dismissSponsor(context, sponsorId);
}

export async function dismissSponsor(context: WriteContext, personId: string): Promise<void> {
  const theirs = await context.get(memberships, personId);
  if (!theirs || !isParticipant(theirs)) return;
  const others = theirs.roles.filter((role) => role !== 'sponsor');
  await changeMembership(context, { personId, state: theirs.state, roles: others.length ? others : ['member'] });
}

/** The community knows its facilitators and sponsor, so that "the last one" is decided without a race. */
async function noteLeaders(context: WriteContext, personId: string, roles: readonly Role[]): Promise<void> {
  const community = await context.get(communities, THE_ONE);
  if (!community) return;
  const others = community.facilitatorIds.filter((id) => id !== personId);
  const facilitatorIds = roles.includes('facilitator') ? [...others, personId] : others;
  const sponsorId = roles.includes('sponsor')
    ? personId
    : community.sponsorId === personId
      ? null
      : community.sponsorId;
  const changed: CommunityRecord = { ...community, facilitatorIds, sponsorId };
  if (sponsorId !== community.sponsorId || facilitatorIds.join() !== community.facilitatorIds.join()) {
    context.put(communities, THE_ONE, changed);
  }
}
