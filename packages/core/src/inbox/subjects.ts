import { communities, THE_ONE } from '../communities/records.js';
import type { PartitionReader } from '../store/reader.js';
import { replies, threads } from '../threads/records.js';

export interface Described {
  /** What it is called now. */
  readonly title: string;
  readonly threadId: string | null;
}

/** A kind of thing that inbox entries lead to, known by how its ids begin. */
export interface Subject {
  readonly prefix: string;
  /** Those that are there to be read; the entries of the others are left out. */
  describe(home: PartitionReader, ids: readonly string[]): Promise<ReadonlyMap<string, Described>>;
}

async function visibleThreads(home: PartitionReader, ids: readonly string[]): Promise<Map<string, Described>> {
  const found = await home.getMany(threads, ids);
  return new Map(
    found.flatMap((thread) =>
      thread?.visibility === 'visible' ? [[thread.id, { title: thread.title, threadId: thread.id }]] : [],
    ),
  );
}

export const subjects: readonly Subject[] = [
  { prefix: 't_', describe: visibleThreads },
  {
    prefix: 'r_',
    async describe(home, ids) {
      const found = (await home.getMany(replies, ids)).filter((reply) => reply?.visibility === 'visible');
      const inThreads = await visibleThreads(home, [...new Set(found.flatMap((reply) => reply?.threadId ?? []))]);
      return new Map(
        found.flatMap((reply) => {
          const thread = reply && inThreads.get(reply.threadId);
          return thread ? [[reply.id, thread]] : [];
        }),
      );
    },
  },
  {
    prefix: 'c_',
    async describe(home, ids) {
      const community = await home.get(communities, THE_ONE);
      return new Map(community ? ids.map((id) => [id, { title: community.name, threadId: null }]) : []);
    },
  },
];
