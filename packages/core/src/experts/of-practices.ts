import type { Heading, Source } from './source.js';
import type { Words } from './text-index.js';

export interface KnownPractice {
  readonly authorId: string;
  readonly stewardId: string | null;
  readonly unit: string | null;
  readonly proven: boolean;
  readonly at: number;
  readonly reviewedAt: number | null;
  readonly heading: Heading;
  readonly words: Words;
}

export interface KnownAdoption {
  readonly practiceId: string;
  readonly unit: string;
  readonly sustained: boolean;
  readonly at: number;
}

const REVIEW = ':review';

/** The item that a practice's review comes to. */
export const reviewOf = (practiceId: string): string => `${practiceId}${REVIEW}`;

export const isReview = (id: string): boolean => id.endsWith(REVIEW);
export const practiceOf = (id: string): string => (isReview(id) ? id.slice(0, -REVIEW.length) : id);

export function written(itemId: string, { authorId, at, proven, heading, words }: KnownPractice): Source {
  const counted = { accepted: proven, votes: 0, heading, words };
  return { itemId, kind: 'practice', personId: authorId, threadId: null, at, ...counted };
}

/** Who approved it stands in the log, for no person; who keeps it and when it was confirmed, in the practice. */
export function reviewed(id: string, practice: KnownPractice): Source | null {
  const { stewardId, authorId, reviewedAt, heading, words } = practice;
  if (stewardId === null || stewardId === authorId || reviewedAt === null) return null;
  const counted = { at: reviewedAt, accepted: false, votes: 0, heading, words };
  return { itemId: practiceOf(id), kind: 'review', personId: stewardId, threadId: null, ...counted };
}

/** Of others than the unit it comes from. */
export function adopted({ practiceId, unit, sustained, at }: KnownAdoption, practice: KnownPractice | undefined) {
  if (!practice || practice.unit === unit) return null;
  const { authorId, heading, words } = practice;
  const counted = { at, accepted: sustained, votes: 0, heading, words };
  return { itemId: practiceId, kind: 'adoption', personId: authorId, threadId: null, ...counted } as const;
}
