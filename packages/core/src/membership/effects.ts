import { communities, THE_ONE } from '../communities/records.js';
import type { Effect } from '../operations/effects.js';
import { people } from '../people/records.js';
import { peoplePartition, personPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import { memberships, references } from './records.js';

/** Keeps a person's own list of memberships as the communities say. */
export const membershipEffect: Effect = {
  type: 'membership',
  async deliver(kit, partition, payload) {
    const personId = String(payload.personId);
    const person = await reader(kit.storage, peoplePartition(personId)).get(people, personId);
    // Of who was erased no list is kept.
    if (person && person.erasedAt !== null) return;
    await kit.writers.mutate(personPartition(personId), async (transaction) => {
      const home = reader(kit.storage, partition);
      const community = await home.get(communities, THE_ONE);
      if (!community) return;
      // The own list is read first: whoever writes it later has read the membership later, too.
      await transaction.get(references, community.id);
      const membership = await home.get(memberships, personId);
      if (!membership) transaction.remove(references, community.id);
      else {
        const { state, roles, joinedAt } = membership;
        transaction.put(references, community.id, { communityId: community.id, state, roles, joinedAt });
      }
    });
  },
};
