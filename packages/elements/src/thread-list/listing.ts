import type { CopkitApi, Page, SearchResult, ThreadCard, ThreadKind, ThreadSort, ThreadState } from '@copkit/core';
import type { Subject } from '../resource.js';

/** A page of the list, or of what a search found. */
export type Listing =
  | (Page<ThreadCard> & { readonly found: false; readonly pinned: readonly ThreadCard[] })
  | { readonly found: true; readonly items: readonly SearchResult[]; readonly next: string | null };

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

/** Reads a page. */
export const load = async (api: CopkitApi, selection: Selection & Subject, signal: AbortSignal): Promise<Listing> => {
  const [communityId, sort, kind, state, topic, text, cursor, limit] = selection;
  const filters = { communityId, limit, ...(kind && { kind }), ...(topic && { topic }), ...cursor };
  if (text) return { found: true, ...(await api.search.find({ ...filters, text }, { signal })) };
  return { found: false, ...(await api.threads.list({ ...filters, sort, ...(state && { state }) }, { signal })) };
};
