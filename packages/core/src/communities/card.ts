import { dequal } from 'dequal/lite';
import type { Kit } from '../kit.js';
import type { Effect } from '../operations/effects.js';
import { CATALOG, communityPartition } from '../store/partitions.js';
import { type PartitionReader, reader } from '../store/reader.js';
import { listings } from '../threads/records.js';
import { type CardRecord, cards, communities, communityCounts, THE_ONE } from './records.js';

/** A community's card as its own partition says now; `null` where there is no community. */
export async function cardFrom(home: PartitionReader): Promise<CardRecord | null> {
  const [community, counts, newest] = await Promise.all([
    home.get(communities, THE_ONE),
    home.get(communityCounts, THE_ONE),
    home.scan(listings, { index: 'activity', from: 'all/', to: 'all0', reverse: true, limit: 1 }),
  ]);
  if (!community) return null;
  const { id, name, purpose, type, visibility, joinPolicy, topics, facilitatorIds, archivedAt } = community;
  return {
    id,
    name,
    purpose,
    type,
    visibility,
    joinPolicy,
    topics,
    archived: archivedAt !== null,
    needsFacilitator: facilitatorIds.length === 0 && archivedAt === null,
    memberCount: counts?.members ?? 0,
    threadCount: counts?.threads ?? 0,
    lastActivityAt: newest.items[0]?.body.lastActivityAt ?? null,
  };
}

/** Makes the catalogue agree with a community: listed or not, and with what it shows. */
export const cardEffect = {
  type: 'card',
  async deliver(kit, partition) {
    const id = partition.slice('community/'.length);
    let shown: CardRecord | null;
    // Another process may have found nothing to remove just before this one lists the community.
    do shown = await bringUp(kit, id);
    while (shown && (await cardFrom(reader(kit.storage, partition)))?.visibility !== shown.visibility);
  },
} satisfies Effect;

/** The card that stands in the catalogue afterwards; `null` where there is none. */
async function bringUp(kit: Kit, id: string): Promise<CardRecord | null> {
  return kit.writers.mutate(CATALOG, async (transaction) => {
    const listed = await transaction.get(cards, id);
    const card = await cardFrom(reader(kit.storage, communityPartition(id)));
    if (!card || card.visibility === 'private') {
      if (listed) transaction.remove(cards, id);
      return null;
    }
    if (!dequal(card, listed)) transaction.put(cards, id, card);
    return card;
  });
}
