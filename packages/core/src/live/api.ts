/** Something under a watched id changed: read it again. Says what, never the content. */
export interface Wake {
  /** The watched community or thread id, or `inbox`. */
  readonly target: string;
}

/** Whether wake-ups arrive at the moment. `polling` and `reconnecting` still deliver, later. */
export type LiveStatus = 'live' | 'polling' | 'reconnecting';

export interface WatchOptions {
  readonly signal?: AbortSignal;
  readonly onStatus?: (status: LiveStatus) => void;
}

/**
 * Calls back after each change under one of the ids, at least once after the last of a burst.
 * `inbox` is the actor's own. Returns how to stop. Ids the actor may not read never wake.
 */
export type Watch = (ids: readonly string[], onWake: (wake: Wake) => void, options?: WatchOptions) => () => void;

/** Up to where somebody was told what changed: a cursor of the feed for each partition they follow. For transports. */
export type Place = Readonly<Record<string, string | null>>;

/** What a transport hears of the ids it follows for somebody. */
export interface Follower {
  /** Something under the id changed. */
  onWake(target: string): void;
  /**
   * Nothing is told of the id for now: there is no such thing, or the actor may not read it, or not any more, or is
   * suspended. It is the same for all of these, and wakes once it can be read.
   */
  onAbsent(target: string): void;
  /** What was gathered is told, so that `place` is up to it. */
  onTold(): void;
  /** From now on nothing is missed; what there was to tell since the given place was told. */
  onLive(): void;
  /** The store cannot be read; it is tried again. */
  onTrouble(): void;
}

export interface Following {
  /** What to give as `since` to go on from here. Of partitions that the actor may not read it says nothing. */
  place(): Place;
  stop(): void;
}

/**
 * As `watch`, for transports: an id that cannot be watched takes no other along, and `since` wakes what changed after
 * an earlier following's `place`. Of what that place knows nothing, or no longer, everything wakes.
 * @throws CopkitError `invalid` for more than 1,000 ids.
 */
export type Follow = (ids: readonly string[], follower: Follower, since?: Place) => Following;
