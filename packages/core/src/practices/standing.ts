import type { ReadContext } from '../operations/context.js';
import { allows } from '../operations/policy.js';
import { type PracticeRecord, practices } from './records.js';

/** Who publishes at once, and judges what others write. */
export const REVIEWERS = ['steward', 'expert', 'facilitator'] as const;
export const isPublished = ({ state }: Pick<PracticeRecord, 'state'>): boolean =>
  state === 'good' || state === 'proven' || state === 'needsReview';

const isUnpublished = ({ state }: PracticeRecord): boolean => state === 'draft' || state === 'inReview';

export function mayReview({ actor, community, membership }: ReadContext): boolean {
  return allows(REVIEWERS, { actor, community, membership, owner: false });
}

/** A draft is its author's, and the facilitators'. */
export function maySeePractice({ actor, community, membership }: ReadContext, practice: PracticeRecord): boolean {
  if (practice.state !== 'draft' || practice.authorId === actor.id) return true;
  return allows(['facilitator'], { actor, community, membership, owner: false });
}

/** For the grant `keeper`: before it is published its author, then its steward. */
export async function keeperOf({ get, actor }: ReadContext, practiceId: string): Promise<string | null> {
  const practice = await get(practices, practiceId);
  if (!practice) return null;
  return isUnpublished(practice) && practice.authorId === actor.id ? actor.id : practice.stewardId;
}

/** For the grants `keeper` and `owner`: who wrote it. */
export async function authorOfPractice({ get }: ReadContext, practiceId: string): Promise<string | null> {
  return (await get(practices, practiceId))?.authorId ?? null;
}
