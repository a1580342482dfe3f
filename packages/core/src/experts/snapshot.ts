import type { Cursor, Json, Put, StorageAdapter, StoredDoc } from '@copkit/storage';
import * as z from 'zod';
import { contributions } from '../expertise/contributions.js';
import { declaredSkills, disputes, type EndorsementRecord, endorsements } from '../expertise/records.js';
import { mint } from '../identity/ids.js';
import { partitions } from '../integrity/feed.js';
import { type MembershipRecord, memberships } from '../membership/records.js';
import { isParticipant } from '../operations/policy.js';
import { practices } from '../practices/records.js';
import { collection } from '../store/collection.js';
import { communityPartition, kindOf, snapshotPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import { type ReplyRecord, replies, threads } from '../threads/records.js';
import type { Kept } from './documents.js';
import type { CommunityEvidence } from './evidence.js';

/** Of what is kept, and of how texts are taken apart. What was kept in another is not read. */
const FORMAT = 1;
/** Characters of JSON in a chunk: four bytes each at most, and well below what any store takes in one document. */
const CHUNK = 200_000;
const CHUNKS_AT_ONCE = 8;
const HEAD = 'head';
const PAGE = 500;

const SOURCES: ReadonlySet<string> = new Set(
  [threads, replies, practices, memberships, contributions, declaredSkills, endorsements, disputes].map(
    ({ name }) => name,
  ),
);

const chunkRecord = z.strictObject({
  collection: z.string(),
  /** Ids and bodies. */
  rows: z.array(z.tuple([z.string(), z.json()])),
});
type ChunkRecord = z.infer<typeof chunkRecord>;

const headRecord = z.strictObject({
  format: z.number(),
  /** The feed of the community was taken in up to here. */
  cursor: z.string(),
  /** Chunks of another generation belong to another head. */
  generation: z.string(),
  chunks: z.number(),
  rows: z.number(),
});
type HeadRecord = z.infer<typeof headRecord>;

/**
 * The evidence of a community as it was at one moment, so that a restart need not go through its whole history. Derived:
 * may be purged at any time. Holds ids and words, no names of members.
 */
export const snapshotHeads = collection<HeadRecord>({
  name: 'evidenceSnapshots',
  home: 'experts',
  audience: 'system',
  schema: headRecord,
});
export const snapshotChunks = collection<ChunkRecord>({
  name: 'evidenceChunks',
  home: 'experts',
  audience: 'system',
  schema: chunkRecord,
});

const chunkId = (generation: string, number: number): string => `${generation}:${number}`;

/** Keeps what was made of the evidence of communities between the runs of a process. */
export class Snapshots {
  constructor(readonly storage: Omit<StorageAdapter, 'scanAcross'>) {}

  /**
   * Takes in what was kept. Gives where the feed is to be gone on from, or `null` where nothing whole of this format
   * was kept: then `evidence` is of no use any more.
   */
  async load(communityId: string, evidence: CommunityEvidence): Promise<Cursor | null> {
    const home = reader(this.storage, snapshotPartition(communityId));
    const head = await home.get(snapshotHeads, HEAD);
    if (head?.format !== FORMAT) return null;
    let rows = 0;
    for (let from = 0; from < head.chunks; from += CHUNKS_AT_ONCE) {
      const count = Math.min(CHUNKS_AT_ONCE, head.chunks - from);
      const ids = Array.from({ length: count }, (_, at) => chunkId(head.generation, from + at));
      for (const chunk of await home.getMany(snapshotChunks, ids)) {
        if (!chunk) return null;
        for (const [id, body] of chunk.rows) evidence.take({ collection: chunk.collection, id, body });
        rows += chunk.rows.length;
      }
    }
    return rows === head.rows ? head.cursor : null;
  }

  /**
   * Writes down what counts, as it was taken in up to the cursor or later: the feed says again what came since. Where
   * something is taken back meanwhile, nothing is left of it, nor of anything else.
   */
  async save(communityId: string, evidence: CommunityEvidence, cursor: Cursor): Promise<boolean> {
    const partition = snapshotPartition(communityId);
    const { forgotten } = evidence;
    const generation = mint(8);
    let [chunks, rows] = [0, 0];
    await this.storage.purge(partition);
    for (const chunk of inChunks(evidence.kept())) {
      await this.#put(partition, {
        collection: snapshotChunks.name,
        id: chunkId(generation, chunks++),
        body: chunk as unknown as Json,
      });
      rows += chunk.rows.length;
      if (evidence.forgotten !== forgotten) {
        await this.storage.purge(partition);
        return false;
      }
    }
    const head: HeadRecord = { format: FORMAT, cursor, generation, chunks, rows };
    await this.#put(partition, { collection: snapshotHeads.name, id: HEAD, body: head });
    return true;
  }

  /** Forgets what still says something that was taken back since, also where nobody asks about the community any more. */
  async tidy(communityId: string): Promise<void> {
    const head = await reader(this.storage, snapshotPartition(communityId)).get(snapshotHeads, HEAD);
    let since = head?.cursor ?? null;
    for (let more = since !== null; more; ) {
      const changes = await this.storage.changes(communityPartition(communityId), since, PAGE);
      if (changes.kind === 'reset' || changes.docs.some(takesBack)) return this.forget(communityId);
      more = changes.more;
      since = changes.cursor;
    }
  }

  async forget(communityId: string): Promise<void> {
    await this.storage.purge(snapshotPartition(communityId));
  }

  async #put(partition: string, put: Put): Promise<void> {
    await this.storage.commit(partition, { expect: [], puts: [put], deletes: [] });
  }
}

/** What is written again where part of it is taken back. */
const REWRITTEN: ReadonlySet<string> = new Set(
  [practices, contributions, declaredSkills, disputes].map(({ name }) => name),
);

/** Whether a document may say less than it did. One that was edited long before counts as well: making it again is cheap. */
function takesBack({ collection: name, body }: StoredDoc): boolean {
  if (!SOURCES.has(name)) return false;
  if (body === null || REWRITTEN.has(name)) return true;
  if (name === endorsements.name) return (body as unknown as EndorsementRecord).declined;
  const said = body as Partial<Pick<ReplyRecord, 'visibility' | 'editedAt'>>;
  if (name === memberships.name) return !isParticipant(body as unknown as MembershipRecord);
  return (said.visibility !== undefined && said.visibility !== 'visible') || typeof said.editedAt === 'string';
}

/** Rows of one collection together, in chunks of about the same size. */
function* inChunks(kept: Iterable<Kept>): Iterable<ChunkRecord> {
  let chunk: ChunkRecord = { collection: '', rows: [] };
  let size = 0;
  for (const { collection: name, id, body } of kept) {
    if (chunk.rows.length > 0 && (chunk.collection !== name || size > CHUNK)) {
      yield chunk;
      [chunk, size] = [{ collection: name, rows: [] }, 0];
    }
    chunk.collection = name;
    chunk.rows.push([id, body as ChunkRecord['rows'][number][1]]);
    size += JSON.stringify(body).length + id.length;
  }
  if (chunk.rows.length > 0) yield chunk;
}

/** The part of a daily sweep: what was taken back is in no snapshot. */
export async function tidySnapshots(storage: Omit<StorageAdapter, 'scanAcross'>): Promise<void> {
  const snapshots = new Snapshots(storage);
  for await (const partition of partitions(storage)) {
    if (kindOf(partition) === 'experts') await snapshots.tidy(partition.slice('experts/'.length));
  }
}
