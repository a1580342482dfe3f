import type { Listing } from './listing.js';

const idsOf = (listing: Listing): readonly string[] =>
  listing.found
    ? listing.items.map((result) => result.postId)
    : [...listing.pinned, ...listing.items].map((thread) => thread.id);

/** How many rows of `fresh` are new or have moved up against `shown`. */
export const news = (shown: Listing, fresh: Listing): number => {
  const places = new Map(idsOf(shown).map((id, place) => [id, place]));
  const known = idsOf(fresh).flatMap((id) => places.get(id) ?? []);
  return idsOf(fresh).length - known.length + moved(known);
};

/** Rows that stand before one they used to stand behind: those outside the longest run that kept its order. */
const moved = (places: readonly number[]): number => {
  const ends: number[] = [];
  for (const place of places) {
    const at = ends.findIndex((end) => end >= place);
    if (at < 0) ends.push(place);
    else ends[at] = place;
  }
  return places.length - ends.length;
};

/** The rows that are shown, in their places, each as it is now. */
export const withPlacesKept = (shown: Listing, fresh: Listing): Listing => {
  if (shown.found || fresh.found) return shown;
  const now = new Map([...fresh.pinned, ...fresh.items].map((thread) => [thread.id, thread]));
  const renew = (threads: typeof shown.items) => threads.map((thread) => now.get(thread.id) ?? thread);
  return { ...shown, pinned: renew(shown.pinned), items: renew(shown.items) };
};

/** The rows, with one thread no longer marked as unread. */
export const withRead = (shown: Listing, threadId: string): Listing => {
  if (shown.found) return shown;
  const mark = (threads: typeof shown.items) =>
    threads.map((thread) => (thread.id === threadId ? { ...thread, unread: false } : thread));
  return { ...shown, pinned: mark(shown.pinned), items: mark(shown.items) };
};
