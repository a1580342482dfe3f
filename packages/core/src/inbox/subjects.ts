import { communities, THE_ONE } from '../communities/records.js';
import { memberships } from '../membership/records.js';
import { practices } from '../practices/records.js';
import { invitationDetail } from '../routing/reasons.js';
import type { PartitionReader } from '../store/reader.js';
import { replies, threads } from '../threads/records.js';
import type { InboxEntry } from './api.js';
import type { EntryRecord } from './records.js';

/** What an entry leads to, as it stands now. */
export interface Described {
  readonly title: string;
  readonly threadId: string | null;
  /** In place of what was so when the entry was made. */
  readonly detail?: InboxEntry['detail'];
}

/** A kind of thing that inbox entries lead to, known by how its ids begin. */
export interface Subject {
  readonly prefix: string;
  /** By entry; those that lead to what is not there to be read any more are left out. */
  describe(
    home: PartitionReader,
    entries: readonly EntryRecord[],
    readerId: string,
  ): Promise<ReadonlyMap<string, Described>>;
}

const distinct = (ids: readonly string[]) => [...new Set(ids)];

async function visibleThreads(home: PartitionReader, ids: readonly string[]): Promise<ReadonlyMap<string, Described>> {
  const found = await home.getMany(threads, ids);
  return new Map(
    found.flatMap((thread) =>
      thread?.visibility === 'visible' ? [[thread.id, { title: thread.title, threadId: thread.id }]] : [],
    ),
  );
}

function byEntry(entries: readonly EntryRecord[], known: (object: string) => Described | undefined) {
  return new Map<string, Described>(
    entries.flatMap((entry) => {
      const described = known(entry.object);
      return described ? [[entry.id, described]] : [];
    }),
  );
}

export const subjects: readonly Subject[] = [
  {
    prefix: 't_',
    async describe(home, entries, readerId) {
      const known = await visibleThreads(home, distinct(entries.map(({ object }) => object)));
      const found = byEntry(entries, (id) => known.get(id));
      for (const { id, type, object } of entries) {
        const described = type === 'invitation' ? found.get(id) : undefined;
        if (described) found.set(id, { ...described, detail: await invitationDetail(home, object, readerId) });
      }
      return found;
    },
  },
  {
    prefix: 'r_',
    async describe(home, entries) {
      const found = await home.getMany(replies, distinct(entries.map(({ object }) => object)));
      const visible = found.flatMap((reply) => (reply?.visibility === 'visible' ? [reply] : []));
      const known = await visibleThreads(home, distinct(visible.map(({ threadId }) => threadId)));
      const threadOf = new Map(visible.map(({ id, threadId }) => [id, threadId]));
      return byEntry(entries, (id) => known.get(threadOf.get(id) ?? ''));
    },
  },
  {
    prefix: 'h_',
    async describe(home, entries, readerId) {
      const found = await home.getMany(practices, distinct(entries.map(({ object }) => object)));
      const shown = found.filter((practice) => practice?.state !== 'draft' || practice.authorId === readerId);
      const known = new Map(
        shown.flatMap((practice) => (practice ? [[practice.id, { title: practice.title, threadId: null }]] : [])),
      );
      return byEntry(entries, (id) => known.get(id));
    },
  },
  {
    prefix: 'c_',
    async describe(home, entries, readerId) {
      const community = await home.get(communities, THE_ONE);
      if (!community) return new Map();
      const whose = entries.map(({ forStaff, actor }) => (forStaff && actor ? actor : readerId));
      const found = await home.getMany(memberships, whose);
      return new Map(
        entries.map((entry, at) => {
          const state = found[at]?.state ?? 'left';
          const detail = entry.type === 'membership' ? { ...entry.detail, state } : entry.detail;
          return [entry.id, { title: community.name, threadId: null, detail }];
        }),
      );
    },
  },
];
