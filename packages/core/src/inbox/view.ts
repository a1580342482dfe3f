import { communityOf } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import { stranger } from '../threads/view.js';
import type { InboxEntry } from './api.js';
import type { EntryRecord } from './records.js';
import { type Described, subjects } from './subjects.js';
import { mayKnow, standingThere } from './trimming.js';

interface Shown {
  readonly entry: EntryRecord;
  readonly community: InboxEntry['community'];
  readonly described: Described | null;
}

/** Those of the entries that lead to something the person may read now, in the same order. */
export async function readable(context: ReadContext, entries: readonly EntryRecord[]): Promise<Shown[]> {
  const byCommunity = new Map<string, EntryRecord[]>();
  for (const entry of entries) {
    const communityId = communityOf(entry.object);
    if (communityId !== null) byCommunity.set(communityId, [...(byCommunity.get(communityId) ?? []), entry]);
  }
  const shown = new Map<string, Shown>();
  await Promise.all(
    [...byCommunity].map(async ([communityId, there]) => {
      const standing = await standingThere(context.kit, context.actor.id, communityId);
      const known = there.filter((entry) => mayKnow(standing, entry));
      const described = new Map<string, Described>();
      for (const { prefix, describe } of [...subjects, ...context.kit.subjects]) {
        const such = known.filter(({ object }) => object.startsWith(prefix));
        if (such.length === 0) continue;
        for (const [id, each] of await describe(standing.home, such, context.actor.id)) described.set(id, each);
      }
      const community = { id: communityId, name: standing.community?.name ?? '' };
      for (const entry of known) {
        const about = described.get(entry.id);
        if (about) shown.set(entry.id, { entry, community, described: about });
      }
    }),
  );
  return entries.flatMap((entry) => {
    const elsewhere = communityOf(entry.object) === null ? { entry, community: null, described: null } : null;
    return shown.get(entry.id) ?? elsewhere ?? [];
  });
}

export async function entryViews(context: ReadContext, entries: readonly EntryRecord[]): Promise<InboxEntry[]> {
  const shown = await readable(context, entries);
  const actors = shown.flatMap(({ entry }) => (entry.actor?.startsWith('p_') ? [entry.actor] : []));
  const people = await context.kit.people.cards(actors);
  const topicOf = ({ detail }: EntryRecord) => (typeof detail.topicId === 'string' ? [detail.topicId] : []);
  const topics = await context.kit.topics.refs(shown.flatMap(({ entry }) => topicOf(entry)));
  return shown.map(({ entry, community, described }) => ({
    id: entry.id,
    type: entry.type,
    at: entry.at,
    unread: entry.readAt === null,
    actor: entry.actor?.startsWith('p_') ? (people.get(entry.actor) ?? stranger(entry.actor)) : null,
    community,
    object: entry.object,
    threadId: described?.threadId ?? null,
    title: topics.get(topicOf(entry)[0] ?? '')?.label ?? described?.title ?? null,
    detail: described?.detail ?? entry.detail,
  }));
}
