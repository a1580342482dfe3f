import type { Cursor, StorageAdapter } from '@copkit/storage';
import type { PeopleDirectory } from '../people/directory.js';
import { Follower } from '../store/follower.js';
import { communityPartition } from '../store/partitions.js';
import { CommunityEvidence } from './evidence.js';

/** The evidence of the communities that were asked about, in memory: made from their change feeds, and kept up. */
export class ExpertEngine {
  readonly #communities = new Map<string, { readonly evidence: CommunityEvidence; cursor: Cursor | null }>();
  readonly #follower: Follower;

  constructor(
    readonly storage: StorageAdapter,
    readonly people: Pick<PeopleDirectory, 'record'>,
  ) {
    this.#follower = new Follower(storage, {
      cursor: (partition) => this.#of(partition).cursor,
      apply: (partition, docs, cursor) => {
        const community = this.#of(partition);
        for (const doc of docs) community.evidence.take(doc);
        community.cursor = cursor;
      },
      drop: (partition) => {
        this.#communities.delete(partition);
      },
    });
  }

  /** What is committed before the call counts. */
  async evidenceOf(communityId: string): Promise<CommunityEvidence> {
    const partition = communityPartition(communityId);
    await this.#follower.catchUp(partition);
    return this.#of(partition).evidence;
  }

  settled(): Promise<void> {
    return this.#follower.settled();
  }

  #of(partition: string) {
    let community = this.#communities.get(partition);
    if (!community) {
      community = { evidence: new CommunityEvidence(), cursor: null };
      this.#communities.set(partition, community);
    }
    return community;
  }
}
