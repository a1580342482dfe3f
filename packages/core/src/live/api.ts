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
