import type { Cursor, StorageAdapter } from '@copkit/storage';
import type { Kit } from '../kit.js';
import type { PeopleDirectory } from '../people/directory.js';
import { Follower } from '../store/follower.js';
import { communityPartition } from '../store/partitions.js';
import { CommunityEvidence } from './evidence.js';
import { Snapshots, snapshotHeads } from './snapshot.js';

/** Documents taken in since the evidence was kept last, after which it is kept again. */
const MANY = 5_000;
/** A community with fewer is read faster than anything that could be kept of it; nor are fewer worth keeping at the end. */
const FEW = 500;
/**
 * Items that stay in memory, about 2 kB each. Beyond it the communities that nobody asked about for longest go, to be
 * read again when somebody does; the last one stays however large it is.
 */
const MOST_ITEMS = 500_000;

interface Community {
  evidence: CommunityEvidence;
  cursor: Cursor | null;
  /** Documents taken in since it was kept. */
  taken: number;
  /** What had been taken back when it was kept or loaded; `null` while nothing is kept. */
  keptAt: number | null;
  /** While it is being kept. */
  keeping: Promise<void> | null;
}

/**
 * The evidence of the communities that were asked about, in memory: made from their change feeds, and kept up. Where
 * there are snapshots it goes on from those, and leaves new ones.
 */
export class ExpertEngine {
  readonly #communities = new Map<string, Promise<Community>>();
  /** Items of those that nobody asks about at the moment; who was asked about last comes last. */
  readonly #idle = new Map<string, number>();
  /** How many are asking. */
  readonly #asking = new Map<string, number>();
  /** Those that went and are still being kept. */
  readonly #leaving = new Map<string, Promise<void>>();
  readonly #follower: Follower;

  constructor(
    readonly storage: StorageAdapter,
    readonly people: Pick<PeopleDirectory, 'record'>,
    readonly snapshots: Snapshots | null = null,
    readonly onError: (error: unknown) => void = () => {},
    readonly mostItems = MOST_ITEMS,
  ) {
    this.#follower = new Follower(storage, {
      cursor: async (partition) => (await this.#of(partition)).cursor,
      apply: async (partition, docs, cursor) => {
        const community = await this.#of(partition);
        for (const doc of docs) community.evidence.take(doc);
        community.cursor = cursor;
        community.taken += docs.length;
        if (community.keptAt === null || community.keptAt === community.evidence.forgotten) return;
        // Something was taken back that what is kept still says.
        community.keptAt = null;
        await this.snapshots?.forget(idOf(partition));
      },
      drop: async (partition) => {
        await this.snapshots?.forget(idOf(partition));
        this.#communities.delete(partition);
      },
    });
  }

  /** What is committed before the call counts. */
  evidenceOf(communityId: string): Promise<CommunityEvidence> {
    const partition = communityPartition(communityId);
    return this.#ask(partition, async () => {
      await this.#follower.catchUp(partition);
      const community = await this.#of(partition);
      if (community.taken >= MANY) this.#keep(partition, community);
      return community.evidence;
    });
  }

  /** Makes the evidence of a community again, and leaves nothing of what was kept of it. */
  async anew(communityId: string): Promise<void> {
    const partition = communityPartition(communityId);
    await this.#ask(partition, () => this.#follower.catchUp(partition, true));
  }

  /** Communities whose evidence is in memory. */
  get loaded(): number {
    return this.#communities.size;
  }

  /** Resolves when nothing is under way, and what changed since it was kept is kept. */
  async close(): Promise<void> {
    await this.#follower.settled();
    await Promise.all(this.#leaving.values());
    for (const [partition, loading] of this.#communities) await this.#leave(partition, await loading);
  }

  /** While somebody asks about a community, it stays. */
  async #ask<T>(partition: string, about: () => Promise<T>): Promise<T> {
    this.#idle.delete(partition);
    this.#asking.set(partition, (this.#asking.get(partition) ?? 0) + 1);
    try {
      return await about();
    } finally {
      const left = (this.#asking.get(partition) as number) - 1;
      if (left > 0) this.#asking.set(partition, left);
      else {
        this.#asking.delete(partition);
        await this.#settleDown(partition);
      }
    }
  }

  async #settleDown(partition: string): Promise<void> {
    const size = (await this.#communities.get(partition)?.catch(() => null))?.evidence.size;
    if (size === undefined || this.#asking.has(partition)) return;
    this.#idle.delete(partition);
    this.#idle.set(partition, size);
    let items = [...this.#idle.values()].reduce((sum, each) => sum + each, 0);
    for (const [oldest, own] of this.#idle) {
      if (items <= this.mostItems || oldest === partition) return;
      items -= own;
      const loading = this.#communities.get(oldest);
      this.#idle.delete(oldest);
      this.#communities.delete(oldest);
      if (!loading) continue;
      const left = loading
        .then((community) => this.#leave(oldest, community))
        .catch(this.onError)
        .finally(() => this.#leaving.delete(oldest));
      this.#leaving.set(oldest, left);
    }
  }

  /** Keeps what changed since it was kept. */
  async #leave(partition: string, community: Community): Promise<void> {
    await community.keeping;
    if (community.taken < FEW && (community.taken === 0 || community.keptAt === null)) return;
    this.#keep(partition, community);
    await community.keeping;
  }

  #of(partition: string): Promise<Community> {
    let community = this.#communities.get(partition);
    if (!community) {
      community = this.#load(partition);
      this.#communities.set(partition, community);
    }
    return community;
  }

  async #load(partition: string): Promise<Community> {
    const fresh = (): Community => ({
      evidence: new CommunityEvidence(),
      cursor: null,
      taken: 0,
      keptAt: null,
      keeping: null,
    });
    if (!this.snapshots) return fresh();
    await this.#leaving.get(partition);
    const community = fresh();
    try {
      const cursor = await this.snapshots.load(idOf(partition), community.evidence);
      // A feed that cannot be gone on from there is begun again, as if nothing had been kept.
      if (cursor !== null && (await this.storage.changes(partition, cursor, 1)).kind === 'page')
        community.cursor = cursor;
    } catch (error) {
      // Whatever is wrong with it, the feed says all of it again.
      this.onError(error);
    }
    if (community.cursor === null) return fresh();
    community.keptAt = community.evidence.forgotten;
    return community;
  }

  #keep(partition: string, community: Community): void {
    const { snapshots } = this;
    const { evidence, cursor } = community;
    if (!snapshots || community.keeping || cursor === null) return;
    community.taken = 0;
    const { forgotten } = evidence;
    community.keptAt = forgotten;
    community.keeping = snapshots
      .save(idOf(partition), evidence, cursor)
      .then((saved) => {
        if (!saved) community.keptAt = null;
      })
      .catch(this.onError)
      .finally(() => {
        community.keeping = null;
      });
  }
}

/** Snapshots are kept where their collections are registered. */
export function engineOf({ storage, people, collections, onError }: Kit): ExpertEngine {
  const snapshots = collections.has(snapshotHeads.name) ? new Snapshots(storage) : null;
  return new ExpertEngine(storage, people, snapshots, onError);
}

const idOf = (partition: string): string => partition.slice(partition.indexOf('/') + 1);
