import type { MembershipRecord } from '../membership/records.js';
import type { ReadContext } from '../operations/context.js';
import { allows } from '../operations/policy.js';
import { routingOf } from '../routing/settings.js';
import { communityPartition } from '../store/partitions.js';
import { topicsShown } from '../topics/shown.js';
import type { Community, CommunityCard } from './api.js';
import type { CardRecord, CommunityRecord } from './records.js';

type Standing = Pick<MembershipRecord, 'state' | 'roles'> | null;

export async function cardViews(
  context: ReadContext,
  records: readonly { readonly card: CardRecord; readonly membership: Standing }[],
): Promise<CommunityCard[]> {
  const topics = await Promise.all(
    records.map(({ card }) => context.kit.topics.refs(card.topics, context.in(communityPartition(card.id)))),
  );
  return records.map(({ card, membership }, at) => ({
    ...card,
    topics: topicsShown(card.topics, topics[at] ?? new Map()),
    you: { state: membership?.state ?? 'none', roles: membership?.roles ?? [] },
  }));
}

export async function communityView(
  context: ReadContext,
  record: CommunityRecord,
  card: CardRecord,
): Promise<Community> {
  const [shown] = await cardViews(context, [{ card, membership: context.membership }]);
  const people = await context.kit.people.cards([
    ...record.facilitatorIds,
    ...(record.sponsorId ? [record.sponsorId] : []),
  ]);
  const { domain, purpose, audience, mandate, createdAt, ext } = record;
  return {
    ...(shown as CommunityCard),
    charter: { domain, purpose, audience, mandate },
    sponsor: record.sponsorId === null ? null : (people.get(record.sponsorId) ?? null),
    facilitators: record.facilitatorIds.flatMap((id) => people.get(id) ?? []),
    createdAt,
    routing: routingOf(record),
    may: mayCall(context),
    ext,
  };
}

/** Which operations on the community as a whole the actor may call, by the same rule that will decide the call. */
function mayCall(context: ReadContext): string[] {
  const { actor, community, membership } = context;
  const standing = { actor, community, membership, owner: false };
  const names: string[] = [];
  for (const operation of context.kit.operations.values()) {
    if (!operation.community || !allows(operation.allow, standing)) continue;
    if (operation.kind === 'write' && community?.archivedAt && !operation.whenArchived) continue;
    names.push(operation.name);
  }
  return names;
}
