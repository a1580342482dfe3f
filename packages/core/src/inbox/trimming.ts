import { type CommunityRecord, communities, THE_ONE } from '../communities/records.js';
import { communityOf } from '../identity/ids.js';
import type { Kit } from '../kit.js';
import { memberships } from '../membership/records.js';
import { allows, mayRead, maySee, type Standing } from '../operations/policy.js';
import { communityPartition } from '../store/partitions.js';
import { type PartitionReader, reader } from '../store/reader.js';
import type { Notice } from './notice.js';

export interface StandingThere extends Standing {
  readonly community: CommunityRecord | null;
  readonly home: PartitionReader;
}

/** How a person stands in a community at present. */
export async function standingThere(kit: Kit, personId: string, communityId: string): Promise<StandingThere> {
  const home = reader(kit.storage, communityPartition(communityId));
  const [community, membership] = await Promise.all([home.get(communities, THE_ONE), home.get(memberships, personId)]);
  return { actor: { kind: 'person', id: personId, admin: false }, community, membership, owner: false, home };
}

const isAsking = (membership: Standing['membership']): boolean =>
  membership?.state === 'requested' || membership?.state === 'declined';

/** Whether somebody may know of a thing in a community, when they are told and whenever they read it. */
export function mayKnow(standing: Standing, { type, forStaff = false }: Pick<Notice, 'type' | 'forStaff'>): boolean {
  if (forStaff) return allows(['facilitator'], standing);
  // Also of a community that they were banned from.
  if (type === 'moderation') return true;
  // Whoever asked to join a private community hears what became of it, and of nothing else in there.
  if (type === 'membership') return maySee(standing) || isAsking(standing.membership);
  return mayRead(standing);
}

/** Of things in no community, such as an extension's own, whoever tells decides. */
export async function mayHear(kit: Kit, personId: string, notice: Notice): Promise<boolean> {
  const communityId = communityOf(notice.object);
  return communityId === null || mayKnow(await standingThere(kit, personId, communityId), notice);
}
