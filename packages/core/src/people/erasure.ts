import { references } from '../membership/records.js';
import type { Effect } from '../operations/effects.js';
import { EVERY_KEY } from '../store/keys.js';
import { personPartition } from '../store/partitions.js';
import { reader, scanAll } from '../store/reader.js';

/** Ends the memberships, requests and invitations of an erased person, then forgets what belonged to them alone. */
export const erasureEffect: Effect = {
  type: 'erasure',
  async deliver(kit, _partition, payload) {
    const personId = String(payload.personId);
    const own = await scanAll(reader(kit.storage, personPartition(personId)), references, {
      index: 'references',
      ...EVERY_KEY,
    });
    for (const { id: communityId } of own) await kit.callAsSystem('membership.end', { communityId, personId });
    await kit.storage.purge(personPartition(personId));
  },
};
