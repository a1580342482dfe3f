import type {
  CopkitApi,
  Page,
  PostResult,
  ThreadCard,
  ThreadKind,
  ThreadSort,
  ThreadState,
  TopicRef,
} from '@copkit/core';
import type { Subject } from '../resource.js';

/** A page of the list, or of what a search found; and what it is about, where it is about one topic only. */
export type Listing = { readonly topic: TopicRef | null } & (
  | (Page<ThreadCard> & { readonly found: false; readonly pinned: readonly ThreadCard[] })
  | { readonly found: true; readonly items: readonly PostResult[]; readonly next: string | null }
);

/** Which page of which list. */
export type Selection = readonly [
  community: string,
  sort: ThreadSort,
  kind: ThreadKind | null,
  state: ThreadState | null,
  topic: string | null,
  text: string,
  cursor: Cursor | null,
  limit: number,
];
/** Where a page begins, or ends. */
export type Cursor = { readonly after: string } | { readonly before: string };

/** What a topic is called: as what is about it says, or as the organisation's scheme does. */
const named = async (
  api: CopkitApi,
  id: string | null,
  items: readonly { readonly topics: readonly TopicRef[] }[],
  signal: AbortSignal,
): Promise<TopicRef | null> => {
  if (id === null) return null;
  const borne = items.flatMap(({ topics }) => topics).find((topic) => topic.id === id);
  if (borne) return borne;
  return api.topics.get({ topicId: id }, { signal }).then(
    ({ prefLabel: label }) => ({ id, label }),
    () => ({ id, label: id }),
  );
};

/** Reads a page. */
export const load = async (api: CopkitApi, selection: Selection & Subject, signal: AbortSignal): Promise<Listing> => {
  const [communityId, sort, kind, state, topic, text, cursor, limit] = selection;
  const filters = { communityId, limit, ...(kind && { kind }), ...(topic && { topic }), ...cursor };
  const posts = async () => {
    const { items, next } = await api.search.find({ ...filters, among: 'threads', text }, { signal });
    return { items: items.filter((item) => item.kind !== 'practice'), next };
  };
  const listing = text
    ? { found: true as const, ...(await posts()) }
    : { found: false as const, ...(await api.threads.list({ ...filters, sort, ...(state && { state }) }, { signal })) };
  return { ...listing, topic: await named(api, topic, listing.items, signal) };
};
