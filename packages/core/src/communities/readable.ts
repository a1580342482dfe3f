import pMap from 'p-map';
import { memberships, references } from '../membership/records.js';
import type { ReadContext } from '../operations/context.js';
import { mayRead, unknownCommunity } from '../operations/policy.js';
import { EVERY_KEY } from '../store/keys.js';
import { CATALOG, communityPartition } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import { cards, communities, THE_ONE } from './records.js';

/** Communities that are asked at the same time. */
const AT_ONCE = 8;

/**
 * Communities whose content the actor may read now, or the one of them that is asked about. `context`: in the actor's
 * own partition.
 * @throws CopkitError `not-found` where the only one is not open to them.
 */
export async function readableCommunities(context: ReadContext, only: string | undefined): Promise<string[]> {
  const candidates = only
    ? [only]
    : [
        ...(await scanAll(context.in(CATALOG), cards, { index: 'cards', ...EVERY_KEY })).map(({ id }) => id),
        ...(await scanAll(context, references, { index: 'references', ...EVERY_KEY })).map(({ id }) => id),
      ];
  const { actor, signal } = context;
  const isReader = async (id: string) => {
    const home = context.in(communityPartition(id));
    const [community, membership] = await Promise.all([
      home.get(communities, THE_ONE),
      home.get(memberships, actor.id),
    ]);
    return mayRead({ actor, community, membership, owner: false }) ? [id] : [];
  };
  const allowed = (await pMap(new Set(candidates), isReader, { concurrency: AT_ONCE, signal })).flat();
  if (only && allowed.length === 0) throw unknownCommunity();
  return allowed;
}
