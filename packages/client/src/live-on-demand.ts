import type { Watch } from '@copkit/core';

/** What delivers wake-ups. */
export interface LiveUpdates {
  readonly watch: Watch;
  /** Somebody else is signed on. */
  restart(): void;
  close(): void;
}

/** Loads what live updates need with the first thing that is watched: a page shows its content before it follows it. */
export class LiveOnDemand implements LiveUpdates {
  #live: LiveUpdates | null = null;
  #loading: Promise<LiveUpdates> | null = null;
  #closed = false;

  constructor(private readonly load: () => Promise<LiveUpdates>) {}

  watch: Watch = (ids, onWake, options) => {
    if (this.#live) return this.#live.watch(ids, onWake, options);
    let stop = () => {};
    let stopped = false;
    this.#loaded().then(
      (live) => {
        if (!stopped && !this.#closed) stop = live.watch(ids, onWake, options);
      },
      (error: unknown) => console.error(error),
    );
    return () => {
      stopped = true;
      stop();
    };
  };

  restart(): void {
    this.#live?.restart();
  }

  close(): void {
    this.#closed = true;
    this.#live?.close();
  }

  #loaded(): Promise<LiveUpdates> {
    this.#loading ??= this.load().then(
      (live) => {
        if (this.#closed) live.close();
        this.#live = live;
        return live;
      },
      (error: unknown) => {
        // What is watched next tries again.
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }
}
