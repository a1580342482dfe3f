import { communities, THE_ONE } from '../communities/records.js';
import { memberships } from '../membership/records.js';
import { communityPartition } from '../store/partitions.js';
import type { ReadContext } from './context.js';
import type { Standing } from './policy.js';

/**
 * The actor's standing in the community that an id names, as the community itself says: copies in the catalogue and
 * with the person may be older.
 */
export async function standingIn(
  context: Pick<ReadContext, 'actor' | 'in' | 'partition' | 'get'>,
  id: string,
): Promise<Standing> {
  const { actor } = context;
  const partition = communityPartition(id);
  const home = partition === context.partition ? context : context.in(partition);
  const [community, membership] = await Promise.all([home.get(communities, THE_ONE), home.get(memberships, actor.id)]);
  return { actor, community, membership, owner: false };
}
