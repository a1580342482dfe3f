import { communityIdOf } from '../identity/ids.js';

/** The kinds of partition; what each holds is told by the collections that name it as their home. */
export type PartitionKind =
  | 'people'
  | 'units'
  | 'topics'
  | 'catalog'
  | 'community'
  | 'person'
  | 'pair'
  | 'usage'
  | 'privacy'
  | 'experts'
  | 'provisioning';

export const UNITS = 'units';
export const TOPICS = 'topics';
export const CATALOG = 'catalog';

/** The home partition of a community, or of anything whose id names one. */
export const communityPartition = (id: string): string => `community/${communityIdOf(id)}`;
/** Where the one record with a person's name stands. */
export const peoplePartition = (personId: string): string => `people/${personId[2]}`;
export const peopleShard = (shard: string): string => `people/${shard}`;
/** What belongs to a person alone: drafts, read marks, references to memberships. */
export const personPartition = (personId: string): string => `person/${personId}`;
/** What belongs to the two of a mentoring alone. */
export const pairPartition = (relationId: string): string => `pair/${relationId}`;

export function kindOf(partition: string): PartitionKind {
  return partition.split('/', 1)[0] as PartitionKind;
}

/** What was made of a community's evidence, kept between runs. */
export const snapshotPartition = (communityId: string): string => `experts/${communityId}`;

/** What was read in a community on a day (`YYYY-MM-DD`), counted by unit. */
export const usagePartition = (communityId: string, day: string): string => `usage/${communityId}/${day}`;
/** In which units a community's posts and practices were read. */
export const reachPartition = (communityId: string): string => `usage/${communityId}/units`;

/** The day of a partition of one day's usage; `null` for every other. */
export function usageDay(partition: string): string | null {
  return /^usage\/[^/]+\/(\d{4}-\d\d-\d\d)$/.exec(partition)?.[1] ?? null;
}
