import { communities, THE_ONE } from '../communities/records.js';
import { allMembers } from '../membership/members.js';
import { memberships } from '../membership/records.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { mayRead, refusal } from '../operations/policy.js';
import { textKey, wordKeys } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import type { PeopleApi } from './api.js';
import { card } from './directory.js';

/** Who belongs to a community is told to whoever may read it. */
async function refuseUnlessReader(context: ReadContext, communityId: string): Promise<void> {
  const { actor } = context;
  const home = context.in(communityPartition(communityId));
  const community = await home.get(communities, THE_ONE);
  const membership = await home.get(memberships, actor.id);
  const standing = { actor, community, membership, owner: false };
  if (!mayRead(standing)) throw refusal({ allow: ['reader'], community }, standing);
}

export async function search(
  context: ReadContext,
  input: InputOf<PeopleApi['search']>,
): Promise<OutputOf<PeopleApi['search']>> {
  const limit = input.limit ?? 10;
  const { people: directory } = context.kit;
  if (input.communityId) {
    await refuseUnlessReader(context, input.communityId);
    const members = await allMembers(context, input.communityId);
    const begins = textKey(input.text);
    const items = members
      .map((member) => member.person)
      .filter((person) => person.name !== null && wordKeys(person.name).some((word) => word.startsWith(begins)));
    return { items: items.slice(0, limit) };
  }
  const unitNames = await directory.unitNames();
  return { items: (await directory.named(input.text, limit)).map((record) => card(record.id, record, unitNames)) };
}
