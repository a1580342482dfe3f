import type { Changes, Cursor, Rev } from './contract.js';
import { LimitError } from './errors.js';

/**
 * Where the feed of a partition stands, for adapters that number the commits of each partition.
 * `epoch` differs between two lives of a partition name, so that what was given out before a
 * purge is never mistaken for what came after it.
 */
export interface FeedState {
  readonly epoch: string;
  /** Number of the newest commit; the first is 1. */
  readonly head: number;
  /** Number of the newest commit of which a tombstone was forgotten; 0 when none was. */
  readonly floor: number;
}

// store.epoch.commit or, in pages that begin before the floor, store.epoch.forgotten.commit
const cursorForm = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{1,64})\.(?:([1-9][0-9]{0,15})\.)?(0|[1-9][0-9]{0,15})$/;
const neverWritten = '-';

/** 128 random bits. Unlike `crypto.randomUUID` it also works on pages that came over plain HTTP. */
export function randomStoreId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @throws LimitError when the id could not stand in a cursor. */
export function checkStoreId(storeId: string): void {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(storeId))
    throw new LimitError('A store id has 1 to 64 letters, digits, "-" or "_".', 'key');
}

export function formatRev(epoch: string, commit: number): Rev {
  return `${epoch}.${commit}`;
}

/** The cursor after the commit of that number; without a state, that of a partition which was never written. */
export function formatCursor(storeId: string, state: FeedState | undefined, commit: number): Cursor {
  return `${storeId}.${state?.epoch ?? neverWritten}.${state ? commit : 0}`;
}

/**
 * The cursor of a page that was asked for with `since` and ends with the commit of that number. A reader that begins
 * when some tombstones are forgotten already never meets what they buried. Its cursor says up to where that is so, or
 * it would be sent back to the beginning page after page.
 */
export function nextCursor(
  since: Cursor | null,
  storeId: string,
  state: FeedState | undefined,
  commit: number,
): Cursor {
  const [, , epoch = neverWritten, forgotten] = cursorForm.exec(since ?? '') ?? [];
  const floor = epoch === neverWritten ? (state?.floor ?? 0) : Number(forgotten ?? 0);
  if (!state || commit >= floor) return formatCursor(storeId, state, commit);
  return `${storeId}.${state.epoch}.${floor}.${commit}`;
}

/**
 * The number of the commit after which a reader with this cursor goes on, or the reset it must be told.
 * @throws LimitError when the cursor is malformed.
 */
export function startOfFeed(
  since: Cursor | null,
  storeId: string,
  state: FeedState | undefined,
): number | (Changes & { kind: 'reset' }) {
  if (since === null) return 0;
  const parts = cursorForm.exec(since);
  if (!parts) throw new LimitError('The cursor is malformed; it must come from `changes` or `heads`.', 'cursor');
  const [, store, epoch, forgotten = '0', commit] = parts;
  if (store !== storeId) return { kind: 'reset', reason: 'other-store' };
  if (epoch === neverWritten) return 0;
  const start = Number(commit);
  const accounted = Math.max(start, Number(forgotten));
  // A cursor ahead of the head comes from a store that was since restored from an older copy.
  const known = state && epoch === state.epoch && accounted >= state.floor && accounted <= state.head;
  return known ? start : { kind: 'reset', reason: 'expired' };
}
