import type { ReadContext } from '../operations/context.js';
import { EVERY_KEY, textKey } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import type { Membership } from './api.js';
import { type MembershipRecord, memberships } from './records.js';

export function membershipView(
  communityId: string,
  record: MembershipRecord,
  person: Membership['person'],
): Membership {
  return {
    communityId,
    person,
    state: record.state,
    roles: record.roles,
    since: record.since,
    joinedAt: record.joinedAt,
  };
}

const LEADING = ['facilitator', 'sponsor', 'steward'] as const;

function rank(member: Membership): number {
  const at = LEADING.findIndex((role) => member.roles.includes(role));
  return at < 0 ? LEADING.length : at;
}

/** The order of a member list: who leads first, then by name. The same key for the same member while nothing changes. */
export function memberKey(member: Membership): string {
  return `${rank(member)}/${member.person.name === null ? '~~' : textKey(member.person.name)}/${member.person.id}`;
}

/**
 * Active and dormant members in the order of a member list. Names stand with the people and not in
 * the community, so the order is made here.
 */
export async function allMembers(context: ReadContext, communityId: string): Promise<Membership[]> {
  const home = context.in(communityPartition(communityId));
  const records = await scanAll(home, memberships, { index: 'members', ...EVERY_KEY });
  const people = await context.kit.people.cards(records.map(({ id }) => id));
  const members = records.flatMap(({ id, body }) => {
    const person = people.get(id);
    return person ? [membershipView(communityId, body, person)] : [];
  });
  return members
    .map((member) => ({ member, key: memberKey(member) }))
    .sort(byKey)
    .map(({ member }) => member);
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
