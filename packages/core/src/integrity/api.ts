import type { StoredDoc } from '@copkit/storage';
import type { ThreadKind } from '../threads/api.js';

export interface CommunityStats {
  readonly id: string;
  readonly name: string;
  readonly members: number;
  readonly facilitators: number;
  readonly threads: Readonly<Record<ThreadKind, number>>;
  readonly questions: number;
  readonly answers: number;
  readonly acceptedAnswers: number;
  readonly comments: number;
}

/** Counts of what readers can see; withdrawn and hidden posts are left out. */
export interface StoreStats extends Omit<CommunityStats, 'id' | 'name' | 'facilitators'> {
  readonly communities: number;
  readonly people: number;
  readonly units: number;
  readonly topics: number;
  readonly reactions: number;
  readonly importedVotes: number;
  readonly perCommunity: readonly CommunityStats[];
}

/** Something in the store that is not as it should be. */
export interface Finding {
  readonly partition: string;
  /** `COLLECTION/ID`, where one document is meant. */
  readonly document: string | null;
  readonly what: string;
}

/** Looks at the documents of a partition, one after the other, and says at the end what is not as it should be. */
export interface StoreCheck {
  take(doc: StoredDoc): void;
  findings(): Iterable<Omit<Finding, 'partition'>>;
}
