import type { Copkit } from '@copkit/core';
import type { GroupMapping } from '@copkit/core/provisioning';

/** A sentence for each community that groups of the directory are mapped to and that is not there. */
export async function unknownCommunities(
  cop: Pick<Copkit, 'system'>,
  groups: readonly GroupMapping[],
): Promise<readonly string[]> {
  const { communities } = cop.system({ name: 'serve' });
  const named = [...new Set(groups.map(({ communityId }) => communityId))];
  const found = await Promise.allSettled(named.map((communityId) => communities.get({ communityId })));
  return named
    .filter((_id, at) => found[at]?.status === 'rejected')
    .map((id) => `scim.groups: there is no community ${id}; what is mapped to it does nothing.`);
}
